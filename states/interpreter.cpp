// The door to the step, and the main event loop's inner half: everything up to the next stable configuration.
#include "states/interpreter.hpp"

#include "states/step.hpp"

namespace waymark::states {

namespace {

constexpr std::uint32_t microstep_limit = 10'000;

}  // namespace

struct Interpreter::Scratch : Workspace {};

Interpreter::Interpreter() : scratch_(std::make_unique<Scratch>()) {}
Interpreter::~Interpreter() = default;

void Interpreter::start(const Chart& chart, State& state, const Value& arguments, const Surroundings& around,
                        Outcome& outcome) {
    state = no_state(chart);
    state.running = true;
    outcome.clear();
    Step(chart.program(), state, around, outcome, *scratch_).start(arguments);
}

void Interpreter::dispatch(const Chart& chart, State& state, const Event& event, const Surroundings& around,
                           Outcome& outcome) {
    outcome.clear();
    if (!state.running) return;
    Step(chart.program(), state, around, outcome, *scratch_).dispatch(event);
}

Step::Step(const Program& program, State& state, const Surroundings& around, Outcome& outcome,
           Workspace& work)
    : program_(program),
      state_(state),
      around_(around),
      outcome_(outcome),
      work_(work),
      scope_(program, state, around) {
    work_.internal.clear();
    work_.next = 0;
    for (const auto transition : work_.judged_list)
        work_.judged[transition] = 0;  // left by a step that failed
    work_.judged_list.clear();
    if (work_.judged.size() < program.transitions.size()) work_.judged.resize(program.transitions.size(), 0);
}

void Step::start(const Value& arguments) {
    initialise_all(arguments);
    work_.enabled.assign(1, program_.states[0].initial);
    microstep();
    run_to_rest();
}

void Step::dispatch(const Event& event) {
    scope_.bind(&event);
    select(program_.event_id(event.name));
    outcome_.matched = !work_.enabled.empty();
    if (outcome_.matched) microstep();
    run_to_rest();
}

void Step::run_to_rest() {
    for (std::uint32_t rounds = 0; state_.running; ++rounds) {
        CHECK(rounds < microstep_limit, "the chart \"" + program_.name + "\" does not come to rest within " +
                                            std::to_string(microstep_limit) + " microsteps");
        work_.enabled.clear();
        if (program_.has_eventless) select(no_event);
        if (work_.enabled.empty()) {
            if (work_.next == work_.internal.size()) return;
            work_.current = std::move(work_.internal[work_.next++]);
            scope_.bind(&work_.current);
            select(program_.event_id(work_.current.name));
        }
        if (!work_.enabled.empty()) microstep();
    }
    end();
}

// exitInterpreter. The only active state is the top-level final one; it stays in the configuration as the
// place where it ended.
void Step::end() {
    state_.configuration.each([&](StateIndex s) {
        const auto& node = program_.states[s];
        for (const auto& block : node.on_exit) run(block);
        if (node.done_data) outcome_.done_data = done_data(node);
    });
    outcome_.ended = true;
    for (auto& timer : state_.timers) outcome_.cancelled.push_back(std::move(timer));
    state_.timers.clear();
    state_.queue.clear();
    // What was armed in this very step never was.
    std::erase_if(outcome_.cancelled, [&](const Timer& timer) {
        return std::erase_if(outcome_.armed,
                             [&](const Timer& armed) { return armed.arming == timer.arming; }) > 0;
    });
}

void Outcome::clear() {
    for (auto& verdict : verdicts) {
        verdict.values.clear();
        if (verdict.values.capacity() > 0) spare.push_back(std::move(verdict.values));
    }
    matched = ended = false;
    exited.clear();
    entered.clear();
    sends.clear();
    armed.clear();
    cancelled.clear();
    verdicts.clear();
    log.clear();
    errors.clear();
    done_data = Value();
}

}  // namespace waymark::states
