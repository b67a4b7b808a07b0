// What one writer of the crash test knows for certain: which of its commands were acknowledged, as which
// records.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/blackbox/client.hpp"

namespace waymark::crash {

struct Order {
    std::string key, path, event;  // event as its record will carry it
    boost::json::object body;
};

/// Drives one partner round a fixed circle of commands: debt set and cleared, notice given, accepted,
/// withdrawn.
class Writer {
  public:
    Writer(std::string partner, std::string token, unsigned seed);

    /// Sends the next command, or again the one whose answer was lost. False when the connection ended before
    /// an answer. Throws std::runtime_error for an answer that a correct service never gives.
    bool turn(blackbox::Client& client);

    [[nodiscard]] const std::string& partner() const { return partner_; }
    [[nodiscard]] const std::string& token() const { return token_; }
    /// Acknowledged commands: record → event.
    [[nodiscard]] const std::map<std::uint64_t, std::string>& acknowledged() const { return acknowledged_; }
    /// Members of the family that the answers named.
    [[nodiscard]] bool in_doubt() const { return open_.has_value(); }

  private:
    [[nodiscard]] Order next_order();

    std::string partner_, token_;
    std::mt19937 random_;
    unsigned step_ = 0, orders_ = 0;
    std::optional<Order> open_;
    std::map<std::uint64_t, std::string> acknowledged_;
    std::vector<std::string> notices_;
};

}  // namespace waymark::crash
