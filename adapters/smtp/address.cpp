#include "adapters/smtp/address.hpp"

#include <algorithm>
#include <idn2.h>
#include <memory>

namespace waymark::smtp {
namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom_character(char c) {
    return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// Characters that are UTF-8 yet break lines or hide: C1 controls, separators, marks of direction.
bool has_hidden_characters(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        const auto pair = text.substr(at, 2);
        if (pair[0] == '\xC2' && static_cast<unsigned char>(pair[1]) < 0xA1) return true;
        if (pair == "\xE2\x80" && at + 2 < text.size()) {
            const auto third = static_cast<unsigned char>(text[at + 2]);
            if (third <= 0x8F || (third >= 0xA8 && third <= 0xAF)) return true;
        }
    }
    return false;
}

template <class IsCharacter>
bool is_dotted(std::string_view text, std::size_t longest, IsCharacter is_character) {
    if (text.empty() || text.size() > longest || text.front() == '.' || text.back() == '.') return false;
    if (text.find("..") != std::string_view::npos) return false;
    return std::ranges::all_of(text, [&](char c) { return c == '.' || is_character(c); });
}

std::optional<std::string> ascii_domain(std::string_view text) {
    // Before libidn2 sees it: that one drops characters it does not like.
    const auto is_fine = [](char c) {
        return is_letter_or_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
    };
    if (!is_dotted(text, 253, is_fine)) return std::nullopt;
    char* found = nullptr;
    const int status =
        idn2_to_ascii_8z(std::string(text).c_str(), &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, void (*)(void*)> owned(found, idn2_free);
    if (status != IDN2_OK) return std::nullopt;
    std::string domain(found);
    for (char& c : domain)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_dotted(domain, 253, [](char c) { return is_letter_or_digit(c) || c == '-'; }))
        return std::nullopt;
    return domain;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t more = first < 0x80   ? 0
                                 : first < 0xC2 ? 4
                                 : first < 0xE0 ? 1
                                 : first < 0xF0 ? 2
                                 : first < 0xF5 ? 3
                                                : 4;
        if (more == 4 || at + more >= text.size()) return false;
        std::uint32_t point = more == 0 ? first : first & (0x3FU >> more);
        for (std::size_t i = 1; i <= more; ++i) {
            const auto next = static_cast<unsigned char>(text[at + i]);
            if ((next & 0xC0) != 0x80) return false;
            point = (point << 6) | (next & 0x3FU);
        }
        if ((more == 2 && (point < 0x800 || (point >= 0xD800 && point < 0xE000))) ||
            (more == 3 && (point < 0x10000 || point > 0x10FFFF)))
            return false;
        at += more + 1;
    }
    return true;
}

bool Address::needs_utf8() const { return !is_ascii(local); }

std::optional<Address> parse_address(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > 254 || !is_utf8(text) || has_hidden_characters(text))
        return std::nullopt;
    const auto local = text.substr(0, at);
    if (!is_dotted(local, 64, is_atom_character)) return std::nullopt;
    auto domain = ascii_domain(text.substr(at + 1));
    if (!domain) return std::nullopt;
    return Address{std::string(local), std::move(*domain)};
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
    text = trimmed(text);
    std::string name;
    if (const auto open = text.rfind('<'); open != std::string_view::npos && text.ends_with('>')) {
        name = trimmed(text.substr(0, open));
        text = text.substr(open + 1, text.size() - open - 2);
    }
    auto address = parse_address(text);
    if (!address) return std::nullopt;
    return Mailbox{std::move(name), std::move(*address)};
}

}  // namespace waymark::smtp
