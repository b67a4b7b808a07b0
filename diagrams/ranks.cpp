#include "diagrams/ranks.hpp"

#include <algorithm>

namespace waymark::diagrams {
namespace {

/// Tarjan's strongly connected components, numbered so that an arrow between two leads to a smaller number.
class Circles {
  public:
    explicit Circles(const std::vector<std::vector<std::size_t>>& next)
        : next_(next), number_(next.size()), low_(next.size()), circle_(next.size(), none) {
        for (std::size_t v = 0; v < next.size(); ++v)
            if (number_[v] == 0) visit(v);
    }
    [[nodiscard]] std::size_t of(std::size_t v) const { return circle_[v]; }

  private:
    static constexpr auto none = static_cast<std::size_t>(-1);

    // Its own stack: a chart may have thousands of states in a row.
    void visit(std::size_t root) {
        std::vector<std::pair<std::size_t, std::size_t>> calls{{root, 0}};
        open(root);
        while (!calls.empty()) {
            const auto v = calls.back().first;
            if (calls.back().second < next_[v].size()) {
                const auto w = next_[v][calls.back().second++];
                if (number_[w] == 0) {
                    open(w);
                    calls.emplace_back(w, 0);
                } else if (circle_[w] == none) {
                    low_[v] = std::min(low_[v], number_[w]);
                }
                continue;
            }
            calls.pop_back();
            if (!calls.empty()) low_[calls.back().first] = std::min(low_[calls.back().first], low_[v]);
            if (low_[v] == number_[v]) close(v);
        }
    }
    void open(std::size_t v) {
        number_[v] = low_[v] = ++numbers_;
        open_.push_back(v);
    }
    void close(std::size_t v) {
        for (std::size_t w = none; w != v; open_.pop_back()) {
            w = open_.back();
            circle_[w] = circles_;
        }
        ++circles_;
    }

    const std::vector<std::vector<std::size_t>>& next_;
    std::vector<std::size_t> number_, low_, circle_, open_;
    std::size_t numbers_ = 0, circles_ = 0;
};

}  // namespace

std::vector<int> ranks(std::size_t count, const std::vector<std::pair<std::size_t, std::size_t>>& arrows) {
    std::vector<std::vector<std::size_t>> next(count), down(count);
    for (const auto& [from, to] : arrows)
        if (from != to) next[from].push_back(to);
    const Circles circles(next);
    std::vector<std::size_t> waiting(count, 0), ready;
    for (std::size_t v = 0; v < count; ++v)
        for (const auto w : next[v]) {
            const bool against = circles.of(v) == circles.of(w) && v > w;
            down[against ? w : v].push_back(against ? v : w);
            ++waiting[against ? v : w];
        }
    std::vector<int> rank(count, 0);
    for (std::size_t v = 0; v < count; ++v)
        if (waiting[v] == 0) ready.push_back(v);
    for (std::size_t i = 0; i < ready.size(); ++i)
        for (const auto w : down[ready[i]]) {
            rank[w] = std::max(rank[w], rank[ready[i]] + 1);
            if (--waiting[w] == 0) ready.push_back(w);
        }
    return rank;
}

}  // namespace waymark::diagrams
