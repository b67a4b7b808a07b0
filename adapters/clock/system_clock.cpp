#include "adapters/clock/system_clock.hpp"

#include <ctime>

#include "states/check.hpp"

namespace waymark::clock {
namespace {

std::chrono::microseconds read(clockid_t id) {
    timespec at{};
    CHECK(::clock_gettime(id, &at) == 0);
    return std::chrono::seconds(at.tv_sec) + std::chrono::microseconds(at.tv_nsec / 1000);
}

}  // namespace

Instant SystemClock::wall() const { return Instant(read(CLOCK_REALTIME)); }

std::chrono::microseconds SystemClock::boottime() const { return read(CLOCK_BOOTTIME); }

}  // namespace waymark::clock
