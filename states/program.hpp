// The compiled tables of a chart, for the interpreter: every name is an index, every question that does not
// hang on the state of an instance is answered beforehand. Built by the reader, immutable afterwards, shared
// by all threads. Not for other folders.
#pragma once

#include <string_view>
#include <unordered_map>
#include <variant>

#include "states/evaluator.hpp"
#include "states/state.hpp"

namespace waymark::states {

inline constexpr std::uint32_t no_index = 0xffffffff;

/// Where something stands in the document, from 1.
struct Place {
    std::uint32_t line = 0, column = 0;
};

/// An expression as the author wrote it. Without `compiled` it is no expression: evaluating it is an
/// error.execution (5.9.4).
struct Code {
    std::string text;
    std::optional<Expression> compiled;
    std::string fault;  // why it did not compile
    Place place;        // where it begins, or, when it did not compile, where that shows
};

// --- executable content (SCXML 4, 5.4, 6.2, 6.3)
// -----------------------------------------------------------------------

struct Action;
using Block = std::vector<Action>;

/// An attribute that may also be computed: event and eventexpr, target and targetexpr, …
struct Computed {
    std::string text;
    std::optional<Code> code;
    [[nodiscard]] bool given() const { return code.has_value() || !text.empty(); }
};

/// namelist and <param>, or <content>: what <send> and <donedata> carry.
struct Payload {
    struct Entry {
        std::string name;
        Code value;
    };
    std::vector<Entry> entries;
    std::optional<Code> content_code;
    Value content;
};

struct Raise {
    std::string event;
};

struct Choose {
    struct Branch {
        std::optional<Code> condition;  // none: <else>
        Block block;
    };
    std::vector<Branch> branches;
};

struct Foreach {
    Code array;
    Slot item = 0;
    std::optional<Slot> index;
    std::string fault;  // why `item` or `index` is no name for a variable
    Block block;
};

struct Log {
    std::string label;
    std::optional<Code> value;
};

struct Assign {
    Code location;
    std::optional<Code> code;
    Value content;
};

struct SendAction {
    Computed event, target, type, delay;
    std::string id;
    std::optional<Code> id_location;
    Payload payload;
    std::vector<std::string> superseded_by;
};

struct Cancel {
    Computed id;
};

struct Action {
    std::variant<Raise, Choose, Foreach, Log, Assign, SendAction, Cancel> what;
    Place place;
};

// --- states and transitions
// --------------------------------------------------------------------------------------------

enum class StateKind : std::uint8_t {
    root,
    atomic,
    compound,
    parallel,
    final_state,
    shallow_history,
    deep_history
};

struct DataElement {
    Slot slot = 0;
    std::optional<Code> code;
    Value content;  // what `src` or the children gave
    Place place;
};

struct StateNode {
    std::string id;
    Text title, description;
    std::vector<std::string> awaits;  // wm:awaits: roles of the people whose turn it is
    StateKind kind = StateKind::atomic;
    StateIndex parent = no_index;
    StateIndex end =
        0;  // one past its last descendant: descendants are a range, since indices are in document order
    std::uint32_t history = no_index;   // of a history: its place in State::history
    std::vector<StateIndex> children;   // <state>, <parallel>, <final>; no history
    std::vector<StateIndex> histories;  // child pseudo-states
    TransitionIndex initial =
        no_index;  // of a compound state and the root: how it is entered by default; of a history: its own
    std::vector<TransitionIndex> transitions;
    std::vector<Block> on_entry, on_exit;
    std::vector<DataElement> data;
    std::optional<Payload> done_data;
    std::string done_event;  // "done.state.<id>"
    bool resting = false;    // wm:resting: nothing needs to lead out of it
    Place place;
};

/// A piece of a reason text: plain, or an expression to be filled in.
struct ReasonPart {
    std::string text;
    std::optional<Code> code;
};
struct Reason {
    std::vector<ReasonPart> en, ru;
};

struct Entered {
    StateIndex state;
    bool by_default;  // its <initial> transition's content runs as well
};

struct TransitionNode {
    StateIndex source = 0;
    std::vector<std::string> descriptors;  // without a trailing ".*" or "."; "" matches everything
    bool internal = false;
    std::optional<Code> condition;
    std::vector<StateIndex> targets;
    Block block;
    std::optional<Reason> reason;
    std::optional<Code> possible_from;
    Place place;

    // What follows from the above, when no history is concerned; otherwise it hangs on the instance and
    // `fixed` is false.
    bool fixed = false;
    StateIndex domain = no_index;  // no_index: targetless
    std::vector<Entered> entry;    // in entry order
};

/// The transitions of one state that match one event, and the nearest ancestor that has such, too.
struct Candidates {
    std::uint32_t first = 0, end = 0;  // into Program::pool
    std::uint32_t next = no_index;     // into Program::candidates
};

using EventId = std::uint32_t;
inline constexpr EventId no_event = 0;       // NULL of 3.13: transitions without `event`
inline constexpr EventId unknown_event = 1;  // matched by "*" alone

struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};
template <class Mapped>
using NameMap = std::unordered_map<std::string, Mapped, NameHash, std::equal_to<>>;

class Program {
  public:
    std::string name, file;
    std::vector<StateNode> states;
    std::vector<TransitionNode> transitions;  // in document order, those of <initial> and <history> included
    std::vector<StateIndex> histories;        // by place in State::history
    NameMap<StateIndex> state_ids;
    bool late_binding = false;
    Variables variables;
    std::size_t top_level_data = 0;  // the first so many variables are
    std::size_t declared_data =
        0;  // the first so many variables are <data>; the others only <foreach> introduces
    std::vector<EventDeclaration> events;
    std::optional<EventDeclaration> start;
    std::vector<std::string> words;  // texts that states of this chart hold again and again, for the blob
    NameMap<std::uint32_t> word_numbers;
    std::uint32_t fingerprint = 0;  // of everything that a state refers to by number
    std::unique_ptr<Evaluator> evaluator;

    // Tables.
    StateSet atomic, finals;
    bool has_eventless = false;
    NameMap<EventId> event_ids;
    EventId event_count = 0;
    std::vector<Candidates> candidates;
    std::vector<TransitionIndex> pool;

    [[nodiscard]] bool is_history(StateIndex s) const { return states[s].history != no_index; }
    [[nodiscard]] bool is_descendant(StateIndex s, StateIndex of) const {
        return s > of && s < states[of].end;
    }
    [[nodiscard]] bool is_compound(StateIndex s) const {
        return states[s].kind == StateKind::compound || states[s].kind == StateKind::root;
    }

    /// The number under which transitions are looked up: two names that the same descriptors match may share
    /// it.
    [[nodiscard]] EventId event_id(std::string_view event_name) const;
    /// The first candidates of an atomic state (its own or its nearest ancestor's), or no_index.
    [[nodiscard]] std::uint32_t first_candidates(StateIndex state, EventId event) const;
    /// Computes the tables from the states and transitions. False when the chart is too large for them.
    bool tabulate();
    /// Fills `words` and `fingerprint`.
    void number_words();

  private:
    struct Own {
        EventId event;
        std::uint32_t candidates;
    };
    std::vector<std::uint32_t> dense_;  // [state * event_count + event]; empty when that would be too large
    std::vector<std::vector<Own>> sparse_;  // otherwise by state, sorted by event

    void name_events();
    bool collect_candidates();
    void fix_transitions();
};

}  // namespace waymark::states
