// Port: random bytes fit for secrets. Implemented by adapters/clock (the system's, and a seeded one for
// tests).
#pragma once

#include <cstdint>
#include <span>

namespace waymark::runtime {

class Randomness {
  public:
    virtual ~Randomness() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace waymark::runtime
