#include "adapters/http/response.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <charconv>
#include <chrono>

namespace waymark::http {
namespace {

void append_number(std::string& out, std::uint64_t number, std::size_t width = 0) {
    char digits[20];
    const auto* const end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    const auto length = static_cast<std::size_t>(end - digits);
    if (length < width) out.append(width - length, '0');
    out.append(digits, length);
}

/// The same for every answer: nothing of an API is to be kept, framed, run or guessed at.
constexpr std::string_view fixed_fields =
    "Cache-Control: no-store\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action "
    "'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: \r\n";

/// What a file is called, in letters that every client takes and then as it is (RFC 6266, RFC 8187). A second
/// policy lets it do nothing, should a client show it all the same.
void append_file_fields(std::string& out, std::string_view name) {
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%'; };
    out += "Content-Security-Policy: sandbox\r\nContent-Disposition: attachment; filename=\"";
    for (const char c : name) out += is_plain(c) || c == ' ' ? c : '_';
    out += "\"; filename*=UTF-8''";
    out += boost::urls::encode(name, boost::urls::unreserved_chars);
    out += "\r\n";
}

}  // namespace

void write_response(std::string& out, const Response& response, std::string_view date, bool keep_alive,
                    bool with_body) {
    out.reserve(out.size() + 640 + response.body.size());
    out += "HTTP/1.1 ";
    append_number(out, response.status);
    out += ' ';
    out += boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(response.status));
    out += "\r\nDate: ";
    out += date;
    out += "\r\nContent-Type: ";
    out += response.content_type;
    out += "\r\nContent-Length: ";
    append_number(out, response.body.size());
    out += "\r\n";
    out += fixed_fields;
    if (!response.etag.empty()) out.append("ETag: \"").append(response.etag).append("\"\r\n");
    if (!response.location.empty()) out.append("Location: ").append(response.location).append("\r\n");
    if (!response.allow.empty()) out.append("Allow: ").append(response.allow).append("\r\n");
    if (!response.file_name.empty()) append_file_fields(out, response.file_name);
    if (response.challenge) out += "WWW-Authenticate: Bearer\r\n";
    if (response.status == 429 || response.status == 503) out += "Retry-After: 1\r\n";
    if (!keep_alive) out += "Connection: close\r\n";
    out += "\r\n";
    if (with_body) out += response.body;
}

std::string http_date(std::int64_t seconds) {
    using namespace std::chrono;
    constexpr std::string_view days = "SunMonTueWedThuFriSat",
                               months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const sys_seconds instant{std::chrono::seconds(seconds)};
    const auto day = floor<std::chrono::days>(instant);
    const year_month_day date(day);
    const hh_mm_ss time(instant - day);
    std::string out(days.substr(weekday(day).c_encoding() * 3, 3));
    out += ", ";
    append_number(out, static_cast<unsigned>(date.day()), 2);
    out += ' ';
    out += months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3);
    out += ' ';
    append_number(out, static_cast<std::uint64_t>(static_cast<int>(date.year())), 4);
    for (const auto part : {time.hours().count(), time.minutes().count(), time.seconds().count()}) {
        out += out.size() == 16 ? ' ' : ':';
        append_number(out, static_cast<std::uint64_t>(part), 2);
    }
    return out + " GMT";
}

}  // namespace waymark::http
