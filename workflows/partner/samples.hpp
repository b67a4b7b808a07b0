// Fields as a message of the program may carry them: for the preview of a letter that was never sent, and for
// tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "states/value.hpp"

namespace waymark::partner {

/// Nothing for a field of which nobody has thought.
std::optional<states::Value> sample_field(std::string_view name);

/// An object with all of them; a field of which nobody has thought is its name in angle quotes.
states::Value sample_fields(const std::vector<std::string>& names);

}  // namespace waymark::partner
