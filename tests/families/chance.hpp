// What people may do next, at random: mostly what fits the state of things, now and then anything at all.
#pragma once

#include <random>

#include "tests/families/program.hpp"

namespace waymark::families {

class Chance {
  public:
    Chance(std::uint64_t seed, Program& program) : random_(seed), program_(program) {}

    /// The next deed: at an instant from now to weeks ahead, often right at a timer's.
    Deed deed();
    /// 0 … n - 1
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  private:
    Instant when();
    states::Value data_for(const Deed& deed, const InstancePtr& whom);
    states::Value slot();
    [[nodiscard]] std::string text_like(const std::string& pattern) const;
    states::Value filled_in(const states::Value& form);
    std::string date_ahead(std::size_t days);
    std::size_t actor_for(const InstancePtr& whom, std::string_view event);

    std::mt19937_64 random_;
    Program& program_;
};

}  // namespace waymark::families
