#include "daemon/cli/client.hpp"

#include <array>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url.hpp>

#include "adapters/clock/randomness.hpp"

namespace waymark::cli {
namespace {

namespace http = boost::beast::http;

int exit_code_of(unsigned status) {
    switch (status) {
        case 401:
        case 403:
            return 77;
        case 503:
            return 75;
        case 507:
            return 74;
        default:
            return status >= 500 ? 70 : 1;
    }
}

std::string fresh_key() {
    std::array<std::uint8_t, 16> bytes{};
    clock::SystemRandomness().fill(bytes);
    std::string out;
    for (const auto byte : bytes) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

/// A problem document in a person's words: what, where, and what it lists.
std::string words_of(const Reply& reply, const Speech& speech) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse(reply.body, error);
    if (error || !parsed.is_object()) return "The service answered " + std::to_string(reply.status) + ".";
    const auto& problem = parsed.as_object();
    const auto text = [&](const char* name) {
        const auto* member = problem.if_contains(name);
        return member != nullptr && member->is_string() ? std::string(member->as_string()) : std::string();
    };
    std::string out = text("detail").empty() ? text("title") : text("detail");
    if (!text("place").empty() && !problem.contains("violations")) out += "\n  at " + text("place");
    if (const auto* violations = problem.if_contains("violations");
        violations != nullptr && violations->is_array())
        for (const auto& each : violations->as_array())
            out += "\n  " + std::string(each.at("pointer").as_string()) + ": " +
                   std::string(each.at("message").as_string());
    // The detail is English and has them already.
    if (const auto* reasons = problem.if_contains("reasons"); reasons != nullptr && speech.language != "en")
        for (const auto& each : reasons->as_array()) out += "\n  " + speech.text(each.at("text"));
    return out + "\n  (" + text("code") + ")";
}

/// RFC 8187's form of the name, which our service always gives; empty: there is none.
std::string file_name_in(std::string_view disposition) {
    constexpr std::string_view before = "filename*=UTF-8''";
    const auto at = disposition.find(before);
    if (at == std::string_view::npos) return {};
    const auto encoded = boost::urls::make_pct_string_view(disposition.substr(at + before.size()));
    return encoded ? encoded->decode() : std::string();
}

}  // namespace

boost::json::value Reply::json() const {
    boost::system::error_code error;
    auto value = boost::json::parse(body, error);
    if (error) throw Failure(70, "The service's answer is no JSON: " + error.message());
    return value;
}

boost::json::value Client::post(const std::string& path, const boost::json::value& body,
                                const std::string& if_version) const {
    return exchange("POST", path, boost::json::serialize(body), if_version, "*/*").json();
}

Reply Client::exchange(const char* method, const std::string& path, std::string body,
                       const std::string& if_version, const std::string& media) const {
    const auto url = boost::urls::parse_uri(server_);
    if (!url || url->scheme() != "http")
        throw Failure(2, "The server “" + server_ + "” is no address of the form http://host:port.");
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    http::response<http::string_body> answer;
    try {
        boost::asio::ip::tcp::resolver resolver(context);
        const std::string port = url->has_port() ? std::string(url->port()) : "8086";
        boost::asio::connect(socket, resolver.resolve(std::string(url->host_address()), port));

        http::request<http::string_body> request(http::string_to_verb(method), path, 11);
        request.set(http::field::host, std::string(url->encoded_host_and_port()));
        request.set(http::field::connection, "close");
        if (!token_.empty()) request.set(http::field::authorization, "Bearer " + token_);
        if (!if_version.empty()) request.set(http::field::if_match, "\"" + if_version + "\"");
        if (request.method() == http::verb::post) {
            request.set("Idempotency-Key", fresh_key());
            request.set(http::field::content_type, "application/json");
            request.body() = std::move(body);
        } else if (request.method() == http::verb::put) {
            request.set(http::field::content_type, media);
            request.body() = std::move(body);
        } else {
            request.set(http::field::accept, media);
        }
        request.prepare_payload();
        http::write(socket, request);
        boost::beast::flat_buffer buffer;
        http::response_parser<http::string_body> parser;
        parser.body_limit(std::uint64_t{1} << 30);
        http::read(socket, buffer, parser);
        answer = parser.release();
    } catch (const boost::system::system_error& error) {
        throw Failure(69,
                      "The service does not answer at " + server_ + ": " + error.code().message() +
                          ". Is it running (waymark serve)? Another address: --server, or WAYMARK_SERVER.");
    }
    Reply reply{answer.result_int(), std::move(answer.body()), std::string(answer[http::field::content_type]),
                file_name_in(answer[http::field::content_disposition])};
    if (reply.status >= 400) throw Failure(exit_code_of(reply.status), words_of(reply, speech_));
    return reply;
}

std::string encode_query(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

}  // namespace waymark::cli
