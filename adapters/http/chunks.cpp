#include "adapters/http/chunks.hpp"

#include <algorithm>

namespace waymark::http {
namespace {

constexpr std::size_t most_line_bytes = 1024;  // a size with its extension, or a trailer field
constexpr std::uint64_t most_extension_bytes = 256;
constexpr unsigned most_trailers = 16;

Refusal bad_request(std::string_view detail) { return {"bad-request", detail}; }

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_token(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

/// *( ";" name [ "=" ( token / quoted-string ) ] ), without white space.
bool is_extension(std::string_view text) {
    const auto skip_token = [&] {
        const auto* const end = std::ranges::find_if_not(text, is_token);
        const bool any = end != text.begin();
        text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
        return any;
    };
    while (!text.empty()) {
        if (text.front() != ';') return false;
        text.remove_prefix(1);
        if (!skip_token()) return false;
        if (!text.starts_with('=')) continue;
        text.remove_prefix(1);
        if (!text.starts_with('"')) {
            if (!skip_token()) return false;
            continue;
        }
        std::size_t at = 1;
        while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
        if (at >= text.size()) return false;
        text.remove_prefix(at + 1);
    }
    return true;
}

/// The line that `text` begins with, without its CR LF; `whole` false: not all of it is there.
Refusal next_line(std::string_view text, std::string_view& line, bool& whole) {
    const auto end = text.find('\n');
    whole = end != std::string_view::npos;
    line = text.substr(0, whole ? end : text.size());
    if (line.size() > most_line_bytes) return bad_request("A line of the chunked body is too long.");
    if (whole && !line.ends_with('\r'))
        return bad_request("A line of the chunked body ends without a carriage return.");
    if (whole) line.remove_suffix(1);
    const auto within = whole || line.empty() ? line : line.substr(0, line.size() - 1);
    if (std::ranges::any_of(within, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; }))
        return bad_request("A control character stands in a line of the chunked body.");
    return {};
}

}  // namespace

Refusal Chunks::take_size(std::string_view line) {
    std::size_t digits = 0;
    left_ = 0;
    for (; digits < line.size() && hex_digit(line[digits]) >= 0; ++digits) {
        if (digits == 15) return bad_request("The size of a chunk has too many digits.");
        left_ = left_ * 16 + static_cast<std::uint64_t>(hex_digit(line[digits]));
    }
    if (digits == 0) return bad_request("A chunk does not begin with its size in hexadecimal digits.");
    extensions_ += line.size() - digits;
    if (extensions_ > most_extension_bytes || !is_extension(line.substr(digits)))
        return bad_request("What follows the size of a chunk is no chunk extension of acceptable length.");
    place_ = left_ == 0 ? Place::trailer : Place::content;
    return {};
}

Refusal Chunks::take_trailer(std::string_view line) {
    if (line.empty()) {
        place_ = Place::end;
        return {};
    }
    const auto colon = line.find(':');
    if (++trailers_ > most_trailers || colon == std::string_view::npos || colon == 0 ||
        !std::ranges::all_of(line.substr(0, colon), is_token))
        return bad_request("What follows the last chunk are no header fields, or too many.");
    return {};
}

Refusal Chunks::take(std::string_view received, std::string& body, std::size_t most_bytes,
                     std::size_t& used) {
    used = 0;
    while (place_ != Place::end) {
        const auto rest = received.substr(used);
        if (place_ == Place::content) {
            if (left_ > most_bytes - std::min(most_bytes, body.size()))
                return {"body-too-large", "The body is longer than this path takes."};
            const auto piece = rest.substr(0, static_cast<std::size_t>(left_));
            body += piece;
            used += piece.size();
            left_ -= piece.size();
            if (left_ != 0) return {};
            place_ = Place::content_end;
            continue;
        }
        if (place_ == Place::content_end) {
            if (!std::string_view("\r\n").starts_with(rest.substr(0, 2)))
                return bad_request("A chunk is longer than its size says.");
            if (rest.size() < 2) return {};
            used += 2;
            place_ = Place::size;
            continue;
        }
        std::string_view line;
        bool whole = false;
        if (const auto refusal = next_line(rest, line, whole)) return refusal;
        if (!whole) return {};
        used += line.size() + 2;
        if (const auto refusal = place_ == Place::size ? take_size(line) : take_trailer(line)) return refusal;
    }
    return {};
}

}  // namespace waymark::http
