// What `target` and `initial` may name: legal state specifications (SCXML 3.11).
#include "states/reader.hpp"

namespace waymark::states {

std::vector<StateIndex> Reader::targets(const Attribute& attribute) {
    std::vector<StateIndex> list;
    for (const auto id : words_of(attribute.value)) {
        const auto it = program_->state_ids.find(id);
        if (it == program_->state_ids.end())
            find("unknown-target", attribute.place,
                 "There is no state \"" + std::string(id.substr(0, 256)) + "\"; add it, or correct the id.");
        else
            list.push_back(it->second);
    }
    return list;
}

// Several targets are legal together when each pair meets in a <parallel>: otherwise two children of one
// state would be active, or one is already entered with the other. A history stands for all of its parent.
void Reader::check_specification(const std::vector<StateIndex>& targets, const Attribute& attribute) {
    const auto& states = program_->states;
    const auto standing = [&](StateIndex s) { return program_->is_history(s) ? states[s].parent : s; };
    for (std::size_t i = 0; i < targets.size(); ++i)
        for (std::size_t j = i + 1; j < targets.size(); ++j) {
            const auto a = standing(targets[i]), b = standing(targets[j]);
            auto common = a;
            while (common != b && !program_->is_descendant(b, common)) common = states[common].parent;
            if (common != a && common != b && states[common].kind == StateKind::parallel) continue;
            find("illegal-target", attribute.place,
                 "\"" + states[targets[i]].id + "\" and \"" + states[targets[j]].id +
                     "\" cannot be entered together; name states of different regions of one <parallel>.");
            return;
        }
}

void Reader::check_within(const std::vector<StateIndex>& targets, StateIndex state,
                          const Attribute& attribute) {
    for (const auto target : targets)
        if (!program_->is_descendant(target, state))
            find("illegal-initial", attribute.place,
                 "\"" + program_->states[target].id + "\" is not inside \"" + program_->states[state].id +
                     "\"; name a state in it.");
}

void Reader::check_history_targets(const std::vector<StateIndex>& targets, StateIndex history,
                                   const Attribute& attribute) {
    const auto& states = program_->states;
    const auto parent = states[history].parent;
    check_within(targets, parent, attribute);
    for (const auto target : targets) {
        if (states[history].kind == StateKind::shallow_history && states[target].parent != parent)
            find("illegal-initial", attribute.place,
                 "A shallow history goes to children of its parent; \"" + states[target].id +
                     "\" is none: name one, or make it deep.");
        if (program_->is_history(target) && states[target].parent == parent)
            find("illegal-initial", attribute.place,
                 "A history cannot go to a history of the same state; name a state.");
    }
}

}  // namespace waymark::states
