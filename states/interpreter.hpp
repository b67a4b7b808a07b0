// The step: SCXML's Appendix D, pure. State and event in, state and effects and reasons out; no clock, no
// I/O, no randomness. Not the runtime: nothing is stored, sent or scheduled here.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "states/state.hpp"

namespace waymark::states {

/// What a step may know beside the state and the event.
struct Surroundings {
    Instant now;                  // `now` in expressions, and the instant from which delays count
    std::string_view session_id;  // _sessionid
    bool late = false;            // _event.late: a timer's event that is stepped after its minute
};

/// A guard that was looked at, in the order of looking. `values`: the data paths the guard names, with what
/// they were. `taken`: the guard held (in parallel regions its transition may still have yielded to another
/// one: SCXML 3.13).
struct Verdict {
    TransitionIndex transition;
    bool taken;
    std::vector<std::pair<std::string_view, Value>> values;
};

struct LogLine {
    std::string label;
    Value value;
};

/// All that one macrostep did. Reused from step to step: dispatch clears it.
struct Outcome {
    bool matched =
        false;  // the event itself enabled a transition (not only an eventless one or a queued error)
    std::vector<StateIndex> exited, entered;  // in order
    std::vector<Send> sends;                  // to the outside: other processors, other instances, delay 0
    std::vector<Timer> armed;
    std::vector<Timer> cancelled;
    std::vector<Verdict> verdicts;
    std::vector<LogLine> log;
    std::vector<Event> errors;  // error.* events that were raised, for the log
    bool ended = false;         // a top-level final state was entered in this macrostep
    Value done_data;

    std::vector<std::vector<std::pair<std::string_view, Value>>>
        spare;  // room of earlier verdicts, for the next ones

    void clear();
};

/// One interpreter per thread: it holds scratch memory, nothing that lasts.
class Interpreter {
  public:
    Interpreter();
    ~Interpreter();

    /// Enters the initial configuration and runs to the first stable one. Members of `arguments` replace the
    /// top-level <data> of the same id (SCXML 6.4.4). Throws InternalFault when the chart does not come to
    /// rest (10,000 microsteps).
    void start(const Chart& chart, State& state, const Value& arguments, const Surroundings& around,
               Outcome& outcome);

    /// One macrostep for one external event (a timer's event too). A state that does not run ignores it.
    /// Events that the instance sends itself without delay wait in state.queue: the caller dispatches them
    /// next, in order.
    void dispatch(const Chart& chart, State& state, const Event& event, const Surroundings& around,
                  Outcome& outcome);

  private:
    struct Scratch;
    std::unique_ptr<Scratch> scratch_;
};

enum class Chance : std::uint8_t {
    yes,
    no,
    depends
};  // depends: on the event's data, which is not known yet

/// A transition that listens to an event in the present configuration, and what its guard says.
struct Hindrance {
    TransitionIndex transition;
    std::string guard;  // the text of cond
    Text reason;        // wm:reason, with {expressions} filled in; empty: the guard's text has to do
    std::vector<std::pair<std::string, Value>> values;
    std::optional<Instant> possible_from;  // wm:from: when it becomes possible by itself
};

struct Possibility {
    const EventDeclaration* event;
    Chance chance = Chance::no;
    bool listened =
        false;  // some active state has a transition for it; otherwise the state itself is the reason
    std::vector<Hindrance> hindrances;  // guards that refuse, in the order in which they would be looked at
};

/// An event as it would come, as far as that is known: who sends it, and of its data the facts alone.
using Draft = std::function<Event(const EventDeclaration&)>;

/// For each declared event of the chart: could it be taken now, whatever its data?
std::vector<Possibility> possibilities(const Chart& chart, const State& state, const Surroundings& around,
                                       const Draft& draft);
/// The same of one event whose data is known: the guards that read it are decided too.
Possibility possibility(const Chart& chart, const State& state, const Surroundings& around,
                        const EventDeclaration& declaration, const Event& event);

/// For showing a record: the guard and reason text of a transition.
std::string_view guard_text(const Chart& chart, TransitionIndex transition);

}  // namespace waymark::states
