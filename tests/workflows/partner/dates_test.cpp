#include "workflows/partner/dates.hpp"

#include <gmock/gmock.h>

namespace waymark::partner {
namespace {

using namespace std::chrono;

TEST(Dates, TextAndBack) {
    for (const char* text : {"0001-01-01", "1999-12-31", "2028-02-29", "2026-03-31", "9998-12-31"})
        EXPECT_EQ(to_text(parse_date(text).value()), text);
    EXPECT_EQ(parse_date("2026-03-31"), Date(local_days(year(2026) / 3 / 31)));
}

TEST(Dates, WhatIsNoDate) {
    for (const char* text :
         {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "2026/04/01", "0000-01-01",
          "9999-01-01", "2026-04-01 ", "2026-04-0x", "20260401", "2026-04-01T00:00:00Z"})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Dates, TimesOfDay) {
    EXPECT_EQ(parse_time_of_day("10:00"), hours(10));
    EXPECT_EQ(parse_time_of_day("00:00"), minutes(0));
    EXPECT_EQ(parse_time_of_day("23:59"), hours(23) + minutes(59));
    for (const char* text : {"", "24:00", "10:60", "1:00", "10:0", "10-00", "10:00:00", "ab:cd"})
        EXPECT_FALSE(parse_time_of_day(text)) << text;
}

TEST(Dates, Weekdays) {
    EXPECT_TRUE(is_weekday(parse_date("2026-03-02").value()));   // Monday
    EXPECT_TRUE(is_weekday(parse_date("2026-05-01").value()));   // Friday, a holiday
    EXPECT_FALSE(is_weekday(parse_date("2026-05-09").value()));  // Saturday
    EXPECT_FALSE(is_weekday(parse_date("2026-11-01").value()));  // Sunday
}

}  // namespace
}  // namespace waymark::partner
