// The business days before and after the present of the sample program, counted from it. Immutable.
#pragma once

#include <vector>

#include "workflows/partner/calendar.hpp"

namespace waymark::sample {

/// A window in which something can have been granted, by the days of before(): from `oldest` down to
/// `newest`.
struct PastWindow {
    int oldest, newest;
};

class Days {
  public:
    /// The two years before `now`. `rules_from`: there are no rules to grant anything by before that day.
    Days(const partner::Calendar& calendar, Instant now, partner::Date rules_from);

    /// When everything begins: a midnight.
    [[nodiscard]] Instant beginning() const { return beginning_; }
    [[nodiscard]] Instant now() const { return now_; }
    /// The n-th business day before today; 1 is the newest.
    [[nodiscard]] partner::Date before(int n) const { return before_.at(static_cast<std::size_t>(n - 1)); }
    [[nodiscard]] int oldest() const { return static_cast<int>(before_.size()); }
    /// The n-th business day after today.
    [[nodiscard]] partner::Date ahead(int n) const { return calendar_.business_days_after(today_, n).due; }
    [[nodiscard]] partner::Date today() const { return today_; }
    /// The windows that lie wholly behind us, and far enough behind the beginning; the oldest first.
    [[nodiscard]] const std::vector<PastWindow>& windows() const { return windows_; }
    [[nodiscard]] const partner::Calendar& calendar() const { return calendar_; }

    /// A minute of the n-th business day before today: 0 in the morning … 3 after the interviews of the day.
    /// The same for all stories, so that what happens at the same time can be sent together.
    [[nodiscard]] Instant at(int n, int time_of_day) const;

  private:
    const partner::Calendar& calendar_;
    Instant now_, beginning_;
    partner::Date today_;
    std::vector<partner::Date> before_;
    std::vector<PastWindow> windows_;
};

}  // namespace waymark::sample
