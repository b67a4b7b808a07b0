// Consequences in other families: events that a program has the service send by itself, a bounded number at a
// time. Only what was sent is durable: at the start the program is asked again. Owned by the service's core.
// Thread: the writer's.
#pragma once

#include <deque>

#include "workflows/runtime/program.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::runtime {

class Errands {
  public:
    using Submit = std::function<void(Command, Service::Reply)>;

    Errands(const Program& program, FindInstances find, Submit submit);

    /// Asks the program what follows from how the instance stands now.
    void take(const Instance& instance);
    /// Sends what waits; called after each commit.
    void go_on();

  private:
    static constexpr std::size_t most_under_way = 256;  // so that commands of people are not kept waiting

    void sent(Errand errand, const Result<Answer>& answer);

    const Program& program_;
    const FindInstances find_;
    const Submit submit_;
    std::deque<Errand> waiting_;
    std::size_t under_way_ = 0;
};

}  // namespace waymark::runtime
