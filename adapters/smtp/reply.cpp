#include "adapters/smtp/reply.hpp"

#include <algorithm>

namespace waymark::smtp {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    for (std::size_t at = 0; !what.empty();) {
        const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                       what.begin(), what.end(), same);
        if (found == text.end()) return;
        at = static_cast<std::size_t>(found - text.begin());
        text.replace(at, what.size(), by);
        at += by.size();
    }
}

}  // namespace

bool ReplyReader::fail(std::string why) {
    complete_ = false;
    if (fault_.empty()) fault_ = std::move(why);
    return false;
}

bool ReplyReader::take(std::string_view line) {
    if (complete_) clear();
    bytes_ += line.size();
    if (line.size() > longest_line) return fail("a line of the reply is longer than 4 KiB");
    if (bytes_ > longest_reply) return fail("the reply is longer than 64 KiB");
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    const bool numbered = line.size() >= 3 && line[0] >= '2' && line[0] <= '5' && is_digit(line[1]) &&
                          is_digit(line[2]) && (line.size() == 3 || line[3] == ' ' || line[3] == '-');
    if (!numbered) return fail("this is no SMTP reply: “" + std::string(line.substr(0, 100)) + "”");
    const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    if (code_ && *code_ != code) return fail("the lines of one reply have different codes");
    code_ = code;
    complete_ = line.size() == 3 || line[3] == ' ';
    const auto text = std::string(line.size() > 4 ? line.substr(4) : std::string_view());
    if (words_.empty()) words_ = std::string(line.substr(0, 3));
    if (words_.size() < longest_line) words_ += " " + text;
    lines_.push_back(text);
    return true;
}

std::string fit_to_keep(std::string text, const std::vector<std::string>& recipient) {
    for (const auto& spelling : recipient) replace_all(text, spelling, "<recipient>");
    std::string out;
    for (const char c : text) {
        std::string shown(1, c);
        if (c < ' ' || c == '\x7F') {  // eight bits are below zero
            constexpr auto digits = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(c);
            shown = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        }
        if (out.size() + shown.size() > 500) break;
        out += shown;
    }
    return out;
}

}  // namespace waymark::smtp
