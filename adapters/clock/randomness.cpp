#include "adapters/clock/randomness.hpp"

#include <cerrno>
#include <sys/random.h>
#include <system_error>

namespace waymark::clock {

void SystemRandomness::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const auto got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

void SeededRandomness::fill(std::span<std::uint8_t> bytes) {
    const std::lock_guard lock(mutex_);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_() >> 56);
}

}  // namespace waymark::clock
