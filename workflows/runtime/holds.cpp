#include "workflows/runtime/holds.hpp"

#include <algorithm>

namespace waymark::runtime {

namespace {

std::string in_words(std::chrono::microseconds span) {
    using namespace std::chrono;
    if (span >= hours(48)) return std::to_string(duration_cast<hours>(span).count() / 24) + " days";
    if (span >= hours(2)) return std::to_string(duration_cast<hours>(span).count()) + " hours";
    return std::to_string(duration_cast<minutes>(span).count()) + " minutes";
}

}  // namespace

Instant Holds::now() const {
    const auto wall = clock_.wall();
    const std::lock_guard lock(mutex_);
    return latest_ = std::max(latest_, wall);
}

void Holds::not_before(Instant recorded) {
    const std::lock_guard lock(mutex_);
    latest_ = std::max(latest_, recorded);
}

Hold Holds::get() const {
    const std::lock_guard lock(mutex_);
    return hold_;
}

void Holds::set(Hold hold) {
    const std::lock_guard lock(mutex_);
    hold_ = std::move(hold);
}

std::optional<std::string> Holds::jump() {
    const auto wall = clock_.wall();
    const auto boot = wall - clock_.boottime();
    if (!boot_) boot_ = boot;
    // Set back: the earlier instant of the boot stays what is compared with, so that the way forward again is
    // no jump.
    if (boot <= *boot_) return std::nullopt;
    if (boot <= *boot_ + settings_.jump_tolerance) {
        boot_ = boot;
        return std::nullopt;
    }
    return "the clock went forward by " + in_words(boot - *boot_) + " more than time has passed, to " +
           waymark::to_text(wall);
}

std::optional<std::string> Holds::silence(Instant last_record) const {
    const auto wall = clock_.wall();
    if (wall - last_record <= settings_.longest_silence) return std::nullopt;
    return "nothing was recorded for " + in_words(wall - last_record) + ", since " +
           waymark::to_text(last_record);
}

void Holds::accept() { boot_ = clock_.wall() - clock_.boottime(); }

}  // namespace waymark::runtime
