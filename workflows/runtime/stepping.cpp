#include "workflows/runtime/stepping.hpp"

#include <algorithm>
#include <iterator>

#include "workflows/runtime/facts.hpp"

namespace waymark::runtime {

namespace {

constexpr std::size_t most_own_events = 1'000;

template <class T>
void move_behind(std::vector<T>& all, std::vector<T>& more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// All but `matched`: that is the delivered event's.
void add(states::Outcome& total, states::Outcome& step) {
    move_behind(total.exited, step.exited);
    move_behind(total.entered, step.entered);
    move_behind(total.sends, step.sends);
    move_behind(total.armed, step.armed);
    move_behind(total.cancelled, step.cancelled);
    move_behind(total.verdicts, step.verdicts);
    move_behind(total.log, step.log);
    move_behind(total.errors, step.errors);
    if (!step.ended) return;
    total.ended = true;
    total.done_data = step.done_data;
}

}  // namespace

bool for_itself(const states::Send& send, std::string_view session_id) {
    return (send.type.empty() || send.type == states::scxml_processor) &&
           (send.target.empty() || send.target == states::session_address(session_id));
}

void Stepping::start(const states::Chart& chart, states::State& state, const states::Value& arguments,
                     const states::Surroundings& around, states::Outcome& total) {
    interpreter_.start(chart, state, arguments, around, total);
    come_to_rest(chart, state, around, total);
}

void Stepping::deliver(const states::Chart& chart, states::State& state, const states::Event& event,
                       const states::Surroundings& around, states::Outcome& total) {
    interpreter_.dispatch(chart, state, event, around, total);
    come_to_rest(chart, state, around, total);
}

std::optional<states::Timer> Stepping::fire(const states::Chart& chart, states::State& state,
                                            std::uint32_t arming, const states::Value& facts,
                                            const states::Surroundings& around, states::Outcome& total) {
    const auto found = std::ranges::find(state.timers, arming, &states::Timer::arming);
    total.clear();
    if (found == state.timers.end()) return std::nullopt;
    auto timer = std::move(*found);
    state.timers.erase(found);
    if (for_itself(timer.send, around.session_id)) {
        deliver(chart, state, with_facts(states::delivered(timer.send, around.session_id), facts), around,
                total);
    } else {
        total.matched = true;
        total.sends.push_back(timer.send);
    }
    return timer;
}

void Stepping::come_to_rest(const states::Chart& chart, states::State& state,
                            const states::Surroundings& around, states::Outcome& total) {
    for (std::size_t taken = 0; !state.queue.empty(); ++taken) {
        CHECK(taken < most_own_events, "the instance sends itself events without end");
        const auto event = std::move(state.queue.front());
        state.queue.erase(state.queue.begin());
        interpreter_.dispatch(chart, state, event, around, consequence_);
        add(total, consequence_);
    }
}

}  // namespace waymark::runtime
