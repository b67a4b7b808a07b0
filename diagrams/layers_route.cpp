// The wires' horizontal runs between the layers: each on a track of its own where it would touch another, in
// the order that crosses least.
#include <algorithm>
#include <cstdlib>

#include "diagrams/layers.hpp"

namespace waymark::diagrams {

namespace {

constexpr int track_gap = 11;
constexpr int above_tracks = 16, below_tracks = 18;  // room for an arrow's tip at either end
constexpr int empty_channel = 22, straight_channel = 34;
constexpr int nearest = 6;  // vertical runs closer than this would read as one
constexpr long never = 1000;

struct Run {
    int top, bottom;
    [[nodiscard]] int left() const { return std::min(top, bottom); }
    [[nodiscard]] int right() const { return std::max(top, bottom); }
    [[nodiscard]] bool holds(int x) const { return x > left() && x < right(); }
};

/// What it costs to have run `a` on a higher track than run `b`: crossings, and verticals drawn over each
/// other.
long cost(const Run& a, const Run& b) {
    long sum = 0;
    if (a.holds(b.top)) ++sum;     // b comes down through a's run
    if (b.holds(a.bottom)) ++sum;  // a goes down through b's run
    if (std::abs(a.bottom - b.top) < nearest) sum += never;
    return sum;
}

bool touch(const Run& a, const Run& b) {
    return a.left() - nearest < b.right() && b.left() - nearest < a.right();
}

/// From the highest to the lowest, each where it costs least beside the others.
void sort_runs(std::vector<std::size_t>& order, const std::vector<Run>& runs) {
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return std::pair(runs[a].left(), a) < std::pair(runs[b].left(), b);
    });
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        bool changed = false;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto moved = order[i];
            long best_gain = 0, gain = 0;
            std::size_t best = i;
            for (std::size_t j = i; j-- > 0;) {
                gain += cost(runs[order[j]], runs[moved]) - cost(runs[moved], runs[order[j]]);
                if (gain > best_gain) best_gain = gain, best = j;
            }
            gain = 0;
            for (std::size_t j = i + 1; j < order.size(); ++j) {
                gain += cost(runs[moved], runs[order[j]]) - cost(runs[order[j]], runs[moved]);
                if (gain > best_gain) best_gain = gain, best = j;
            }
            if (best == i) continue;
            order.erase(order.begin() + static_cast<std::ptrdiff_t>(i));
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(best), moved);
            changed = true;
        }
        if (!changed) return;
    }
}

}  // namespace

/// Gives the number of tracks.
int Layers::route_channel(std::vector<std::size_t>& pieces) {
    std::erase_if(pieces, [&](std::size_t p) { return pieces_[p].top == pieces_[p].bottom; });
    std::vector<Run> runs;
    std::vector<std::size_t> order;
    for (const auto p : pieces) {
        order.push_back(runs.size());
        runs.push_back({pieces_[p].top, pieces_[p].bottom});
    }
    sort_runs(order, runs);
    int tracks = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        int track = 0;
        for (std::size_t j = 0; j < i; ++j)
            if (touch(runs[order[i]], runs[order[j]]))
                track = std::max(track, pieces_[pieces[order[j]]].track + 1);
        pieces_[pieces[order[i]]].track = track;
        tracks = std::max(tracks, track + 1);
    }
    return tracks;
}

void Layers::route() {
    std::vector<std::vector<std::size_t>> channels(layers_.size());
    for (std::size_t p = 0; p < pieces_.size(); ++p)
        channels[static_cast<std::size_t>(nodes_[pieces_[p].upper].layer)].push_back(p);
    int y = 0;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        int tallest = 0;
        for (const auto n : layers_[l]) {
            nodes_[n].y = y;
            tallest = std::max(tallest, nodes_[n].height);
        }
        y += tallest;
        if (l + 1 == layers_.size()) break;
        const bool any = !channels[l].empty();
        const int tracks = route_channel(channels[l]);
        for (const auto p : channels[l]) pieces_[p].track = y + above_tracks + pieces_[p].track * track_gap;
        y += !any          ? empty_channel
             : tracks == 0 ? straight_channel
                           : above_tracks + (tracks - 1) * track_gap + below_tracks;
    }
    height_ = y;
}

void Layers::join_pieces() {
    for (const auto& piece : pieces_) {
        auto& points = wires_[piece.wire].points;
        const auto& upper = nodes_[piece.upper];
        points.push_back({piece.top, upper.y + (is_bend(piece.upper) ? 0 : upper.height)});
        if (piece.top != piece.bottom) {
            points.push_back({piece.top, piece.track});
            points.push_back({piece.bottom, piece.track});
        }
        points.push_back({piece.bottom, nodes_[piece.lower].y});
    }
}

}  // namespace waymark::diagrams
