#include "states/unicode.hpp"

#include <algorithm>

namespace waymark::states {

namespace {

constexpr char32_t replacement = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The code point at `at`, moving behind it; nothing moves but one byte when it is malformed, and the answer
// is false.
bool decode(std::string_view text, std::size_t& at, char32_t& code_point) {
    const unsigned first = byte_at(text, at++);
    if (first < 0x80) {
        code_point = first;
        return true;
    }
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || at + more > text.size()) return false;
    char32_t value = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        const unsigned byte = byte_at(text, at + i);
        if ((byte & 0xC0U) != 0x80) return false;
        value = (value << 6) | (byte & 0x3FU);
    }
    const bool overlong = (more == 2 && value < 0x800) || (more == 3 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return false;
    at += more;
    code_point = value;
    return true;
}

}  // namespace

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
    char32_t code_point = replacement;
    return decode(utf8, at, code_point) ? code_point : replacement;
}

bool is_utf8(std::string_view bytes) {
    char32_t code_point = 0;
    for (std::size_t at = 0; at < bytes.size();)
        if (!decode(bytes, at, code_point)) return false;
    return true;
}

std::size_t utf16_length(std::string_view utf8) {
    if (is_ascii(utf8)) return utf8.size();
    std::size_t units = 0;
    for (std::size_t at = 0; at < utf8.size();) units += next_code_point(utf8, at) >= 0x10000 ? 2 : 1;
    return units;
}

std::u16string to_utf16(std::string_view utf8) {
    std::u16string units;
    units.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t code_point = next_code_point(utf8, at);
        if (code_point < 0x10000) {
            units += static_cast<char16_t>(code_point);
        } else {
            units += static_cast<char16_t>(0xD800 + ((code_point - 0x10000) >> 10));
            units += static_cast<char16_t>(0xDC00 + ((code_point - 0x10000) & 0x3FF));
        }
    }
    return units;
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | (code_point >> 18));
        put(0x80 | ((code_point >> 12) & 0x3F));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
}

std::string to_utf8(std::u16string_view utf16) {
    std::string text;
    text.reserve(utf16.size());
    for (std::size_t i = 0; i < utf16.size(); ++i) {
        const char32_t unit = utf16[i];
        const bool high = unit >= 0xD800 && unit < 0xDC00;
        if (high && i + 1 < utf16.size() && utf16[i + 1] >= 0xDC00 && utf16[i + 1] < 0xE000)
            append_utf8(text, 0x10000 + ((unit - 0xD800) << 10) + (utf16[++i] - 0xDC00U));
        else
            append_utf8(text, unit >= 0xD800 && unit < 0xE000 ? replacement : unit);
    }
    return text;
}

int compare_as_utf16(std::string_view a, std::string_view b) {
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (left == a.end() || right == b.end()) return (left != a.end()) - (right != b.end());
    const auto x = static_cast<unsigned char>(*left), y = static_cast<unsigned char>(*right);
    // UTF-8 puts U+E000..U+FFFF (EE, EF) before all beyond (F0..F4); UTF-16 writes the latter with
    // surrogates, which come first.
    if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return x >= 0xF0 ? -1 : 1;
    return x < y ? -1 : 1;
}

bool is_space(char32_t code_point) {
    switch (code_point) {
        case 0x09:
        case 0x0A:
        case 0x0B:
        case 0x0C:
        case 0x0D:
        case 0x20:
        case 0xA0:
        case 0x1680:
        case 0x2028:
        case 0x2029:
        case 0x202F:
        case 0x205F:
        case 0x3000:
        case 0xFEFF:
            return true;
        default:
            return code_point >= 0x2000 && code_point <= 0x200A;
    }
}

std::string_view trim(std::string_view utf8) {
    std::size_t begin = utf8.size(), end = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t start = at;
        if (is_space(next_code_point(utf8, at))) continue;
        begin = std::min(begin, start);
        end = at;
    }
    return begin < end ? utf8.substr(begin, end - begin) : std::string_view();
}

namespace {

// Letters that lie in pairs, the capital first.
bool in_pairs_from_even(char32_t c) {
    return (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) || (c >= 0x14A && c <= 0x177) ||
           (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F);
}
bool in_pairs_from_odd(char32_t c) {
    return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x4C1 && c <= 0x4CE);
}

char32_t lower(char32_t c) {
    const bool far_32 = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
                        (c >= 0x391 && c <= 0x3AB && c != 0x3A2) || (c >= 0x410 && c <= 0x42F);
    if (far_32) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c == 0x178) return 0xFF;
    if (c == 0x4C0) return 0x4CF;
    if (in_pairs_from_even(c)) return c | 1U;
    if (in_pairs_from_odd(c)) return c + (c & 1U);
    return c;
}

char32_t upper(char32_t c) {
    const bool far_32 = (c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7) ||
                        (c >= 0x3B1 && c <= 0x3CB && c != 0x3C2) || (c >= 0x430 && c <= 0x44F);
    if (far_32) return c - 32;
    if (c >= 0x450 && c <= 0x45F) return c - 80;
    if (c == 0xFF) return 0x178;
    if (c == 0x3C2) return 0x3A3;
    if (c == 0x4CF) return 0x4C0;
    if (in_pairs_from_even(c)) return c & ~char32_t{1};
    if (in_pairs_from_odd(c)) return c - ((c & 1U) ^ 1U);
    return c;
}

template <class Map>
std::string map_letters(std::string_view utf8, Map map) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) append_utf8(out, map(next_code_point(utf8, at)));
    return out;
}

}  // namespace

std::string upper_case(std::string_view utf8) { return map_letters(utf8, upper); }
std::string lower_case(std::string_view utf8) { return map_letters(utf8, lower); }

}  // namespace waymark::states
