// What the records say of a partner, as eligibility needs it. Not its consumption and licences, which come by
// imports. Pure: the instances come through the question.
#pragma once

#include "workflows/partner/eligibility/evidence.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// The indexes that evidence_of looks into, each by the id of the partner.
std::vector<runtime::Lookup> evidence_lookups();

/// Usage, licences and complete months stay empty. A record's source is its instance, as of the Moscow date
/// of its newest change.
Evidence evidence_of(const runtime::FindInstances& find, runtime::InstanceId partner);

}  // namespace waymark::partner
