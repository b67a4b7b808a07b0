// The drawing in Graphviz's language: groups as clusters, for those who lay it out themselves.
#pragma once

#include "diagrams/drawing.hpp"

namespace waymark::diagrams {

std::string to_dot(const Drawing& drawing);

}  // namespace waymark::diagrams
