#include "adapters/http/csv.hpp"

#include <algorithm>
#include <array>

#include "states/unicode.hpp"

namespace waymark::http {

bool reads_as_formula(std::string_view field) {
    constexpr std::array signs = {U'=', U'+', U'-', U'@', U'\uff1d', U'\uff0b', U'\uff0d', U'\uff20'};
    std::size_t at = 0;
    while (at < field.size()) {
        const auto c = states::next_code_point(field, at);
        if (c <= 0x20 || c == U'\ufeff' || states::is_space(c)) continue;
        return std::ranges::find(signs, c) != signs.end();
    }
    return false;
}

void append_csv_row(std::string& out, std::span<const std::string> fields) {
    char before = 0;
    for (const auto& field : fields) {
        if (before != 0) out += before;
        before = ',';
        out += '"';
        if (reads_as_formula(field)) out += '\'';
        for (const char c : field) {
            if (c == '"') out += c;
            out += c;
        }
        out += '"';
    }
    out += "\r\n";
}

}  // namespace waymark::http
