// What stands in a box beside other boxes: its title and its rows as lines of text, placed from the box's
// corner. Part of the layout.
#pragma once

#include "diagrams/layout.hpp"

namespace waymark::diagrams {

struct Content {
    int width = 0, height = 0;
    PlacedBox placed;  // from (0, 0)
};

/// `notes`: for each row what is added to its label, because no arrow says it.
Content content_of(const Box& box, const std::vector<std::string>& notes, std::string_view language);

/// Where a row's arrow begins, from the box's top.
inline int port_of(const PlacedRow& row) { return row.mark.y; }

}  // namespace waymark::diagrams
