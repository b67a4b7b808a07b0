// What the program's functions take from their arguments, in charts and letters alike.
#pragma once

#include "states/value.hpp"
#include "workflows/partner/calendar.hpp"

namespace waymark::partner {

/// As an error message shows it, cut short.
std::string shown(const states::Value& value);
/// "2026-03-31". Throws states::EvaluationError.
Date date_in(const states::Value& value);
/// "2026-03-31T21:00:00Z", not before the calendar. Throws states::EvaluationError.
Instant instant_in(const states::Value& value, const Calendar& calendar);

}  // namespace waymark::partner
