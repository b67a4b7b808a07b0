// What a record of an undo says in its event's data: which command was taken back, which state stands again,
// which messages will not leave. With it every such record alone gives its rows, as all others do. Pure.
#pragma once

#include <vector>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

struct UndoNote {
    Sequence command = 0;              // its first record
    Sequence restored = 0;             // the record whose state the instance has again; 0: it never was
    states::Value reason;              // a subject, or null
    std::vector<OutboxRow> cancelled;  // the instance's messages by the command
};

states::Value to_value(const UndoNote& note);
/// Of a damaged record: zeros.
UndoNote undo_note(const Record& undo);

/// Timers of `state` that `other`, an earlier or later state of the same instance, does not have.
std::vector<states::Timer> timers_beyond(const states::State& state, const states::State& other);

}  // namespace waymark::runtime
