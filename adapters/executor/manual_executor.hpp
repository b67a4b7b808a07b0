// A queue run by hand, for tests and simulation: nothing happens but by run_one, run_all or run, on the
// caller's thread, in the same order every time. What a task throws comes out there.
#pragma once

#include <deque>
#include <mutex>

#include "workflows/runtime/ports/clock.hpp"
#include "workflows/runtime/ports/executor.hpp"

namespace waymark::executor {

class ManualExecutor final : public runtime::Executor {
  public:
    /// The clock must outlive the executor.
    explicit ManualExecutor(const runtime::Clock& clock) : clock_(clock) {}

    void post(Task task) override;
    void run(Task task) override;
    void set_alarm(Instant at, Task task) override;

    /// Runs the oldest task, or the alarm when no task waits and it is due. False: there was nothing to do.
    bool run_one();
    /// Until there is nothing to do. Returns how many ran.
    std::size_t run_all();
    /// What waits vanishes, as at a kill.
    void drop();

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] Instant alarm_at() const;  // Instant::max(): none

  private:
    Task next();

    const runtime::Clock& clock_;
    mutable std::mutex mutex_;
    std::deque<Task> tasks_;
    Task alarm_;
    Instant alarm_at_ = Instant::max();
};

}  // namespace waymark::executor
