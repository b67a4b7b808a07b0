// The HTTP server: listens, keeps connections, and hands requests to the service. One thread does all of it
// but what may wait for the disk; two more do that. Not the place for SIGTERM (the daemon's), nor for any
// rule of the program. Owned by the composition root. The service must have been closed (all replies given)
// or stop() have returned before it goes.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http/door.hpp"

namespace waymark::http {

struct ServerOptions {
    std::string address = "127.0.0.1";  // an IP address
    std::uint16_t port = 8086;          // 0: any free one
    std::vector<std::string> hosts;     // names it may be asked by, beside loopback's and `address`
    std::size_t connections = 1'000;    // when full, the one that waits longest for a request gives way
    std::size_t connections_per_address = 100;   // loopback excepted: a proxy stands there
    std::chrono::milliseconds head_time{9'500};  // for a head to arrive; also for a new connection's first
    std::chrono::milliseconds body_time{30'000};
    std::chrono::milliseconds idle_time{75'000};  // between two requests
};

class Server {
  public:
    /// `door` and `program` outlive it.
    Server(ServerOptions options, const Door& door, const runtime::Program& program);
    ~Server();

    /// Listens and answers /healthz; all else only once set_ready(true) was called. Errors: "cannot-listen".
    Done start();
    [[nodiscard]] std::uint16_t port() const;
    void set_ready(bool ready);
    /// Takes no new connections, finishes the requests that have arrived, closes. Waits at most `patience`
    /// for requests that are still arriving and answers nobody reads. Thread: any but its own.
    void stop(std::chrono::milliseconds patience = std::chrono::seconds(10));
    /// The OpenAPI document.
    [[nodiscard]] const std::string& document() const;

  private:
    class Core;
    std::unique_ptr<Core> core_;
};

}  // namespace waymark::http
