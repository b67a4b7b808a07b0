// How long instances stay in their states: the rows of the reports on it. Pure.
#pragma once

#include "workflows/partner/calendar.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// Of what is under way, by workflow and state: {workflow, state, instances, median_days, most_days}, whole
/// days since the state was entered.
states::Value::Array times_waited(const runtime::Asking& asking);

/// Of stays in states that ended at the instant or later, or go on: {workflow, state, stays, now,
/// median_days, p90_days, longest_days}. Those that go on, `now` of them, count with what they have lasted so
/// far; the state in which something ended is none. Days to a tenth, rounded down.
states::Value::Array times_in_states(const runtime::Asking& asking, Instant since);

}  // namespace waymark::partner
