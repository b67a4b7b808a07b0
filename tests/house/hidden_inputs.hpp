// Finds what makes a run depend on something nobody handed in: clocks, sleeps and randomness outside
// adapters/clock, and threads, timers and sockets in the pure folders. The exceptions are a list with
// reasons.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/source.hpp"

namespace waymark::house {

/// The word may stand in files whose path begins with `place`.
struct Exception {
    std::string_view place, word, reason;
};

/// Forbidden words in the source that no exception allows. `used`: for each exception, whether something
/// needed it.
std::vector<Finding> hidden_inputs(const Source& source, std::span<const Exception> exceptions,
                                   std::vector<bool>& used);

}  // namespace waymark::house
