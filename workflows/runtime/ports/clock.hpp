// Port: the two clocks of the machine. Implemented by adapters/clock (the system's, and one moved by hand for
// rehearsal and tests).
#pragma once

#include <chrono>

#include "states/instant.hpp"

namespace waymark::runtime {

class Clock {
  public:
    virtual ~Clock() = default;
    /// The wall clock as it is, even when it was set back. Thread: any.
    [[nodiscard]] virtual Instant wall() const = 0;
    /// Time since boot, suspension included (CLOCK_BOOTTIME): what a jump of the wall clock is measured by.
    /// Thread: any.
    [[nodiscard]] virtual std::chrono::microseconds boottime() const = 0;
};

}  // namespace waymark::runtime
