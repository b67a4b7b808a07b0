// 4.8: two persons, a cure, an effect, an appeal; and what the partner makes of them. By the charts alone.
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

const Instant spring = msk("2026-03-02 15:40");
Value none() { return json("{}"); }

Life proposed() {
    return {"revocation",
            json("{'reason_code': 'BRAND_MISUSE', 'clause': '7.3', 'evidence': 'subject:1', 'proposed_by': "
                 "'pam'}"),
            spring};
}
Life in_effect() {
    Life revocation = proposed();
    EXPECT_TRUE(revocation.as("lead").send("approve", none(), spring));
    return revocation;
}
Value reason() { return json("{'reason': 'subject:4'}"); }

TEST(Revocation, IsKnownToTheLeadOnlyWhenProposed) {
    const Life revocation = proposed();
    EXPECT_EQ(revocation.states(), "proposed");
    EXPECT_THAT(revocation.audiences("revocation.proposed"), ElementsAre("lead"));
    EXPECT_TRUE(revocation.message("revocation.proposed")["evidence"].is_undefined());
    EXPECT_THAT(revocation.told(), IsEmpty());
    EXPECT_THAT(revocation.timers(), IsEmpty()) << "unilateral: no cure, if nobody gives one";
}

TEST(Revocation, IsApprovedByAnother) {
    Life revocation = proposed();
    EXPECT_THAT(revocation.as("pam").chance("approve", none(), spring),
                StartsWith("SAME_PERSON: who proposed"));
    EXPECT_THAT(revocation.chance("approve", none(), spring, "ru"), StartsWith("SAME_PERSON: предложивший"));
    EXPECT_FALSE(revocation.send("approve", none(), spring));
    revocation.as("lead");
    for (const char* date : {"2026-03-02", "2026-03-01", "2026-02-30", "soon"}) {
        const Value on = json("{'effective_on': '" + std::string(date) + "'}");
        EXPECT_THAT(revocation.chance("approve", on, spring), StartsWith("BAD_DATE: it takes effect"))
            << date;
        EXPECT_THAT(revocation.chance("approve", on, spring, "ru"), StartsWith("BAD_DATE: отзыв")) << date;
    }
    ASSERT_TRUE(revocation.send("approve", none(), spring));
    EXPECT_EQ(revocation.states(), "effective");
    EXPECT_EQ(revocation.datum("effective_at"), Value("2026-03-02T12:40:00.000Z"));
    EXPECT_EQ(revocation.datum("appeal_until"), Value("2026-04-01"))
        << "thirty days, the day of effect is day 0";
    EXPECT_EQ(revocation.told().find("parent revocation.effective")->second["last_day"], Value("2026-03-01"));
    EXPECT_THAT(revocation.audiences("revocation.effective"),
                ElementsAre("partner", "pam", "team", "finance", "support"));
}

TEST(Revocation, TakesEffectAtAMidnightToCome) {
    Life revocation = proposed();
    ASSERT_TRUE(revocation.as("lead").send("approve", json("{'effective_on': '2026-03-03'}"), spring));
    EXPECT_EQ(revocation.states(), "approved");
    EXPECT_THAT(revocation.timers(), ElementsAre(Pair("effect", msk("2026-03-03 00:00"))));
    EXPECT_THAT(revocation.messages(), IsEmpty()) << "the partner sees nothing before";
    revocation.run_to(msk("2026-03-02 23:59:59"));
    EXPECT_EQ(revocation.states(), "approved");
    revocation.run_to(msk("2026-03-03 00:00"));
    EXPECT_EQ(revocation.states(), "effective");
    EXPECT_EQ(revocation.datum("effective_on"), Value("2026-03-03"));
    EXPECT_EQ(revocation.told().find("parent revocation.effective")->second["at"],
              Value("2026-03-02T21:00:00.000Z"));
}

TEST(Revocation, GivesTimeToPutItRight) {
    Life revocation = proposed();
    EXPECT_THAT(revocation.chance("cure.grant", json("{'days': 31, 'demand': 'x'}"), spring),
                StartsWith("TOO_LONG: at"));
    EXPECT_THAT(revocation.chance("cure.grant", json("{'days': 31, 'demand': 'x'}"), spring, "ru"),
                StartsWith("TOO_LONG: на"));
    ASSERT_TRUE(revocation.send("cure.grant", json("{'days': 30, 'demand': 'subject:2'}"), spring));
    EXPECT_EQ(revocation.states(), "cure");
    EXPECT_THAT(revocation.audiences("revocation.cure"), ElementsAre("partner", "pam"));
    EXPECT_EQ(revocation.message("revocation.cure")["cure_until"], Value("2026-04-01"));
    EXPECT_THAT(revocation.timers(), ElementsAre(Pair("cure_over", msk("2026-04-02 00:00"))));
    revocation.as("lead");
    EXPECT_THAT(revocation.chance("approve", none(), msk("2026-04-01 23:59:59")),
                StartsWith("CURE: the partner"));
    EXPECT_THAT(revocation.chance("approve", none(), msk("2026-04-01 23:59:59"), "ru"),
                StartsWith("CURE: у партнёра"));
    EXPECT_EQ(revocation.possible_from("approve", none(), spring), msk("2026-04-02 00:00"));
    EXPECT_THAT(revocation.as("pam").chance("approve", none(), spring), StartsWith("SAME_PERSON"));
    EXPECT_EQ(revocation.possible_from("approve", none(), spring), std::nullopt);
    revocation.run_to(msk("2026-04-02 00:00"));
    EXPECT_EQ(revocation.states(), "cure") << "a person decides";
    EXPECT_THAT(revocation.audiences("revocation.cure_over"), ElementsAre("lead"));
    EXPECT_THAT(revocation.as("lead").chance("approve", json("{'effective_on': '2026-04-02'}"),
                                             msk("2026-04-02 00:00")),
                StartsWith("BAD_DATE"));
    ASSERT_TRUE(revocation.send("approve", none(), msk("2026-04-02 00:00")));
    EXPECT_EQ(revocation.states(), "effective");
}

TEST(Revocation, IsDropped) {
    Life revocation = proposed();
    ASSERT_TRUE(revocation.send("drop", reason(), spring));
    EXPECT_EQ(revocation.states(), "dropped");
    EXPECT_FALSE(revocation.running());
    EXPECT_THAT(revocation.messages(), IsEmpty()) << "the partner knew nothing of it";
    Life cured = proposed();
    ASSERT_TRUE(cured.send("cure.grant", json("{'days': 1, 'demand': 'subject:2'}"), spring));
    ASSERT_TRUE(cured.send("drop", reason(), spring));
    EXPECT_THAT(cured.audiences("revocation.dropped"), ElementsAre("partner", "pam"));
    EXPECT_THAT(cured.timers(), IsEmpty());
    Life effective = in_effect();
    EXPECT_EQ(effective.chance("drop", spring), "not in state");
}

TEST(Revocation, IsSupersededWhenThePartnerLeftFirst) {  // A40
    Life cure = proposed(), approved = proposed(), simply = proposed();
    ASSERT_TRUE(cure.send("cure.grant", json("{'days': 30, 'demand': 'subject:2'}"), spring));
    ASSERT_TRUE(approved.as("lead").send("approve", json("{'effective_on': '2026-04-20'}"), spring));
    for (Life* revocation : {&simply, &cure, &approved}) {
        ASSERT_TRUE(revocation->send("partner.exited", none(), msk("2026-03-20 00:00")));
        EXPECT_EQ(revocation->states(), "superseded");
        EXPECT_FALSE(revocation->running());
        EXPECT_THAT(revocation->timers(), IsEmpty());
    }
    Life effective = in_effect();
    EXPECT_FALSE(effective.send("partner.exited", none(), msk("2026-03-20 00:00")));
}

TEST(Revocation, AnAppealUpholdsOrReverses) {
    for (const auto& [event, state] : {std::pair("uphold", "upheld"), {"reverse", "reversed"}}) {
        Life revocation = in_effect();
        EXPECT_EQ(revocation.chance(event, spring), "not in state");
        ASSERT_TRUE(revocation.send("appealed", json("{'grounds': 'subject:3'}"), msk("2026-03-10 10:00")));
        EXPECT_EQ(revocation.states(), "under_appeal");
        EXPECT_THAT(revocation.audiences("revocation.appealed"), ElementsAre("lead", "partner"));
        EXPECT_EQ(revocation.message("revocation.appealed")["appealed_on"], Value("2026-03-10"));
        ASSERT_TRUE(revocation.send(event, reason(), msk("2026-03-12 10:00")));
        EXPECT_EQ(revocation.states(), state);
        EXPECT_EQ(revocation.datum("decided_by"), Value("lead"));
        EXPECT_THAT(revocation.audiences("revocation." + std::string(state)), Contains("partner"));
        EXPECT_EQ(revocation.told().count("parent revocation.reversed"),
                  state == std::string("reversed") ? 1U : 0U);
        EXPECT_FALSE(revocation.running());
    }
}

// The partner's side of it.

const Value breach = json(
    "{'reason_code': 'BRAND_MISUSE', 'clause': '7.3', 'evidence': 'subject:1', 'facts': "
    "{'revocations': []}}");
Value effect() {
    return json(
        "{'at': '2026-03-02T12:40:00.000Z', 'effective_on': '2026-03-02', 'last_day': '2026-03-01', "
        "'appeal_until': '2026-04-01', 'reason_code': 'BRAND_MISUSE', 'clause': '7.3'}");
}
Life a_partner() { return {"partner", json("{'name': 'subject:1'}"), spring}; }
Life revoked() {
    Life partner = a_partner();
    EXPECT_TRUE(partner.send("revocation.effective", effect(), spring));
    EXPECT_EQ(partner.states(), "revoked no_debt");
    return partner;
}

TEST(Revocation, OneAtATimeAndOfAPartnerOnly) {
    Life partner = a_partner();
    const Value open = json(
        "{'reason_code': 'BRAND_MISUSE', 'clause': '7.3', 'evidence': 'subject:1', 'facts': "
        "{'revocations': ['00000000000aa']}}");
    EXPECT_THAT(partner.chance("revocation.propose", open, spring),
                StartsWith("ALREADY_OPEN: the revocation 00000000000aa"));
    EXPECT_THAT(partner.chance("revocation.propose", open, spring, "ru"), StartsWith("ALREADY_OPEN: уже"));
    ASSERT_TRUE(partner.as("pam").send("revocation.propose", breach, spring));
    EXPECT_EQ(partner.told().find("start revocation")->second["proposed_by"], Value("pam"));
    EXPECT_THAT(partner.messages(), IsEmpty());
    EXPECT_THAT(revoked().chance("revocation.propose", breach, spring), StartsWith("PARTNER_REVOKED"));
    EXPECT_THAT(revoked().chance("revocation.propose", breach, spring, "ru"),
                StartsWith("PARTNER_REVOKED: статус"));
}

TEST(Revocation, TakesAllThatHangsOnThePartnership) {
    Life partner = a_partner();
    ASSERT_TRUE(partner.send("notice.opened", spring));
    ASSERT_TRUE(partner.send("notice.accepted",
                             json("{'exit_date': '2026-04-01', 'last_day': '2026-03-31', 'exit_at': "
                                  "'2026-03-31T21:00:00.000Z'}"),
                             spring));
    ASSERT_TRUE(partner.send("revocation.effective", effect(), spring));
    EXPECT_EQ(partner.states(), "revoked no_debt");
    EXPECT_EQ(partner.told().count("children partner.revoked"), 1U);
    for (const char* name : {"notice", "exit_date", "exit_at"})
        EXPECT_EQ(partner.datum(name), Value(nullptr)) << name;
    EXPECT_EQ(partner.datum("last_partner_day"), Value("2026-03-01"));
    EXPECT_THAT(partner.chance("application.open", json("{'technology': 'devops'}"), spring),
                StartsWith("PARTNER_REVOKED: the status was revoked on 2026-03-02"));
    EXPECT_THAT(partner.chance("application.open", json("{'technology': 'devops'}"), spring, "ru"),
                StartsWith("PARTNER_REVOKED: статус"));
    EXPECT_THAT(partner.chance("notice.register", json("{'sender': {'role': 'owner'}}"), spring),
                StartsWith("NOT_PARTNER"));
}

TEST(Revocation, IsAppealedOnceAndInTime) {
    Life partner = revoked();
    const Value grounds = json("{'grounds': 'subject:3'}");
    EXPECT_EQ(partner.chance("revocation.appeal", grounds, msk("2026-04-01 23:59:59")), "yes");
    EXPECT_EQ(partner.chance("revocation.appeal", grounds, msk("2026-04-02 00:00")),
              "TERM_OVER: an appeal was possible until 2026-04-01.");
    EXPECT_THAT(partner.chance("revocation.appeal", grounds, msk("2026-04-02 00:00"), "ru"),
                StartsWith("TERM_OVER: об"));
    ASSERT_TRUE(partner.send("revocation.appeal", grounds, msk("2026-03-10 10:00")));
    EXPECT_EQ(partner.told().find("children/revocation appealed")->second, grounds);
    EXPECT_THAT(partner.chance("revocation.appeal", grounds, msk("2026-03-11 10:00")),
                StartsWith("ALREADY_APPEALED: the revocation was appealed on 2026-03-10"));
    EXPECT_THAT(partner.chance("revocation.appeal", grounds, msk("2026-03-11 10:00"), "ru"),
                StartsWith("ALREADY_APPEALED: отзыв"));
    EXPECT_EQ(a_partner().chance("revocation.appeal", grounds, spring), "not in state");
}

TEST(Revocation, AReversalReopensThePartnership) {
    Life partner = revoked();
    ASSERT_TRUE(partner.send("revocation.reversed", msk("2026-03-12 10:00")));
    EXPECT_EQ(partner.states(), "active no_debt");
    EXPECT_EQ(partner.datum("revocation"), Value(nullptr));
    EXPECT_EQ(partner.datum("last_partner_day"), Value(nullptr));
    EXPECT_EQ(partner.told().count("children/specialization partner.reinstated"), 1U);
    EXPECT_EQ(partner.chance("application.open", json("{'technology': 'devops'}"), msk("2026-03-12 10:00")),
              "yes");
    EXPECT_EQ(
        partner.chance("notice.register", json("{'sender': {'role': 'owner'}}"), msk("2026-03-12 10:00")),
        "yes");
}

TEST(Revocation, ASpecializationItEndedGoesOnWithAGap) {
    Life specialization("specialization", json("{'technology': 'devops'}"), spring);
    ASSERT_TRUE(specialization.send("granted", facts(all_met, "'late_grant': null"), spring));
    ASSERT_TRUE(specialization.send("partner.revoked", json("{'at': '2026-03-20T12:00:00.000Z'}"),
                                    msk("2026-03-20 15:00")));
    EXPECT_EQ(specialization.datum("ended_by"), Value("REVOKED"));
    ASSERT_TRUE(specialization.send("partner.reinstated", met(), msk("2026-03-25 10:00")));
    EXPECT_EQ(specialization.states(), "active met lasting watch");
    EXPECT_EQ(specialization.datum("periods"),
              json("[{'from': '2026-03-02', 'to': '2026-03-20', 'reason': 'REVOKED'}, "
                   "{'from': '2026-03-25', 'to': null, 'reason': null}]"));
    Life given_up("specialization", json("{'technology': 'devops'}"), spring);
    ASSERT_TRUE(given_up.send("granted", facts(all_met, "'late_grant': null"), spring));
    ASSERT_TRUE(given_up.send("relinquish", json("{}"), spring));
    EXPECT_FALSE(given_up.send("partner.reinstated", met(), spring)) << "only what the revocation ended";
    EXPECT_EQ(given_up.states(), "ended met lasting watch");
}

}  // namespace
}  // namespace waymark::partner
