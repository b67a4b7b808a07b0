#include "daemon/cli/words.hpp"

#include <gmock/gmock.h>

#include "daemon/cli/assignments.hpp"
#include "daemon/cli/client.hpp"

namespace waymark::cli {
namespace {

TEST(Words, InstantsAreSaidInTheProgramsZone) {
    EXPECT_EQ(Speech{"en"}.instant("2026-03-31T21:00:00.000Z"), "2026-04-01 00:00:00 MSK");
    EXPECT_EQ(Speech{"ru"}.instant("2026-03-31T21:00:00.000Z"), "2026-04-01 00:00:00 МСК");
    EXPECT_EQ(Speech{"en"}.instant("active"), "active");
    EXPECT_EQ(Speech{"en"}.instant("2026-04-01"), "2026-04-01");
}

TEST(Words, ADayBeginsInTheProgramsZone) {
    EXPECT_EQ(start_of_day("2027-04-01"), parse_instant("2027-03-31T21:00:00Z"));
    EXPECT_EQ(start_of_day("2027-02-30"), std::nullopt);
    EXPECT_EQ(start_of_day("2027-04-01T00:00:00Z"), std::nullopt);
}

TEST(Words, TextsFallBackToTheOtherLanguage) {
    const boost::json::object both{{"en", "Active"}, {"ru", "Действует"}}, one{{"en", "Active"}};
    EXPECT_EQ(Speech{"ru"}.text(both), "Действует");
    EXPECT_EQ(Speech{"ru"}.text(one), "Active");
    EXPECT_EQ(Speech{"ru"}.text(nullptr), "");
}

TEST(Words, AmountsAreSaidInRoubles) {
    EXPECT_EQ(Speech{"en"}.roubles(60'000'000), "600,000.00 RUB");
    EXPECT_EQ(Speech{"ru"}.roubles(-5), "-0,05\u00a0руб.");
    EXPECT_EQ(Speech{"en"}.roubles(nullptr), "");
    EXPECT_EQ(Speech{"en"}.roubles("much"), "\"much\"");
}

TEST(Words, MembersAreSaidAsPeopleWriteThem) {
    const auto row = boost::json::parse(R"({"text":"a","days":5.4,"large":120000.5,"whole":3,"none":null})");
    EXPECT_EQ(plain(row, "text"), "a");
    EXPECT_EQ(plain(row, "days"), "5.4");
    EXPECT_EQ(plain(row, "large"), "120000.5");
    EXPECT_EQ(plain(row, "whole"), "3");
    EXPECT_EQ(plain(row, "none"), "");
    EXPECT_EQ(plain(row, "absent"), "");
}

TEST(Words, Spans) {
    using std::chrono::milliseconds;
    EXPECT_EQ(span_of("30d"), std::chrono::hours(720));
    EXPECT_EQ(span_of("36h"), std::chrono::hours(36));
    EXPECT_EQ(span_of("15min"), std::chrono::minutes(15));
    EXPECT_EQ(span_of("1.5s"), milliseconds(1500));
    for (const char* wrong : {"", "d", "30", "30 days", "-1d", "1e9d", "nan d", "infs"})
        EXPECT_THROW(span_of(wrong), Failure) << wrong;
}

TEST(Assignments, BecomeAnObject) {
    const auto body = read_assignments(
        {"exit_date=2026-04-01", "sender.role=owner", "sender.name=A=B", "cc:=[1]", "empty="});
    EXPECT_EQ(
        boost::json::value(body),
        boost::json::parse(
            R"({"exit_date":"2026-04-01","sender":{"role":"owner","name":"A=B"},"cc":[1],"empty":""})"));
}

TEST(Assignments, WhatIsNeitherIsNamed) {
    for (const char* wrong : {"word", "=x", "a:=[1"}) {
        try {
            read_assignments({wrong});
            FAIL() << wrong;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.exit_code(), 2);
            EXPECT_THAT(failure.what(), testing::HasSubstr(wrong));
        }
    }
}

}  // namespace
}  // namespace waymark::cli
