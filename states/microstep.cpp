// microstep, exitStates, executeTransitionContent and enterStates.
#include <algorithm>

#include "states/step.hpp"

namespace waymark::states {

void Step::microstep() {
    // What the content does may select again only after this microstep: `enabled` stays as it is.
    exit_states();
    for (const auto transition : work_.enabled)
        if (const auto& block = program_.transitions[transition].block; !block.empty()) run(block);
    enter_states();
}

void Step::exit_states() {
    auto& exiting = work_.exiting;
    exiting.clear();
    const auto& words = state_.configuration.words();
    for (const auto transition : work_.enabled) {
        const auto top = domain(transition);
        if (top == no_index) continue;
        const auto first = top + 1, end = program_.states[top].end;
        for (std::size_t w = first / 64; w * 64 < end; ++w)
            for (auto left = words[w]; left != 0; left &= left - 1) {
                const auto s =
                    static_cast<StateIndex>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
                if (s >= first && s < end) exiting.push_back(s);
            }
    }
    // Exit order is reverse document order; the exit sets of transitions without conflict do not meet.
    if (work_.enabled.size() > 1) std::sort(exiting.begin(), exiting.end());
    std::reverse(exiting.begin(), exiting.end());
    for (const auto s : exiting) record_histories(s);
    for (const auto s : exiting) {
        for (const auto& block : program_.states[s].on_exit) run(block);
        state_.configuration.erase(s);
        outcome_.exited.push_back(s);
    }
}

void Step::record_histories(StateIndex state) {
    const auto& node = program_.states[state];
    for (const auto history : node.histories) {
        auto& recorded = state_.history[program_.states[history].history];
        recorded.clear();
        if (program_.states[history].kind == StateKind::deep_history) {
            for (auto s = state + 1; s < node.end; ++s)
                if (state_.configuration.contains(s) && program_.atomic.contains(s)) recorded.insert(s);
        } else {
            for (const auto child : node.children)
                if (state_.configuration.contains(child)) recorded.insert(child);
        }
    }
}

void Step::enter_states() {
    if (work_.enabled.size() == 1 && program_.transitions[work_.enabled[0]].fixed) {
        for (const auto& entered : program_.transitions[work_.enabled[0]].entry) enter(entered, false);
        return;
    }
    work_.entry_set.reset(program_.states.size());
    for (const auto transition : work_.enabled) work_.entry_set.add(program_, &state_.history, transition);
    work_.entering.clear();
    work_.entry_set.list(work_.entering);
    for (const auto& entered : work_.entering) enter(entered, work_.entry_set.met_history());
}

void Step::enter(const Entered& entered, bool by_history) {
    const auto& node = program_.states[entered.state];
    state_.configuration.insert(entered.state);
    outcome_.entered.push_back(entered.state);
    if (program_.late_binding && !state_.bound.contains(entered.state)) initialise(entered.state, Value());
    for (const auto& block : node.on_entry) run(block);
    if (entered.by_default) run(program_.transitions[node.initial].block);
    if (by_history)
        if (const auto history = work_.entry_set.default_history(entered.state); history != no_index)
            run(program_.transitions[history].block);
    if (node.kind == StateKind::final_state) enter_final(entered.state);
}

void Step::enter_final(StateIndex final_state) {
    const auto& node = program_.states[final_state];
    if (node.parent == 0) {
        state_.running = false;
        return;
    }
    const auto& parent = program_.states[node.parent];
    Event done{parent.done_event, Event::Type::platform, {}, {}, {}, {}};
    if (node.done_data) done.data = done_data(node);
    raise(std::move(done));
    const auto& grandparent = program_.states[parent.parent];
    if (grandparent.kind == StateKind::parallel && in_final_state(parent.parent))
        raise(Event{grandparent.done_event, Event::Type::platform, {}, {}, {}, {}});
}

bool Step::in_final_state(StateIndex state) const {
    const auto& node = program_.states[state];
    const auto active_final = [&](StateIndex child) {
        return program_.finals.contains(child) && state_.configuration.contains(child);
    };
    if (node.kind == StateKind::compound)
        return std::any_of(node.children.begin(), node.children.end(), active_final);
    if (node.kind == StateKind::parallel)
        return std::all_of(node.children.begin(), node.children.end(),
                           [&](StateIndex child) { return in_final_state(child); });
    return false;
}

}  // namespace waymark::states
