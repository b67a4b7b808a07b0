#include "workflows/partner/arguments.hpp"

#include "states/functions.hpp"

namespace waymark::partner {

using states::EvaluationError;
using states::Value;

std::string shown(const Value& value) {
    return value.is_string() ? "\"" + value.string().substr(0, 40) + "\""
                             : states::to_json(value).substr(0, 40);
}

Date date_in(const Value& value) {
    const auto date = parse_date(value.string_or(""));
    if (!date) throw EvaluationError("A date such as \"2026-03-31\" is needed, not " + shown(value) + ".");
    return *date;
}

Instant instant_in(const Value& value, const Calendar& calendar) {
    const auto instant = parse_instant(value.string_or(""));
    if (!instant)
        throw EvaluationError("An instant such as \"2026-03-31T21:00:00Z\" is needed, not " + shown(value) +
                              ".");
    if (*instant < calendar.begins_at())
        throw EvaluationError("The calendar begins at " + waymark::to_text(calendar.begins_at()) + "; " +
                              shown(value) + " is before.");
    return *instant;
}

}  // namespace waymark::partner
