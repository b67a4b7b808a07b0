// 4.3: an application over windows, on hold and at the end of its partnership, by the chart alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/applying.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

TEST(Application, ItsWindowOpensNearsItsEndAndCarriesItOver) {
    Life application = ready("ml-ai");
    application.run_to(msk("2026-04-01 00:00"));
    EXPECT_EQ(application.states(), "ready window_open");
    EXPECT_EQ(application.message("window.open")["last_day"], Value("2026-04-30"));
    application.run_to(msk("2026-04-23 23:59:59"));
    EXPECT_EQ(application.states(), "ready window_open");
    application.run_to(msk("2026-04-24 00:00"));
    EXPECT_EQ(application.states(), "ready window_closing");
    EXPECT_THAT(application.audiences("window.closing"), ElementsAre("partner", "pam"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("window_closes", msk("2026-05-01 00:00"))));
    ASSERT_TRUE(application.send("window.closes", facts(october_ahead), msk("2026-05-01 00:00")));
    EXPECT_EQ(application.states(), "ready window_ahead") << "the same working state";
    EXPECT_EQ(application.datum("carried"), json("['2026-04']"));
    EXPECT_EQ(application.message("application.carried_over")["previous_window"], Value("2026-04"));
    EXPECT_EQ(application.message("application.carried_over")["window"], Value("2026-10"));
    application.run_to(msk("2026-10-25 00:00"));
    EXPECT_EQ(application.states(), "ready window_closing");
}

TEST(Application, AnExtendedWindowIsItsWindowStill) {
    Life application = in_interview(april, april_open);
    ASSERT_TRUE(application.send("window.closes", facts(april_extended), msk("2026-05-01 00:00")));
    EXPECT_EQ(application.states(), "interview window_open") << "until 4 May";
    EXPECT_EQ(application.datum("carried"), json("[]"));
    EXPECT_THAT(application.messages(), IsEmpty());
    EXPECT_EQ(application.told().find("children/interview window.moved")->second["window_ends_at"],
              Value("2026-05-10T21:00:00.000Z"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("window_closes", msk("2026-05-11 00:00")),
                                                  Pair("window_closing", msk("2026-05-04 00:00"))));
    application.run_to(msk("2026-05-04 00:00"));
    EXPECT_EQ(application.message("window.closing")["last_day"], Value("2026-05-10"));
}

TEST(Application, IsOnHoldWhileItsPartnerLeaves) {  // A41
    struct Case {
        Life application;
        const char *held_in, *resumed;
    };
    Life asked = in_review();
    ASSERT_TRUE(asked.send("ask", json("{'reason': 'subject:5'}"), march));
    std::vector<Case> cases;
    cases.push_back({submitted(), "submitted", "submitted window_ahead"});
    cases.push_back({in_review(), "in_review", "in_review window_ahead"});
    cases.push_back({std::move(asked), "action_required", "action_required window_ahead"});
    cases.push_back({in_interview(), "interview", "interview window_ahead"});
    cases.push_back({ready(), "ready", "ready window_ahead"});
    for (auto& [application, held_in, resumed] : cases) {
        ASSERT_TRUE(application.send("partner.leaving", march));
        EXPECT_EQ(application.states(), "on_hold");
        EXPECT_EQ(application.datum("held_in"), Value(held_in));
        EXPECT_EQ(application.message("application.on_hold")["from_state"], Value(held_in));
        EXPECT_THAT(application.timers(), IsEmpty());
        EXPECT_EQ(application.told().count("children/interview application.moved_on"),
                  held_in == std::string("interview") ? 1U : 0U);
        for (const char* event : {"grant", "reject", "late_grant.propose", "check", "complete", "withdraw"})
            EXPECT_EQ(application.chance(event, facts(both(april_open, all_met)), april), "not in state")
                << event;

        ASSERT_TRUE(application.send("partner.staying", facts(october_ahead), msk("2026-05-04 12:00")));
        EXPECT_EQ(application.states(), resumed);
        EXPECT_EQ(application.datum("window"), Value("2026-10")) << "the right window";
        EXPECT_THAT(application.timers(), Contains(Pair("window_closes", msk("2026-11-01 00:00"))));
        EXPECT_EQ(application.datum("held_in"), Value(nullptr));
        EXPECT_EQ(application.told().count("start interview"), held_in == std::string("interview") ? 1U : 0U)
            << "to be scheduled anew";
        EXPECT_THAT(application.audiences("application.resumed"), ElementsAre("partner", "pam"));
    }
    EXPECT_EQ(cases[2].application.datum("asked"), Value("subject:5")) << "it is still known what is missing";
}

TEST(Application, AHoldForgetsAProposedLateGrant) {
    Life application = ready();
    ASSERT_TRUE(application.send("late_grant.propose", facts(april_ahead, "'reason': 'x'"), march));
    ASSERT_TRUE(application.send("partner.leaving", march));
    ASSERT_TRUE(application.send("partner.staying", facts(april_ahead), march));
    EXPECT_THAT(
        application.as("other").chance("late_grant.approve", facts(both(april_ahead, all_met)), march),
        StartsWith("NOT_PROPOSED"));
}

TEST(Application, AResultThatRanOutOnHoldIsNoticedAtOnce) {  // A38
    Life application = ready();
    ASSERT_TRUE(application.send("partner.leaving", march));
    const Instant later = msk("2027-03-20 12:00");
    ASSERT_TRUE(application.send("partner.staying", facts(next_april_ahead), later));
    application.run_to(later);
    EXPECT_EQ(application.states(), "interview window_ahead");
}

TEST(Application, IsClosedWithThePartnership) {
    for (const auto& [event, code] :
         {std::pair("partner.exited", "PARTNER_EXITED"), {"partner.revoked", "PARTNER_REVOKED"}}) {
        Life held = ready();
        ASSERT_TRUE(held.send("partner.leaving", march));
        for (Life& application : several(draft(), submitted(), in_interview(), ready(), std::move(held))) {
            const bool interviewed = application.states().starts_with("interview");
            ASSERT_TRUE(application.send(event, json("{}"), april));
            EXPECT_EQ(application.states(), "closed");
            EXPECT_FALSE(application.running());
            EXPECT_EQ(application.datum("decision"), Value(code));
            EXPECT_EQ(application.message("application.closed")["code"], Value(code));
            EXPECT_EQ(application.told().count("children/interview application.moved_on"),
                      interviewed ? 1U : 0U);
            EXPECT_THAT(application.timers(), IsEmpty());
        }
    }
}

}  // namespace
}  // namespace waymark::partner
