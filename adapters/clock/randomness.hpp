// Random bytes: the kernel's, and a repeatable sequence for tests.
#pragma once

#include <mutex>
#include <random>

#include "workflows/runtime/ports/randomness.hpp"

namespace waymark::clock {

/// Fit for secrets. Throws std::system_error when the kernel has none. Thread: any.
class SystemRandomness final : public runtime::Randomness {
  public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// The same seed gives the same bytes, whatever the sizes they are asked in. Never fit for secrets. Thread:
/// any.
class SeededRandomness final : public runtime::Randomness {
  public:
    explicit SeededRandomness(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override;

  private:
    std::mutex mutex_;
    std::mt19937_64 engine_;
};

}  // namespace waymark::clock
