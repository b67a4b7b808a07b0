// The joining windows as they really are: the calendar's, with the extensions that two people have decided,
// and what came of one. Pure: instances come through the question.
#pragma once

#include "workflows/partner/assessor.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// Lookups: "extended-windows" under "all"; "applications-by-window" under the month of an application's
/// target ("2026-10"), decided ones included; "active-specializations" under "all".
std::vector<runtime::Lookup> window_lookups();

/// {open, key: "2026-10", opens_at, ends_at}: of the window that is open at the question's instant, extended
/// or not, or else of the next one.
states::Value window_fact(const Calendar& calendar, const runtime::FactQuestion& question);

/// Of the window that closes: {total, technologies: {TECHNOLOGY: the same}, median_days_to_decision,
/// requalification: {met, not_met, unknown, not_met_ids} of the active specializations, judged then}; total
/// is {submitted, granted, rejected, withdrawn, closed, carried, on_hold}.
states::Value window_report(const Assessor& assessor, const runtime::FactQuestion& question);

}  // namespace waymark::partner
