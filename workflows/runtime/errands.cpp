#include "workflows/runtime/errands.hpp"

namespace waymark::runtime {

Errands::Errands(const Program& program, FindInstances find, Submit submit, Executor& slow, FindOut find_out)
    : program_(program),
      find_(std::move(find)),
      submit_(std::move(submit)),
      slow_(slow),
      find_out_(std::move(find_out)) {}

void Errands::take(const Instance& instance) {
    for (const auto& source : program_.errands)
        if (source.workflow == instance.definition->workflow)
            for (auto& errand : source.of(instance, find_)) waiting_.push_back(std::move(errand));
}

void Errands::go_on() {
    while (!waiting_.empty() && under_way_ < most_under_way) {
        auto errand = std::move(waiting_.front());
        waiting_.pop_front();
        ++under_way_;
        if (!errand.find_out)
            send(std::move(errand));
        else
            slow_.post([this, errand = std::move(errand)]() mutable {
                errand.data = find_out_(errand);
                send(std::move(errand));
            });
    }
}

/// Thread: the writer's or the slow one.
void Errands::send(Errand errand) {
    Command command{{}, SendEvent{errand.instance, errand.event, errand.data}, {}, {}, false};
    submit_(std::move(command), [this, errand = std::move(errand)](const Result<Answer>& answer) mutable {
        sent(std::move(errand), answer);
    });
}

void Errands::sent(Errand errand, const Result<Answer>& answer) {
    --under_way_;
    const auto code = answer ? std::string() : answer.error().code;
    if (code == "stopping") waiting_.clear();
    if (code == "busy" || code == "storage-full")
        waiting_.push_back(std::move(errand));
    else
        go_on();
}

}  // namespace waymark::runtime
