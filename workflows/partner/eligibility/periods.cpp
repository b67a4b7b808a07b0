#include "workflows/partner/eligibility/periods.hpp"

namespace waymark::partner {

namespace {
using namespace std::chrono;
}

year_month month_of_day(Date day) {
    const year_month_day parts(day);
    return parts.year() / parts.month();
}

Date first_day(year_month month) { return Date(local_days(month / 1)); }

Months closed_months(const Period& period, Date on) {
    const auto current = month_of_day(on);
    switch (period.kind) {
        case Period::Kind::trailing:
            break;
        case Period::Kind::calendar_year:
            return {(current.year() - years(1)) / January, 12};
        case Period::Kind::half_year:
            return {current.month() < July ? (current.year() - years(1)) / July : current.year() / January,
                    6};
    }
    return {current - std::chrono::months(period.months), period.months};
}

Date plus_months(Date day, int count) {
    const year_month_day moved = year_month_day(day) + std::chrono::months(count);
    return Date(local_days(moved.ok() ? moved : moved.year() / moved.month() / last));
}

}  // namespace waymark::partner
