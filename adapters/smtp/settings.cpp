#include "adapters/smtp/settings.hpp"

#include <charconv>

namespace waymark::smtp {
namespace {

bool is_ipv6(std::string_view text) {
    return text.find(':') != std::string_view::npos &&
           text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

bool is_name(std::string_view text) {
    constexpr auto allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    return !text.empty() && text.size() <= 253 && text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::string Server::text() const {
    const bool bracketed = host.find(':') != std::string::npos;
    return (bracketed ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool Server::is_loopback() const {
    if (host == "localhost" || host == "::1") return true;
    return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
}

std::optional<Server> parse_server(std::string_view text) {
    Server server;
    if (text.starts_with("smtps://")) {
        server.tls_at_once = true;
    } else if (!text.starts_with("smtp://")) {
        return std::nullopt;
    }
    text.remove_prefix(text.find("//") + 2);
    server.port = server.tls_at_once ? 465 : 587;
    const bool bracketed = text.starts_with('[');
    const auto end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
    if (end == std::string_view::npos) return std::nullopt;
    server.host = text.substr(bracketed ? 1 : 0, bracketed ? end - 1 : end);
    text.remove_prefix(end + (bracketed ? 1 : 0));
    if (!(bracketed ? is_ipv6(server.host) : is_name(server.host))) return std::nullopt;
    if (text.empty()) return server;
    const auto* const last = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + 1, last, server.port);
    if (text.front() != ':' || error != std::errc{} || stopped != last || server.port == 0)
        return std::nullopt;
    return server;
}

}  // namespace waymark::smtp
