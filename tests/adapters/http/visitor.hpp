// A caller of the surface in tests: one token, a connection of its own, a fresh idempotency key for each
// request unless given.
#pragma once

#include <string>

#include "tests/adapters/http/raw_client.hpp"
#include "tests/adapters/http/served.hpp"

namespace waymark::http {

class Visitor {
  public:
    Visitor(const Served& served, std::string token) : client_(served.port()), token_(std::move(token)) {}

    RawAnswer get(const std::string& path, const std::string& fields = {});
    /// `fields`: more header lines. `key` empty: one never used before.
    RawAnswer post(const std::string& path, const std::string& body, const std::string& key = {},
                   const std::string& fields = {});
    RawAnswer put(const std::string& path, const std::string& csv);
    /// Without waiting for the answer.
    void send_post(const std::string& path, const std::string& body, const std::string& key,
                   const std::string& fields = {});
    RawAnswer receive();

    /// The id of a new ticket.
    std::string new_ticket(const std::string& title = "Printer on fire");

  private:
    RawClient client_;
    std::string token_;
};

/// The code of a problem document, after a look at its form.
std::string code_of(const RawAnswer& answer);
/// A member of a JSON answer, by a path with dots and numbers: "items.0.id".
states::Value at(const RawAnswer& answer, const std::string& path);
std::string text_at(const RawAnswer& answer, const std::string& path);

}  // namespace waymark::http
