// Which months and days a condition looks at, from the day of the decision back. Pure.
#pragma once

#include <chrono>

#include "workflows/partner/dates.hpp"
#include "workflows/partner/eligibility/conditions.hpp"

namespace waymark::partner {

struct Months {
    std::chrono::year_month first;
    int count = 0;
    [[nodiscard]] std::chrono::year_month last() const { return first + std::chrono::months(count - 1); }
    [[nodiscard]] std::chrono::year_month at(int index) const { return first + std::chrono::months(index); }
    /// Below zero or not less than count: outside.
    [[nodiscard]] int index_of(std::chrono::year_month month) const {
        return static_cast<int>((month - first).count());
    }
};

std::chrono::year_month month_of_day(Date day);
Date first_day(std::chrono::year_month month);
/// The whole months of a period that have ended before the day.
Months closed_months(const Period& period, Date on);
/// The same day of an earlier (later) month, or that month's last day when it is shorter.
Date plus_months(Date day, int months);

}  // namespace waymark::partner
