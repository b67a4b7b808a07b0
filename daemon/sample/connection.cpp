#include "daemon/sample/connection.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace waymark::sample {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

struct Connection::Line {
    boost::asio::io_context context;
    tcp::socket socket{context};
    boost::beast::flat_buffer buffer;

    explicit Line(unsigned short port) {
        socket.connect({boost::asio::ip::address_v4::loopback(), port});
        socket.set_option(tcp::no_delay(true));
    }
};

Connection::Connection(unsigned short port) : port_(port) {}
Connection::~Connection() = default;

boost::json::value Connection::get(const std::string& token, const std::string& path) {
    return exchange(token, path, {});
}

boost::json::value Connection::post(const std::string& token, const std::string& path,
                                    const boost::json::value& body, const std::string& key) {
    return exchange(token, path, {"POST", "application/json", boost::json::serialize(body), key});
}

boost::json::value Connection::put_csv(const std::string& token, const std::string& path, std::string text) {
    return exchange(token, path, {"PUT", "text/csv", std::move(text), {}});
}

boost::json::value Connection::exchange(const std::string& token, const std::string& path, Request what) {
    if (!line_) line_ = std::make_unique<Line>(port_);
    http::request<http::string_body> request(http::string_to_verb(what.method), path, 11);
    request.set(http::field::host, "127.0.0.1:" + std::to_string(port_));
    request.set(http::field::authorization, "Bearer " + token);
    if (!what.key.empty()) request.set("Idempotency-Key", what.key);
    if (!what.body.empty()) {
        request.set(http::field::content_type, what.content_type);
        request.body() = std::move(what.body);
    }
    request.prepare_payload();
    http::write(line_->socket, request);
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{1} << 24);
    http::read(line_->socket, line_->buffer, parser);
    const auto answer = parser.release();
    if (!answer.keep_alive()) line_.reset();
    if (answer.result_int() >= 400) throw std::runtime_error(answer.body());
    return answer.body().empty() ? boost::json::value() : boost::json::parse(answer.body());
}

}  // namespace waymark::sample
