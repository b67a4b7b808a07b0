// The start: what the journal holds beyond the projections' mark comes into the window. After a crash, after
// an orderly end and when projections.db was deleted it is the same path. Harmless over half-written
// projections: each record holds the whole result.
#pragma once

#include <functional>

#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

struct Replayed {
    Sequence last = 0;        // the journal's end
    Digest hash{};            // of that record
    Instant written_at;       // of that record
    std::size_t records = 0;  // of the tail
};

/// At most so many records are held before `relieve` (a WriteBack::finish) is called; a tail after a crash is
/// shorter.
inline constexpr std::size_t replay_records = 400'000;

/// Errors: "projections-ahead": of another journal, must be deleted. "bad-record", "bad-state-blob",
/// "definition-unknown":
///   the journal is damaged, place = the record's sequence.
/// Thread: the caller's, before anything else runs.
Result<Replayed> replay_tail(Journal& journal, Projections& projections, const DefinitionOf& definition_of,
                             Window& window, const std::function<void()>& relieve);

}  // namespace waymark::runtime
