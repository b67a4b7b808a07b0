// Which data an expression names, for the reasons of a guard.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "states/expression_tree.hpp"

namespace waymark::states {

/// The longest chains of members that begin with a variable or a system variable, each once, in order of
/// appearance. An element named by number or by another path is a part of the chain ("list[0].date",
/// "list[i].date", "i"); a computed one ends it.
std::vector<std::pair<std::string, NodeIndex>> data_paths(const ExpressionTree& tree, NodeIndex root);

}  // namespace waymark::states
