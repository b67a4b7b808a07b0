#include "adapters/http/front.hpp"

#include <spdlog/spdlog.h>

#include "adapters/http/connection.hpp"

namespace waymark::http {
namespace {

std::shared_ptr<spdlog::logger> named_logger() {
    auto log = spdlog::get("http");
    if (!log) {
        log = spdlog::default_logger()->clone("http");
        spdlog::register_logger(log);
    }
    return log;
}

}  // namespace

Front::Front(ServerOptions given, const Door& the_door, const runtime::Program& program)
    : options(std::move(given)),
      hosts(options.hosts, options.address),
      door(the_door),
      dispatch(the_door, program),
      log(named_logger()) {}

void Front::enter(Connection& connection, const boost::asio::ip::address& peer) {
    connections_.insert(&connection);
    ++dispatch.traffic.connections;
    ++by_address_[peer];
}

void Front::leave(Connection& connection, const boost::asio::ip::address& peer) {
    connections_.erase(&connection);
    --dispatch.traffic.connections;
    if (--by_address_.at(peer) == 0) by_address_.erase(peer);
}

bool Front::full_for(const boost::asio::ip::address& peer) const {
    if (peer.is_loopback()) return false;
    const auto found = by_address_.find(peer);
    return found != by_address_.end() && found->second >= options.connections_per_address;
}

bool Front::evict() {
    Connection* longest = nullptr;
    for (auto* const each : connections_)
        if (each->waits_for_request() && (longest == nullptr || each->turn() < longest->turn()))
            longest = each;
    if (longest == nullptr) return false;
    longest->close();
    return true;
}

std::chrono::milliseconds Front::tick_length() const {
    return std::clamp(options.head_time / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
}

void Front::advance_tick() {
    ++tick_;
    for (auto* const each : connections_)
        if (each->deadline() != 0 && each->deadline() <= tick_) each->expire();
}

void Front::begin_stopping() {
    stopping_ = true;
    for (auto* const each : connections_)
        if (each->idle()) each->close();
}

void Front::close_all() {
    for (auto* const each : connections_) each->close();
}

const std::string& Front::date() {
    const auto second =
        std::chrono::floor<std::chrono::seconds>(door.clock.wall()).time_since_epoch().count();
    if (second != date_second_) {
        date_second_ = second;
        date_ = http_date(second);
    }
    return date_;
}

}  // namespace waymark::http
