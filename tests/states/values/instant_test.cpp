#include "states/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace waymark {
namespace {

using namespace std::chrono;

Instant at(int y, unsigned m, unsigned d) {
    return Instant(sys_days(year(y) / static_cast<int>(m) / static_cast<int>(d)));
}

TEST(AnInstant, IsWrittenAsToIsoStringWritesIt) {
    EXPECT_EQ(to_text(Instant()), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(at(2026, 3, 31) + hours(21)), "2026-03-31T21:00:00.000Z");
    EXPECT_EQ(to_text(at(2026, 3, 31) + microseconds(1999)), "2026-03-31T00:00:00.001Z");
    EXPECT_EQ(to_text(Instant(microseconds(-1))), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_text(at(0, 1, 1)), "0000-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(at(10000, 1, 1)), "+010000-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(at(-1, 12, 31)), "-000001-12-31T00:00:00.000Z");
}

TEST(AnInstant, IsReadFromAnyOffset) {
    const Instant expected = at(2026, 3, 31) + hours(21);
    for (const char* text : {"2026-03-31T21:00:00Z", "2026-03-31t21:00:00z", "2026-04-01T00:00:00+03:00",
                             "2026-03-31T16:30:00.000000-04:30", "2026-03-31T21:00:00-00:00"})
        EXPECT_EQ(parse_instant(text), expected) << text;
    EXPECT_EQ(parse_instant("2026-03-31T21:00:00.5Z"), expected + milliseconds(500));
    EXPECT_EQ(parse_instant("2026-03-31T21:00:00.000001Z"), expected + microseconds(1));
    EXPECT_EQ(parse_instant("2024-02-29T00:00:00Z"), at(2024, 2, 29));
}

TEST(AnInstant, IsReadFromNothingElse) {
    for (const char* text : {"",
                             "2026",
                             "2026-03-31",
                             "2026-03-31T21:00:00",
                             "2026-03-31 21:00:00Z",
                             "2026-03-31T21:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z",
                             "2026-04-31T00:00:00Z",
                             "2026-03-31T24:00:00Z",
                             "2026-03-31T21:60:00Z",
                             "2026-03-31T21:00:60Z",
                             "2026-12-31T23:59:60Z",
                             "2026-03-31T21:00:00.Z",
                             "2026-03-31T21:00:00.1234567Z",
                             "2026-03-31T21:00:00+24:00",
                             "2026-03-31T21:00:00+03:60",
                             "2026-03-31T21:00:00+0300",
                             "2026-03-31T21:00:00Z ",
                             " 2026-03-31T21:00:00Z",
                             "+2026-03-31T21:00:00Z",
                             "2026-3-31T21:00:00Z",
                             "20260331T210000Z",
                             "2026-03-31T21:00:00,5Z",
                             "-026-03-31T21:00:00Z"})
        EXPECT_EQ(parse_instant(text), std::nullopt) << text;
}

TEST(AnInstant, IsReadBackAsItWasWritten) {
    EXPECT_TRUE(
        rc::check("parse_instant(to_text(t)) == t, to the millisecond; texts compare as instants do", [] {
            const auto any = rc::gen::inRange<std::int64_t>(-62'167'219'200'000, 253'402'300'799'999);
            const Instant one = Instant(milliseconds(*any)), other = Instant(milliseconds(*any));
            RC_ASSERT(parse_instant(to_text(one)) == one);
            RC_ASSERT((to_text(one) < to_text(other)) == (one < other));
        }));
}

}  // namespace
}  // namespace waymark
