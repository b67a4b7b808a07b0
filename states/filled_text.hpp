// A text for people with expressions in braces, "Possible from {earliest} on": taken apart, and what an
// expression gave shown in it. Reasons of guards and letters are such texts. Knows nothing of what the
// expressions name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "states/result.hpp"

namespace waymark::states {

/// A view into the text it was taken from.
struct TextPiece {
    std::string_view text;  // plain, or without its braces an expression
    bool is_expression = false;
    std::size_t offset = 0;  // where `text` begins, in bytes
};

/// An expression ends at the first '}'; plain text holds no '{'.
/// Errors: "bad-text": a '{' without '}'; place: its offset in bytes.
Result<std::vector<TextPiece>> pieces_of(std::string_view text);

/// What an expression gave, as it stands in a text: strings as they are, nothing (undefined, null) as a dash.
std::string shown_in_text(const Value& value);
inline constexpr std::string_view nothing_shown = "\u2014";

}  // namespace waymark::states
