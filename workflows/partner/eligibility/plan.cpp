#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

Judgement judge(const PlanApproved&, const Case& of) {
    Judgement found;
    const PlanEvidence* plan = nullptr;  // the one approved first
    for (const auto& each : of.evidence.plans)
        if (each.technology == of.rules.technology && each.approved_on &&
            (plan == nullptr || *each.approved_on < *plan->approved_on))
            plan = &each;
    if (plan != nullptr) found.sources = {plan->source};
    if (plan != nullptr && *plan->approved_on <= of.on) {
        found.verdict = Verdict::pass;
        found.text =
            with_day("The business plan was approved on {}", "Бизнес-план защищён {}", *plan->approved_on);
        return found;
    }
    found.verdict = Verdict::fail;
    found.reason = "PLAN_NOT_APPROVED";
    if (plan != nullptr) found.possible_from = plan->approved_on;
    found.text = {"There is no approved business plan for this technology.",
                  "Нет защищённого бизнес-плана по этой технологии."};
    return found;
}

}  // namespace waymark::partner
