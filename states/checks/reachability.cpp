// unreachable-state, trapping-state: where no instance ever comes, and whence none ever goes. Guards are
// taken to be able to hold, and events to come: only the transitions' targets are looked at.
#include <algorithm>

#include "states/checks/survey.hpp"
#include "states/entry_set.hpp"

namespace waymark::states {

namespace {

class Reach {
  public:
    explicit Reach(const Program& program) : program_(program), reached_(program.states.size()) {
        reach_histories(program.states[0].initial);
        enter(program.states[0].initial);
        while (!waiting_.empty()) {
            const auto state = waiting_.back();
            waiting_.pop_back();
            const auto& node = program.states[state];
            for (const auto t : node.transitions) enter(t);
            if (node.initial != no_index) reach_histories(node.initial);
            // What a shallow history has kept is entered by default: not as it was left.
            for (const auto h : program.states[node.parent].histories)
                if (reached_.contains(h) && program.states[h].kind == StateKind::shallow_history)
                    enter_by_default(state);
        }
    }

    [[nodiscard]] bool reached(StateIndex state) const { return state == 0 || reached_.contains(state); }

  private:
    void reach_histories(TransitionIndex transition) {
        for (const auto target : program_.transitions[transition].targets) {
            if (!program_.is_history(target) || reached_.contains(target)) continue;
            reached_.insert(target);
            for (const auto sibling : program_.states[program_.states[target].parent].children)
                if (reached_.contains(sibling)) waiting_.push_back(sibling);  // look at it again
        }
    }

    void enter_by_default(StateIndex state) {
        const auto& node = program_.states[state];
        if (node.kind == StateKind::compound) enter(node.initial);
        if (node.kind == StateKind::parallel)
            for (const auto child : node.children) enter_by_default(child);
    }

    void enter(TransitionIndex transition) {
        const auto& node = program_.transitions[transition];
        reach_histories(transition);
        if (!node.fixed) {
            set_.reset(program_.states.size());
            set_.add(program_, nullptr, transition);
            set_.list(list_);
        }
        for (const auto& entered : node.fixed ? node.entry : list_) {
            if (reached_.contains(entered.state)) continue;
            reached_.insert(entered.state);
            waiting_.push_back(entered.state);
        }
    }

    const Program& program_;
    StateSet reached_;
    std::vector<StateIndex> waiting_;
    EntrySet set_;
    std::vector<Entered> list_;
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
