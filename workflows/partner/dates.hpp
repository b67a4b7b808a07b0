// Civil dates of the program's zone: texts "2026-03-31", days, counting. No clock, no zone: an instant
// becomes a date in Calendar.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace waymark::partner {

/// A day as people write it, in the program's zone.
using Date = std::chrono::local_days;

/// "2026-03-31"
std::string to_text(Date date);

/// A date in the form of to_text, of the years 1 to 9998, so that the next day has one too; nothing for
/// anything else, 30 February included.
std::optional<Date> parse_date(std::string_view text);

/// "10:00" as the time since midnight; nothing for anything else.
std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text);

/// Monday to Friday, whatever the production calendar says.
bool is_weekday(Date date);

std::chrono::year year_of(Date date);
std::chrono::month month_of(Date date);

}  // namespace waymark::partner
