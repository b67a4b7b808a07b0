// The order within the layers: barycentres, swept up and down, the order with the fewest crossings kept.
#include <algorithm>

#include "diagrams/layers.hpp"
#include "states/check.hpp"

namespace waymark::diagrams {

std::size_t Layers::add(Node node) {
    nodes_.push_back(node);
    given_ = nodes_.size();
    return given_ - 1;
}

std::size_t Layers::add(Wire wire) {
    CHECK(nodes_[wire.upper].layer < nodes_[wire.lower].layer);
    wires_.push_back(std::move(wire));
    return wires_.size() - 1;
}

void Layers::arrange() {
    cut_wires();
    order();
    place();
    settle_ends();
    route();
    join_pieces();
}

// A wire over several layers goes through a bend in each between.
void Layers::cut_wires() {
    int last = -1;
    for (const auto& node : nodes_) last = std::max(last, node.layer);
    layers_.assign(static_cast<std::size_t>(last + 1), {});
    for (std::size_t w = 0; w < wires_.size(); ++w) {
        const auto& wire = wires_[w];
        auto upper = wire.upper;
        auto offset = wire.upper_offset;
        for (int layer = nodes_[wire.upper].layer + 1; layer < nodes_[wire.lower].layer; ++layer) {
            Node bend;
            bend.layer = layer;
            bend.group = 1;
            nodes_.push_back(bend);
            pieces_.push_back({w, upper, nodes_.size() - 1, offset, 0});
            upper = nodes_.size() - 1;
            offset = 0;
        }
        pieces_.push_back({w, upper, wire.lower, offset, wire.lower_offset});
    }
    above_.assign(nodes_.size(), {});
    below_.assign(nodes_.size(), {});
    for (std::size_t p = 0; p < pieces_.size(); ++p) {
        above_[pieces_[p].lower].push_back(p);
        below_[pieces_[p].upper].push_back(p);
    }
    for (std::size_t n = 0; n < nodes_.size(); ++n)
        layers_[static_cast<std::size_t>(nodes_[n].layer)].push_back(n);
    rank_.assign(nodes_.size(), 0);
}

namespace {
constexpr int rank_step = 4096;  // finer than any port
}

// Where the other end of the piece stands, in ranks of its layer and, within, in pixels of its node.
void Layers::sort_layer(std::size_t layer, bool by_upper) {
    auto& nodes = layers_[layer];
    std::vector<std::pair<long, std::size_t>> wished;
    for (const auto n : nodes) {
        long sum = 0, count = 0;
        for (const auto p : by_upper ? above_[n] : below_[n]) {
            const auto& piece = pieces_[p];
            const auto other = by_upper ? piece.upper : piece.lower;
            const auto& offset = by_upper ? piece.upper_offset : piece.lower_offset;
            const auto& node = nodes_[other];
            sum += static_cast<long>(rank_[other]) * rank_step + offset.value_or((node.from + node.to) / 2);
            ++count;
        }
        wished.emplace_back(count == 0 ? static_cast<long>(rank_[n]) * rank_step : sum / count, n);
    }
    std::ranges::stable_sort(wished, [&](const auto& a, const auto& b) {
        const int group_a = nodes_[a.second].group, group_b = nodes_[b.second].group;
        return group_a != group_b ? group_a < group_b : a.first < b.first;
    });
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        nodes[i] = wished[i].second;
        rank_[nodes[i]] = static_cast<int>(i);
    }
}

long Layers::crossings() const {
    long sum = 0;
    const auto end = [&](std::size_t n, const std::optional<int>& offset) {
        return static_cast<long>(rank_[n]) * rank_step + offset.value_or((nodes_[n].from + nodes_[n].to) / 2);
    };
    std::vector<std::vector<std::pair<long, long>>> channels(layers_.size());
    for (const auto& piece : pieces_)
        channels[static_cast<std::size_t>(nodes_[piece.upper].layer)].emplace_back(
            end(piece.upper, piece.upper_offset), end(piece.lower, piece.lower_offset));
    for (auto& channel : channels) {
        std::ranges::sort(channel);
        for (std::size_t a = 0; a < channel.size(); ++a)
            for (std::size_t b = a + 1; b < channel.size(); ++b)
                if (channel[a].first < channel[b].first && channel[a].second > channel[b].second) ++sum;
    }
    return sum;
}

void Layers::order() {
    for (auto& layer : layers_) {
        std::ranges::stable_sort(layer, {}, [&](std::size_t n) { return nodes_[n].group; });
        for (std::size_t i = 0; i < layer.size(); ++i) rank_[layer[i]] = static_cast<int>(i);
    }
    for (std::size_t l = 1; l < layers_.size(); ++l) sort_layer(l, true);
    auto best = layers_;
    long fewest = crossings();
    constexpr int sweeps = 12;
    for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
        for (std::size_t l = layers_.size(); l-- > 0;) sort_layer(l, false);
        for (std::size_t l = 0; l < layers_.size(); ++l) sort_layer(l, true);
        const long now = crossings();
        if (now >= fewest) continue;
        fewest = now;
        best = layers_;
    }
    layers_ = std::move(best);
    for (const auto& layer : layers_)
        for (std::size_t i = 0; i < layer.size(); ++i) rank_[layer[i]] = static_cast<int>(i);
}

}  // namespace waymark::diagrams
