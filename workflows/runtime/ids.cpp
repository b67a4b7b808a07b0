#include "workflows/runtime/ids.hpp"

#include <array>

namespace waymark::runtime {

namespace {

// Crockford's alphabet: without i, l, o and u.
constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t length = 13;  // 64 bits at 5 each; the first digit holds 4
constexpr std::uint8_t none = 255;

constexpr std::array<std::uint8_t, 256> values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(none);
    for (std::size_t i = 0; i < digits.size(); ++i)
        table[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

}  // namespace

std::string to_text(InstanceId id) {
    std::string text(length, '0');
    auto number = id.number;
    for (auto at = text.rbegin(); at != text.rend(); ++at, number >>= 5) *at = digits[number & 31];
    return text;
}

std::optional<InstanceId> parse_instance_id(std::string_view text) {
    if (text.size() != length) return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : text) {
        const auto value = values[static_cast<unsigned char>(c)];
        if (value == none || (number >> 59) != 0) return std::nullopt;
        number = number << 5 | value;
    }
    return InstanceId{number};
}

}  // namespace waymark::runtime
