// What the interpreter would otherwise ask at every step, answered once: which transitions listen to an event
// in a state, and what a transition enters.
#include <algorithm>

#include "states/entry_set.hpp"
#include "states/program.hpp"

namespace waymark::states {

namespace {

constexpr std::size_t dense_limit = std::size_t{1} << 22;  // 16 MiB of indices; beyond it binary search does
constexpr std::size_t pool_limit = std::size_t{1}
                                   << 22;  // "*" on thousands of states times thousands of events
constexpr std::size_t entry_limit = std::size_t{1} << 21;

std::string_view without_last_token(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(0, dot);
}

}  // namespace

EventId Program::event_id(std::string_view event_name) const {
    for (; !event_name.empty(); event_name = without_last_token(event_name))
        if (const auto it = event_ids.find(event_name); it != event_ids.end()) return it->second;
    return unknown_event;
}

std::uint32_t Program::first_candidates(StateIndex state, EventId event) const {
    if (!dense_.empty()) return dense_[static_cast<std::size_t>(state) * event_count + event];
    for (auto s = state; s != no_index; s = states[s].parent) {
        const auto& own = sparse_[s];
        const auto it = std::lower_bound(own.begin(), own.end(), event,
                                         [](const Own& a, EventId e) { return a.event < e; });
        if (it != own.end() && it->event == event) return it->candidates;
    }
    return no_index;
}

void Program::name_events() {
    event_count = unknown_event + 1;
    for (const auto& transition : transitions)
        for (const auto& descriptor : transition.descriptors)
            if (!descriptor.empty() && event_ids.emplace(descriptor, event_count).second) ++event_count;
}

bool Program::collect_candidates() {
    // Which events has each descriptor for a prefix?
    std::vector<std::vector<EventId>> matched(event_count);
    for (const auto& [event_name, id] : event_ids)
        for (std::string_view prefix = event_name; !prefix.empty(); prefix = without_last_token(prefix))
            if (const auto it = event_ids.find(prefix); it != event_ids.end())
                matched[it->second].push_back(id);

    const bool dense = states.size() * event_count <= dense_limit;
    if (dense) {
        dense_.assign(states.size() * event_count, no_index);
    } else {
        sparse_.resize(states.size());
    }
    std::vector<std::pair<EventId, TransitionIndex>> own;
    for (StateIndex s = 0; s < states.size(); ++s) {
        const auto parent = states[s].parent;
        if (dense && parent != no_index)
            std::copy_n(dense_.begin() + static_cast<std::ptrdiff_t>(parent * event_count), event_count,
                        dense_.begin() + static_cast<std::ptrdiff_t>(s * event_count));
        own.clear();
        for (const auto t : states[s].transitions) {
            if (transitions[t].descriptors.empty()) own.emplace_back(no_event, t);
            for (const auto& descriptor : transitions[t].descriptors) {
                if (descriptor.empty())
                    for (EventId e = unknown_event; e < event_count; ++e) own.emplace_back(e, t);
                else
                    for (const auto e : matched[event_ids.find(descriptor)->second]) own.emplace_back(e, t);
                if (own.size() > pool_limit) return false;
            }
        }
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
        for (std::size_t i = 0; i < own.size();) {
            const auto event = own[i].first;
            Candidates list{static_cast<std::uint32_t>(pool.size()), 0,
                            parent == no_index ? no_index : first_candidates(parent, event)};
            for (; i < own.size() && own[i].first == event; ++i) pool.push_back(own[i].second);
            list.end = static_cast<std::uint32_t>(pool.size());
            const auto number = static_cast<std::uint32_t>(candidates.size());
            candidates.push_back(list);
            if (dense)
                dense_[static_cast<std::size_t>(s) * event_count + event] = number;
            else
                sparse_[s].push_back({event, number});
            has_eventless = has_eventless || event == no_event;
        }
        if (pool.size() > pool_limit) return false;
    }
    return true;
}

void Program::fix_transitions() {
    EntrySet set;
    std::size_t total = 0;
    for (TransitionIndex t = 0; t < transitions.size() && total < entry_limit; ++t) {
        set.reset(states.size());
        set.add(*this, nullptr, t);
        if (set.met_history()) continue;
        auto& node = transitions[t];
        node.fixed = true;
        node.domain = transition_domain(*this, nullptr, t);
        set.list(node.entry);
        node.entry.shrink_to_fit();
        total += node.entry.size();
    }
}

bool Program::tabulate() {
    atomic = finals = StateSet(states.size());
    for (StateIndex s = 1; s < states.size(); ++s) {
        const auto kind = states[s].kind;
        if (kind == StateKind::atomic || kind == StateKind::final_state) atomic.insert(s);
        if (kind == StateKind::final_state) finals.insert(s);
    }
    name_events();
    if (!collect_candidates()) return false;
    // Names that are known beforehand get their own entry, so that their look-up is a single one.
    for (const auto& word : words) event_ids.emplace(word, event_id(word));
    for (const auto& state : states) event_ids.emplace(state.done_event, event_id(state.done_event));
    for (const auto* error : {"error.execution", "error.communication"})
        event_ids.emplace(error, event_id(error));
    fix_transitions();
    return true;
}

}  // namespace waymark::states
