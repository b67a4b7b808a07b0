// selectTransitions, selectEventlessTransitions and removeConflictingTransitions.
#include "states/step.hpp"

namespace waymark::states {

// Atomic states in document order, each with its first enabled transition.
void Step::select(EventId event) {
    auto& enabled = work_.enabled;
    enabled.clear();
    const auto& active = state_.configuration.words();
    const auto& atomic = program_.atomic.words();
    std::size_t leaves = 0;
    for (std::size_t w = 0; w < active.size(); ++w)
        leaves += static_cast<std::size_t>(std::popcount(active[w] & atomic[w]));
    const bool alone = leaves == 1;
    // A guard may change variables (++), but not the configuration: the words can be walked while guards are
    // evaluated.
    for (std::size_t w = 0; w < active.size(); ++w)
        for (auto left = active[w] & atomic[w]; left != 0; left &= left - 1) {
            const auto leaf =
                static_cast<StateIndex>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)));
            const auto transition = first_enabled(leaf, event, alone);
            if (transition == no_index) continue;
            bool known = false;
            for (const auto other : enabled) known = known || other == transition;
            if (!known) enabled.push_back(transition);
        }
    for (const auto transition : work_.judged_list) work_.judged[transition] = 0;
    work_.judged_list.clear();
    if (enabled.size() > 1) remove_conflicts();
}

TransitionIndex Step::first_enabled(StateIndex atomic, EventId event, bool alone) {
    for (auto list = program_.first_candidates(atomic, event); list != no_index;
         list = program_.candidates[list].next) {
        const auto& candidates = program_.candidates[list];
        for (auto i = candidates.first; i < candidates.end; ++i)
            if (condition_holds(program_.pool[i], alone)) return program_.pool[i];
    }
    return no_index;
}

// An ancestor's guard is asked once in a selection, however many active states below it look at it.
bool Step::condition_holds(TransitionIndex transition, bool alone) {
    const auto& node = program_.transitions[transition];
    if (!node.condition) return true;
    if (!alone && work_.judged[transition] != 0) return work_.judged[transition] == 2;
    const bool held = condition(*node.condition, node.place);
    record_verdict(transition, held);
    if (!alone) {
        work_.judged[transition] = held ? 2 : 1;
        work_.judged_list.push_back(transition);
    }
    return held;
}

void Step::record_verdict(TransitionIndex transition, bool held) {
    auto& verdict = outcome_.verdicts.emplace_back();
    verdict.transition = transition;
    verdict.taken = held;
    if (!outcome_.spare.empty()) {
        verdict.values = std::move(outcome_.spare.back());
        outcome_.spare.pop_back();
    }
    const auto& code = *program_.transitions[transition].condition;
    if (!code.compiled) return;
    for (const auto& [path, expression] : program_.evaluator->paths(*code.compiled)) {
        try {
            verdict.values.emplace_back(path, program_.evaluator->evaluate(expression, scope_));
        } catch (const EvaluationError&) {
            verdict.values.emplace_back(path, Value());  // unbound: there is nothing to show
        }
    }
}

StateIndex Step::domain(TransitionIndex transition) const {
    const auto& node = program_.transitions[transition];
    return node.fixed ? node.domain : transition_domain(program_, &state_.history, transition);
}

// Exit sets are the active descendants of the domains, and a domain always has some: so two exit sets meet
// exactly when one domain is the other or below it. Targetless transitions leave nothing and conflict with
// none.
void Step::remove_conflicts() {
    const auto meet = [&](StateIndex a, StateIndex b) {
        if (a == no_index || b == no_index) return false;
        return a == b || program_.is_descendant(a, b) || program_.is_descendant(b, a);
    };
    auto& kept = work_.kept;
    kept.clear();
    for (const auto t1 : work_.enabled) {
        const auto domain1 = domain(t1);
        const auto source1 = program_.transitions[t1].source;
        bool preempted = false;
        for (const auto t2 : kept)
            if (meet(domain1, domain(t2)) &&
                !program_.is_descendant(source1, program_.transitions[t2].source)) {
                preempted = true;
                break;
            }
        if (preempted) continue;
        std::erase_if(kept, [&](TransitionIndex t2) { return meet(domain1, domain(t2)); });
        kept.push_back(t1);
    }
    std::swap(work_.enabled, kept);
}

}  // namespace waymark::states
