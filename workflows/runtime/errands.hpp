// Consequences in other families: events that a program has the service send by itself, a bounded number at a
// time. Only what was sent is durable: at the start the program is asked again. Owned by the service's core.
// Thread: the writer's.
#pragma once

#include <deque>

#include "workflows/runtime/ports/executor.hpp"
#include "workflows/runtime/program.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::runtime {

class Errands {
  public:
    using Submit = std::function<void(Command, Service::Reply)>;

    /// Asks an errand for its data (Errand::find_out).
    using FindOut = std::function<states::Value(const Errand&)>;

    Errands(const Program& program, FindInstances find, Submit submit, Executor& slow, FindOut find_out);

    /// Asks the program what follows from how the instance stands now.
    void take(const Instance& instance);
    /// Sends what waits; called after each commit.
    void go_on();
    /// Nothing that was sent, or has something to find out, is unanswered.
    [[nodiscard]] bool idle() const { return under_way_ == 0; }
    /// What had something to find out is submitted. Thread: any but the writer's and the slow one.
    void settle() {
        slow_.run([] {});
    }

  private:
    static constexpr std::size_t most_under_way = 256;  // so that commands of people are not kept waiting

    void send(Errand errand);
    void sent(Errand errand, const Result<Answer>& answer);

    const Program& program_;
    const FindInstances find_;
    const Submit submit_;
    Executor& slow_;
    const FindOut find_out_;
    std::deque<Errand> waiting_;
    std::size_t under_way_ = 0;
};

}  // namespace waymark::runtime
