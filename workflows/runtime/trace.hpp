// What a command did, read back from the journal: whom it moved, from where, and what it had people told.
// Knows committed records only. Undo restores by it, verification holds what was restored against it.
// Thread: any.
#pragma once

#include <functional>
#include <vector>

#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

/// One instance that the command moved.
struct Touch {
    InstanceId instance;
    FamilyId family;
    Sequence last = 0;    // its newest record of the command
    Sequence before = 0;  // its record before the command; 0: the command started it
};

struct Trace {
    Record first;
    std::vector<Touch> touched;  // in the order of their first move
    std::vector<OutboxRow> messages;
};

/// Errors: "not-found", "bad-record"; place: the record.
Result<Record> read_record(Journal& journal, Sequence sequence);

/// `record`: any of the command's. Errors: as read_record.
Result<Trace> trace_command(Journal& journal, Sequence record);

using Records = std::function<Result<Record>(Sequence)>;

/// The record whose state an instance has that stands at `record`: that one, unless it is an undo, which
/// brought back an earlier one. 0: it never was. Errors: of `records`.
Result<Sequence> standing_at(const Records& records, Sequence record);

}  // namespace waymark::runtime
