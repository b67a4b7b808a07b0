#include "adapters/smtp/host.hpp"

#include <pthread.h>
#include <spdlog/spdlog.h>

#include "adapters/smtp/mime.hpp"

namespace waymark::smtp {
namespace {

using runtime::Posted;
using runtime::PostReport;

}  // namespace

Host::~Host() {
    stop();
    end();
    for (auto& worker : workers_) worker.thread.join();
}

void Host::end() {
    std::unique_lock lock(mutex_);
    const auto left = settings_.timeouts.stop - (clock_.boottime() - stopped_);
    finished_.wait_for(lock, left, [&] { return busy_ == 0; });
    for (auto& worker : workers_) worker.session.abort();
}

void Host::stop() {
    std::deque<Item> left;
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_) stopped_ = clock_.boottime();
        stopping_ = true;
        left.swap(waiting_);
    }
    changed_.notify_all();
    for (auto& item : left) item.done({Posted::later, "the service is stopping", std::nullopt});
}

void Host::post(Item item) {
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_ && waiting_.size() < settings_.waiting) {
            waiting_.push_back(std::move(item));
            if (idle_ < waiting_.size() && workers_.size() < settings_.connections) {
                auto& worker = workers_.emplace_back(settings_, server_, clock_);
                worker.thread = std::thread([this, &worker] { work(worker.session); });
            }
            changed_.notify_one();
            return;
        }
    }
    item.done({Posted::later, "too many letters wait for " + server_.text(), std::chrono::seconds(10)});
}

void Host::work(Session& session) {
    ::pthread_setname_np(::pthread_self(), "mail");
    std::unique_lock lock(mutex_);
    for (Item item; next(lock, session, item); item = {}) {
        ++busy_;
        lock.unlock();
        auto report = bring(session, item);
        item.done(std::move(report));
        lock.lock();
        if (--busy_ == 0) finished_.notify_all();
    }
    lock.unlock();
    session.close();
}

/// False: this is the end.
bool Host::next(std::unique_lock<std::mutex>& lock, Session& session, Item& item) {
    const auto woken = [&] { return stopping_ || !waiting_.empty(); };
    ++idle_;
    if (!changed_.wait_for(lock, settings_.timeouts.idle, woken)) {
        lock.unlock();
        session.close();
        lock.lock();
        changed_.wait(lock, woken);
    }
    --idle_;
    if (stopping_) return false;
    item = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
}

/// How long still no password is offered.
std::optional<std::chrono::seconds> Host::login_closed() {
    const std::lock_guard lock(mutex_);
    if (!login_opens_) return std::nullopt;
    const auto left = *login_opens_ - clock_.boottime();
    if (left.count() > 0) return std::chrono::ceil<std::chrono::seconds>(left);
    login_opens_.reset();
    return std::nullopt;
}

PostReport Host::bring(Session& session, const Item& item) {
    if (const auto left = login_closed())
        return {Posted::later, server_.text() + " has refused our login and is not asked again yet", *left};
    const auto message = compose(item.letter, settings_.from, item.to);
    if (!message) return {Posted::never, "this Message-ID is none", std::nullopt};
    auto found = session.send(item.to, *message);
    if (found.login_refused) {
        const std::lock_guard lock(mutex_);
        login_opens_ = clock_.boottime() + settings_.timeouts.refused_login;
        found.report.wait = settings_.timeouts.refused_login;
        const char* what = settings_.user.empty() ? "wants a login, and mail.user is not set"
                                                  : "refuses mail.user with this password";
        spdlog::error("{} {}: no letter passes it. It said: {}", server_.text(), what, found.report.reply);
    }
    return std::move(found.report);
}

}  // namespace waymark::smtp
