// The states that a set of transitions enters: computeEntrySet and what belongs to it in Appendix D. Scratch
// memory of a step, and of the compiler, which asks the same questions beforehand for transitions that
// concern no history.
#pragma once

#include "states/program.hpp"

namespace waymark::states {

/// History as an instance has it; nullptr while compiling: nothing is recorded.
using Histories = const std::vector<StateSet>*;

class EntrySet {
  public:
    void reset(std::size_t states);
    void add(const Program& program, Histories histories, TransitionIndex transition);

    /// In entry order.
    void list(std::vector<Entered>& out) const;
    /// The default history transition whose content runs after the entry of `parent`, or no_index.
    [[nodiscard]] TransitionIndex default_history(StateIndex parent) const;
    [[nodiscard]] bool met_history() const { return met_history_; }

  private:
    void add_descendants(const Program& program, Histories histories, StateIndex state);
    void add_ancestors(const Program& program, Histories histories, StateIndex state, StateIndex ancestor);
    void fill_regions(const Program& program, Histories histories, StateIndex parallel);

    StateSet entering_, by_default_;
    std::vector<std::pair<StateIndex, TransitionIndex>> default_histories_;
    bool met_history_ = false;
};

/// getTransitionDomain: the state whose descendants are left and entered; no_index for a targetless
/// transition.
StateIndex transition_domain(const Program& program, Histories histories, TransitionIndex transition);
/// getEffectiveTargetStates, with histories followed.
void effective_targets(const Program& program, Histories histories, TransitionIndex transition,
                       std::vector<StateIndex>& out);

}  // namespace waymark::states
