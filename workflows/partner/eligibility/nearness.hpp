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
};

/// What is not known makes a partner neither.
Nearness nearness_of(const Assessment& assessment);

}  // namespace waymark::partner
