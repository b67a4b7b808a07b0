// The operators and the names with a meaning of their own that the grammar knows (ES5 section 11). For the
// parser alone.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "states/expression_tree.hpp"

namespace waymark::states {

struct BinaryOperator {
    std::string_view text;
    int precedence;
    Operation operation;
};

inline constexpr auto binary_operators = std::to_array<BinaryOperator>({
    {"||", 1, Operation::either},
    {"&&", 2, Operation::both},
    {"|", 3, Operation::bit_or},
    {"^", 4, Operation::bit_xor},
    {"&", 5, Operation::bit_and},
    {"==", 6, Operation::equal},
    {"!=", 6, Operation::not_equal},
    {"===", 6, Operation::strictly_equal},
    {"!==", 6, Operation::strictly_not_equal},
    {"<", 7, Operation::less},
    {">", 7, Operation::greater},
    {"<=", 7, Operation::less_equal},
    {">=", 7, Operation::greater_equal},
    {"in", 7, Operation::has_member},
    {"<<", 8, Operation::shift_left},
    {">>", 8, Operation::shift_right},
    {">>>", 8, Operation::shift_right_unsigned},
    {"+", 9, Operation::add},
    {"-", 9, Operation::subtract},
    {"*", 10, Operation::multiply},
    {"/", 10, Operation::divide},
    {"%", 10, Operation::remainder},
});
inline constexpr int instance_of_precedence = 7;

inline constexpr auto unary_operators =
    std::to_array<std::string_view>({"!", "-", "+", "~", "++", "--", "typeof", "void", "delete"});

inline constexpr auto assignments = std::to_array<std::string_view>(
    {"=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", ">>>=", "&=", "|=", "^="});

inline constexpr auto system_names =
    std::to_array<std::string_view>({"_event", "_sessionid", "_name", "_ioprocessors", "_x", "now"});

template <class Table>
bool holds(const Table& table, std::string_view text) {
    return std::find(table.begin(), table.end(), text) != table.end();
}

}  // namespace waymark::states
