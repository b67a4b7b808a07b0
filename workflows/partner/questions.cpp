#include "workflows/partner/questions.hpp"

#include "workflows/partner/effect_question.hpp"
#include "workflows/partner/eligibility_question.hpp"
#include "workflows/partner/overview_question.hpp"
#include "workflows/partner/reports.hpp"

namespace waymark::partner {

std::vector<runtime::Question> questions(std::shared_ptr<const Assessor> assessor, const Calendar& calendar,
                                         decltype(runtime::Program::may_read) may_read) {
    return {eligibility_question(assessor, calendar),
            overview_question(std::move(may_read)),
            effect_question(assessor, calendar),
            at_risk_report(),
            nearly_ready_report(assessor, calendar),
            windows_report(),
            candidates_report(assessor),
            left_out_report(assessor),
            entitlements_report(assessor, calendar),
            waiting_report(),
            time_in_state_report(calendar)};
}

}  // namespace waymark::partner
