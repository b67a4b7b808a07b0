// The team's reports, each a table. Pure but for what is handed in.
#pragma once

#include "workflows/partner/assessor.hpp"

namespace waymark::partner {

/// "at-risk": active specializations whose conditions are not met, or that a person has marked.
runtime::Question at_risk_report();
/// "nearly-ready": active partners and the specializations they do not have, but for little (nearness.hpp).
runtime::Question nearly_ready_report(std::shared_ptr<const Assessor> assessor, const Calendar& calendar);
/// "windows": what came of the applications of each closed window, by technology.
runtime::Question windows_report();
/// "candidates" of a campaign, in the order of its list, each with what is missing now.
runtime::Question candidates_report(std::shared_ptr<const Assessor> assessor);
/// "left-out" about a campaign: whom it does not invite to what, and why (campaigns.hpp).
runtime::Question left_out_report(std::shared_ptr<const Assessor> assessor);
/// "entitlements" about a partner: the benefits of its specializations by period; of limited ones what this
/// calendar year leaves.
runtime::Question entitlements_report(std::shared_ptr<const Assessor> assessor, const Calendar& calendar);
/// "waiting": since when what is under way has been in its state, by workflow and state.
runtime::Question waiting_report();
/// "time-in-state": how long stays in each state of a workflow last, of those that ended since a day or go
/// on.
runtime::Question time_in_state_report(const Calendar& calendar);

}  // namespace waymark::partner
