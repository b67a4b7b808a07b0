#include "adapters/executor/manual_executor.hpp"

#include <memory>
#include <utility>

#include "states/check.hpp"

namespace waymark::executor {

void ManualExecutor::post(Task task) {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
}

void ManualExecutor::run(Task task) {
    // Shared: when a task before it throws, it stays in the queue.
    const auto ran = std::make_shared<bool>(false);
    post([ran, task = std::move(task)] {
        *ran = true;
        task();
    });
    while (!*ran) CHECK(run_one(), "the task was dropped");
}

void ManualExecutor::set_alarm(Instant at, Task task) {
    const std::lock_guard lock(mutex_);
    alarm_at_ = at;
    alarm_ = at == Instant::max() ? nullptr : std::move(task);
}

bool ManualExecutor::run_one() {
    const auto task = next();
    if (!task) return false;
    task();
    return true;
}

std::size_t ManualExecutor::run_all() {
    std::size_t ran = 0;
    while (run_one()) ++ran;
    return ran;
}

void ManualExecutor::drop() {
    const std::lock_guard lock(mutex_);
    tasks_.clear();
    alarm_ = nullptr;
    alarm_at_ = Instant::max();
}

std::size_t ManualExecutor::waiting() const {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
}

Instant ManualExecutor::alarm_at() const {
    const std::lock_guard lock(mutex_);
    return alarm_at_;
}

runtime::Executor::Task ManualExecutor::next() {
    const std::lock_guard lock(mutex_);
    if (!tasks_.empty()) {
        auto task = std::move(tasks_.front());
        tasks_.pop_front();
        return task;
    }
    if (!alarm_ || clock_.wall() < alarm_at_) return nullptr;
    alarm_at_ = Instant::max();
    return std::exchange(alarm_, nullptr);
}

}  // namespace waymark::executor
