#include "states/filled_text.hpp"

namespace waymark::states {

Result<std::vector<TextPiece>> pieces_of(std::string_view text) {
    std::vector<TextPiece> pieces;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = text.find('{', at);
        if (open != at) pieces.push_back({text.substr(at, open - at), false, at});
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos)
            return Error{"bad-text",
                         "There is a '{' without '}'; close it behind the expression.",
                         std::to_string(open),
                         {}};
        pieces.push_back({text.substr(open + 1, close - open - 1), true, open + 1});
        at = close + 1;
    }
    return pieces;
}

std::string shown_in_text(const Value& value) {
    if (value.is_undefined() || value.is_null()) return std::string(nothing_shown);
    return value.is_string() ? value.string() : to_json(value);
}

}  // namespace waymark::states
