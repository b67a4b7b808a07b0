// What all connections share: options, dispatch, the threads' executors, the register of connections with
// their deadlines. Owned by the server. Thread: the connections' thread, but for what says otherwise.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <spdlog/logger.h>
#include <unordered_set>

#include "adapters/http/dispatch.hpp"
#include "adapters/http/server.hpp"
#include "adapters/http/wakes.hpp"

namespace waymark::http {

class Connection;

/// Deadlines count ticks of the server, so that no request sets a timer or reads a clock.
using Tick = std::uint64_t;

class Front {
  public:
    Front(ServerOptions options, const Door& door, const runtime::Program& program);

    // The register.
    void enter(Connection& connection, const boost::asio::ip::address& peer);
    void leave(Connection& connection, const boost::asio::ip::address& peer);
    [[nodiscard]] bool full_for(const boost::asio::ip::address& peer) const;
    /// Closes the connection that waits longest for a request; false when none waits.
    bool evict();
    [[nodiscard]] std::size_t connections() const { return connections_.size(); }

    /// A number greater than any before: who has waited longer has the smaller one.
    std::uint64_t next_turn() { return ++turns_; }
    [[nodiscard]] Tick in(std::chrono::milliseconds time) const {
        return tick_ + 1 + static_cast<Tick>(time / tick_length());
    }
    [[nodiscard]] std::chrono::milliseconds tick_length() const;
    /// Time passes: connections beyond their deadline are told.
    void advance_tick();

    /// From now on connections end with the request they are at; idle ones end at once.
    void begin_stopping();
    void close_all();
    [[nodiscard]] bool stopping() const { return stopping_; }

    /// The header field's text for this second.
    const std::string& date();

    const ServerOptions options;
    const Hosts hosts;
    const Door& door;
    Dispatch dispatch;
    std::shared_ptr<spdlog::logger> log;

  private:
    std::unordered_set<Connection*> connections_;
    std::map<boost::asio::ip::address, std::size_t> by_address_;
    Tick tick_ = 1;
    std::uint64_t turns_ = 0;
    bool stopping_ = false;
    std::int64_t date_second_ = -1;
    std::string date_;

  public:
    // Last, so that they end first: what still sleeps in them uses the rest.
    boost::asio::io_context context{1};
    Wakes wakes{context};
    boost::asio::thread_pool aside{2};  // handlers that may wait for the disk
};

}  // namespace waymark::http
