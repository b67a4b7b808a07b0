#include "adapters/http/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <spdlog/spdlog.h>
#include <thread>

#include "adapters/http/connection.hpp"

namespace waymark::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class Server::Core {
  public:
    Core(ServerOptions options, const Door& door, const runtime::Program& program)
        : front_(std::move(options), door, program) {}
    ~Core() { stop(std::chrono::milliseconds(0)); }

    Done start();
    void stop(std::chrono::milliseconds patience);
    [[nodiscard]] std::uint16_t port() const { return port_; }
    Dispatch& dispatch() { return front_.dispatch; }

  private:
    asio::awaitable<void> accept();
    asio::awaitable<void> keep_time();
    asio::awaitable<void> serve(tcp::socket socket, asio::ip::address peer);
    void note_when_empty();

    Front front_;
    tcp::acceptor acceptor_{front_.context};
    std::uint16_t port_ = 0;
    std::thread thread_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool empty_ = false;  // stopping, and the last connection is gone
};

Done Server::Core::start() {
    const auto& options = front_.options;
    const auto fail = [&](const error_code& error) {
        return Error{"cannot-listen",
                     "Cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                         error.message() + ".",
                     "listen",
                     {}};
    };
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) return fail(error);
    const tcp::endpoint endpoint(address, options.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return fail(error);
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(front_.context, accept(), asio::detached);
    asio::co_spawn(front_.context, keep_time(), asio::detached);
    thread_ = std::thread([this] { front_.context.run(); });
    return done();
}

asio::awaitable<void> Server::Core::accept() {
    asio::steady_timer pause(front_.context);
    while (acceptor_.is_open()) {
        error_code error;
        auto socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            if (!acceptor_.is_open()) break;
            front_.log->warn("a connection could not be accepted: {}", error.message());
            front_.evict();  // out of descriptors, most likely
            pause.expires_after(std::chrono::milliseconds(10));
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        const auto remote = socket.remote_endpoint(error);
        if (error || front_.full_for(remote.address())) continue;
        if (front_.connections() >= front_.options.connections && !front_.evict()) continue;
        asio::co_spawn(front_.context, serve(std::move(socket), remote.address()), asio::detached);
    }
}

asio::awaitable<void> Server::Core::serve(tcp::socket socket, asio::ip::address peer) {
    {
        Connection connection(front_, std::move(socket), peer);
        co_await connection.run();
    }
    note_when_empty();
}

asio::awaitable<void> Server::Core::keep_time() {
    asio::steady_timer timer(front_.context);
    for (;;) {
        error_code error;
        timer.expires_after(front_.tick_length());
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        front_.advance_tick();
    }
}

void Server::Core::note_when_empty() {
    if (!front_.stopping() || front_.connections() != 0) return;
    const std::lock_guard lock(mutex_);
    empty_ = true;
    changed_.notify_all();
}

void Server::Core::stop(std::chrono::milliseconds patience) {
    if (!thread_.joinable()) return;
    asio::post(front_.context, [this] {
        error_code ignored;
        acceptor_.close(ignored);
        front_.begin_stopping();
        note_when_empty();
    });
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience, [this] { return empty_; })) {
        asio::post(front_.context, [this] { front_.close_all(); });
        changed_.wait(lock, [this] { return empty_; });
    }
    lock.unlock();
    front_.aside.join();
    front_.context.stop();
    thread_.join();
}

Server::Server(ServerOptions options, const Door& door, const runtime::Program& program)
    : core_(std::make_unique<Core>(std::move(options), door, program)) {}
Server::~Server() = default;

Done Server::start() { return core_->start(); }
std::uint16_t Server::port() const { return core_->port(); }
void Server::set_ready(bool ready) { core_->dispatch().set_ready(ready); }
void Server::stop(std::chrono::milliseconds patience) { core_->stop(patience); }
const std::string& Server::document() const { return core_->dispatch().document(); }

}  // namespace waymark::http
