// "eligibility" about a partner: every condition of its specializations as it stands on a day, or would stand
// with certificates that nobody holds yet.
#pragma once

#include "workflows/partner/assessor.hpp"

namespace waymark::partner {

/// {specializations: [to_value(Assessment) and has: whether it is active now], ask: {name, email} of the
/// account manager, or null}. Parameters: specialization (one of the edition), at (a date, otherwise today),
/// with_certificate (repeated: EMPLOYEE=CODE or EMPLOYEE=CODE:LAST_DAY; the employee "new" is hired that
/// day).
runtime::Question eligibility_question(std::shared_ptr<const Assessor> assessor, const Calendar& calendar);

}  // namespace waymark::partner
