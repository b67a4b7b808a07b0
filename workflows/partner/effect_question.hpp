// "effect" about an edition of the rules: what its publication means for every partner, before anybody
// decides it. Judged on its first day with what is known today, by the edition before it and by itself.
#pragma once

#include "workflows/partner/assessor.hpp"

namespace waymark::partner {

/// {version, from, before: the version until then, or null; counts; differences: [{change, path, text,
/// accruals: whether it moves what is credited to everybody}]; rows}. counts: {partners: judged, gains,
/// loses, unknown, fails, marks_set, marks_cleared, timers, accruals}, each but the first of rows.
///
/// A row for each active partner and technology on which anything moves: before, after: "pass", "fail",
/// "unknown", or "none" without rules; change: "gains" (now pass), "loses" (pass, now fail), "unknown" (no
/// longer known), "fails" (a holder, of whom it was not known), or null; mark: "set" or "cleared" on the
/// first day; review_before, review_after: when the conditions are looked at next; reward: the holder's, as
/// it was → as it will be; missing: what it lacks by the edition. The interview is not asked for: it comes
/// with an application.
/// Errors: "not-found": the instance has no edition that can be read.
runtime::Question effect_question(std::shared_ptr<const Assessor> assessor, const Calendar& calendar);

}  // namespace waymark::partner
