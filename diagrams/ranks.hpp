// In which layer each of a few things stands when most arrows are to point down. Pure.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace waymark::diagrams {

/// Layers from 0. Every arrow points down but those that close a circle: of these, the ones against the order
/// of the numbers point up. Nothing points at its own layer.
std::vector<int> ranks(std::size_t count, const std::vector<std::pair<std::size_t, std::size_t>>& arrows);

}  // namespace waymark::diagrams
