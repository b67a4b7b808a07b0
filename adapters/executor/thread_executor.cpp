#include "adapters/executor/thread_executor.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

#include "states/check.hpp"

namespace waymark::executor {
namespace {

using std::chrono::microseconds;

/// A wall clock that was set, or a machine that woke up, tells nobody: so the clock is looked at this often.
constexpr microseconds longest_wait = std::chrono::seconds(1);

}  // namespace

ThreadExecutor::ThreadExecutor(const runtime::Clock& clock, Options options)
    : clock_(clock), options_(std::move(options)), thread_([this] { work(); }) {}

ThreadExecutor::~ThreadExecutor() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void ThreadExecutor::post(Task task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
}

void ThreadExecutor::run(Task task) {
    CHECK(std::this_thread::get_id() != thread_.get_id(), "an executor cannot wait for itself");
    // Shared: this thread may be woken and gone before the other has left the call.
    const auto waited = std::make_shared<std::packaged_task<void()>>(std::move(task));
    post([waited] { (*waited)(); });
    waited->get_future().get();
}

void ThreadExecutor::set_alarm(Instant at, Task task) {
    {
        const std::lock_guard lock(mutex_);
        alarm_at_ = at;
        alarm_ = at == Instant::max() ? nullptr : std::move(task);
    }
    changed_.notify_one();
}

void ThreadExecutor::wake() {
    {
        // Taken so that the call cannot fall between the thread's look at the clock and its wait.
        const std::lock_guard lock(mutex_);
    }
    changed_.notify_one();
}

void ThreadExecutor::work() {
    if (!options_.name.empty()) ::pthread_setname_np(::pthread_self(), options_.name.substr(0, 15).c_str());
    // Of this thread only: so Linux has it. A refusal does no harm.
    if (options_.niceness != 0) ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), options_.niceness);
    std::unique_lock lock(mutex_);
    while (auto task = next(lock)) {
        lock.unlock();
        attempt(task);
        task = nullptr;  // what it holds goes before the lock is taken again
        lock.lock();
    }
}

/// Waits for it. Empty: this is the end.
runtime::Executor::Task ThreadExecutor::next(std::unique_lock<std::mutex>& lock) {
    for (;;) {
        const auto wait = until_alarm();
        const bool alarm_due = wait <= microseconds::zero() && !stopping_;
        if (!tasks_.empty() && (tasks_turn_ || !alarm_due)) {
            tasks_turn_ = false;
            auto task = std::move(tasks_.front());
            tasks_.pop_front();
            return task;
        }
        if (alarm_due) {
            tasks_turn_ = true;
            return std::exchange(alarm_, nullptr);
        }
        if (stopping_) return nullptr;
        if (alarm_)
            changed_.wait_for(lock, std::min(wait, longest_wait));
        else
            changed_.wait(lock);
    }
}

microseconds ThreadExecutor::until_alarm() const {
    return alarm_ ? alarm_at_ - clock_.wall() : microseconds::max();
}

void ThreadExecutor::attempt(const Task& task) const {
    if (!options_.on_exception) return task();
    try {
        task();
    } catch (...) {
        options_.on_exception(std::current_exception());
    }
}

}  // namespace waymark::executor
