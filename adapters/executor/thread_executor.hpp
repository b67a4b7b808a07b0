// One thread that runs tasks in the order they were posted, and one alarm against the wall clock. Not a pool.
// Owned by the daemon: one for the writer, one for the projections. Its end runs what was posted, and lets
// the alarm be.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "workflows/runtime/ports/clock.hpp"
#include "workflows/runtime/ports/executor.hpp"

namespace waymark::executor {

class ThreadExecutor final : public runtime::Executor {
  public:
    struct Options {
        std::string name;  // of the thread, as the system shows it; at most 15 characters
        int niceness = 0;  // 10: yields to the others
        /// What a posted task or the alarm threw; runs on this thread, which goes on when it returns. Empty:
        /// terminate.
        std::function<void(std::exception_ptr)> on_exception;
    };

    /// The clock must outlive the executor.
    ThreadExecutor(const runtime::Clock& clock, Options options);
    ~ThreadExecutor() override;

    void post(Task task) override;
    void run(Task task) override;
    void set_alarm(Instant at, Task task) override;

    /// Look at the clock again: what a clock moved by hand calls (ManualClock::on_change). Thread: any.
    void wake();

  private:
    void work();
    Task next(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] std::chrono::microseconds until_alarm() const;
    void attempt(const Task& task) const;

    const runtime::Clock& clock_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> tasks_;
    Task alarm_;
    Instant alarm_at_;
    bool tasks_turn_ = false;  // the alarm and the tasks take turns, so that neither can starve the other
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace waymark::executor
