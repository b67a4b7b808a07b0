#include "adapters/clock/manual_clock.hpp"

#include <utility>

namespace waymark::clock {

Instant ManualClock::wall() const {
    const std::lock_guard lock(mutex_);
    return wall_;
}

std::chrono::microseconds ManualClock::boottime() const {
    const std::lock_guard lock(mutex_);
    return boottime_;
}

void ManualClock::advance(std::chrono::microseconds by) {
    {
        const std::lock_guard lock(mutex_);
        wall_ += by;
        boottime_ += by;
    }
    tell();
}

void ManualClock::set(Instant at) {
    {
        const std::lock_guard lock(mutex_);
        if (at <= wall_) return;
        boottime_ += at - wall_;
        wall_ = at;
    }
    tell();
}

void ManualClock::jump(Instant at) {
    {
        const std::lock_guard lock(mutex_);
        wall_ = at;
    }
    tell();
}

void ManualClock::on_change(std::function<void()> listener) {
    const std::lock_guard lock(mutex_);
    listeners_.push_back(std::move(listener));
}

void ManualClock::tell() const {
    std::vector<std::function<void()>> listeners;
    {
        const std::lock_guard lock(mutex_);
        listeners = listeners_;
    }
    for (const auto& listener : listeners) listener();  // outside the lock: they read the clock
}

}  // namespace waymark::clock
