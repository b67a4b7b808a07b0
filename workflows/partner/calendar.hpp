// The program's calendar: which civil date an instant falls on, which days are worked, when the windows are
// open. Immutable data, made by read_rulebook, shared by all threads. No clock: instants are handed in.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "states/instant.hpp"
#include "workflows/partner/dates.hpp"

namespace waymark::partner {

/// The last day of a term that counts in business days.
struct BusinessTerm {
    Date due;          // until the end of this day
    bool provisional;  // some day of it lies in a year without a table, and was taken for worked when it is
                       // Monday to Friday
};

/// Business days that have gone by.
struct BusinessDays {
    int count = 0;
    bool provisional = false;  // as of a term
};

/// A time in which partners may join, [opens_at, closes_at).
struct JoiningWindow {
    Instant opens_at, closes_at;
};

class Calendar {
  public:
    struct Offset {
        Instant since;
        std::chrono::minutes from_utc;
    };
    struct Year {
        std::set<Date> non_working;  // weekdays on which nobody works
        std::string source;
    };

    Calendar(std::string zone, std::vector<Offset> offsets, std::vector<std::chrono::month> window_months,
             std::map<std::chrono::year, Year> years);

    [[nodiscard]] const std::string& zone() const { return zone_; }
    /// The first instant that has a civil date here.
    [[nodiscard]] Instant begins_at() const { return offsets_.front().since; }

    /// What the clocks on the walls there say. From begins_at() on only (CHECK).
    [[nodiscard]] std::chrono::local_time<std::chrono::microseconds> local(Instant instant) const;
    /// The civil date of an instant. From begins_at() on only (CHECK).
    [[nodiscard]] Date date_of(Instant instant) const;
    /// The instant of a time of day.
    [[nodiscard]] Instant at(Date date, std::chrono::minutes since_midnight = {}) const;

    [[nodiscard]] bool knows(std::chrono::year year) const { return years_.contains(year); }
    /// Without a table for its year: Monday to Friday.
    [[nodiscard]] bool is_business_day(Date date) const;
    /// The n-th business day after `from`, which is day 0.
    [[nodiscard]] BusinessTerm business_days_after(Date from, int n) const;
    /// Those after `after`, up to and including `until`.
    [[nodiscard]] BusinessDays business_days_between(Date after, Date until) const;

    [[nodiscard]] bool in_window(Instant instant) const;
    /// The window that an instant is in, or else the next one.
    [[nodiscard]] JoiningWindow window_at(Instant instant) const;
    /// The first window that opens after an instant.
    [[nodiscard]] JoiningWindow next_window(Instant instant) const;

  private:
    [[nodiscard]] bool is_window_month(std::chrono::year_month month) const;
    [[nodiscard]] JoiningWindow window_of(std::chrono::year_month month) const;

    std::string zone_;
    std::vector<Offset> offsets_;  // by `since`
    std::vector<std::chrono::month> window_months_;
    std::map<std::chrono::year, Year> years_;
};

}  // namespace waymark::partner
