#include "states/expression_tree.hpp"

namespace waymark::states {

std::vector<NodeIndex> children(const ExpressionTree& tree, NodeIndex index) {
    const ExpressionNode& node = tree.nodes[index];
    std::vector<NodeIndex> found;
    switch (node.operation) {
        case Operation::constant:
        case Operation::variable:
        case Operation::system:
        case Operation::undeclared:
        case Operation::fail:
            return {};
        case Operation::array: {
            const auto elements = tree.list(node.a, node.b);
            return {elements.begin(), elements.end()};
        }
        case Operation::object:
            for (std::uint32_t i = 0; i < node.b; ++i) found.push_back(tree.lists[node.a + 2 * i + 1]);
            return found;
        case Operation::method:
            found.push_back(node.a);
            [[fallthrough]];
        case Operation::call:
            for (const NodeIndex argument : tree.list(node.b, node.c)) found.push_back(argument);
            return found;
        case Operation::member:
        case Operation::in_state:
        case Operation::step:
        case Operation::type_of:
        case Operation::void_of:
        case Operation::logical_not:
        case Operation::negate:
        case Operation::plus:
        case Operation::bit_not:
        case Operation::is_array:
        case Operation::is_object:
            return {node.a};
        case Operation::conditional:
            return {node.a, node.b, node.c};
        default:
            return {node.a, node.b};
    }
}

bool is_location(Operation operation) {
    switch (operation) {
        case Operation::variable:
        case Operation::system:
        case Operation::undeclared:
        case Operation::member:
        case Operation::index:
            return true;
        default:
            return false;
    }
}

}  // namespace waymark::states
