#include "adapters/http/csv.hpp"

#include <algorithm>
#include <array>

#include "states/unicode.hpp"

namespace waymark::http {
namespace {

/// = + - @, and the other forms of them that spreadsheets read as the same.
bool begins_formula(char32_t c) {
    constexpr std::array signs = {U'=',  U'+',  U'-',  U'@',  U'＝', U'＋', U'－',
                                  U'＠', U'﹦', U'﹢', U'﹣', U'﹫', U'−'};
    return std::ranges::find(signs, c) != signs.end();
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

/// Takes no room on the page, or is blank.
bool is_invisible(char32_t c) {
    return is_control(c) || states::is_space(c) || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x180e || c == 0xfeff;
}

}  // namespace

bool looks_like_formula(std::string_view cell) {
    // Some spreadsheets begin anew behind a tab or the end of a line.
    if (!cell.empty() && is_control(static_cast<unsigned char>(cell.front()))) return true;
    for (std::size_t at = 0; at < cell.size();) {
        const auto c = states::next_code_point(cell, at);
        if (!is_invisible(c)) return begins_formula(c);
    }
    return false;
}

void Csv::separate() {
    if (!row_is_empty_) out_ += ',';
    row_is_empty_ = false;
}

Csv& Csv::text(std::string_view text) {
    separate();
    out_ += '"';
    if (looks_like_formula(text)) out_ += '\'';
    for (const char c : text) {
        if (c == '"') out_ += '"';
        out_ += c;
    }
    out_ += '"';
    return *this;
}

Csv& Csv::value(const states::Value& value) {
    if (value.is_string()) return text(value.string());
    if (value.is_array() || value.is_object()) return text(states::to_json(value));
    // A row of one empty cell would be an empty line, which readers pass over.
    const bool empty = value.is_undefined() || value.is_null();
    if (empty && row_is_empty_) return text("");
    separate();
    if (!empty) states::append_json(out_, value);
    return *this;
}

Csv& Csv::end_row() {
    out_ += "\r\n";
    row_is_empty_ = true;
    return *this;
}

}  // namespace waymark::http
