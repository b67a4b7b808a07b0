// What the records say of a partner, as eligibility needs it. Not its consumption and licences, which come by
// imports. Pure: the instances come through the question.
#pragma once

#include <map>

#include "workflows/partner/eligibility/evidence.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// The indexes that evidence_of looks into, each by the id of the partner.
std::vector<runtime::Lookup> evidence_lookups();

/// Of one partner: usage, licences and complete months stay empty. A record's source is its instance, as of
/// the Moscow date of its newest change.
Evidence evidence_of(const runtime::FindInstances& find, runtime::InstanceId partner);

/// The same of all partners of whom anything is recorded.
std::map<runtime::FamilyId, Evidence> evidence_of_all(runtime::Inquiry& inquiry);

}  // namespace waymark::partner
