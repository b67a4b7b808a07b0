#include "states/entry_set.hpp"

namespace waymark::states {

namespace {

/// What a history has recorded, or nullptr when its parent was never left.
const StateSet* recorded(const Program& program, Histories histories, StateIndex history) {
    if (histories == nullptr) return nullptr;
    const auto& set = (*histories)[program.states[history].history];
    return set.empty() ? nullptr : &set;
}

}  // namespace

void effective_targets(const Program& program, Histories histories, TransitionIndex transition,
                       std::vector<StateIndex>& out) {
    for (const auto target : program.transitions[transition].targets) {
        if (!program.is_history(target)) {
            out.push_back(target);
        } else if (const auto* set = recorded(program, histories, target)) {
            set->each([&](StateIndex s) { out.push_back(s); });
        } else {
            effective_targets(program, histories, program.states[target].initial, out);
        }
    }
}

StateIndex transition_domain(const Program& program, Histories histories, TransitionIndex transition) {
    const auto& node = program.transitions[transition];
    if (node.targets.empty()) return no_index;
    std::vector<StateIndex> targets;
    effective_targets(program, histories, transition, targets);
    const auto all_below = [&](StateIndex ancestor) {
        for (const auto target : targets)
            if (!program.is_descendant(target, ancestor)) return false;
        return true;
    };
    if (node.internal && program.is_compound(node.source) && all_below(node.source)) return node.source;
    if (node.source == 0) return 0;
    auto ancestor = program.states[node.source].parent;
    while (ancestor != 0 && !(program.is_compound(ancestor) && all_below(ancestor)))
        ancestor = program.states[ancestor].parent;
    return ancestor;
}

void EntrySet::reset(std::size_t states) {
    if (entering_.words().size() * 64 < states) {
        entering_ = by_default_ = StateSet(states);
    } else {
        entering_.clear();
        by_default_.clear();
    }
    default_histories_.clear();
    met_history_ = false;
}

void EntrySet::add(const Program& program, Histories histories, TransitionIndex transition) {
    const auto& targets = program.transitions[transition].targets;
    if (targets.empty()) return;
    for (const auto target : targets) add_descendants(program, histories, target);
    const auto domain = transition_domain(program, histories, transition);
    std::vector<StateIndex> effective;
    effective_targets(program, histories, transition, effective);
    for (const auto target : effective) add_ancestors(program, histories, target, domain);
}

void EntrySet::add_descendants(const Program& program, Histories histories, StateIndex state) {
    const auto& node = program.states[state];
    if (program.is_history(state)) {
        met_history_ = true;
        if (const auto* set = recorded(program, histories, state)) {
            set->each([&](StateIndex s) { add_descendants(program, histories, s); });
            set->each([&](StateIndex s) { add_ancestors(program, histories, s, node.parent); });
            return;
        }
        std::erase_if(default_histories_, [&](const auto& entry) { return entry.first == node.parent; });
        default_histories_.emplace_back(node.parent, node.initial);
        const auto& targets = program.transitions[node.initial].targets;
        for (const auto target : targets) add_descendants(program, histories, target);
        for (const auto target : targets) add_ancestors(program, histories, target, node.parent);
        return;
    }
    entering_.insert(state);
    if (node.kind == StateKind::compound) {
        by_default_.insert(state);
        const auto& targets = program.transitions[node.initial].targets;
        for (const auto target : targets) add_descendants(program, histories, target);
        for (const auto target : targets) add_ancestors(program, histories, target, state);
    } else if (node.kind == StateKind::parallel) {
        fill_regions(program, histories, state);
    }
}

void EntrySet::add_ancestors(const Program& program, Histories histories, StateIndex state,
                             StateIndex ancestor) {
    // As getProperAncestors has it: nothing at all when `ancestor` is not above.
    if (!program.is_descendant(state, ancestor)) return;
    for (auto s = program.states[state].parent; s != ancestor; s = program.states[s].parent) {
        entering_.insert(s);
        if (program.states[s].kind == StateKind::parallel) fill_regions(program, histories, s);
    }
}

void EntrySet::fill_regions(const Program& program, Histories histories, StateIndex parallel) {
    for (const auto child : program.states[parallel].children)
        if (!entering_.any_in(child + 1, program.states[child].end))
            add_descendants(program, histories, child);
}

void EntrySet::list(std::vector<Entered>& out) const {
    entering_.each([&](StateIndex s) { out.push_back({s, by_default_.contains(s)}); });
}

TransitionIndex EntrySet::default_history(StateIndex parent) const {
    for (const auto& [state, transition] : default_histories_)
        if (state == parent) return transition;
    return no_index;
}

}  // namespace waymark::states
