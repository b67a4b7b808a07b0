// What is left to chance in the sample program, and comes out the same for the same seed on every machine. No
// randomness: a sequence of numbers (splitmix64, S. Vigna). Each story has its own, so that one more step in
// a story moves no other.
#pragma once

#include <cstdint>
#include <vector>

namespace waymark::sample {

class Luck {
  public:
    explicit Luck(std::uint64_t seed) : state_(seed) {}
    [[nodiscard]] Luck of(std::uint64_t number) const {
        return Luck(Luck(state_ ^ (number * 0x9e3779b97f4a7c15ULL)).next());
    }

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// From `least` to `most`, both included.
    int between(int least, int most) {
        return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool in(int hundred) { return between(1, 100) <= hundred; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[next() % all.size()];
    }

  private:
    std::uint64_t state_;
};

}  // namespace waymark::sample
