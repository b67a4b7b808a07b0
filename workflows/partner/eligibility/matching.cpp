#include "workflows/partner/eligibility/matching.hpp"

#include <limits>

namespace waymark::partner {

namespace {

constexpr auto nobody = std::numeric_limits<std::size_t>::max();

/// Augmenting paths from each on the left in turn (Kuhn).
class Matching {
  public:
    Matching(const std::vector<std::vector<std::size_t>>& choices, std::size_t rights)
        : choices_(choices), holder_(rights, nobody), asked_in_(rights, nobody) {}

    void serve(std::size_t left) {
        round_ = left;
        place(left);
    }

    [[nodiscard]] std::vector<std::optional<std::size_t>> pairs() const {
        std::vector<std::optional<std::size_t>> all(choices_.size());
        for (std::size_t right = 0; right < holder_.size(); ++right)
            if (holder_[right] != nobody) all[holder_[right]] = right;
        return all;
    }

  private:
    /// As deep as there are different holders: no more than the left has.
    bool place(std::size_t left) {
        for (const auto right : choices_[left]) {
            if (asked_in_[right] == round_) continue;
            asked_in_[right] = round_;
            if (holder_[right] == nobody || place(holder_[right])) {
                holder_[right] = left;
                return true;
            }
        }
        return false;
    }

    const std::vector<std::vector<std::size_t>>& choices_;
    std::vector<std::size_t> holder_;    // of each right
    std::vector<std::size_t> asked_in_;  // the round in which each right was last asked for
    std::size_t round_ = 0;
};

}  // namespace

std::vector<std::optional<std::size_t>> greatest_matching(
    const std::vector<std::vector<std::size_t>>& choices, std::size_t rights) {
    Matching matching(choices, rights);
    for (std::size_t left = 0; left < choices.size(); ++left) matching.serve(left);
    return matching.pairs();
}

}  // namespace waymark::partner
