// One mail server with the letters that wait for it and the few threads that bring them there. A slow one
// holds up its own letters only. Owned by SmtpMail. Thread: any.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "adapters/smtp/session.hpp"
#include "workflows/runtime/ports/mail.hpp"

namespace waymark::smtp {

class Host {
  public:
    struct Item {
        runtime::Letter letter;
        Address to;
        std::function<void(runtime::PostReport)> done;
    };

    Host(const Settings& settings, Server server, const runtime::Clock& clock)
        : settings_(settings), server_(std::move(server)), clock_(clock) {}
    ~Host();
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    /// Never waits. When there is no room, `done` is called before this returns.
    void post(Item item);
    /// No further letters begin; those that wait are answered.
    void stop();
    /// After stop(): waits for the letters under way as long as they may take, then ends them.
    void end();

  private:
    struct Worker {
        Worker(const Settings& settings, const Server& server, const runtime::Clock& clock)
            : session(settings, server, clock) {}
        Session session;
        std::thread thread;
    };

    void work(Session& session);
    bool next(std::unique_lock<std::mutex>& lock, Session& session, Item& item);
    runtime::PostReport bring(Session& session, const Item& item);
    std::optional<std::chrono::seconds> login_closed();

    const Settings& settings_;
    const Server server_;
    const runtime::Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_, finished_;
    std::deque<Item> waiting_;
    std::list<Worker> workers_;
    std::size_t idle_ = 0, busy_ = 0;
    bool stopping_ = false;
    std::chrono::microseconds stopped_{0};                  // since boot
    std::optional<std::chrono::microseconds> login_opens_;  // since boot
};

}  // namespace waymark::smtp
