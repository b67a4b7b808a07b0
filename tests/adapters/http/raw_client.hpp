// Bytes to a server on loopback and the answers that come back: for requests that no HTTP library would send.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "states/value.hpp"

namespace waymark::http {

struct RawAnswer {
    unsigned status = 0;
    std::vector<std::pair<std::string, std::string>> fields;  // names in lower case
    std::string body;

    [[nodiscard]] std::string field(std::string_view name) const;  // empty: none
    /// The body as JSON; fails the test when it is none.
    [[nodiscard]] states::Value json() const;
};

class RawClient {
  public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// What the server no longer takes is dropped.
    void send(std::string_view bytes) const;
    /// No more will be sent.
    void end() const;
    /// The next answer; nothing when the connection ended first, or nothing came within ten seconds. Interim
    /// answers (100) are skipped. `to_head`: it has no body whatever its fields say.
    std::optional<RawAnswer> receive(bool to_head = false);
    /// The server has closed; false when it still waits after ten seconds.
    bool ended();

  private:
    bool read_more();

    int socket_;
    std::string received_;
};

/// A request with the fields that every one needs; `fields` are whole lines.
std::string request_text(std::string_view method, std::string_view target, std::string_view token,
                         std::string_view fields = {}, std::string_view body = {});

}  // namespace waymark::http
