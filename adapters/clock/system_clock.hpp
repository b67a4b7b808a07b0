// The machine's clocks. Holds nothing. Thread: any.
#pragma once

#include "workflows/runtime/ports/clock.hpp"

namespace waymark::clock {

class SystemClock final : public runtime::Clock {
  public:
    [[nodiscard]] Instant wall() const override;
    [[nodiscard]] std::chrono::microseconds boottime() const override;
};

}  // namespace waymark::clock
