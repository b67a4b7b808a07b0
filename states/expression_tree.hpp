// The compiled form of a chart's expressions: nodes in one array, children by index. Built by the parser,
// then immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "states/functions.hpp"

namespace waymark::states {

using NodeIndex = std::uint32_t;

enum class Operation : std::uint8_t {
    constant,    // a: constant
    variable,    // a: slot, b: name
    system,      // b: name
    undeclared,  // b: name; to read it is an error
    member,      // a: object, b: name; detail 1: this is `_event.data`
    index,       // a: object, b: key
    array,       // a: first in lists, b: number of elements
    object,      // a: first in lists, b: number of members; a name and a node for each
    call,        // a: function, b: first in lists, c: number of arguments
    method,      // a: object, b: first in lists, c: number of arguments; detail: which method
    in_state,    // a: the id
    fail,        // a: name that is the message
    step,        // a: location; detail: StepDetail bits
    type_of,
    void_of,
    logical_not,
    negate,
    plus,
    bit_not,
    is_array,
    is_object,
    add,
    subtract,
    multiply,
    divide,
    remainder,
    shift_left,
    shift_right,
    shift_right_unsigned,
    bit_and,
    bit_or,
    bit_xor,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    strictly_equal,
    strictly_not_equal,
    has_member,  // a: name, b: object
    both,
    either,       // && and ||
    conditional,  // a ? b : c
};

enum StepDetail : std::uint8_t {
    step_down = 1,
    step_after = 2
};  // `--` instead of `++`; the value is the one before

struct ExpressionNode {
    Operation operation;
    std::uint8_t detail = 0;
    std::uint32_t a = 0, b = 0, c = 0;
};

struct ExpressionTree {
    std::vector<ExpressionNode> nodes;
    std::vector<std::uint32_t> lists;
    std::vector<Value> constants;
    std::vector<std::string> names;
    std::vector<const Functions::Entry*> functions;

    [[nodiscard]] std::span<const std::uint32_t> list(std::uint32_t first, std::uint32_t count) const {
        return std::span(lists).subspan(first, count);
    }
};

/// Children in the order in which they are evaluated.
std::vector<NodeIndex> children(const ExpressionTree& tree, NodeIndex node);

/// The parts of a location: a variable, `_event`, a member, an index.
bool is_location(Operation operation);

}  // namespace waymark::states
