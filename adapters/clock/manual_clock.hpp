// A clock moved by hand, for rehearsal and tests. Stands still otherwise. Thread: any.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "workflows/runtime/ports/clock.hpp"

namespace waymark::clock {

class ManualClock final : public runtime::Clock {
  public:
    explicit ManualClock(Instant wall) : wall_(wall) {}

    [[nodiscard]] Instant wall() const override;
    [[nodiscard]] std::chrono::microseconds boottime() const override;

    /// Time passes: both clocks move.
    void advance(std::chrono::microseconds by);
    /// Time passes until `at`. Nothing happens when `at` is not ahead.
    void set(Instant at);
    /// Somebody sets the wall clock, forward or back: the time since boot knows nothing of it.
    void jump(Instant at);

    /// Called after each move, on the mover's thread: this is how executors wake up. Must stay callable as
    /// long as the clock is moved.
    void on_change(std::function<void()> listener);

  private:
    void tell() const;

    mutable std::mutex mutex_;
    Instant wall_;
    std::chrono::microseconds boottime_{0};
    std::vector<std::function<void()>> listeners_;
};

}  // namespace waymark::clock
