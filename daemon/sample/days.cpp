#include "daemon/sample/days.hpp"

#include <algorithm>
#include <array>

#include "daemon/sample/luck.hpp"
#include "states/check.hpp"

namespace waymark::sample {

using std::chrono::days;
using std::chrono::minutes;

Days::Days(const partner::Calendar& calendar, Instant now, partner::Date rules_from)
    : calendar_(calendar), now_(now), today_(calendar.date_of(now)) {
    constexpr days two_years(731);
    constexpr int settled = 70;  // business days that the oldest story of a window needs before it
    const auto first = today_ - two_years;
    beginning_ = calendar.at(first);
    for (auto date = today_ - days(1); date > first; date -= days(1))
        if (calendar.is_business_day(date)) before_.push_back(date);
    for (int n = oldest(); n > 0; --n) {
        const auto midday = calendar.at(before(n), minutes(720));
        if (!calendar.in_window(midday) || calendar.window_at(midday).closes_at > now ||
            n > oldest() - settled || before(n) < rules_from)
            continue;
        const bool another = windows_.empty() || windows_.back().newest != n + 1;
        if (another) windows_.push_back({n, n});
        windows_.back().newest = n;
    }
    std::erase_if(windows_, [](const PastWindow& window) { return window.oldest - window.newest < 12; });
    CHECK(!windows_.empty(), "there is no window within two years");
}

Instant Days::at(int n, int time_of_day) const {
    constexpr std::array from = {minutes(565), minutes(690), minutes(850), minutes(1065)};
    constexpr int wide = 55;
    const auto place = static_cast<std::size_t>(time_of_day);
    const auto date = before(n);
    Luck luck(static_cast<std::uint64_t>(date.time_since_epoch().count()) * from.size() + place);
    return calendar_.at(date, from.at(place) + minutes(luck.between(0, wide)));
}

}  // namespace waymark::sample
