#include "workflows/partner/rulebook.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/embedded.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// The shipped file with one text in it replaced.
std::string changed(std::string_view what, std::string_view by) {
    std::string text(embedded::calendar_toml);
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

Error refused(std::string_view what, std::string_view by) {
    const auto read = read_rulebook(changed(what, by), "calendar.toml");
    if (!read) return read.error();
    ADD_FAILURE() << "was read: " << by;
    return {};
}

TEST(RulebookFile, ShipsTheProgramsParameters) {
    const Rulebook& rulebook = shipped_rulebook();
    EXPECT_EQ(rulebook.version, "r1");
    EXPECT_EQ(rulebook.calendar.zone(), "Europe/Moscow");
    EXPECT_EQ(rulebook.parameter("quit.notice_days"), states::Value(30));
    EXPECT_EQ(rulebook.parameter("quit.reminder_days"), json("[14, 7, 1]"));
    EXPECT_EQ(rulebook.parameter("quit.reminder_time"), states::Value("10:00"));
    EXPECT_EQ(rulebook.parameter("onboarding.decision_business_days"), states::Value(7));
    EXPECT_EQ(rulebook.parameter("onboarding.reminder_days"), json("[60, 83]"));
    EXPECT_EQ(rulebook.parameter("presale.contact_business_days"), states::Value(3));
    EXPECT_THROW((void)rulebook.parameter("quit.nothing"), InternalFault);
}

TEST(RulebookFile, SaysWhenAnExitTakesEffect) {
    const Date exit_date = parse_date("2026-04-01").value();
    const auto at_the_end = read_rulebook(changed("effective_at = \"start\"", "effective_at = \"end\""), "x");
    EXPECT_EQ(shipped_rulebook().exit_at(exit_date), utc("2026-03-31T21:00:00Z"));
    EXPECT_EQ(to_text(shipped_rulebook().last_day(exit_date)), "2026-03-31");
    EXPECT_EQ(at_the_end->exit_at(exit_date), utc("2026-04-01T21:00:00Z"));
    EXPECT_EQ(to_text(at_the_end->last_day(exit_date)), "2026-04-01");
}

TEST(RulebookFile, RefusesWhatItDoesNotUnderstand) {
    EXPECT_EQ(refused("notice_days = 30", "notice_days = ").code, "bad-rulebook");
    const Error unknown = refused("notice_days = 30 ", "notice_dayz = 30 ");
    EXPECT_THAT(unknown.message, HasSubstr("notice_dayz"));
    EXPECT_THAT(unknown.place, StartsWith("calendar.toml:"));
    EXPECT_THAT(refused("notice_days = 30 ", "").message, HasSubstr("missing"));
    EXPECT_THAT(refused("notice_days = 30 ", "notice_days = \"30\" ").message, HasSubstr("wrong kind"));
    EXPECT_THAT(refused("notice_days = 30 ", "notice_days = 0 ").message, HasSubstr("1 to 366"));
    EXPECT_THAT(refused("effective_at = \"start\"", "effective_at = \"noon\"").message, HasSubstr("start"));
    EXPECT_THAT(refused("[14, 7, 1]", "[1, 7, 14]").message, HasSubstr("earliest first"));
    EXPECT_THAT(refused("[14, 7, 1]", "[14, 7]").message, HasSubstr("Three"));
    for (const char* days : {"[83, 60]", "[60]", "[60, 91]"})
        EXPECT_THAT(refused("[60, 83]", days).message, HasSubstr("within the idle days"));
    EXPECT_THAT(refused("\"10:00\"", "\"25:00\"").message, HasSubstr("time of day"));
    EXPECT_THAT(refused("months = [4, 10]", "months = [4, 13]").message, HasSubstr("1 to 12"));
    EXPECT_THAT(refused("months = [4, 10]", "months = []").message, HasSubstr("at least one"));
    EXPECT_THAT(refused("utc_minutes = 180", "utc_minutes = 10800").message, HasSubstr("18 hours"));
}

TEST(RulebookFile, CountsTheYear) {
    EXPECT_THAT(refused("2026-03-09,", "").message, HasSubstr("248"));
    EXPECT_THAT(refused("2026-03-09,", "2026-03-08,").message, HasSubstr("2026-03-08"));  // a Sunday
    EXPECT_THAT(refused("2026-03-09,", "2026-02-23,").message, HasSubstr("twice"));
    EXPECT_THAT(refused("2026-03-09,", "2027-03-09,").message, HasSubstr("2027-03-09"));
}

}  // namespace
}  // namespace waymark::partner
