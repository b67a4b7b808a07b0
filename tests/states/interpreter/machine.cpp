#include "tests/states/interpreter/machine.hpp"

namespace waymark::states {

Machine::Machine(const std::string& body, const std::string& attributes, const Value& arguments) {
    const auto xml =
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:wm=\"urn:waymark:chart\" version=\"1.0\" "
        "name=\"m\" " +
        attributes + ">" + body + "</scxml>";
    auto chart = read_chart(xml, "test.scxml", functions_);
    if (!chart) throw std::runtime_error(chart.error().place + ": " + chart.error().message);
    chart_ = *chart;
    interpreter_.start(*chart_, state_, arguments, around(), outcome_);
    note();
    drain();
}

void Machine::send(const std::string& event, Value data) {
    interpreter_.dispatch(*chart_, state_, Event{event, Event::Type::external, std::move(data), {}, {}, {}},
                          around(), outcome_);
    note();
    drain();
}

void Machine::drain() {
    while (!state_.queue.empty()) {
        const auto event = state_.queue.front();
        state_.queue.erase(state_.queue.begin());
        interpreter_.dispatch(*chart_, state_, event, around(), outcome_);
        note();
    }
}

void Machine::advance(std::chrono::microseconds by) {
    const auto end = now_ + by;
    while (!state_.timers.empty() && state_.timers.front().due <= end) {
        const auto timer = state_.timers.front();
        state_.timers.erase(state_.timers.begin());
        now_ = std::max(now_, timer.due);
        interpreter_.dispatch(*chart_, state_, delivered(timer.send, "m1"), around(), outcome_);
        note();
        drain();
    }
    now_ = end;
}

void Machine::note() {
    const auto add = [](std::string& text, const std::string& word) {
        text += (text.empty() ? "" : " ") + word;
    };
    for (const auto& line : outcome_.log)
        add(log_, line.value.is_undefined() ? line.label : line.label + "=" + to_json(line.value));
    for (const auto& error : outcome_.errors) add(errors_, error.name);
}

std::string Machine::active() const {
    std::string text;
    for (const auto s : atomic_states(*chart_, state_))
        text += (text.empty() ? "" : " ") + std::string(chart_->state_id(s));
    return text;
}

std::string Machine::log() { return std::exchange(log_, {}); }
std::string Machine::errors() { return std::exchange(errors_, {}); }

}  // namespace waymark::states
