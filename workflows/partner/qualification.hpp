// The rulebook's second file: terms and numbers of applications, windows, interviews and revocations, which
// charts read by name. Not the conditions of a specialization. Read once when the program starts.
#pragma once

#include <string_view>

#include "workflows/partner/rulebook.hpp"

namespace waymark::partner {

/// Reads qualification.toml into the rulebook's parameters.
/// Errors: "bad-rulebook": not TOML, an unknown, missing or wrong entry; place file:line:column.
Done read_qualification(std::string_view toml, std::string_view file, Rulebook& rulebook);

}  // namespace waymark::partner
