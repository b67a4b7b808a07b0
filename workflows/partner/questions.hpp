// What the program can be asked: what a partner still lacks, and the reports. Pure but for what is handed in.
#pragma once

#include "workflows/partner/assessor.hpp"

namespace waymark::partner {

/// "eligibility", "overview" and "entitlements" about a partner, "candidates" and "left-out" about a
/// campaign, "effect" about an edition; the reports "at-risk", "nearly-ready", "windows", "waiting" and
/// "time-in-state". `may_read`: the program's.
std::vector<runtime::Question> questions(std::shared_ptr<const Assessor> assessor, const Calendar& calendar,
                                         decltype(runtime::Program::may_read) may_read);

}  // namespace waymark::partner
