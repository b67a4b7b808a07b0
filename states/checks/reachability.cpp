// unreachable-state, trapping-state: where no instance ever comes, and whence none ever goes. Guards are
// taken to be able to hold, and events to come: only the transitions' targets are looked at.
#include <algorithm>

#include "states/checks/survey.hpp"
#include "states/entry_set.hpp"

namespace waymark::states {

namespace {

class Reach {
  public:
    explicit Reach(const Program& program)
        : program_(program),
          reached_(program.states.size()),
          by_default_(program.states.size()),
          first_region_(program.states.size(), no_index) {
        enter(program.states[0].initial);
        while (!waiting_.empty()) {
            const auto state = waiting_.back();
            waiting_.pop_back();
            for (const auto t : program.states[state].transitions) enter(t);
            // What a shallow history has kept is entered by default: not as it was left.
            for (const auto h : program.states[program.states[state].parent].histories)
                if (reached_.contains(h) && program.states[h].kind == StateKind::shallow_history)
                    enter_by_default(state);
        }
    }

    [[nodiscard]] bool reached(StateIndex state) const { return state == 0 || reached_.contains(state); }

  private:
    void enter(TransitionIndex transition) {
        const auto& node = program_.transitions[transition];
        const auto domain = node.fixed ? node.domain : transition_domain(program_, nullptr, transition);
        for (const auto target : node.targets) enter_target(target, domain);
    }

    // addDescendantStatesToEnter and addAncestorStatesToEnter of Appendix D, each state once.
    void enter_target(StateIndex target, StateIndex domain) {
        if (program_.is_history(target)) {
            reach_history(target);
            for (const auto otherwise : program_.transitions[program_.states[target].initial].targets)
                enter_target(otherwise, domain);
            return;
        }
        enter_by_default(target);
        for (auto state = target; program_.states[state].parent != domain;) {
            const auto region = state;
            state = program_.states[state].parent;
            if (state == no_index || state == 0) break;
            reach(state);
            if (program_.states[state].kind == StateKind::parallel) enter_other_regions(state, region);
        }
    }

    void enter_by_default(StateIndex state) {
        if (by_default_.contains(state)) return;
        by_default_.insert(state);
        reach(state);
        const auto& node = program_.states[state];
        if (node.kind == StateKind::compound)
            for (const auto target : program_.transitions[node.initial].targets) enter_target(target, state);
        if (node.kind == StateKind::parallel)
            for (const auto child : node.children) enter_by_default(child);
    }

    void enter_other_regions(StateIndex parallel, StateIndex region) {
        auto& first = first_region_[parallel];
        if (first == region) return;
        if (first != no_index) return enter_by_default(first);  // the others are entered already
        first = region;
        for (const auto child : program_.states[parallel].children)
            if (child != region) enter_by_default(child);
    }

    void reach(StateIndex state) {
        if (reached_.contains(state)) return;
        reached_.insert(state);
        waiting_.push_back(state);
    }

    void reach_history(StateIndex history) {
        if (reached_.contains(history)) return;
        reached_.insert(history);
        for (const auto sibling : program_.states[program_.states[history].parent].children)
            if (reached_.contains(sibling)) waiting_.push_back(sibling);  // look at it again
    }

    const Program& program_;
    StateSet reached_, by_default_;
    std::vector<StateIndex> first_region_;  // of a parallel state: the one that was named first
    std::vector<StateIndex> waiting_;
};

/// Can both be active at once?
bool together(const Program& program, StateIndex a, StateIndex b) {
    auto common = a;
    while (common != b && !program.is_descendant(b, common)) common = program.states[common].parent;
    return common == a || common == b || program.states[common].kind == StateKind::parallel;
}

/// The atomic states that no transition leaves for another one.
std::vector<StateIndex> traps(const Program& program, const Reach& reach) {
    std::vector<StateIndex> stuck;
    for (StateIndex s = 1; s < program.states.size(); ++s)
        if (program.states[s].kind == StateKind::atomic && !program.states[s].resting && reach.reached(s))
            stuck.push_back(s);
    for (StateIndex source = 1; source < program.states.size() && !stuck.empty(); ++source) {
        if (!reach.reached(source) || program.is_history(source)) continue;
        for (const auto t : program.states[source].transitions) {
            const auto& node = program.transitions[t];
            if (node.targets.empty()) continue;
            const auto domain = node.fixed ? node.domain : transition_domain(program, nullptr, t);
            StateSet again(program.states.size());
            for (const auto& entered : node.entry) again.insert(entered.state);
            std::erase_if(stuck, [&](StateIndex s) {
                if (!program.is_descendant(s, domain) || !together(program, source, s)) return false;
                return !node.fixed || !again.contains(s);
            });
        }
    }
    return stuck;
}

}  // namespace

void check_reachability(const Subject& subject) {
    const auto& program = subject.program;
    const Reach reach(program);
    for (StateIndex s = 1; s < program.states.size(); ++s) {
        const auto& state = program.states[s];
        if (reach.reached(s) || !reach.reached(state.parent)) continue;
        subject.findings.add("unreachable-state", state.place,
                             "No transition and no initial state leads to " + quoted(state.id) +
                                 "; add a transition, or remove the state.");
    }
    for (const auto s : traps(program, reach))
        subject.findings.add("trapping-state", program.states[s].place,
                             "Nothing leads out of " + quoted(program.states[s].id) +
                                 ", and it is no final state: add a transition, make it <final>, or write "
                                 "wm:resting=\"true\" if instances may stay there for ever.");
}

}  // namespace waymark::states
