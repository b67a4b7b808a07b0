// Mail addresses as far as they are sent to: a dot-string at a domain. Quoted local parts, comments and
// address literals are refused: nobody has them, and they are what injections are made of. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::smtp {

struct Address {
    std::string local;   // as given
    std::string domain;  // lower-case ASCII; xn-- where it was not

    /// The local part is not ASCII: only a server with SMTPUTF8 takes it.
    [[nodiscard]] bool needs_utf8() const;
    [[nodiscard]] std::string text() const { return local + "@" + domain; }
};

/// Source: RFC 5321 4.1.2 Dot-string, 4.5.3.1 lengths; RFC 6531 3.3; IDNA 2008.
std::optional<Address> parse_address(std::string_view text);

struct Mailbox {
    std::string name;  // UTF-8, may be empty
    Address address;
};

/// "waymark@example.org" or "The partner program <waymark@example.org>".
std::optional<Mailbox> parse_mailbox(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace waymark::smtp
