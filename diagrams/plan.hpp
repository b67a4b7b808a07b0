// Which way each arrow goes before anything has a size: through which containers, up or down, and in which
// layer of its container each box stands. Part of the layout.
#pragma once

#include "diagrams/drawing.hpp"

namespace waymark::diagrams {

/// One transition's arrow to one of its targets.
struct Edge {
    BoxIndex source = 0, target = 0;
    std::size_t row = 0;
    bool up =
        false;  // the target stands above the source: the arrow leaves to the left, and enters from below
    bool inward = false;  // the target is inside the source
    [[nodiscard]] BoxIndex upper() const { return up ? target : source; }
    [[nodiscard]] BoxIndex lower() const { return up ? source : target; }
};

/// The part of an edge within one container. no_box stands for the container's own border, or its own row.
struct Stretch {
    std::size_t edge = 0;
    BoxIndex upper = no_box, lower = no_box;  // children of the container
};

/// What a box has to do with edges.
struct Frame {
    int layer = 0;                               // among its siblings
    std::vector<std::size_t> right;              // edges that leave its rows downwards
    std::vector<std::size_t> left;               // edges that leave its rows upwards
    std::vector<std::size_t> inward;             // edges from its rows to what is inside
    std::vector<std::size_t> tops;               // edges that pass through its upper border
    std::vector<std::size_t> bottoms;            // edges that pass through its lower border, or end there
    std::size_t from_above = 0, from_below = 0;  // edges that end at it
    std::vector<Stretch> stretches;              // within it
};

struct Plan {
    std::vector<Edge> edges;
    std::vector<Frame> frames;                    // by box
    std::vector<std::vector<std::string>> notes;  // by box, by row: the targets to which no arrow is drawn
};

Plan plan(const Drawing& drawing);

}  // namespace waymark::diagrams
