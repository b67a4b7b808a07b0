// One keep-alive connection to a service, for many small requests. Not the command line's client: no words
// for people here. Thread: one at a time.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>

namespace waymark::sample {

class Connection {
  public:
    /// To 127.0.0.1. Connects at the first request.
    explicit Connection(unsigned short port);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Throw std::runtime_error with the service's words when it refuses, boost::system::system_error when it
    // is gone.
    boost::json::value get(const std::string& token, const std::string& path);
    boost::json::value post(const std::string& token, const std::string& path, const boost::json::value& body,
                            const std::string& key);
    boost::json::value put_csv(const std::string& token, const std::string& path, std::string text);

  private:
    struct Line;
    struct Request {
        const char* method = "GET";
        const char* content_type = "application/json";
        std::string body, key;
    };
    boost::json::value exchange(const std::string& token, const std::string& path, Request what);

    unsigned short port_;
    std::unique_ptr<Line> line_;
};

}  // namespace waymark::sample
