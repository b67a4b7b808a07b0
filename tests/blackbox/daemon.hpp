// The real program as a child process on a free loopback port, over a folder of its own: started, killed,
// started again.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

#include "tests/temporary_folder.hpp"

namespace waymark::blackbox {

struct Finished {
    int exit_code;  // 128 + the signal when one ended it
    std::string out, err;
};
/// Runs `waymark` to its end. Keeps no process behind.
Finished run_waymark(const std::vector<std::string>& arguments,
                     const std::map<std::string, std::string>& environment = {},
                     const std::string& input = {});

class Daemon {
  public:
    /// Starts `waymark serve --data FOLDER --listen 127.0.0.1:0 …` and waits until it says where it listens.
    /// Throws std::runtime_error with its log when it ends before that.
    Daemon(const std::filesystem::path& folder, std::vector<std::string> more = {},
           std::map<std::string, std::string> environment = {});
    ~Daemon();  // kill -9
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::string server() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] std::string admin_token() const;
    /// Everything it logged so far.
    [[nodiscard]] std::string log() const;

    void kill();      // SIGKILL, and waits
    int terminate();  // SIGTERM, and waits; the exit code

  private:
    int wait();

    std::filesystem::path folder_;
    pid_t pid_ = -1;
    unsigned short port_ = 0;
    mutable std::mutex mutex_;
    std::string log_;
    std::thread reader_;
};

}  // namespace waymark::blackbox
