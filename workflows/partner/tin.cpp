#include "workflows/partner/tin.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace waymark::partner {

namespace {

// The weights of the three check digits are the tail ends of one row.
constexpr std::array weights = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

/// Is the digit behind the first `count` the one that they call for?
bool checks(std::string_view tin, std::size_t count) {
    const auto row = std::span(weights).last(count);
    int sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += row[i] * (tin[i] - '0');
    return sum % 11 % 10 == tin[count] - '0';
}

}  // namespace

bool tin_valid(std::string_view tin) {
    if (!std::ranges::all_of(tin, [](char c) { return c >= '0' && c <= '9'; })) return false;
    if (tin.size() == 10) return checks(tin, 9);
    return tin.size() == 12 && checks(tin, 10) && checks(tin, 11);
}

}  // namespace waymark::partner
