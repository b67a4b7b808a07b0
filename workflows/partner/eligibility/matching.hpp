// The greatest number of pairs: everybody on the left gets at most one of those on the right that he may
// have, and nobody on the right is taken twice. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace waymark::partner {

/// `choices[l]`: those that l may have, the dearest first; each below `rights`. Gives for each l whom he got.
/// The earlier of the left are served first, and keep being served. The same choices give the same pairs.
std::vector<std::optional<std::size_t>> greatest_matching(
    const std::vector<std::vector<std::size_t>>& choices, std::size_t rights);

}  // namespace waymark::partner
