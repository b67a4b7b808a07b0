// The whole sample program: the provider's people, the windows, and as many partners as are asked for, each
// with a story. The same for the same seed and the same present.
#pragma once

#include "daemon/sample/kinds.hpp"

namespace waymark::sample {

/// A month that ends, and when the file of its consumption is imported.
struct Closing {
    std::chrono::year_month month;
    Instant at;
};

struct Program {
    Instant beginning, now;
    std::vector<Closing> closings;  // the oldest first
    Story cast;                     // told first: everybody else's stories know its people
    std::vector<Story> stories;
};

/// With fewer partners than there are kinds of stories, not all states are there.
Program tell(int partners, std::uint64_t seed, const Days& days);
int kinds_of_partners();

/// Who of the cast has which role, in words; the first of each role is the one whose token is worth keeping.
struct Colleague {
    std::string who, name, role;
};
const std::vector<Colleague>& colleagues();

}  // namespace waymark::sample
