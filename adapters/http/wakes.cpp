#include "adapters/http/wakes.hpp"

#include <boost/asio/post.hpp>

namespace waymark::http {

void Wakes::wake(Sleeper& sleeper) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = due_.empty();
        due_.push_back(&sleeper);
    }
    if (first) boost::asio::post(context_, [this] { wake_all(); });
}

void Wakes::wake_all() {
    {
        const std::lock_guard lock(mutex_);
        waking_.swap(due_);
    }
    for (auto* const sleeper : waking_) {
        auto handler = std::move(*sleeper->handler_);
        sleeper->handler_.reset();  // it may be put to sleep again, or end, before the handler returns
        std::move(handler)();
    }
    waking_.clear();
}

}  // namespace waymark::http
