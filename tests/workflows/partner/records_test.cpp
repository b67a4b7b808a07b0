// What is recorded of a partner beside its employees: agreement, solutions, plans, projects; and how the
// partner begins each, by the charts alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const Instant june = msk("2026-06-01 12:00");
const Value live = json("{'facts': {'partner': {'live': true}}}");
const Value gone = json("{'facts': {'partner': {'live': false}}, 'reason': 'subject:9'}");
const Value for_a_reason = live.with("reason", "subject:9");

Life agreement() { return {"agreement", json("{'number': 'P-77', 'signed_on': '2026-05-06'}"), june}; }

TEST(Agreement, IsInForceAndTellsThePartner) {
    const Life signed_one = agreement();
    EXPECT_EQ(signed_one.states(), "in_force");
    EXPECT_EQ(signed_one.told().find("parent agreement.signed")->second,
              json("{'number': 'P-77', 'date': '2026-05-06'}"));
}

TEST(Agreement, IsAmendedAndCorrected) {
    Life pact = agreement();
    EXPECT_THAT(pact.chance("amend", json("{'number': '1', 'date': '2026-05-05'}"), june),
                StartsWith("BAD_DATE"));
    EXPECT_THAT(pact.chance("amend", json("{'number': '1', 'date': '2026-06-02'}"), june, "ru"),
                StartsWith("BAD_DATE"));
    ASSERT_TRUE(pact.send("amend", json("{'number': '1', 'date': '2026-06-01'}"), june));
    EXPECT_EQ(pact.datum("amendments"), json("[{'number': '1', 'date': '2026-06-01'}]"));
    EXPECT_THAT(pact.chance("correct", json("{'date': '2026-06-02'}"), june), StartsWith("BAD_DATE"));
    ASSERT_TRUE(pact.send("correct", json("{'date': '2026-05-07'}"), june));
    EXPECT_EQ(pact.told().find("parent agreement.signed")->second,
              json("{'number': 'P-77', 'date': '2026-05-07'}"));
    ASSERT_TRUE(pact.send("correct", json("{'number': 'P-78'}"), june));
    EXPECT_EQ(pact.datum("signed_on"), Value("2026-05-07"));
}

TEST(Agreement, EndsByADecision) {
    Life pact = agreement();
    for (const char* day : {"2026-05-06", "2026-06-02", "2026-02-30"})
        EXPECT_THAT(
            pact.chance("end", json("{'ended_on': '" + std::string(day) + "', 'reason': 'subject:1'}"), june),
            StartsWith("BAD_DATE"))
            << day;
    ASSERT_TRUE(pact.send("end", json("{'ended_on': '2026-06-01', 'reason': 'subject:1'}"), june));
    EXPECT_EQ(pact.datum("ended_on"), Value("2026-06-01"));
    EXPECT_EQ(pact.told().count("parent agreement.ended"), 1U);
    EXPECT_FALSE(pact.send("partner.reinstated", june));
}

TEST(Agreement, EndsWithThePartnershipAndComesBackWithIt) {
    Life left = agreement();
    ASSERT_TRUE(left.send("partner.exited", json("{'exit_at': '2026-06-30T21:00:00.000Z'}"),
                          utc("2026-06-30T21:00:00Z")));
    EXPECT_EQ(left.datum("ended_on"), Value("2026-07-01"));
    EXPECT_EQ(left.datum("ended_by"), Value("QUIT"));
    EXPECT_FALSE(left.send("partner.reinstated", june));
    Life revoked = agreement();
    ASSERT_TRUE(revoked.send("partner.revoked", json("{'at': '2026-06-01T09:00:00.000Z'}"), june));
    EXPECT_EQ(revoked.datum("ended_on"), Value("2026-06-01"));
    ASSERT_TRUE(revoked.send("partner.reinstated", june));
    EXPECT_EQ(revoked.states(), "in_force");
    EXPECT_EQ(revoked.datum("ended_on"), Value(nullptr));
}

/// What is handed in and decided on: its workflow, states and events.
struct Kind {
    const char *workflow, *handed_in, *accept, *accepted, *take_back, *since, *data;
};
const std::array kinds = {
    Kind{"solution", "claimed", "verify", "verified", "verification.withdraw", "verified_on",
         "{'technology': 'devops', 'title': 'subject:1', 'implemented_on': '2026-05-01'}"},
    Kind{"plan", "submitted", "approve", "approved", "approval.withdraw", "approved_on",
         "{'technology': 'devops', 'document': 'subject:1'}"},
    Kind{"project", "reported", "confirm", "confirmed", "confirmation.withdraw", "confirmed_on",
         "{'technology': 'devops', 'customer': 'subject:1', 'implemented_on': '2026-05-01'}"},
};
Life handed_in(const Kind& kind) { return {kind.workflow, json(kind.data), june}; }

TEST(Records, AreAcceptedByTheProvider) {
    for (const Kind& kind : kinds) {
        SCOPED_TRACE(kind.workflow);
        Life record = handed_in(kind);
        EXPECT_EQ(record.states(), kind.handed_in);
        EXPECT_THAT(record.audiences("record.submitted"), ElementsAre("pam"));
        EXPECT_EQ(record.message("record.submitted")["what"], Value("subject:1"));
        EXPECT_THAT(record.chance(kind.accept, gone, june), StartsWith("NOT_PARTNER"));
        ASSERT_TRUE(record.send(kind.accept, live, june));
        EXPECT_EQ(record.states(), kind.accepted);
        EXPECT_EQ(record.datum(kind.since), Value("2026-06-01"));
        EXPECT_EQ(record.message("record.decided")["result"], Value("confirmed"));
        EXPECT_THAT(record.audiences("record.decided"), ElementsAre("partner", "pam"));
        EXPECT_EQ(record.chance("withdraw", june), "not in state");
        ASSERT_TRUE(record.send(kind.take_back, for_a_reason, june));
        EXPECT_EQ(record.states(), "withdrawn");
        EXPECT_EQ(record.datum(kind.since), Value(nullptr));
        EXPECT_EQ(record.message("record.decided")["reason"], Value("subject:9"));
        EXPECT_FALSE(record.running());
    }
}

TEST(Records, AreWithdrawnByThePartner) {
    for (const Kind& kind : kinds) {
        Life record = handed_in(kind);
        ASSERT_TRUE(record.send("withdraw", june)) << kind.workflow;
        EXPECT_FALSE(record.running());
        EXPECT_THAT(record.messages(), IsEmpty());
    }
}

TEST(Records, SolutionsAndProjectsAreDeclined) {
    for (const Kind& kind : {kinds[0], kinds[2]}) {
        Life record = handed_in(kind);
        ASSERT_TRUE(record.send("decline", for_a_reason, june)) << kind.workflow;
        EXPECT_EQ(record.states(), "declined");
        EXPECT_EQ(record.message("record.decided")["result"], Value("declined"));
    }
}

TEST(Plan, IsReturnedAndHandedInAgain) {
    Life plan = handed_in(kinds[1]);
    ASSERT_TRUE(plan.send("return", for_a_reason, june));
    EXPECT_EQ(plan.states(), "returned");
    EXPECT_EQ(plan.datum("returned_for"), Value("subject:9"));
    EXPECT_EQ(plan.message("record.decided")["result"], Value("returned"));
    ASSERT_TRUE(plan.send("resubmit", live.with("document", "subject:2"), june));
    EXPECT_EQ(plan.states(), "submitted");
    EXPECT_EQ(plan.datum("document"), Value("subject:2"));
    EXPECT_EQ(plan.datum("returned_for"), Value(nullptr));
    EXPECT_EQ(plan.message("record.submitted")["what"], Value("subject:2"));
}

TEST(Plan, ANewerOneForTheSameTechnologySupersedesIt) {
    Life plan = handed_in(kinds[1]);
    ASSERT_TRUE(plan.send("approve", live, june));
    EXPECT_EQ(plan.told().find("family/plan plan.approved")->second,
              json("{'technology': 'devops', 'plan': '0123456789abc'}"));
    EXPECT_FALSE(plan.send("plan.approved", json("{'technology': 'devops', 'plan': '0123456789abc'}"), june))
        << "its own approval";
    EXPECT_FALSE(plan.send("plan.approved", json("{'technology': 'ml-ai', 'plan': '0123456789abd'}"), june));
    ASSERT_TRUE(plan.send("plan.approved", json("{'technology': 'devops', 'plan': '0123456789abd'}"), june));
    EXPECT_EQ(plan.states(), "superseded");
    EXPECT_EQ(plan.datum("approved_on"), Value("2026-06-01"));
}

Life a_partner(const std::string& more = "") {
    return {"partner", json("{'name': 'subject:1'" + more + "}"), june};
}

TEST(Partner, MayBeAddedWithItsAgreement) {
    EXPECT_EQ(a_partner().told().count("start agreement"), 0U);
    Life partner = a_partner(", 'agreement': {'number': 'P-77', 'date': '2026-05-06'}");
    EXPECT_EQ(partner.told().find("start agreement")->second,
              json("{'number': 'P-77', 'signed_on': '2026-05-06'}"));
    ASSERT_TRUE(partner.send("agreement.signed", json("{'number': 'P-77', 'date': '2026-05-06'}"), june));
    EXPECT_THAT(partner.chance("agreement.record", json("{'number': 'P-78', 'date': '2026-05-06'}"), june),
                StartsWith("ALREADY_OPEN: the agreement P-77"));
    ASSERT_TRUE(partner.send("agreement.ended", june));
    EXPECT_THAT(partner.chance("agreement.record", json("{'number': 'P-78', 'date': '2026-06-02'}"), june),
                StartsWith("BAD_DATE"));
    ASSERT_TRUE(partner.send("agreement.record", json("{'number': 'P-78', 'date': '2026-06-01'}"), june));
    EXPECT_EQ(partner.told().find("start agreement")->second,
              json("{'number': 'P-78', 'signed_on': '2026-06-01'}"));
}

const std::vector<std::pair<const char*, const char*>> beginnings = {
    {"agreement.record", "{'number': 'P-1', 'date': '2026-05-01'}"},
    {"employee.add", "{'name': 'subject:2', 'from': '2026-07-01'}"},
    {"solution.claim", "{'technology': 'devops', 'title': 'subject:2', 'implemented_on': '2026-06-01'}"},
    {"plan.submit", "{'technology': 'devops', 'document': 'subject:2'}"},
    {"project.report",
     "{'technology': 'ml-ai', 'customer': 'subject:2', 'implemented_on': '2026-06-01', 'product': "
     "'brand-voice-core'}"},
    {"customer.add", "{'name': 'subject:2', 'tin': '7707083893', 'direct_contract': true}"}};

TEST(Partner, BeginsItsRecordsAlsoWhileLeaving) {
    Life partner = a_partner();
    const Instant end = msk("2026-07-08 00:00");
    ASSERT_TRUE(partner.send("notice.accepted",
                             json("{'exit_date': '2026-07-08', 'last_day': '2026-07-07', 'exit_at': "
                                  "'2026-07-07T21:00:00.000Z'}"),
                             june));
    for (const auto& [event, data] : beginnings) {
        ASSERT_TRUE(partner.send(event, json(data), june)) << event;
        const auto& [what, told] = *partner.told().begin();
        EXPECT_THAT(what, StartsWith("start ")) << event;
        if (what != "start agreement") {
            EXPECT_EQ(told["partner"], Value("0123456789abc")) << event;
        }
    }
    ASSERT_TRUE(partner.send("notice.executed", end));
    for (const auto& [event, data] : beginnings) {
        EXPECT_THAT(partner.chance(event, json(data), end), StartsWith("NOT_PARTNER")) << event;
        EXPECT_THAT(partner.chance(event, json(data), end, "ru"), HasSubstr("2026-07-07")) << event;
    }
}

TEST(Partner, RefusesRecordsWithDatesToCome) {
    const Life partner = a_partner();
    const std::vector<std::pair<const char*, const char*>> wrong = {
        {"employee.add", "{'name': 'subject:2', 'from': '2026-07-01', 'to': '2026-07-01'}"},
        {"solution.claim", "{'technology': 'devops', 'title': 'subject:2', 'implemented_on': '2026-06-02'}"},
        {"project.report",
         "{'technology': 'ml-ai', 'customer': 'subject:2', 'implemented_on': '2026-02-30'}"}};
    for (const auto& [event, data] : wrong)
        EXPECT_THAT(partner.chance(event, json(data), june), StartsWith("BAD_DATE")) << event;
    EXPECT_THAT(partner.chance("customer.add", json("{'name': 'subject:2', 'tin': '7707083894'}"), june),
                StartsWith("TIN_INVALID"));
}

TEST(Partner, SettlesAsFinanceSays) {
    Life partner = a_partner();
    ASSERT_TRUE(partner.send("settlement.set", json("{'mode': 'postpayment'}"), june));
    EXPECT_EQ(partner.datum("settlement"), json("{'mode': 'postpayment', 'since': '2026-06-01'}"));
}

}  // namespace
}  // namespace waymark::partner
