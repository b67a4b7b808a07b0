// The command line's side of the HTTP interface: one request, one answer, over one connection. Not a library
// for others.
#pragma once

#include <boost/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "daemon/cli/words.hpp"

namespace waymark::cli {

/// Ends a command with its exit code; `what()` is what stderr says.
class Failure : public std::runtime_error {
  public:
    Failure(int exit_code, const std::string& message) : std::runtime_error(message), exit_code_(exit_code) {}
    [[nodiscard]] int exit_code() const { return exit_code_; }

  private:
    int exit_code_;
};

struct Reply {
    unsigned status = 0;
    std::string body, content_type;
    std::string file_name;  // of a file to be saved, as its sender called it; may be empty
    [[nodiscard]] boost::json::value json() const;
};

class Client {
  public:
    /// `server`: http://host:port
    Client(std::string server, std::string token, Speech speech)
        : server_(std::move(server)), token_(std::move(token)), speech_(std::move(speech)) {}

    // Throw Failure for anything but success: 69 not reachable, 77 for 401 and 403, 74 for 507, 75 for 503,
    // 70 for 5xx, 1 for the rest.
    [[nodiscard]] Reply get(const std::string& path, const std::string& accept = "*/*") const {
        return exchange("GET", path, {}, {}, accept);
    }
    /// A part of a file. The same again changes nothing.
    [[nodiscard]] Reply put(const std::string& path, std::string part, const std::string& media) const {
        return exchange("PUT", path, std::move(part), {}, media);
    }
    /// Under a fresh Idempotency-Key. `if_version`: for If-Match, or empty.
    [[nodiscard]] boost::json::value post(const std::string& path, const boost::json::value& body,
                                          const std::string& if_version = {}) const;

  private:
    /// `media`: of the body that is put, and otherwise of the answer that is wanted.
    [[nodiscard]] Reply exchange(const char* method, const std::string& path, std::string body,
                                 const std::string& if_version, const std::string& media) const;

    std::string server_, token_;
    Speech speech_;  // of refusals
};

/// Percent-encodes everything but RFC 3986's unreserved characters.
std::string encode_query(std::string_view text);

}  // namespace waymark::cli
