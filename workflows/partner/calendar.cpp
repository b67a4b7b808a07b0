#include "workflows/partner/calendar.hpp"

#include <algorithm>
#include <ranges>

#include "states/check.hpp"

namespace waymark::partner {

namespace {

using namespace std::chrono;

year_month month_around(Date date) {
    const year_month_day parts(date);
    return parts.year() / parts.month();
}

}  // namespace

Calendar::Calendar(std::string zone, std::vector<Offset> offsets, std::vector<month> window_months,
                   std::map<year, Year> years)
    : zone_(std::move(zone)),
      offsets_(std::move(offsets)),
      window_months_(std::move(window_months)),
      years_(std::move(years)) {
    CHECK(!offsets_.empty() && !window_months_.empty());
    std::ranges::sort(offsets_, {}, &Offset::since);
}

local_time<microseconds> Calendar::local(Instant instant) const {
    CHECK(instant >= begins_at());
    const auto after = std::ranges::upper_bound(offsets_, instant, {}, &Offset::since);
    return local_time<microseconds>(instant.time_since_epoch() + std::prev(after)->from_utc);
}

Date Calendar::date_of(Instant instant) const { return floor<days>(local(instant)); }

Instant Calendar::at(Date date, minutes since_midnight) const {
    const auto civil = date.time_since_epoch() + since_midnight;
    // The newest offset that is already in force at the instant it would give.
    for (const auto& offset : offsets_ | std::views::reverse) {
        const Instant instant(duration_cast<microseconds>(civil - offset.from_utc));
        if (instant >= offset.since) return instant;
    }
    return Instant(duration_cast<microseconds>(civil - offsets_.front().from_utc));
}

bool Calendar::is_business_day(Date date) const {
    if (!is_weekday(date)) return false;
    const auto known = years_.find(year_of(date));
    return known == years_.end() || !known->second.non_working.contains(date);
}

BusinessTerm Calendar::business_days_after(Date from, int n) const {
    BusinessTerm term{from, false};
    while (n > 0) {
        term.due += days(1);
        if (!knows(year_of(term.due))) term.provisional = true;
        if (is_business_day(term.due)) --n;
    }
    return term;
}

BusinessDays Calendar::business_days_between(Date after, Date until) const {
    BusinessDays counted;
    for (Date date = after + days(1); date <= until; date += days(1)) {
        if (!knows(year_of(date))) counted.provisional = true;
        if (is_business_day(date)) ++counted.count;
    }
    return counted;
}

bool Calendar::is_window_month(year_month month) const {
    return std::ranges::find(window_months_, month.month()) != window_months_.end();
}

JoiningWindow Calendar::window_of(year_month month) const {
    return {at(local_days(month / day(1))), at(local_days((month + months(1)) / day(1)))};
}

bool Calendar::in_window(Instant instant) const { return is_window_month(month_around(date_of(instant))); }

JoiningWindow Calendar::window_at(Instant instant) const {
    auto month = month_around(date_of(instant));
    while (!is_window_month(month)) month += months(1);
    return window_of(month);
}

JoiningWindow Calendar::next_window(Instant instant) const {
    auto month = month_around(date_of(instant)) + months(1);
    while (!is_window_month(month)) month += months(1);
    return window_of(month);
}

}  // namespace waymark::partner
