#include "tests/adapters/http/raw_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "states/result.hpp"

namespace waymark::http {

std::string RawAnswer::field(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::string() : found->second;
}

states::Value RawAnswer::json() const {
    auto value = states::parse_json(body);
    EXPECT_TRUE(value.ok()) << status << " " << body;
    return value.ok() ? std::move(value).value() : states::Value();
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

RawClient::~RawClient() { ::close(socket_); }

void RawClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void RawClient::end() const { ::shutdown(socket_, SHUT_WR); }

bool RawClient::read_more() {
    std::array<char, 65536> piece;
    const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
    if (got > 0) received_.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::optional<RawAnswer> RawClient::receive(bool to_head) {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more()) return std::nullopt;
    RawAnswer answer;
    EXPECT_TRUE(received_.starts_with("HTTP/1.1 ")) << received_.substr(0, 100);
    answer.status = static_cast<unsigned>(std::stoul(received_.substr(9, 3)));
    for (auto at = received_.find("\r\n") + 2; at < end + 2;) {
        const auto line_end = received_.find("\r\n", at);
        const auto colon = received_.find(": ", at);
        auto name = received_.substr(at, colon - at);
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.fields.emplace_back(std::move(name), received_.substr(colon + 2, line_end - colon - 2));
        at = line_end + 2;
    }
    received_.erase(0, end + 4);
    if (answer.status == 100) return receive(to_head);
    const auto length = to_head ? 0 : std::stoul(answer.field("content-length"));
    while (received_.size() < length)
        if (!read_more()) return std::nullopt;
    answer.body = received_.substr(0, length);
    received_.erase(0, length);
    return answer;
}

bool RawClient::ended() {
    std::array<char, 4096> piece;
    for (;;) {
        const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
        if (got == 0) return true;
        if (got < 0) return errno == ECONNRESET;
        ADD_FAILURE() << "more than was expected: "
                      << std::string_view(piece.data(), static_cast<std::size_t>(got));
    }
}

std::string request_text(std::string_view method, std::string_view target, std::string_view token,
                         std::string_view fields, std::string_view body) {
    std::string text(method);
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (!token.empty()) text.append("Authorization: Bearer ").append(token).append("\r\n");
    text.append(fields);
    if (method == "POST") text.append("Content-Type: application/json\r\n");
    if (method == "POST" || method == "PUT")
        text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    return text.append("\r\n").append(body);
}

}  // namespace waymark::http
