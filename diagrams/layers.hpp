// The layered drawing of one graph: nodes of given size in given layers from top to bottom, wires that run
// down from layer to layer at right angles and cross no node. It finds the order within the layers, the
// coordinates and the wires' tracks. It knows nothing of charts, and of no other graph. Integers only, so
// that every machine draws the same.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace waymark::diagrams {

struct Point {
    int x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

class Layers {
  public:
    struct Node {
        int layer = 0, width = 0, height = 0;
        int from = 0, to = 0;  // where wires without an offset may end, from the node's left
        int group = 0;         // nodes of a layer stand in the order of their groups
        int x = 0, y = 0;      // found by arrange()
    };
    struct Wire {
        std::size_t upper = 0, lower = 0;  // nodes, the upper one in a smaller layer
        // From the node's left; without one the wire ends where it suits, within the node's range.
        std::optional<int> upper_offset, lower_offset;
        std::vector<Point> points;  // found by arrange(), from the upper node's bottom to the lower one's top
    };

    std::size_t add(Node node);
    std::size_t add(Wire wire);
    void arrange();

    [[nodiscard]] const Node& node(std::size_t n) const { return nodes_[n]; }
    [[nodiscard]] const Wire& wire(std::size_t w) const { return wires_[w]; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

  private:
    /// A piece of a wire, from one layer to the next.
    struct Piece {
        std::size_t wire, upper, lower;
        std::optional<int> upper_offset, lower_offset;
        int top = 0, bottom = 0;  // x at its two ends
        int track = 0;
    };

    void cut_wires();
    // layers_order.cpp
    void order();
    void sort_layer(std::size_t layer, bool by_upper);
    [[nodiscard]] long crossings() const;
    // layers_place.cpp
    void place();
    void pack(std::size_t layer);
    void place_layer(std::size_t layer, bool upper, bool lower);
    void straighten(std::size_t layer, bool by_upper);
    void settle_ends();
    // layers_route.cpp
    void route();
    int route_channel(std::vector<std::size_t>& pieces);
    void join_pieces();

    [[nodiscard]] bool is_bend(std::size_t n) const { return n >= given_; }  // a wire passing through a layer
    [[nodiscard]] int gap(std::size_t left, std::size_t right) const;
    [[nodiscard]] int anchor(const Piece& piece, bool upper) const;

    std::vector<Node> nodes_;  // the given ones, then the bends
    std::vector<Wire> wires_;
    std::vector<Piece> pieces_;
    std::size_t given_ = 0;
    std::vector<std::vector<std::size_t>> layers_;         // nodes, from left to right
    std::vector<std::vector<std::size_t>> above_, below_;  // by node: pieces that end there, that begin there
    std::vector<int> rank_;                                // by node: its place in its layer
    int width_ = 0, height_ = 0;
};

/// Places nearest to the wished ones in order, each at least `apart[i]` right of the one before.
std::vector<int> spread(const std::vector<int>& wished, const std::vector<int>& weights,
                        const std::vector<int>& apart);

}  // namespace waymark::diagrams
