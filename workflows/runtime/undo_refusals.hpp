// The answers no to an undo: each says what stands against it and what to do instead. Pure.
#pragma once

#include "workflows/runtime/instance.hpp"
#include "workflows/runtime/trace.hpp"

namespace waymark::runtime {

/// "not-found": the caller commanded nothing within the hold.
Error nothing_to_undo();
/// "undo-not-a-command": the record is the clock's, the service's, or an undo's.
Error not_a_command(const Record& first);
/// "undo-too-late": the hold is over. `until`: nothing when nothing is ever held.
Error undo_too_late(const Record& first, const std::optional<Instant>& until);
/// "undo-too-late": this message is held no more.
Error mail_has_left(const OutboxRow& row);
/// "undo-moved": the instance does not stand where the command left it, but at `newest`.
Error undo_moved(const Instance& instance, const Trace& trace, const Record& newest);

}  // namespace waymark::runtime
