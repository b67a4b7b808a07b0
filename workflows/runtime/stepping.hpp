// What one journal record holds: one delivered event plus everything the instance sends itself in
// consequence, until its own queue is empty. The trip takes steps with it, verification takes them again: the
// same bytes must come out. Pure, as the interpreter.
#pragma once

#include <optional>

#include "states/interpreter.hpp"
#include "workflows/runtime/ids.hpp"

namespace waymark::runtime {

/// Is the send meant for the instance that sent it? Then its event comes back by itself; otherwise the trip
/// carries it out.
bool for_itself(const states::Send& send, std::string_view session_id);

/// One per thread: it holds the interpreter's scratch memory.
/// `total` is cleared first and sums up the macrosteps of the record, in order; `matched` is that of the
/// delivered event. Throws InternalFault when the chart or the instance's own sends do not come to rest.
class Stepping {
  public:
    /// The first record: `state` must be new.
    void start(const states::Chart& chart, states::State& state, const states::Value& arguments,
               const states::Surroundings& around, states::Outcome& total);
    void deliver(const states::Chart& chart, states::State& state, const states::Event& event,
                 const states::Surroundings& around, states::Outcome& total);
    /// A due timer: it leaves the state; its event is delivered when it is for the instance itself, otherwise
    /// its send stands in total.sends, to be carried out, and the instance does not step. Returns the timer;
    /// nothing when the state has no such arming.
    std::optional<states::Timer> fire(const states::Chart& chart, states::State& state, std::uint32_t arming,
                                      const states::Value& facts, const states::Surroundings& around,
                                      states::Outcome& total);

  private:
    void come_to_rest(const states::Chart& chart, states::State& state, const states::Surroundings& around,
                      states::Outcome& total);

    states::Interpreter interpreter_;
    states::Outcome consequence_;
};

}  // namespace waymark::runtime
