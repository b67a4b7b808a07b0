// For `waymark journal verify`: do the slices still say what the records say of them? Reads only. Thread: any
// one.
#pragma once

#include "workflows/runtime/ports/bulk.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::partner {

/// The parts of each published import against the digest in its record, and whom its partners stood for
/// against the other; the bytes of each attachment that is kept against its digest; slices that belong to
/// neither an import nor an attachment.
std::vector<runtime::VerificationFinding> verify_slices(runtime::Journal& journal, runtime::Bulk& bulk,
                                                        const runtime::DefinitionOf& definition_of);

}  // namespace waymark::partner
