// Port: a place where tasks run one after another. Production: one thread each for the writer and the
// projections; tests and simulation: a queue run by hand. Implemented by adapters/executor.
#pragma once

#include <functional>

#include "states/instant.hpp"

namespace waymark::runtime {

class Executor {
  public:
    using Task = std::function<void()>;
    virtual ~Executor() = default;
    /// Runs the task after all posted before it. Thread: any.
    virtual void post(Task task) = 0;
    /// As post, but returns only when the task has run; what it throws comes out here. One run by hand runs
    /// its own queue up to the task. Thread: any but the executor's own.
    virtual void run(Task task) = 0;
    /// Runs the task once the wall clock has reached `at`, however it gets there (running, woken from
    /// suspension, set). There is one alarm: a new call replaces the one before. Instant::max(): none.
    /// Thread: any.
    virtual void set_alarm(Instant at, Task task) = 0;
};

}  // namespace waymark::runtime
