// A mail server of this folder as a child process on a free loopback port; ends with its owner. What it saw
// comes as JSON objects, read by Python and not by us.
#pragma once

#include <boost/json.hpp>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace waymark::smtp_server {

using Event = boost::json::object;

class Process {
  public:
    /// `script`: "orderly.py" or "scripted.py"; `wishes`: JSON, as the script's head says. Returns when it
    /// listens. Throws std::runtime_error when it does not.
    Process(const std::string& script, const std::string& wishes);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    /// All events of this kind so far.
    [[nodiscard]] std::vector<Event> events(const std::string& kind) const;
    /// Waits until there are that many. Throws std::runtime_error when there are not within half a minute.
    std::vector<Event> wait_for(const std::string& kind, std::size_t count) const;

  private:
    void read(int descriptor);
    [[nodiscard]] std::vector<Event> seen(const std::string& kind) const;

    pid_t pid_ = -1;
    int input_ = -1;
    unsigned short port_ = 0;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::vector<Event> events_;
    std::thread reader_;
};

/// Base64 as the servers write it.
std::string decoded(const boost::json::value& base64);

}  // namespace waymark::smtp_server
