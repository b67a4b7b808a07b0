#include "workflows/partner/calendar.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

const Calendar& calendar() { return shipped_rulebook().calendar; }
Date date(const char* text) { return parse_date(text).value(); }
std::string due(const char* from, int n) {
    return to_text(calendar().business_days_after(date(from), n).due);
}

TEST(Calendar, TheDateIsMoscows) {
    EXPECT_EQ(to_text(calendar().date_of(utc("2026-03-01T20:59:59.999Z"))), "2026-03-01");
    EXPECT_EQ(to_text(calendar().date_of(utc("2026-03-01T21:00:00Z"))), "2026-03-02");
    EXPECT_EQ(to_text(calendar().date_of(utc("2026-03-01T21:30:00Z"))), "2026-03-02");  // S10
    // No summer time: Berlin's changes of 29 March and 25 October mean nothing here.
    EXPECT_EQ(to_text(calendar().date_of(utc("2026-07-31T20:59:59Z"))), "2026-07-31");
    EXPECT_EQ(to_text(calendar().date_of(utc("2026-10-25T21:00:00Z"))), "2026-10-26");
}

TEST(Calendar, InstantsOfTimes) {
    EXPECT_EQ(calendar().at(date("2026-04-01")), utc("2026-03-31T21:00:00Z"));  // S10
    EXPECT_EQ(calendar().at(date("2026-04-26"), std::chrono::hours(10)), utc("2026-04-26T07:00:00Z"));
    EXPECT_EQ(calendar().at(date("2028-02-29")), utc("2028-02-28T21:00:00Z"));
}

TEST(Calendar, BeginsWithTheOffset) {
    EXPECT_EQ(calendar().begins_at(), utc("2014-10-25T22:00:00Z"));
    EXPECT_EQ(to_text(calendar().date_of(utc("2014-10-25T22:00:00Z"))), "2014-10-26");
    EXPECT_THROW((void)calendar().date_of(utc("2014-10-25T21:59:59Z")), InternalFault);
}

TEST(Calendar, SeveralOffsets) {
    using namespace std::chrono;
    const Calendar moved(
        "X", {{utc("2020-01-01T00:00:00Z"), hours(3)}, {utc("2026-06-30T20:00:00Z"), hours(4)}}, {April}, {});
    EXPECT_EQ(to_text(moved.date_of(utc("2026-06-30T19:59:59Z"))), "2026-06-30");
    EXPECT_EQ(to_text(moved.date_of(utc("2026-06-30T20:00:00Z"))), "2026-07-01");
    EXPECT_EQ(moved.at(date("2026-06-30")), utc("2026-06-29T21:00:00Z"));
    EXPECT_EQ(moved.at(date("2026-07-02")), utc("2026-07-01T20:00:00Z"));
}

// S01, S17: counted by hand in the scenarios.
TEST(Calendar, BusinessTerms) {
    EXPECT_EQ(due("2026-04-23", 7), "2026-05-05");   // 24, 27–30 April, 4, 5 May
    EXPECT_EQ(due("2026-05-12", 4), "2026-05-18");   // 13, 14, 15, 18
    EXPECT_EQ(due("2026-10-12", 20), "2026-11-10");  // 4 November skipped
    EXPECT_EQ(due("2026-04-30", 3), "2026-05-06");   // 4, 5, 6 May
    EXPECT_EQ(due("2026-05-08", 1), "2026-05-12");   // Friday; Monday the 11th is a holiday
    EXPECT_EQ(due("2026-02-20", 1), "2026-02-24");
    EXPECT_EQ(due("2026-03-06", 1), "2026-03-10");
    EXPECT_EQ(due("2026-06-11", 1), "2026-06-15");
    EXPECT_EQ(due("2026-01-01", 1), "2026-01-12");
    EXPECT_EQ(due("2026-12-29", 1), "2026-12-30");
}

TEST(Calendar, AYearWithoutATableIsReported) {
    EXPECT_TRUE(calendar().knows(std::chrono::year(2026)));
    EXPECT_FALSE(calendar().knows(std::chrono::year(2027)));
    EXPECT_FALSE(calendar().business_days_after(date("2026-12-29"), 1).provisional);
    // 30 December is the last day worked in 2026; the next one by Monday to Friday alone is Friday, 1
    // January.
    const BusinessTerm into_2027 = calendar().business_days_after(date("2026-12-30"), 1);
    EXPECT_EQ(to_text(into_2027.due), "2027-01-01");
    EXPECT_TRUE(into_2027.provisional);
    EXPECT_TRUE(calendar().business_days_after(date("2025-12-31"), 2).due == date("2026-01-13"));
    EXPECT_TRUE(calendar().business_days_after(date("2025-12-30"), 1).provisional);
}

TEST(Calendar, WorkingDaysOf2026) {
    int worked = 0;
    for (Date day = date("2026-01-01"); day <= date("2026-12-31"); day += std::chrono::days(1))
        worked += calendar().is_business_day(day) ? 1 : 0;
    EXPECT_EQ(worked, 247);
}

// S07, S08
TEST(Calendar, WindowEdges) {
    const auto is_open = [](const char* instant) { return calendar().in_window(utc(instant)); };
    EXPECT_FALSE(is_open("2026-03-31T20:59:59Z"));
    EXPECT_TRUE(is_open("2026-03-31T21:00:00Z"));
    EXPECT_TRUE(is_open("2026-04-30T20:59:59Z"));
    EXPECT_FALSE(is_open("2026-04-30T21:00:00Z"));
    EXPECT_FALSE(is_open("2026-09-30T20:59:59.999999Z"));
    EXPECT_TRUE(is_open("2026-09-30T21:00:00Z"));
    EXPECT_TRUE(is_open("2026-10-31T20:59:59Z"));
    EXPECT_FALSE(is_open("2026-10-31T21:00:00Z"));
}

TEST(Calendar, TheNextWindow) {
    EXPECT_EQ(calendar().next_window(utc("2026-09-30T20:59:59Z")).opens_at, utc("2026-09-30T21:00:00Z"));
    EXPECT_EQ(calendar().next_window(utc("2026-04-15T00:00:00Z")).opens_at, utc("2026-09-30T21:00:00Z"));
    EXPECT_EQ(calendar().next_window(utc("2026-11-21T00:00:00Z")).opens_at, utc("2027-03-31T21:00:00Z"));
    EXPECT_EQ(calendar().window_at(utc("2026-10-05T00:00:00Z")).closes_at, utc("2026-10-31T21:00:00Z"));
    EXPECT_EQ(calendar().window_at(utc("2026-12-31T00:00:00Z")).closes_at, utc("2027-04-30T21:00:00Z"));
}

}  // namespace
}  // namespace waymark::partner
