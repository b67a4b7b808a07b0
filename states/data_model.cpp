// <data> and <donedata>: what an instance begins with, and what a final state gives (SCXML 5.3, 5.5).
#include "states/step.hpp"

namespace waymark::states {

// Early binding: all of it now. Late binding: that of <scxml> now, that of a state when it is first entered
// (5.3.3).
void Step::initialise_all(const Value& arguments) {
    initialise(0, arguments);
    if (program_.late_binding) return;
    for (StateIndex s = 1; s < program_.states.size(); ++s)
        if (!program_.states[s].data.empty()) initialise(s, Value());
}

void Step::initialise(StateIndex state, const Value& arguments) {
    if (program_.late_binding) state_.bound.insert(state);
    for (const auto& data : program_.states[state].data) {
        if (const auto& given = arguments[program_.variables.names()[data.slot]]; !given.is_undefined()) {
            scope_.set_variable(data.slot, given);
            continue;
        }
        try {
            scope_.set_variable(data.slot, data.code ? evaluate(*data.code) : data.content);
        } catch (const EvaluationError& error) {
            scope_.set_variable(data.slot, Value());
            raise_error("error.execution", error.what(), data.place);
        }
    }
}

// An entry that fails is left out, after its error; a <content> that fails gives nothing (5.7, W3C tests 343
// and 528).
Value Step::done_data(const StateNode& state) {
    const auto& payload = *state.done_data;
    try {
        if (payload.entries.empty()) return this->payload(payload);
    } catch (const EvaluationError& error) {
        raise_error("error.execution", error.what(), state.place);
        return {};
    }
    Value::Object members;
    for (const auto& entry : payload.entries) {
        try {
            add_member(members, entry.name, evaluate(entry.value));
        } catch (const EvaluationError& error) {
            raise_error("error.execution", error.what(), state.place);
        }
    }
    if (members.empty()) return {};
    Value result(std::move(members));
    if (result.extent().depth < Value::deepest) return result;
    raise_error("error.execution", "what <donedata> gives nests too deeply", state.place);
    return {};
}

}  // namespace waymark::states
