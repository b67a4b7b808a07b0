// What stands around the boxes: the heading, the board with the next timer, the legend. Part of the layout.
#pragma once

#include "diagrams/layout.hpp"

namespace waymark::diagrams {

inline constexpr int margin = 24, narrowest_page = 420;

/// For a page of layout.width, which grows where a word needs it. Gives the y below the heading.
int add_heading(Layout& layout, const Drawing& drawing);
/// Below layout.height, which grows by it.
void add_legend(Layout& layout, const Drawing& drawing);

}  // namespace waymark::diagrams
