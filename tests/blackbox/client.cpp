#include "tests/blackbox/client.hpp"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <unistd.h>

namespace waymark::blackbox {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

namespace {

std::string unused_key() {
    static std::atomic<std::uint64_t> count = 0;
    static const auto start = std::chrono::steady_clock::now().time_since_epoch().count();
    return "test-" + std::to_string(::getpid()) + "-" + std::to_string(start) + "-" + std::to_string(++count);
}

}  // namespace

struct Client::Connection {
    boost::asio::io_context context;
    tcp::socket socket{context};
    boost::beast::flat_buffer buffer;

    explicit Connection(unsigned short port) {
        socket.connect({boost::asio::ip::address_v4::loopback(), port});
        socket.set_option(tcp::no_delay(true));
    }
};

boost::json::value Reply::json() const {
    boost::system::error_code error;
    auto value = boost::json::parse(body, error);
    return error ? boost::json::value() : value;
}

Client::Client(unsigned short port, std::string token) : port_(port), token_(std::move(token)) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Reply Client::get(const std::string& path) { return exchange("GET", path, {}, {}, {}); }

Reply Client::post(const std::string& path, const boost::json::value& body, const std::string& key,
                   const std::string& if_match) {
    return exchange("POST", path, boost::json::serialize(body), key.empty() ? unused_key() : key, if_match);
}

Reply Client::put(const std::string& path, const std::string& part, const std::string& media) {
    return exchange("PUT", path, part, {}, {}, media);
}

Reply Client::exchange(const char* method, const std::string& path, const std::string& body,
                       const std::string& key, const std::string& if_match, const std::string& media) {
    http::request<http::string_body> request(http::string_to_verb(method), path, 11);
    request.set(http::field::host, "127.0.0.1:" + std::to_string(port_));
    if (!token_.empty()) request.set(http::field::authorization, "Bearer " + token_);
    if (!if_match.empty()) request.set(http::field::if_match, if_match);
    if (request.method() == http::verb::post) request.set("Idempotency-Key", key);
    if (request.method() != http::verb::get) {
        request.set(http::field::content_type, media);
        request.body() = body;
    }
    request.prepare_payload();
    try {
        if (!connection_) connection_ = std::make_unique<Connection>(port_);
        http::write(connection_->socket, request);
        http::response_parser<http::string_body> parser;
        parser.body_limit(std::uint64_t{1} << 30);
        http::read(connection_->socket, connection_->buffer, parser);
        auto answer = parser.release();
        Reply reply{answer.result_int(),
                    std::move(answer.body()),
                    std::string(answer[http::field::etag]),
                    std::string(answer[http::field::content_type]),
                    std::string(answer[http::field::location]),
                    {}};
        for (const auto& field : answer.base())
            reply.head += std::string(field.name_string()) + ": " + std::string(field.value()) + "\n";
        if (!answer.keep_alive()) connection_.reset();
        return reply;
    } catch (const boost::system::system_error&) {
        connection_.reset();
        throw;
    }
}

}  // namespace waymark::blackbox
