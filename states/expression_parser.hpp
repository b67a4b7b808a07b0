// The grammar of expressions (ES5 section 11): text to nodes. What ECMAScript allows and the native
// expressions do not is read to its end all the same, so that "not supported" is said of ECMAScript only and
// not of any nonsense.
#pragma once

#include <string_view>

#include "states/evaluator.hpp"
#include "states/expression_tree.hpp"

namespace waymark::states {

struct ParsedExpression {
    NodeIndex root;
    bool has_effects;  // holds ++ or --
};

constexpr std::size_t most_expression_bytes = std::size_t{64} * 1024;
constexpr int deepest_expression = 200;        // parentheses, brackets, operators before an operand
constexpr int highest_expression_tree = 1000;  // "a + b + c …" too: evaluation recurses over the tree

/// Adds the nodes to `tree`. Errors: as Evaluator::compile.
Result<ParsedExpression> parse_expression(std::string_view text, const Functions& functions,
                                          const Variables& variables, ExpressionTree& tree);

/// The answer for a text that is refused at a byte offset; the place is the column.
Error expression_error(bool unsupported, std::string_view text, std::size_t at, const std::string& message);

}  // namespace waymark::states
