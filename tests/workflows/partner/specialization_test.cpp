// 4.2: periods, the flag, and the ways a specialization ends, by the chart alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/applying.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

const Instant day = msk("2026-04-20 12:00");

Value judged(const std::string& result, const std::string& review_on = "null",
             const std::string& more = "'late_grant': null") {
    return facts("'eligibility': {'version': 'r1', 'result': '" + result +
                     "', 'import': '0000000000007', 'review_on': " + review_on +
                     ", 'conditions': [{'code': 'S', 'kind': 'specialists', 'result': '" + result +
                     "', 'text': {'en': 'One more person.', 'ru': 'Нужен ещё один человек.'}}]}",
                 more);
}

Life granted(Instant at = day) {
    Life specialization("specialization", json("{'technology': 'devops', 'reason': null}"), at);
    EXPECT_EQ(specialization.states(), "none met lasting watch");
    EXPECT_TRUE(specialization.send("granted", judged("pass"), at));
    return specialization;
}

TEST(Specialization, IsActiveFromTheDayOfItsGrant) {
    const Life last_second = granted(utc("2026-04-30T20:59:59Z"));  // S08
    EXPECT_EQ(last_second.states(), "active met lasting watch");
    EXPECT_EQ(last_second.datum("periods"), json("[{'from': '2026-04-30', 'to': null, 'reason': null}]"));
    EXPECT_EQ(last_second.told().find("parent specialization.activated")->second["technology"],
              Value("devops"));
    EXPECT_EQ(granted(utc("2026-03-31T21:00:00Z")).datum("periods").array()[0]["from"], Value("2026-04-01"));
}

TEST(Specialization, EndsWithThePartnershipAtItsDate) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("partner.exited", json("{'exit_at': '2026-05-09T21:00:00.000Z'}"),
                                    utc("2026-05-09T21:00:00Z")));
    EXPECT_EQ(specialization.states(), "ended met lasting watch");
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
    ASSERT_TRUE(specialization.send("granted", judged("pass"), msk("2026-10-01 00:00")));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
    EXPECT_EQ(specialization.datum("ended_by"), Value(nullptr));
    EXPECT_EQ(specialization.datum("periods"),
              json("[{'from': '2026-04-20', 'to': '2026-04-25', 'reason': 'RELINQUISHED'}, "
                   "{'from': '2026-10-01', 'to': null, 'reason': null}]"));
}

TEST(Specialization, PeriodsOfOneDayDoNotOverlap) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("relinquish", json("{}"), day));
    ASSERT_TRUE(specialization.send("granted", judged("pass"), day));
    EXPECT_EQ(specialization.datum("periods"),
              json("[{'from': '2026-04-20', 'to': '2026-04-20', 'reason': 'RELINQUISHED'}, "
                   "{'from': '2026-04-20', 'to': null, 'reason': null}]"));
}

TEST(Specialization, TheFlagDoesNotEndIt) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), day));
    EXPECT_EQ(specialization.states(), "active at_risk lasting watch");
    EXPECT_EQ(specialization.message("specialization.at_risk")["reason"], Value("subject:3"));
    EXPECT_EQ(specialization.message("specialization.at_risk")["cure_date"], Value(nullptr));
    specialization.run_to(msk("2036-01-01 00:00"));
    EXPECT_EQ(specialization.states(), "active at_risk lasting watch");
    ASSERT_TRUE(specialization.send("risk.clear", day));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
}

TEST(Specialization, AnEndNeedsTheFlagAReasonAndACureDate) {
    Life specialization = granted();
    const Value decision = json("{'reason': 'subject:4', 'cure_date': '2026-05-20'}");
    EXPECT_THAT(specialization.chance("end.decide", day), StartsWith("NOT_AT_RISK"));
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), day));
    EXPECT_EQ(specialization.chance("end.decide", day), "depends");
    EXPECT_THAT(specialization.chance("end.decide", decision, msk("2026-05-21 00:00")),
                StartsWith("BAD_DATE"));
    EXPECT_THAT(specialization.chance("end.decide", json("{'reason': 'x', 'cure_date': 'soon'}"), day, "ru"),
                StartsWith("BAD_DATE"));
    ASSERT_TRUE(specialization.send("end.decide", decision, day));
    EXPECT_EQ(specialization.states(), "active at_risk cure watch");
    EXPECT_EQ(specialization.message("specialization.at_risk")["cure_date"], Value("2026-05-20"));
    specialization.run_to(msk("2026-05-20 23:59:59"));
    EXPECT_EQ(specialization.states(), "active at_risk cure watch");
    specialization.run_to(msk("2026-05-21 00:00"));
    EXPECT_EQ(specialization.states(), "ended met lasting watch");
    EXPECT_EQ(specialization.datum("ended_by"), Value("SPEC_REVOKED"));
    EXPECT_EQ(specialization.message("specialization.ended")["last_day"], Value("2026-05-20"));
}

TEST(Specialization, ADecisionIsTakenBackOrCured) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), day));
    const Value decision = json("{'reason': 'subject:4', 'cure_date': '2026-05-20'}");
    ASSERT_TRUE(specialization.send("end.decide", decision, day));
    ASSERT_TRUE(specialization.send("end.cancel", json("{'reason': 'subject:5'}"), day));
    EXPECT_EQ(specialization.states(), "active at_risk lasting watch");
    EXPECT_THAT(specialization.timers(), IsEmpty());
    ASSERT_TRUE(specialization.send("end.decide", decision, day));
    ASSERT_TRUE(specialization.send("risk.clear", day));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
    EXPECT_EQ(specialization.datum("cure_date"), Value(nullptr));
    EXPECT_THAT(specialization.timers(), IsEmpty());
}

TEST(Specialization, AnExitOvertakesADecision) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), day));
    ASSERT_TRUE(
        specialization.send("end.decide", json("{'reason': 'subject:4', 'cure_date': '2026-05-20'}"), day));
    ASSERT_TRUE(specialization.send("partner.exited", json("{'exit_at': '2026-05-09T21:00:00.000Z'}"),
                                    utc("2026-05-09T21:00:00Z")));
    EXPECT_EQ(specialization.states(), "ended met lasting watch");
    EXPECT_EQ(specialization.datum("ended_by"), Value("QUIT"));
    EXPECT_THAT(specialization.timers(), IsEmpty());
    EXPECT_THAT(specialization.chance("risk.set", day), StartsWith("NOT_ACTIVE"));
    EXPECT_THAT(specialization.chance("end.decide", day), StartsWith("NOT_ACTIVE"));
}

TEST(Specialization, ItsConditionsAreLookedAtAgainWhenTheyCanChange) {
    Life specialization("specialization", json("{'technology': 'devops', 'reason': null}"), day);
    ASSERT_TRUE(specialization.send("granted", judged("pass", "'2026-10-16'"), day));
    EXPECT_THAT(specialization.timers(), ElementsAre(testing::Pair("review", msk("2026-10-16 00:00"))));
    EXPECT_EQ(specialization.datum("reviewed"),
              json("{'at': '2026-04-20T09:00:00.000Z', 'version': 'r1', 'result': 'pass', "
                   "'import': '0000000000007', 'review_on': '2026-10-16'}"));
    ASSERT_TRUE(specialization.send("facts.changed", judged("pass", "'2026-07-01'"), day));
    EXPECT_THAT(specialization.timers(), ElementsAre(testing::Pair("review", msk("2026-07-01 00:00"))));
    ASSERT_TRUE(specialization.send("relinquish", json("{}"), day));
    EXPECT_THAT(specialization.timers(), IsEmpty());
    EXPECT_FALSE(specialization.send("facts.changed", judged("fail"), day))
        << "nobody watches what has ended";
}

TEST(Specialization, TheServicesMarkComesAndGoesByItself) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("facts.changed", judged("fail"), day));
    EXPECT_EQ(specialization.states(), "active at_risk lasting watch");
    EXPECT_THAT(specialization.audiences("specialization.at_risk"), ElementsAre("partner", "pam"));
    EXPECT_EQ(specialization.message("specialization.at_risk")["unmet"].array()[0]["code"], Value("S"));
    ASSERT_TRUE(specialization.send("facts.changed", judged("fail"), day));
    EXPECT_THAT(specialization.messages(), IsEmpty()) << "told once";
    EXPECT_EQ(
        specialization.chance("risk.clear", day),
        "CONDITIONS_NOT_MET: the service has marked it, and clears the mark by itself when they are met. "
        "One more person.");
    EXPECT_THAT(specialization.chance("risk.clear", day, "ru"),
                testing::HasSubstr("Нужен ещё один человек."));
    ASSERT_TRUE(specialization.send("conditions.review", judged("unknown"), day));
    EXPECT_EQ(specialization.states(), "active at_risk lasting watch") << "what is not known changes nothing";
    ASSERT_TRUE(specialization.send("conditions.review", judged("pass"), day));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
    ASSERT_TRUE(specialization.send("conditions.review", judged("unknown"), day));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
}

TEST(Specialization, APersonsMarkIsAPersonsToTakeAway) {
    Life specialization = granted();
    ASSERT_TRUE(specialization.send("risk.set", json("{'reason': 'subject:3'}"), day));
    ASSERT_TRUE(specialization.send("facts.changed", judged("pass"), day));
    EXPECT_EQ(specialization.states(), "active at_risk lasting watch");
    ASSERT_TRUE(specialization.send("risk.clear", day));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
}

}  // namespace
}  // namespace waymark::partner
