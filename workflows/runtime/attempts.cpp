#include "workflows/runtime/attempts.hpp"

#include <algorithm>
#include <cctype>

#include "states/unicode.hpp"

namespace waymark::runtime {

namespace {

constexpr std::size_t most_bytes = 500;
constexpr std::string_view in_its_place = "(address)";

std::chrono::microseconds wait_after(std::uint32_t attempt, std::chrono::microseconds unit, double chance) {
    const auto step = std::min<std::size_t>(attempt, waits.size()) - 1;
    const auto wait = unit * waits.at(step);
    return wait + std::chrono::duration_cast<std::chrono::microseconds>(wait * (chance / 4));
}

/// Whole milliseconds, not earlier: what the journal's text form holds.
Instant in_milliseconds(Instant at) { return std::chrono::ceil<std::chrono::milliseconds>(at); }

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool is_between(char c) { return std::string_view(" \t<>()[]{}\"';,:").find(c) != std::string_view::npos; }

/// Words that hold an @, and the given word, however it is written, give way.
std::string without_addresses(std::string_view text, std::string_view local_part) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (is_between(text[at])) {
            out += text[at++];
            continue;
        }
        const auto end = static_cast<std::size_t>(
            std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_between) -
            text.begin());
        const auto word = text.substr(at, end - at);
        const bool names_him = !local_part.empty() && std::ranges::equal(word, local_part, {}, lower, lower);
        out += names_him || word.find('@') != std::string_view::npos ? in_its_place : word;
        at = end;
    }
    return out;
}

/// Controls, line ends and marks of direction.
bool is_unprintable(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

std::string one_printable_line(std::string_view text) {
    std::string out;
    if (!states::is_utf8(text)) {
        for (const char c : text) out += c >= 0x20 && c < 0x7f ? c : '?';
        return out;
    }
    for (std::size_t at = 0; at < text.size();) {
        const auto c = states::next_code_point(text, at);
        if (c != U' ' && !is_unprintable(c)) {
            states::append_utf8(out, c);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

}  // namespace

RecipientRow after_attempt(const RecipientRow& before, const PostReport& report, Instant now,
                           std::chrono::microseconds unit, double chance) {
    auto row = before;
    ++row.attempts;
    row.outcome = report.outcome;
    row.reply = report.reply;
    row.at = now;
    row.next_at = {};
    switch (report.outcome) {
        case Posted::accepted:
            row.delivery = Delivery::delivered;
            return row;
        case Posted::captured:
            row.delivery = Delivery::captured;
            return row;
        case Posted::never:
            row.delivery = Delivery::bounced;
            return row;
        case Posted::unknown:
            row.perhaps = true;
            break;
        case Posted::later:
            break;
    }
    const auto counted = row.attempts - row.forgiven;
    if (counted >= most_attempts) {
        row.delivery = Delivery::dead;
        return row;
    }
    row.delivery = Delivery::retrying;
    const std::chrono::microseconds asked = report.wait.value_or(std::chrono::seconds(0));
    row.next_at = in_milliseconds(now + std::max(wait_after(counted, unit, chance), asked));
    return row;
}

std::string recordable(std::string_view reply, const Letter& letter) {
    const auto local_part = std::string_view(letter.address).substr(0, letter.address.rfind('@'));
    auto text = without_addresses(one_printable_line(reply), local_part);
    if (text.size() <= most_bytes) return text;
    auto end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    return text;
}

}  // namespace waymark::runtime
