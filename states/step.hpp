// One macrostep in progress: the procedures of Appendix D over a state, each family of them in a source file
// of its own (selection.cpp, microstep.cpp, content.cpp, send.cpp, data_model.cpp). Not the door: that is
// Interpreter.
#pragma once

#include "states/entry_set.hpp"
#include "states/scope.hpp"

namespace waymark::states {

/// Memory that steps use again and again. One thread's.
struct Workspace {
    std::vector<Event> internal;  // the internal queue; what is before `next` has been taken
    std::size_t next = 0;
    Event current;  // what _event is bound to, when it came from the internal queue
    std::vector<TransitionIndex> enabled, kept;
    std::vector<StateIndex> exiting;
    std::vector<Entered> entering;
    EntrySet entry_set;
    std::vector<std::uint8_t> judged;  // by transition, within one selection: 0 not yet, 1 refused, 2 held
    std::vector<TransitionIndex> judged_list;
};

/// An element of executable content that cannot go on: its block ends and `event` is raised (SCXML 4.9).
class ContentError : public EvaluationError {
  public:
    ContentError(std::string event, const std::string& why, std::string sendid = {})
        : EvaluationError(why), event_(std::move(event)), sendid_(std::move(sendid)) {}
    [[nodiscard]] const std::string& event() const { return event_; }
    [[nodiscard]] const std::string& sendid() const { return sendid_; }

  private:
    std::string event_, sendid_;
};

class Step {
  public:
    Step(const Program& program, State& state, const Surroundings& around, Outcome& outcome, Workspace& work);

    void start(const Value& arguments);
    void dispatch(const Event& event);

  private:
    // interpreter.cpp
    void run_to_rest();
    void end();

    // selection.cpp
    void select(EventId event);
    void remove_conflicts();
    [[nodiscard]] TransitionIndex first_enabled(StateIndex atomic, EventId event, bool alone);
    bool condition_holds(TransitionIndex transition, bool alone);
    void record_verdict(TransitionIndex transition, bool held);
    [[nodiscard]] StateIndex domain(TransitionIndex transition) const;

    // microstep.cpp
    void microstep();
    void exit_states();
    void enter_states();
    void enter(const Entered& entered, bool by_history);
    void enter_final(StateIndex final_state);
    [[nodiscard]] bool in_final_state(StateIndex state) const;
    void record_histories(StateIndex state);

    // content.cpp
    void run(const Block& block);
    void run_actions(const Block& block, const Action*& at);
    void act(const Raise& raise, const Action*& at);
    void act(const Choose& choose, const Action*& at);
    void act(const Foreach& foreach, const Action*& at);
    void act(const Log& log, const Action*& at);
    void act(const Assign& assign, const Action*& at);
    void act(const SendAction& send, const Action*& at);
    void act(const Cancel& cancel, const Action*& at);
    void raise(Event event);
    void raise_error(std::string name, const std::string& why, Place place, std::string sendid = {});
    [[nodiscard]] Value evaluate(const Code& code);
    [[nodiscard]] bool condition(const Code& code, Place place);
    [[nodiscard]] std::string text_of(const Computed& computed);

    // send.cpp
    void fill(const SendAction& action, Send& send);
    void check_own(const Send& send, bool delayed);
    void arm(Send send, Instant due, const std::vector<std::string>& superseded_by);
    /// Nothing: at once.
    [[nodiscard]] std::optional<Instant> due(const SendAction& action);
    [[nodiscard]] Value payload(const Payload& payload);

    // data_model.cpp
    void initialise_all(const Value& arguments);
    void initialise(StateIndex state, const Value& arguments);
    [[nodiscard]] Value done_data(const StateNode& state);

    const Program& program_;
    State& state_;
    const Surroundings& around_;
    Outcome& outcome_;
    Workspace& work_;
    StepScope scope_;
    std::uint32_t actions_ = 0;  // executed in this macrostep
};

/// One more <param> or namelist entry: a name that is there already becomes an array of its values.
void add_member(Value::Object& members, const std::string& name, Value value);

/// A CSS2 time ("1.5s", "200ms"); nothing for anything else, or for more than 100 years.
std::optional<std::chrono::microseconds> parse_delay(std::string_view text);

}  // namespace waymark::states
