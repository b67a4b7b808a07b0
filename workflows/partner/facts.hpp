// What the program's charts are told beside what stands in their instance: facts from other families. Pure:
// the instances come through the question.
#pragma once

#include "workflows/partner/assessor.hpp"

namespace waymark::partner {

/// The indexes that facts() looks into.
std::vector<runtime::Lookup> lookups();

/// "tin": {taken_by: ids of the live partners and submitted onboardings, other than the instance, that have
/// its taxpayer number}. "partner": {live: whether the instance's partner is in the program}.
/// "revocations": ids of those of the family that are not in effect yet. "window", "window_report":
/// windows.hpp. "eligibility": assessor.hpp. "architect": interviews.hpp. "account", "scope": customers.hpp.
/// "candidate", "invited", "answers": campaigns.hpp. "benefits": benefits.hpp.
/// "edition": publications.hpp.
states::Value fact(const Assessor& assessor, const runtime::FactQuestion& question);

}  // namespace waymark::partner
