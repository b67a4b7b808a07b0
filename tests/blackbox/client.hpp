// A plain HTTP client for the tests: one keep-alive connection, JSON in and out. Knows nothing of our own
// code.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>

namespace waymark::blackbox {

struct Reply {
    unsigned status = 0;
    std::string body, etag, content_type, location;
    std::string head;  // all header fields, "Name: value\n"
    /// The body as JSON; null when it is none.
    [[nodiscard]] boost::json::value json() const;
};

class Client {
  public:
    Client(unsigned short port, std::string token);
    ~Client();
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;

    // Throw boost::system::system_error when the connection ends; the next call connects again.
    Reply get(const std::string& path);
    /// `key`: the Idempotency-Key; empty: one never used before. `if_match`: an ETag, or empty.
    Reply post(const std::string& path, const boost::json::value& body, const std::string& key = {},
               const std::string& if_match = {});
    Reply put_csv(const std::string& path, const std::string& part) { return put(path, part, "text/csv"); }
    Reply put(const std::string& path, const std::string& part, const std::string& media);

  private:
    struct Connection;
    Reply exchange(const char* method, const std::string& path, const std::string& body,
                   const std::string& key, const std::string& if_match,
                   const std::string& media = "application/json");

    unsigned short port_;
    std::string token_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace waymark::blackbox
