// How each kind of condition is judged; assessment.hpp puts the answers together. A file for each kind. Pure.
#pragma once

#include "workflows/partner/eligibility/assessment.hpp"

namespace waymark::partner {

/// One partner, one specialization, one day.
struct Case {
    const Edition& edition;
    const SpecializationRules& rules;
    const Evidence& evidence;
    Date on;
};

// Each gives everything but code and kind.
Judgement judge(const AgreementSigned& demand, const Case& of);
Judgement judge(const VerifiedSolutions& demand, const Case& of);
Judgement judge(const PlanApproved& demand, const Case& of);
Judgement judge(const ConsumptionReached& demand, const Case& of);
Judgement judge(const LicencesReached& demand, const Case& of);
Judgement judge(const SpecialistsEmployed& demand, const Case& of);
Judgement judge(const ProjectsImplemented& demand, const Case& of);
Judgement judge(const InterviewPassed& demand, const Case& of);
Judgement judge(const OneOf& demand, const Case& of);
Judgement judge(const AllOf& demand, const Case& of);
/// Of any kind; with its code and kind.
Judgement judge(const Condition& condition, const Case& of);

}  // namespace waymark::partner
