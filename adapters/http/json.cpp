#include "adapters/http/json.hpp"

#include <charconv>

namespace waymark::http {
namespace {

void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, written, at - written);
        written = at + 1;
        out += '\\';
        switch (byte) {
            case '"':
            case '\\':
                out += static_cast<char>(byte);
                break;
            case '\n':
                out += 'n';
                break;
            case '\r':
                out += 'r';
                break;
            case '\t':
                out += 't';
                break;
            default:
                out += "u00";
                out += digits[byte >> 4];
                out += digits[byte & 15];
        }
    }
    out.append(text, written);
    out += '"';
}

}  // namespace

void Json::separate() {
    if (out_.size() == start_) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
}

Json& Json::open(char bracket) {
    separate();
    out_ += bracket;
    return *this;
}

Json& Json::close(char bracket) {
    out_ += bracket;
    return *this;
}

Json& Json::name(std::string_view name) {
    separate();
    append_quoted(out_, name);
    out_ += ':';
    return *this;
}

Json& Json::text(std::string_view text) {
    separate();
    append_quoted(out_, text);
    return *this;
}

Json& Json::number(std::uint64_t number) {
    separate();
    char digits[20];
    const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), number);
    out_.append(digits, end);
    return *this;
}

Json& Json::boolean(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
    return *this;
}

Json& Json::null() {
    separate();
    out_ += "null";
    return *this;
}

Json& Json::value(const states::Value& value) {
    separate();
    states::append_json(out_, value);
    return *this;
}

Json& Json::both(const states::Text& text) {
    return object().name("en").text(text.en).name("ru").text(text.ru).end_object();
}

}  // namespace waymark::http
