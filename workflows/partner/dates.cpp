#include "workflows/partner/dates.hpp"

#include <algorithm>
#include <array>

namespace waymark::partner {

namespace {

using namespace std::chrono;

/// The digits of `text` as a number; nothing when there is anything else in it.
std::optional<unsigned> number(std::string_view text) {
    unsigned value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

void append_number(std::string& out, unsigned value, std::size_t digits) {
    const std::string text = std::to_string(value);
    out.append(digits - std::min(digits, text.size()), '0');
    out += text;
}

}  // namespace

std::string to_text(Date date) {
    const year_month_day parts(date);
    std::string text;
    append_number(text, static_cast<unsigned>(static_cast<int>(parts.year())), 4);
    text += '-';
    append_number(text, static_cast<unsigned>(parts.month()), 2);
    text += '-';
    append_number(text, static_cast<unsigned>(parts.day()), 2);
    return text;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto y = number(text.substr(0, 4)), m = number(text.substr(5, 2)), d = number(text.substr(8, 2));
    if (!y || !m || !d || *y < 1 || *y > 9998) return std::nullopt;
    const year_month_day date(year(static_cast<int>(*y)), month(*m), day(*d));
    if (!date.ok()) return std::nullopt;
    return Date(local_days(date));
}

std::optional<minutes> parse_time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto h = number(text.substr(0, 2)), m = number(text.substr(3, 2));
    if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
    return hours(*h) + minutes(*m);
}

bool is_weekday(Date date) {
    const weekday day(date);
    return day != Saturday && day != Sunday;
}

year year_of(Date date) { return year_month_day(date).year(); }

month month_of(Date date) { return year_month_day(date).month(); }

}  // namespace waymark::partner
