// Where mail goes and how. Values only; daemon/mail.hpp makes them of the configuration. Thread: any.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/smtp/address.hpp"

namespace waymark::smtp {

struct Server {
    std::string host;
    std::uint16_t port = 0;
    bool tls_at_once = false;  // smtps; otherwise STARTTLS as Settings::tls says

    friend auto operator<=>(const Server&, const Server&) = default;
    [[nodiscard]] std::string text() const;  // "mail.example.org:587"
    [[nodiscard]] bool is_loopback() const;
};

/// "smtp://host[:587]" or "smtps://host[:465]", an IPv6 address in [], nothing behind it.
std::optional<Server> parse_server(std::string_view text);

/// What a server that speaks plain text first has to do before a letter passes.
enum class Tls : std::uint8_t {
    required,       // STARTTLS with a certificate that holds, or no letter
    opportunistic,  // STARTTLS when it is offered
    none,
};

struct Timeouts {
    std::chrono::milliseconds connect{30'000};
    std::chrono::milliseconds banner{60'000};
    std::chrono::milliseconds reply{
        120'000};  // to each command; and the longest stall while the letter is sent
    std::chrono::milliseconds dot{600'000};  // to the letter's end. Source: RFC 5321 4.5.3.2.6
    std::chrono::milliseconds total{1'200'000};
    std::chrono::milliseconds idle{10'000};   // a connection without a letter is closed
    std::chrono::milliseconds stop{5'000};    // at the end, letters under way may take this long
    std::chrono::seconds refused_login{900};  // no second try with a password before that
};

struct Settings {
    Mailbox from;
    Server server;                         // of all recipients, but
    std::map<std::string, Server> routes;  // those at these domains, in ASCII and lower-case
    Tls tls = Tls::required;
    std::string ca_file;          // empty: the system's
    std::string user, password;   // user empty: no login
    std::size_t connections = 2;  // to one server at a time
    std::size_t waiting = 256;    // letters for one server; more are answered `later`
    std::size_t letters_per_connection = 100;
    Timeouts timeouts;
};

}  // namespace waymark::smtp
