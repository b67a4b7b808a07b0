// The check behind every head: where does this request end, who is asked, does the connection live on.
// Whatever two readers could understand differently is refused, so that no request can be hidden in another.
// Pure. Source: RFC 9112 sections 3.2, 6; docs/adr on the surface; the hostile corpora of the tests.
#pragma once

#include <string>
#include <vector>

#include "adapters/http/head.hpp"

namespace waymark::http {

/// The most of a body: what is sent are forms; with PUT, which only those may who are known, parts of files.
inline constexpr std::size_t most_body_bytes = 64 * 1024, most_part_bytes = 1024 * 1024;
inline std::size_t most_bytes(const Head& head) {
    return head.method == "PUT" ? most_part_bytes : most_body_bytes;
}

struct Framing {
    std::uint64_t content_length = 0;
    bool chunked = false;
    bool keep_alive = true;
    bool expects_continue = false;
    std::string_view path, query;  // of the target; `query` without its '?'
};

/// The names under which this server may be asked: a foreign one means a rebound DNS name or a stray proxy.
class Hosts {
  public:
    /// `names`: host names or addresses without port. Loopback names and `address` are always in.
    Hosts(const std::vector<std::string>& names, const std::string& address);
    [[nodiscard]] bool contains(std::string_view host) const;  // without port

  private:
    std::vector<std::string> names_;
};

/// Errors: "bad-request", "body-too-large", "misdirected-request", "expectation-failed".
Refusal judge(const Head& head, const Hosts& hosts, Framing& framing);

}  // namespace waymark::http
