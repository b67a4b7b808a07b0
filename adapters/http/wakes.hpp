// Brings coroutines back to the connections' thread from others: from the writer, which answers many commands
// after one commit, and from the threads that wait for the disk. One posted task wakes all that are due.
// Thread: wake() any, the rest the server's.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <mutex>
#include <optional>
#include <vector>

namespace waymark::http {

class Wakes {
  public:
    /// A coroutine that sleeps. Must live until it was woken.
    class Sleeper {
        friend class Wakes;
        using Handler = boost::asio::async_result<boost::asio::use_awaitable_t<>, void()>::handler_type;
        std::optional<Handler> handler_;
    };

    explicit Wakes(boost::asio::io_context& context) : context_(context) {}

    /// Puts the calling coroutine to sleep, then calls `begin`, which sees to it that wake() is called: once,
    /// by any thread, at any time from now.
    template <class Begin>
    boost::asio::awaitable<void> sleep(Sleeper& sleeper, Begin& begin) {
        const auto initiation = [&sleeper, &begin](auto handler) {
            sleeper.handler_.emplace(std::move(handler));
            begin();
        };
        return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void()>(
            initiation, boost::asio::use_awaitable);
    }
    void wake(Sleeper& sleeper);

  private:
    void wake_all();

    boost::asio::io_context& context_;
    std::mutex mutex_;
    std::vector<Sleeper*> due_;
    std::vector<Sleeper*> waking_;  // the server's thread alone
};

}  // namespace waymark::http
