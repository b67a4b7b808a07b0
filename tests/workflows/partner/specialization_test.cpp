// 4.2: periods, the flag, and the ways a specialization ends, by the chart alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

const Instant april = msk("2026-04-20 12:00");

Life granted(Instant at = april) {
    Life specialization("specialization", json("{'technology': 'devops', 'reason': null}"), at);
    EXPECT_EQ(specialization.states(), "none met lasting");
    EXPECT_TRUE(specialization.send("granted", json("{'technology': 'devops', 'reason': null}"), at));
    return specialization;
}

TEST(Specialization, IsActiveFromTheDayOfItsGrant) {
    const Life last_second = granted(utc("2026-04-30T20:59:59Z"));  // S08
    EXPECT_EQ(last_second.states(), "active met lasting");
    EXPECT_EQ(last_second.datum("periods"), json("[{'from': '2026-04-30', 'to': null, 'reason': null}]"));
    EXPECT_EQ(last_second.told().find("parent specialization.activated")->second["technology"],
              Value("devops"));
    EXPECT_EQ(granted(utc("2026-03-31T21:00:00Z")).datum("periods").array()[0]["from"], Value("2026-04-01"));
}

TEST(Specialization, EndsWithThePartnershipAtItsDate) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("partner.exited", json("{'exit_at': '2026-05-09T21:00:00.000Z'}"),
                                    utc("2026-05-09T21:00:00Z")));
    EXPECT_EQ(specialization.states(), "ended met lasting");
    EXPECT_EQ(specialization.datum("ended_by"), Value("QUIT"));
    EXPECT_EQ(specialization.datum("periods"),
              json("[{'from': '2026-04-20', 'to': '2026-05-10', 'reason': 'QUIT'}]"));
    EXPECT_THAT(specialization.audiences("specialization.ended"), ElementsAre("partner", "pam"));
    EXPECT_EQ(specialization.message("specialization.ended")["last_day"], Value("2026-05-09"));
    EXPECT_EQ(specialization.told().find("parent specialization.ended")->second["reason"], Value("QUIT"));
}

TEST(Specialization, CanBeGivenUpAndGainedAgain) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("relinquish", json("{}"), msk("2026-04-25 09:00")));
    EXPECT_EQ(specialization.datum("ended_by"), Value("RELINQUISHED"));
    EXPECT_EQ(specialization.chance("relinquish", msk("2026-04-25 09:00")), "not in state");
    ASSERT_TRUE(specialization.send("granted", json("{'technology': 'devops'}"), msk("2026-10-01 00:00")));
    EXPECT_EQ(specialization.states(), "active met lasting");
    EXPECT_EQ(specialization.datum("ended_by"), Value(nullptr));
    EXPECT_EQ(specialization.datum("periods"),
              json("[{'from': '2026-04-20', 'to': '2026-04-25', 'reason': 'RELINQUISHED'}, "
                   "{'from': '2026-10-01', 'to': null, 'reason': null}]"));
}

TEST(Specialization, PeriodsOfOneDayDoNotOverlap) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("relinquish", json("{}"), april));
    ASSERT_TRUE(specialization.send("granted", json("{'technology': 'devops'}"), april));
    EXPECT_EQ(specialization.datum("periods"),
              json("[{'from': '2026-04-20', 'to': '2026-04-20', 'reason': 'RELINQUISHED'}, "
                   "{'from': '2026-04-20', 'to': null, 'reason': null}]"));
}

TEST(Specialization, TheFlagDoesNotEndIt) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), april));
    EXPECT_EQ(specialization.states(), "active at_risk lasting");
    EXPECT_EQ(specialization.message("specialization.at_risk")["reason"], Value("subject:3"));
    EXPECT_EQ(specialization.message("specialization.at_risk")["cure_date"], Value(nullptr));
    specialization.run_to(msk("2036-01-01 00:00"));
    EXPECT_EQ(specialization.states(), "active at_risk lasting");
    ASSERT_TRUE(specialization.send("risk.clear", april));
    EXPECT_EQ(specialization.states(), "active met lasting");
}

TEST(Specialization, AnEndNeedsTheFlagAReasonAndACureDate) {
    Life specialization = granted();
    const Value decision = json("{'reason': 'subject:4', 'cure_date': '2026-05-20'}");
    EXPECT_THAT(specialization.chance("end.decide", april), StartsWith("NOT_AT_RISK"));
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), april));
    EXPECT_EQ(specialization.chance("end.decide", april), "depends");
    EXPECT_THAT(specialization.chance("end.decide", decision, msk("2026-05-21 00:00")),
                StartsWith("BAD_DATE"));
    EXPECT_THAT(
        specialization.chance("end.decide", json("{'reason': 'x', 'cure_date': 'soon'}"), april, "ru"),
        StartsWith("BAD_DATE"));
    ASSERT_TRUE(specialization.send("end.decide", decision, april));
    EXPECT_EQ(specialization.states(), "active at_risk cure");
    EXPECT_EQ(specialization.message("specialization.at_risk")["cure_date"], Value("2026-05-20"));
    specialization.run_to(msk("2026-05-20 23:59:59"));
    EXPECT_EQ(specialization.states(), "active at_risk cure");
    specialization.run_to(msk("2026-05-21 00:00"));
    EXPECT_EQ(specialization.states(), "ended met lasting");
    EXPECT_EQ(specialization.datum("ended_by"), Value("SPEC_REVOKED"));
    EXPECT_EQ(specialization.message("specialization.ended")["last_day"], Value("2026-05-20"));
}

TEST(Specialization, ADecisionIsTakenBackOrCured) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), april));
    const Value decision = json("{'reason': 'subject:4', 'cure_date': '2026-05-20'}");
    ASSERT_TRUE(specialization.send("end.decide", decision, april));
    ASSERT_TRUE(specialization.send("end.cancel", json("{'reason': 'subject:5'}"), april));
    EXPECT_EQ(specialization.states(), "active at_risk lasting");
    EXPECT_THAT(specialization.timers(), IsEmpty());
    ASSERT_TRUE(specialization.send("end.decide", decision, april));
    ASSERT_TRUE(specialization.send("risk.clear", april));
    EXPECT_EQ(specialization.states(), "active met lasting");
    EXPECT_EQ(specialization.datum("cure_date"), Value(nullptr));
    EXPECT_THAT(specialization.timers(), IsEmpty());
}

TEST(Specialization, AnExitOvertakesADecision) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), april));
    ASSERT_TRUE(
        specialization.send("end.decide", json("{'reason': 'subject:4', 'cure_date': '2026-05-20'}"), april));
    ASSERT_TRUE(specialization.send("partner.exited", json("{'exit_at': '2026-05-09T21:00:00.000Z'}"),
                                    utc("2026-05-09T21:00:00Z")));
    EXPECT_EQ(specialization.states(), "ended met lasting");
    EXPECT_EQ(specialization.datum("ended_by"), Value("QUIT"));
    EXPECT_THAT(specialization.timers(), IsEmpty());
    EXPECT_THAT(specialization.chance("risk.set", april), StartsWith("NOT_ACTIVE"));
    EXPECT_THAT(specialization.chance("end.decide", april), StartsWith("NOT_ACTIVE"));
}

}  // namespace
}  // namespace waymark::partner
