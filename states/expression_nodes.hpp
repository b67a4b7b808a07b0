// Adds nodes to a tree for one expression, and keeps it from growing higher than evaluation may recurse.
// Lives while it is parsed.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "states/expression_tree.hpp"

namespace waymark::states {

class ExpressionNodes {
  public:
    explicit ExpressionNodes(ExpressionTree& tree)
        : tree_(tree), first_(static_cast<NodeIndex>(tree.nodes.size())) {}

    /// Throws ExpressionRefusal when the tree becomes too high.
    NodeIndex add(ExpressionNode node, std::span<const NodeIndex> children);
    NodeIndex constant(Value value);
    NodeIndex member(NodeIndex object, std::string_view name);
    /// A call by name of a function of the table, of In(), or of a method. What there is not becomes a node
    /// that fails when it is evaluated, as the Recommendation wants of illegal expressions.
    NodeIndex call(const Functions& functions, NodeIndex callee, const std::vector<NodeIndex>& arguments);

    std::uint32_t name(std::string_view name);
    std::uint32_t list(std::span<const std::uint32_t> items);

    [[nodiscard]] const ExpressionNode& operator[](NodeIndex node) const { return tree_.nodes[node]; }
    [[nodiscard]] const Value& constant_at(NodeIndex node) const {
        return tree_.constants[tree_.nodes[node].a];
    }

  private:
    NodeIndex failure(const std::string& message);
    NodeIndex function_call(const Functions::Entry& function, const std::vector<NodeIndex>& arguments);
    NodeIndex in_call(const std::vector<NodeIndex>& arguments);
    NodeIndex method_call(NodeIndex callee, const std::vector<NodeIndex>& arguments);
    [[nodiscard]] std::string dotted_name(NodeIndex callee) const;
    [[nodiscard]] NodeIndex root_of(NodeIndex callee) const;

    ExpressionTree& tree_;
    NodeIndex first_;
    std::vector<std::uint16_t> heights_;  // of the nodes from first_ on
};

}  // namespace waymark::states
