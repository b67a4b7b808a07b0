#include "states/state.hpp"

#include <algorithm>

#include "states/program.hpp"

namespace waymark::states {

bool StateSet::empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

bool StateSet::any_in(StateIndex first, StateIndex end) const {
    if (first >= end) return false;
    const auto low = ~std::uint64_t{0} << (first % 64);
    const auto high = ~std::uint64_t{0} >> (63 - (end - 1) % 64);
    const std::size_t w1 = first / 64, w2 = (end - 1) / 64;
    if (w1 == w2) return (words_[w1] & low & high) != 0;
    if ((words_[w1] & low) != 0 || (words_[w2] & high) != 0) return true;
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(w1) + 1,
                       words_.begin() + static_cast<std::ptrdiff_t>(w2),
                       [](std::uint64_t word) { return word != 0; });
}

void StateSet::clear() { std::fill(words_.begin(), words_.end(), 0); }

std::string session_address(std::string_view session_id) { return "#_scxml_" + std::string(session_id); }

Event delivered(const Send& send, std::string_view session_id) {
    return Event{send.event,
                 Event::Type::external,
                 send.data,
                 send.named ? send.id : std::string(),
                 session_address(session_id),
                 std::string(scxml_processor)};
}

const Value& datum(const Chart& chart, const State& state, std::string_view name) {
    static const Value undefined;
    const auto& program = chart.program();
    const auto slot = program.variables.find(name);
    return slot && *slot < program.top_level_data && *slot < state.data.size() ? state.data[*slot]
                                                                               : undefined;
}

State no_state(const Chart& chart) {
    const auto& program = chart.program();
    const StateSet none(program.states.size());
    State state;
    state.configuration = none;
    state.history.assign(program.histories.size(), none);
    state.data.assign(program.variables.names().size(), {});
    if (program.late_binding) state.bound = none;
    if (state.data.size() > program.declared_data) state.declared = StateSet(state.data.size());
    return state;
}

std::vector<StateIndex> atomic_states(const Chart& chart, const State& state) {
    std::vector<StateIndex> result;
    const auto& atomic = chart.program().atomic;
    state.configuration.each([&](StateIndex s) {
        if (atomic.contains(s)) result.push_back(s);
    });
    return result;
}

}  // namespace waymark::states
