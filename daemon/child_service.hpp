// A rehearsal of one's own: this very program as a child process, serving a folder on a free port of the
// loopback. It ends with its owner, however that ends. Thread: one.
#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <thread>

#include "states/instant.hpp"

namespace waymark::daemon {

class ChildService {
  public:
    /// Starts it at `clock` and waits until it listens. Throws std::runtime_error with its log when it does
    /// not.
    ChildService(const std::filesystem::path& folder, Instant clock);
    ~ChildService();  // has it finish, and waits
    ChildService(const ChildService&) = delete;
    ChildService& operator=(const ChildService&) = delete;

    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::string server() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::string admin_token() const;
    /// Has it finish what it accepted; false when it did not end well.
    bool stop();

  private:
    std::filesystem::path folder_;
    pid_t pid_ = -1;
    unsigned short port_ = 0;
    std::thread drain_;  // of its log
};

}  // namespace waymark::daemon
