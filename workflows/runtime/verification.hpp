// `waymark journal verify`: is the journal whole, does every step come out again as it is recorded, do the
// projections say the same? Reads only, beside a running service too. Not the replay: that trusts the
// journal, this does not.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::runtime {

struct VerificationFinding {
    Sequence sequence = 0;  // 0: of no single record
    std::string what, cure;
};

struct Verified {
    std::vector<VerificationFinding> findings;  // the first thousand
    std::uint64_t found = 0;                    // all of them
    std::uint64_t records = 0, instances = 0, timers = 0, outbox = 0;
};

using Progress = std::function<void(Sequence done, Sequence of)>;  // every ten thousand records

/// Dense sequences, hash chain, every record readable, links between an instance's records; each step taken
/// again from the state before it; then the projections up to their mark. Thread: any one.
Verified verify(Journal& journal, Projections& projections, const DefinitionOf& definition_of,
                const Progress& progress = {});

/// Fills empty projections from the whole journal: what a start without projections.db does.
Done rebuild(Journal& journal, Projections& empty, const DefinitionOf& definition_of);

/// Row by row.
std::vector<VerificationFinding> compare(Snapshot& expected, Snapshot& actual);

}  // namespace waymark::runtime
