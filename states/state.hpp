// The state of one instance between two macrosteps: plain data, copied by value, written to and read from a
// blob. Everything that must survive is in here; whoever steps an instance hands it in and gets it back.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "states/chart.hpp"
#include "states/instant.hpp"

namespace waymark::states {

struct Event {
    enum class Type : std::uint8_t { platform, internal, external };
    std::string name;
    Type type = Type::external;
    Value data;
    std::string sendid, origin, origintype;
};

/// A <send> on its way. `type` is absolute: SCXML's own processor, or one of the urn:waymark:…
/// (docs/charts.md).
struct Send {
    std::string id;  // the sendid: the author's, or one made here that is unique within the instance
    std::string type, target, event;
    Value data;
    bool named =
        false;  // the author knows the id (id, idlocation): only then is it in the event's sendid (SCXML C.1)
};

/// SCXML's own Event I/O Processor; what a <send> without type means.
inline constexpr std::string_view scxml_processor = "http://www.w3.org/TR/scxml/#SCXMLEventProcessor";
/// The address of a session for that processor: _ioprocessors[…].location, and the origin of the events it
/// sends.
std::string session_address(std::string_view session_id);
/// The external event that a send of SCXML's own processor becomes: for a timer that is due.
Event delivered(const Send& send, std::string_view session_id);

/// A delayed <send>: due at an absolute instant, part of the state, so that it survives a restart.
struct Timer {
    Send send;
    Instant due;
    std::uint32_t arming = 0;  // order of arming within the instance; the tie-break of equal dues
    std::vector<std::string>
        superseded_by;  // wm:superseded-by: sendids of timers that make a late firing of this one pointless
};

/// A set of states by index, as bits.
class StateSet {
  public:
    StateSet() = default;
    explicit StateSet(std::size_t states) : words_((states + 63) / 64) {}
    [[nodiscard]] bool contains(StateIndex s) const { return (words_[s / 64] >> (s % 64)) & 1; }
    void insert(StateIndex s) { words_[s / 64] |= std::uint64_t{1} << (s % 64); }
    void erase(StateIndex s) { words_[s / 64] &= ~(std::uint64_t{1} << (s % 64)); }
    [[nodiscard]] bool empty() const;
    [[nodiscard]] bool any_in(StateIndex first, StateIndex end) const;  // of first … end - 1
    void clear();                                                       // keeps the size
    /// Calls use(StateIndex) for each member, in document order.
    template <class Use>
    void each(Use use) const {
        for (std::size_t w = 0; w < words_.size(); ++w)
            for (auto left = words_[w]; left != 0; left &= left - 1)
                use(static_cast<StateIndex>(w * 64 + static_cast<std::size_t>(std::countr_zero(left))));
    }
    [[nodiscard]] const std::vector<std::uint64_t>& words() const { return words_; }
    [[nodiscard]] std::vector<std::uint64_t>& words() { return words_; }
    friend bool operator==(const StateSet&, const StateSet&) = default;

  private:
    std::vector<std::uint64_t> words_;
};

struct State {
    StateSet configuration;  // all active states, compound ones included; the <scxml> element itself is none.
                             // Of an ended instance: the top-level final state it ended in
    std::vector<StateSet> history;  // by history pseudo-state, in document order; empty set: never left
    std::vector<Value> data;        // by Chart::data_names()
    StateSet bound;                 // late binding: states whose data has been initialised
    StateSet declared;              // variables that a <foreach> has introduced, by slot
    std::vector<Timer> timers;      // by (due, arming)
    std::vector<Event> queue;       // external events this instance sent itself and has not yet taken
    std::uint32_t armings = 0;      // timers ever armed, and ids ever made: numbers of the next
    bool running = false;           // false before start and after a top-level final state
};

/// The value of a top-level <data>, or undefined.
const Value& datum(const Chart& chart, const State& state, std::string_view name);
/// The state of an instance that never was: nothing is active, nothing is known, and it does not run.
State no_state(const Chart& chart);
/// The active atomic states in document order.
std::vector<StateIndex> atomic_states(const Chart& chart, const State& state);

/// A compact, versioned byte form; readable only together with the same chart. Source: ADR 0005.
std::string encode(const Chart& chart, const State& state);
/// Errors: "bad-state-blob": not of this chart, of a newer format, or damaged.
Result<State> decode(const Chart& chart, std::string_view blob);

/// The same byte form for a single value, used for events' data in the journal.
void append_value(std::string& out, const Value& value);
Result<Value> read_value(std::string_view& bytes);

}  // namespace waymark::states
