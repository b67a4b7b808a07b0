// How near a partner is to a specialization by what can be seen without asking anybody: who gets an
// invitation (domain.md 4.6). Pure.
#pragma once

#include "workflows/partner/eligibility/assessment.hpp"

namespace waymark::partner {

/// Of consumption, licences, specialists and projects only.
struct Nearness {
    bool ready = false;   // all of them pass
    bool nearly = false;  // not ready, but for one of them, or with 80 % of what consumption is needed
    states::Text gap;     // what is missing, or cannot be told; empty when ready
    /// Of what is needed, in percent, by the worst rule: to begin with the nearest. Of projects, and of
    /// alternatives, nobody can tell how far they are: more than any other.
    int missing_percent = 0;
    static constexpr int untold = 101;
};

/// What is not known makes a partner neither.
Nearness nearness_of(const Assessment& assessment);

}  // namespace waymark::partner
