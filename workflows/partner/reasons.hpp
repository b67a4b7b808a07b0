// Reason codes, and what people read for them (rulebook/reasons.toml). Immutable, read once, shared by all
// threads.
#pragma once

#include <map>
#include <string>

#include "states/chart.hpp"
#include "states/result.hpp"

namespace waymark::partner {

/// By code: "NOT_A_NOTICE" → what fits into "Reason: ….".
using Reasons = std::map<std::string, states::Text, std::less<>>;

/// Errors: "bad-rulebook": not TOML, an entry that is no text in both languages, a code that stands twice;
/// place file:line:column.
Result<Reasons> read_reasons(std::string_view toml, std::string_view file);

/// Those in the binary. The same object at every call.
const Reasons& shipped_reasons();

}  // namespace waymark::partner
