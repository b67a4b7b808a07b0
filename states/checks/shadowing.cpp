// shadowed-transition: one that is never taken, since another one is always looked at before it and holds
// (SCXML 3.13: descendants first, then document order).
#include <unordered_set>

#include "states/checks/survey.hpp"

namespace waymark::states {

namespace {

class Selection {
  public:
    explicit Selection(const Program& program)
        : program_(program), alive_(program.transitions.size()), seen_(program.transitions.size()) {}

    void walk() {
        std::vector<bool> walked(program_.states.size());
        for (StateIndex s = 1; s < program_.states.size(); ++s) {
            if (!program_.atomic.contains(s)) continue;  // a final state counts: its parents listen
            auto first = s;  // states without transitions of their own see what their parents do
            while (first != no_index && program_.states[first].transitions.empty())
                first = program_.states[first].parent;
            if (first == no_index || walked[first]) continue;
            walked[first] = true;
            select(first);
        }
    }

    [[nodiscard]] bool shadowed(TransitionIndex t) const { return seen_[t] && !alive_[t]; }

  private:
    void select(StateIndex first) {
        taken_.clear();
        bool never_rests = false;
        for (auto s = first; s != no_index; s = program_.states[s].parent)
            for (const auto t : program_.states[s].transitions)
                never_rests = never_rests || (program_.transitions[t].descriptors.empty() &&
                                              !program_.transitions[t].condition &&
                                              !program_.transitions[t].targets.empty());
        for (auto s = first; s != no_index; s = program_.states[s].parent)
            for (const auto t : program_.states[s].transitions) look_at(t, never_rests);
    }

    // Where a transition without event and guard waits, no event is ever looked at.
    void look_at(TransitionIndex t, bool never_rests) {
        const auto& node = program_.transitions[t];
        const auto guard = node.condition ? node.condition->text : std::string();
        seen_[t] = true;
        if (node.descriptors.empty()) {
            if (!taken("\n", guard)) alive_[t] = true;
            taken_.insert("\n\n" + guard);
            return;
        }
        for (const auto& descriptor : node.descriptors) {
            if (!never_rests && !matched_before(descriptor, guard)) alive_[t] = true;
            taken_.insert(descriptor + "\n" + guard);
        }
    }

    bool taken(const std::string& descriptor, const std::string& guard) const {
        return taken_.contains(descriptor + "\n") || taken_.contains(descriptor + "\n" + guard);
    }
    bool matched_before(std::string_view descriptor, const std::string& guard) const {
        if (taken("", guard)) return true;
        for (auto end = descriptor.size(); end != std::string_view::npos && end > 0;
             end = descriptor.rfind('.', end - 1))
            if (taken(std::string(descriptor.substr(0, end)), guard)) return true;
        return false;
    }

    const Program& program_;
    std::vector<bool> alive_, seen_;
    std::unordered_set<std::string> taken_;  // "descriptor\nguard" of what was looked at before
};

}  // namespace

void check_shadowing(const Subject& subject) {
    const auto& program = subject.program;
    Selection selection(program);
    selection.walk();
    for (TransitionIndex t = 0; t < program.transitions.size(); ++t)
        if (selection.shadowed(t))
            subject.findings.add("shadowed-transition", program.transitions[t].place,
                                 "This transition is never taken: others that are looked at before it take "
                                 "its events with the same guard or without one. Move it before them, guard "
                                 "them, or remove it.");
}

}  // namespace waymark::states
