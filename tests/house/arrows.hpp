// Which folder may include which, and who may name Asio, SQLite and the like. Source: docs/architecture.md,
// "Arrows".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/house/source.hpp"

namespace waymark::house {

/// "states", "workflows/runtime", "adapters/http" …; empty for a path in no folder of the house.
std::string folder_of(std::string_view path);

bool may_include(std::string_view from, std::string_view to);

/// Include lines that point sideways or up, that are not rooted at the project, or that bring the world into
/// a pure folder.
std::vector<Finding> wrong_arrows(const Source& source);

}  // namespace waymark::house
