#include "states/expression_nodes.hpp"

#include <algorithm>
#include <array>

#include "states/expression_methods.hpp"
#include "states/expression_parser.hpp"
#include "states/expression_tokens.hpp"

namespace waymark::states {

NodeIndex ExpressionNodes::add(ExpressionNode node, std::span<const NodeIndex> children) {
    int height = 0;
    for (const NodeIndex child : children) height = std::max<int>(height, heights_[child - first_]);
    if (height >= highest_expression_tree)
        throw ExpressionRefusal{true, 0,
                                "more than 1,000 operations hang on one another: compute parts of it first"};
    heights_.push_back(static_cast<std::uint16_t>(height + 1));
    tree_.nodes.push_back(node);
    return static_cast<NodeIndex>(tree_.nodes.size() - 1);
}

NodeIndex ExpressionNodes::constant(Value value) {
    tree_.constants.push_back(std::move(value));
    return add({Operation::constant, 0, static_cast<std::uint32_t>(tree_.constants.size() - 1)}, {});
}

std::uint32_t ExpressionNodes::name(std::string_view name) {
    tree_.names.emplace_back(name);
    return static_cast<std::uint32_t>(tree_.names.size() - 1);
}

std::uint32_t ExpressionNodes::list(std::span<const std::uint32_t> items) {
    const auto first = static_cast<std::uint32_t>(tree_.lists.size());
    tree_.lists.insert(tree_.lists.end(), items.begin(), items.end());
    return first;
}

NodeIndex ExpressionNodes::member(NodeIndex object, std::string_view member_name) {
    const ExpressionNode& node = tree_.nodes[object];
    const bool event_data =
        node.operation == Operation::system && tree_.names[node.b] == "_event" && member_name == "data";
    const std::uint32_t index = name(member_name);
    return add({Operation::member, static_cast<std::uint8_t>(event_data), object, index}, std::array{object});
}

NodeIndex ExpressionNodes::call(const Functions& functions, NodeIndex callee,
                                const std::vector<NodeIndex>& arguments) {
    const std::string dotted = dotted_name(callee);
    const bool plain = tree_.nodes[callee].operation != Operation::member;
    // A plain name is always a function's: variables hold no functions, so that none can hide one.
    if (dotted == "In") return in_call(arguments);
    if (!dotted.empty() && (plain || tree_.nodes[root_of(callee)].operation == Operation::undeclared)) {
        const Functions::Entry* function = functions.find(dotted);
        return function != nullptr ? function_call(*function, arguments)
                                   : failure("There is no function " + dotted + "().");
    }
    if (plain) return failure("What is called is not a function.");
    return method_call(callee, arguments);
}

NodeIndex ExpressionNodes::failure(const std::string& message) {
    return add({Operation::fail, 0, name(message)}, {});
}

NodeIndex ExpressionNodes::function_call(const Functions::Entry& function,
                                         const std::vector<NodeIndex>& arguments) {
    if (arguments.size() < function.least || arguments.size() > function.most) {
        const std::string most =
            function.most == Functions::any_number ? " or more" : " to " + std::to_string(function.most);
        return failure(function.name + "() takes " + std::to_string(function.least) +
                       (function.least == function.most ? std::string() : most) + " arguments, not " +
                       std::to_string(arguments.size()) + ".");
    }
    tree_.functions.push_back(&function);
    return add({Operation::call, 0, static_cast<std::uint32_t>(tree_.functions.size() - 1), list(arguments),
                static_cast<std::uint32_t>(arguments.size())},
               arguments);
}

NodeIndex ExpressionNodes::in_call(const std::vector<NodeIndex>& arguments) {
    if (arguments.size() != 1) return failure("In() takes the id of one state.");
    return add({Operation::in_state, 0, arguments[0]}, arguments);
}

NodeIndex ExpressionNodes::method_call(NodeIndex callee, const std::vector<NodeIndex>& arguments) {
    const NodeIndex object = tree_.nodes[callee].a;
    const std::string& method_name = tree_.names[tree_.nodes[callee].b];
    const auto method = find_method(method_name);
    if (!method)
        return failure("There is no method " + method_name +
                       "(); docs/expressions.md lists those there are.");
    std::vector<NodeIndex> children = arguments;
    children.push_back(object);
    return add(
        {Operation::method, *method, object, list(arguments), static_cast<std::uint32_t>(arguments.size())},
        children);
}

// "Math.floor" of a chain of names; empty for anything else.
std::string ExpressionNodes::dotted_name(NodeIndex callee) const {
    std::vector<std::string_view> members;
    NodeIndex at = callee;
    for (; tree_.nodes[at].operation == Operation::member; at = tree_.nodes[at].a)
        members.push_back(tree_.names[tree_.nodes[at].b]);
    const Operation root = tree_.nodes[at].operation;
    if (root != Operation::undeclared && root != Operation::variable && root != Operation::system) return {};
    std::string dotted = tree_.names[tree_.nodes[at].b];
    std::reverse(members.begin(), members.end());
    for (const std::string_view member : members) (dotted += '.') += member;
    return dotted;
}

NodeIndex ExpressionNodes::root_of(NodeIndex callee) const {
    while (tree_.nodes[callee].operation == Operation::member) callee = tree_.nodes[callee].a;
    return callee;
}

}  // namespace waymark::states
