#include "workflows/partner/plain_text.hpp"

#include <algorithm>

#include "states/unicode.hpp"

namespace waymark::partner {

namespace {

constexpr std::size_t longest_local_part = 64, longest_address = 254, longest_label = 63;

bool is_line_break(char32_t c) { return (c >= 0x0a && c <= 0x0d) || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

/// Marks by which a text looks like another one: directions, zero widths.
bool is_disguise(char32_t c) {
    return c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

template <class Take>
void each_character(std::string_view text, const Take& take) {
    for (std::size_t at = 0; at < text.size();) take(states::next_code_point(text, at));
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool fits_local_part(std::string_view local) {
    constexpr std::string_view beside = "!#$%&'*+-/=?^_`{}~.";
    if (local.empty() || local.size() > longest_local_part || local.front() == '-') return false;
    return local.front() != '.' && local.back() != '.' && local.find("..") == std::string_view::npos &&
           std::ranges::all_of(
               local, [&](char c) { return is_alphanumeric(c) || beside.find(c) != std::string_view::npos; });
}

bool fits_label(std::string_view label) {
    return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool fits_host(std::string_view host) {
    if (host.find('.') == std::string_view::npos) return false;
    for (std::size_t at = 0; at <= host.size();) {
        const auto dot = std::min(host.find('.', at), host.size());
        if (!fits_label(host.substr(at, dot - at))) return false;
        at = dot + 1;
    }
    return true;
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    bool space = false;
    each_character(text, [&](char32_t c) {
        if (is_disguise(c)) return;
        if (c == ' ' || is_line_break(c) || is_control(c)) {
            space = !line.empty();
            return;
        }
        if (space) line += ' ';
        space = false;
        states::append_utf8(line, c);
    });
    return line;
}

std::string plain_lines(std::string_view text) {
    std::string lines;
    bool after_return = false;
    each_character(text, [&](char32_t c) {
        const bool second_half = c == '\n' && after_return;
        after_return = c == '\r';
        if (second_half) return;
        if (is_line_break(c))
            lines += '\n';
        else if (c == '\t')
            lines += ' ';
        else if (!is_control(c) && !is_disguise(c))
            states::append_utf8(lines, c);
    });
    return lines;
}

std::string address_objection(std::string_view address) {
    const auto at = address.find('@');
    if (address.size() > longest_address || at == std::string_view::npos ||
        !fits_local_part(address.substr(0, at)) || !fits_host(address.substr(at + 1)))
        return "The e-mail address is not of the form name@company.example; correct it.";
    return {};
}

}  // namespace waymark::partner
