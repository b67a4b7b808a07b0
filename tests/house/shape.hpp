// The shape of a single file: how long it is, how a header begins, which names it gives. Source:
// docs/architecture.md, "Style".
#pragma once

#include <vector>

#include "tests/house/source.hpp"

namespace waymark::house {

std::vector<Finding> misshapen(const Source& source);

}  // namespace waymark::house
