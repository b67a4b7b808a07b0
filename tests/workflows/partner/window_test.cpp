// 4.5: a window's course by the clock, and its extension by two, by the chart alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

const Instant february = msk("2026-02-10 12:00"), in_april = msk("2026-04-10 12:00");

Life april(Instant at = february) {
    return {"window", json("{'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': '2026-04-30T21:00:00.000Z'}"),
            at};
}
Life open_april() {
    Life window = april();
    window.run_to(in_april);
    EXPECT_EQ(window.states(), "open as_it_is");
    return window;
}
Value to(const std::string& last_day) {
    return json("{'last_day': '" + last_day + "', 'reason': 'subject:1'}");
}
Value report() {
    return json(
        "{'facts': {'window_report': {'total': {'submitted': 5, 'granted': 1, 'rejected': 1, "
        "'withdrawn': 1, 'closed': 0, 'carried': 2, 'on_hold': 0}}}}");
}
Life extended(const std::string& last_day) {
    Life window = open_april();
    EXPECT_TRUE(window.as("lead").send("extension.propose", to(last_day), in_april));
    EXPECT_TRUE(window.as("other").send("extension.approve", in_april));
    return window;
}

TEST(Window, IsPlannedAnnouncedOpenedAndNearsItsEndByTheClock) {
    Life window = april();
    EXPECT_EQ(window.states(), "planned as_it_is");
    EXPECT_EQ(window.datum("month"), Value("2026-04"));
    EXPECT_THAT(window.timers(), ElementsAre(Pair("announced", msk("2026-03-02 00:00")),
                                             Pair("opens", msk("2026-04-01 00:00"))));
    window.run_to(msk("2026-03-02 00:00"));
    EXPECT_THAT(window.audiences("window.opens_soon"), ElementsAre("team"));
    window.run_to(msk("2026-03-31 23:59:59"));
    EXPECT_EQ(window.states(), "planned as_it_is");
    window.run_to(msk("2026-04-01 00:00"));
    EXPECT_EQ(window.states(), "open as_it_is");
    EXPECT_THAT(window.audiences("window.open"), ElementsAre("team"));
    EXPECT_EQ(window.told().find("start new-family/window")->second,
              json("{'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': '2026-10-31T21:00:00.000Z'}"));
    EXPECT_THAT(window.timers(), ElementsAre(Pair("ends", msk("2026-05-01 00:00")),
                                             Pair("nears_end", msk("2026-04-24 00:00"))));
    window.run_to(msk("2026-04-24 00:00"));
    EXPECT_EQ(window.states(), "closing as_it_is");
    EXPECT_EQ(window.message("window.closing")["last_day"], Value("2026-04-30"));
}

TEST(Window, TheAutumnsNearsItsEndOnTheTwentyFifth) {
    Life window("window", json("{'opens_at': '2026-09-30T21:00:00Z', 'ends_at': '2026-10-31T21:00:00Z'}"),
                msk("2026-06-01 00:00"));
    EXPECT_EQ(window.datum("opens_at"), Value("2026-09-30T21:00:00.000Z")) << "in the canonical form";
    window.run_to(msk("2026-10-01 00:00"));
    EXPECT_THAT(window.timers(), ElementsAre(Pair("ends", msk("2026-11-01 00:00")),
                                             Pair("nears_end", msk("2026-10-25 00:00"))));
    EXPECT_EQ(window.told().find("start new-family/window")->second["opens_at"],
              Value("2027-03-31T21:00:00.000Z"));
}

TEST(Window, ClosesWithItsReport) {
    Life window = open_april();
    ASSERT_TRUE(window.send("window.ends", report(), msk("2026-05-01 00:00")));
    EXPECT_EQ(window.states(), "closed as_it_is");
    EXPECT_EQ(window.datum("report")["total"]["carried"], Value(2));
    EXPECT_THAT(window.audiences("window.closed"), ElementsAre("team"));
    EXPECT_EQ(window.message("window.closed")["submitted"], Value(5));
    EXPECT_EQ(window.message("window.closed")["last_day"], Value("2026-04-30"));
    EXPECT_THAT(window.timers(), IsEmpty());
}

TEST(Window, AnExtensionIsProposedWithinItsBounds) {
    Life window = open_april();
    struct Case {
        const char *last_day, *english, *russian;
    };
    for (const auto& [last_day, english, russian] :
         {Case{"2026-04-30", "DATE_TOO_EARLY: its last day is 2026-04-30", "DATE_TOO_EARLY: последний"},
          Case{"2026-04-20", "DATE_TOO_EARLY", "DATE_TOO_EARLY"},
          Case{"2026-10-01", "DATE_TOO_LATE: the next window opens on 2026-10-01",
               "DATE_TOO_LATE: следующее"},
          Case{"soon", "BAD_DATE: the new", "BAD_DATE: новый"}}) {
        EXPECT_THAT(window.chance("extension.propose", to(last_day), in_april), StartsWith(english));
        EXPECT_THAT(window.chance("extension.propose", to(last_day), in_april, "ru"), StartsWith(russian));
        EXPECT_FALSE(window.send("extension.propose", to(last_day), in_april));
    }
    EXPECT_EQ(window.chance("extension.propose", to("2026-05-01"), in_april), "yes");
    EXPECT_EQ(window.chance("extension.propose", to("2026-09-30"), in_april), "yes");
    EXPECT_EQ(window.chance("extension.propose", to("2026-05-10"), msk("2026-04-30 23:59:59")), "yes");
    EXPECT_THAT(window.chance("extension.propose", to("2026-05-10"), msk("2026-05-01 00:00")),
                StartsWith("WINDOW_CLOSED: it has ended"));
    EXPECT_THAT(window.chance("extension.propose", to("2026-05-10"), msk("2026-05-01 00:00"), "ru"),
                StartsWith("WINDOW_CLOSED: окно"));
}

TEST(Window, AnExtensionNeedsTwoPeople) {
    Life window = open_april();
    EXPECT_EQ(window.chance("extension.approve", in_april), "not in state");
    ASSERT_TRUE(window.as("lead").send("extension.propose", to("2026-05-10"), in_april));
    EXPECT_EQ(window.states(), "open extension_proposed");
    EXPECT_THAT(window.chance("extension.approve", in_april), StartsWith("SAME_PERSON: who proposed"));
    EXPECT_THAT(window.chance("extension.approve", in_april, "ru"), StartsWith("SAME_PERSON: предложивший"));
    EXPECT_FALSE(window.send("extension.approve", in_april));
    window.as("other");
    EXPECT_THAT(window.chance("extension.approve", msk("2026-05-01 00:00")), StartsWith("WINDOW_CLOSED"));
    EXPECT_THAT(window.chance("extension.approve", msk("2026-05-01 00:00"), "ru"),
                StartsWith("WINDOW_CLOSED: окно"));
    ASSERT_TRUE(window.send("extension.approve", in_april));
    EXPECT_EQ(window.states(), "open as_it_is");
    EXPECT_EQ(window.datum("ends_at"), Value("2026-05-10T21:00:00.000Z"));
    EXPECT_EQ(window.datum("first_ends_at"), Value("2026-04-30T21:00:00.000Z"));
    EXPECT_EQ(window.datum("extensions"),
              json("[{'from': '2026-04-30T21:00:00.000Z', 'to': '2026-05-10T21:00:00.000Z', 'reason': "
                   "'subject:1', 'proposed_by': 'lead', 'approved_by': 'other', 'at': "
                   "'2026-04-10T09:00:00.000Z'}]"));
    EXPECT_THAT(window.timers(), ElementsAre(Pair("ends", msk("2026-05-11 00:00")),
                                             Pair("nears_end", msk("2026-05-04 00:00"))));
}

TEST(Window, AProposalIsDroppedOrForgottenAtTheEnd) {
    Life dropped = open_april();
    ASSERT_TRUE(dropped.send("extension.propose", to("2026-05-10"), in_april));
    ASSERT_TRUE(dropped.send("extension.drop", in_april));
    EXPECT_EQ(dropped.states(), "open as_it_is");
    EXPECT_EQ(dropped.datum("proposal"), Value(nullptr));
    EXPECT_EQ(dropped.datum("ends_at"), Value("2026-04-30T21:00:00.000Z"));
    Life late = open_april();
    ASSERT_TRUE(late.send("extension.propose", to("2026-05-10"), in_april));
    ASSERT_TRUE(late.send("window.ends", report(), msk("2026-05-01 00:00")));
    EXPECT_EQ(late.states(), "closed as_it_is");
    EXPECT_EQ(late.datum("proposal"), Value(nullptr));
}

TEST(Window, AClosingWindowThatIsExtendedIsOpenAgain) {
    Life window = open_april();
    const Instant closing = msk("2026-04-25 12:00");
    window.run_to(closing);
    ASSERT_TRUE(window.send("extension.propose", to("2026-05-10"), closing));
    ASSERT_TRUE(window.as("other").send("extension.approve", closing));
    EXPECT_EQ(window.states(), "open as_it_is");
    Life by_a_day = open_april();
    by_a_day.run_to(closing);
    ASSERT_TRUE(by_a_day.send("extension.propose", to("2026-05-01"), closing));
    ASSERT_TRUE(by_a_day.as("other").send("extension.approve", closing));
    EXPECT_EQ(by_a_day.states(), "closing as_it_is") << "less than a week to go";
}

TEST(Window, IsExtendedBeforeItOpensAndTwice) {
    Life planned = april();
    ASSERT_TRUE(planned.send("extension.propose", to("2026-05-10"), february));
    ASSERT_TRUE(planned.as("other").send("extension.approve", february));
    EXPECT_EQ(planned.states(), "planned as_it_is");
    planned.run_to(msk("2026-04-01 00:00"));
    EXPECT_EQ(planned.timers().at("ends"), msk("2026-05-11 00:00"));
    EXPECT_EQ(planned.told().find("start new-family/window")->second["opens_at"],
              Value("2026-09-30T21:00:00.000Z"));
    Life twice = extended("2026-05-10");
    ASSERT_TRUE(twice.as("lead").send("extension.propose", to("2026-05-20"), msk("2026-05-10 23:59:59")));
    ASSERT_TRUE(twice.as("other").send("extension.approve", msk("2026-05-10 23:59:59")));
    EXPECT_EQ(twice.datum("extensions").array().size(), 2U);
    EXPECT_EQ(twice.timers().at("ends"), msk("2026-05-21 00:00"));
}

}  // namespace
}  // namespace waymark::partner
