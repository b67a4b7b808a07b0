// The drawing as Mermaid's stateDiagram-v2: for pages that render it themselves. Mermaid draws no arrow
// between states of different groups: such an arrow leads from group to group, and its label names the
// states.
#pragma once

#include "diagrams/drawing.hpp"

namespace waymark::diagrams {

std::string to_mermaid(const Drawing& drawing);

}  // namespace waymark::diagrams
