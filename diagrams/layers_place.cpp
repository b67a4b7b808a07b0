// The nodes' places from left to right: each layer is laid as near as can be to where its wires lead, swept
// up and down.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>

#include "diagrams/layers.hpp"

namespace waymark::diagrams {

namespace {

constexpr int node_gap = 28, bend_gap = 12, mixed_gap = 18;
constexpr int end_gap = 12;  // between two wires' ends at one node

constexpr int barely = 4;  // so far an end may stand outside its range, when that makes its wire straight

struct Pool {
    std::int64_t sum, weight;
    std::size_t count;
    [[nodiscard]] std::int64_t mean() const {
        return sum >= 0 ? (sum + weight / 2) / weight : -((-sum + weight / 2) / weight);
    }
};

}  // namespace

// Least squares under an order: neighbours that would change places are pooled at their mean.
std::vector<int> spread(const std::vector<int>& wished, const std::vector<int>& weights,
                        const std::vector<int>& apart) {
    std::vector<Pool> pools;
    std::int64_t shift = 0;
    for (std::size_t i = 0; i < wished.size(); ++i) {
        if (i > 0) shift += apart[i];
        pools.push_back({(wished[i] - shift) * weights[i], weights[i], 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            const auto last = pools.back();
            pools.pop_back();
            pools.back() = {pools.back().sum + last.sum, pools.back().weight + last.weight,
                            pools.back().count + last.count};
        }
    }
    std::vector<int> places;
    shift = 0;
    for (const auto& pool : pools)
        for (std::size_t i = 0; i < pool.count; ++i) {
            if (!places.empty()) shift += apart[places.size()];
            places.push_back(static_cast<int>(pool.mean() + shift));
        }
    return places;
}

int Layers::gap(std::size_t left, std::size_t right) const {
    const bool thin_left = nodes_[left].width == 0, thin_right = nodes_[right].width == 0;
    return thin_left && thin_right ? bend_gap : thin_left || thin_right ? mixed_gap : node_gap;
}

// Where a wire meets its node, before the free ends are settled: the middle of the node's range.
int Layers::anchor(const Piece& piece, bool upper) const {
    const auto& node = nodes_[upper ? piece.upper : piece.lower];
    const auto& offset = upper ? piece.upper_offset : piece.lower_offset;
    return node.x + offset.value_or((node.from + node.to) / 2);
}

void Layers::pack(std::size_t layer) {
    int x = 0;
    const auto& nodes = layers_[layer];
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (i > 0) x += gap(nodes[i - 1], nodes[i]);
        nodes_[nodes[i]].x = x;
        x += nodes_[nodes[i]].width;
    }
}

void Layers::place_layer(std::size_t layer, bool upper, bool lower) {
    const auto& nodes = layers_[layer];
    std::vector<int> wished, weights, apart;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto n = nodes[i];
        int sum = 0, weight = 0;
        const auto pull = [&](const Piece& piece, bool from_upper) {
            const bool other_bends = is_bend(from_upper ? piece.upper : piece.lower);
            const bool fixed = piece.upper_offset && piece.lower_offset;
            const int strength = is_bend(n) && other_bends ? 16 : fixed ? 6 : 2;
            // Two boxes stand below each other by their middles, wherever the wire between them begins and
            // ends.
            const bool by_middle = !fixed && !is_bend(n) && !other_bends;
            const auto middle = [&](std::size_t of) { return (nodes_[of].from + nodes_[of].to) / 2; };
            const auto other = from_upper ? piece.upper : piece.lower;
            const int goal = by_middle ? nodes_[other].x + middle(other) : anchor(piece, from_upper);
            const int own = by_middle ? middle(n) : anchor(piece, !from_upper) - nodes_[n].x;
            sum += strength * (goal - own);
            weight += strength;
        };
        if (upper)
            for (const auto p : above_[n]) pull(pieces_[p], true);
        if (lower)
            for (const auto p : below_[n]) pull(pieces_[p], false);
        wished.push_back(weight == 0 ? nodes_[n].x : sum / weight);
        weights.push_back(std::max(weight, 1));
        apart.push_back(i == 0 ? 0 : nodes_[nodes[i - 1]].width + gap(nodes[i - 1], n));
    }
    const auto places = spread(wished, weights, apart);
    for (std::size_t i = 0; i < nodes.size(); ++i) nodes_[nodes[i]].x = places[i];
}

// A bend that can stand exactly below (above) its wire's other end does: no jog of a few pixels.
void Layers::straighten(std::size_t layer, bool by_upper) {
    const auto& nodes = layers_[layer];
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto n = nodes[i];
        if (!is_bend(n)) continue;
        const int goal = anchor(pieces_[by_upper ? above_[n][0] : below_[n][0]], by_upper);
        const auto& piece = pieces_[by_upper ? above_[n][0] : below_[n][0]];
        if (!(by_upper ? piece.upper_offset : piece.lower_offset)) continue;
        const int low = i == 0 ? std::numeric_limits<int>::min()
                               : nodes_[nodes[i - 1]].x + nodes_[nodes[i - 1]].width + gap(nodes[i - 1], n);
        const int high = i + 1 == nodes.size() ? std::numeric_limits<int>::max()
                                               : nodes_[nodes[i + 1]].x - gap(n, nodes[i + 1]);
        if (goal >= low && goal <= high) nodes_[n].x = goal;
    }
}

void Layers::place() {
    for (std::size_t l = 0; l < layers_.size(); ++l) pack(l);
    constexpr int sweeps = 10;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (std::size_t l = 1; l < layers_.size(); ++l) place_layer(l, true, sweep > sweeps / 2);
        for (std::size_t l = layers_.size(); l-- > 0;) place_layer(l, sweep > sweeps / 2, true);
    }
    for (std::size_t l = layers_.size(); l-- > 0;) straighten(l, false);
    for (std::size_t l = 0; l < layers_.size(); ++l) straighten(l, true);
    int left = std::numeric_limits<int>::max(), right = 0;
    for (const auto& node : nodes_) left = std::min(left, node.x);
    for (auto& node : nodes_) {
        node.x -= left;
        right = std::max(right, node.x + node.width);
    }
    width_ = right;
    // What keeps to the left of its layer (a heading) stands at the very left.
    for (const auto& layer : layers_)
        if (!layer.empty() && nodes_[layer[0]].group < 0) nodes_[layer[0]].x = 0;
}

// The ends that may move along their node's side: near the wire's other end, in its order, apart.
void Layers::settle_ends() {
    for (auto& piece : pieces_) {
        piece.top = anchor(piece, true);
        piece.bottom = anchor(piece, false);
    }
    const auto settle = [&](std::size_t n, const std::vector<std::size_t>& at, bool top_side) {
        std::vector<std::size_t> free;
        for (const auto p : at)
            if (!(top_side ? pieces_[p].lower_offset : pieces_[p].upper_offset)) free.push_back(p);
        if (free.empty()) return;
        const auto other = [&](std::size_t p) { return top_side ? pieces_[p].top : pieces_[p].bottom; };
        std::ranges::stable_sort(free, {}, other);
        const int low = nodes_[n].x + nodes_[n].from, high = nodes_[n].x + nodes_[n].to;
        const int count = static_cast<int>(free.size());
        const int pitch = count < 2 ? 0 : std::min(end_gap, (high - low) / (count - 1));
        std::vector<int> wished;
        for (const auto p : free) wished.push_back(other(p));
        const auto places =
            spread(wished, std::vector<int>(free.size(), 1), std::vector<int>(free.size(), pitch));
        for (int i = 0; i < count; ++i) {
            int place = std::clamp(places[i], low + i * pitch, high - (count - 1 - i) * pitch);
            const bool outermost = i == 0 || i + 1 == count;
            if (outermost && std::abs(wished[i] - place) <= barely) place = wished[i];
            (top_side ? pieces_[free[i]].bottom : pieces_[free[i]].top) = place;
        }
    };
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
        settle(n, above_[n], true);
        settle(n, below_[n], false);
    }
}

}  // namespace waymark::diagrams
