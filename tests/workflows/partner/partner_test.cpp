// The partner's status, its notice and its specializations, by the chart alone.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

const Instant spring = msk("2026-03-02 15:40");

Life a_partner(Instant at = spring) {
    return {"partner", json("{'name': 'subject:1', 'tin': '7707083893', 'locale': 'ru'}"), at};
}

Value from_owner(std::string more = "") {
    return json("{'sender': {'role': 'owner'}" + std::move(more) + "}");
}

Value quit_dates(const char* exit_date, const char* last_day, const char* exit_at) {
    return Value::Object{{"exit_date", exit_date}, {"last_day", last_day}, {"exit_at", exit_at}};
}

Life leaving_partner() {
    Life partner = a_partner();
    EXPECT_TRUE(partner.send("notice.register", from_owner(), spring));
    EXPECT_TRUE(partner.send("notice.opened", spring));
    EXPECT_TRUE(partner.send("notice.accepted",
                             quit_dates("2026-04-01", "2026-03-31", "2026-03-31T21:00:00.000Z"), spring));
    return partner;
}

TEST(Partner, IsActiveAtOnce) {
    const Life partner = a_partner();
    EXPECT_EQ(partner.states(), "active no_debt");
    EXPECT_EQ(partner.datum("since"), Value("2026-03-02"));
    EXPECT_EQ(partner.datum("name"), Value("subject:1"));
    EXPECT_EQ(partner.datum("contacts"), json("[]"));
}

TEST(Partner, ANoticeIsStartedWithTheTimeOfItsReceipt) {
    Life partner = a_partner();
    EXPECT_EQ(partner.chance("notice.register", spring), "depends");
    ASSERT_TRUE(partner.send(
        "notice.register",
        from_owner(", 'received_at': '2026-03-01T10:00:00+03:00', 'requested_exit_date': '2026-04-20', "
                   "'ticket': 'T-1', 'form': 'portal'"),
        spring));
    EXPECT_EQ(partner.told().find("start notice")->second,
              json("{'received_at': '2026-03-01T07:00:00.000Z', 'requested_exit_date': '2026-04-20', "
                   "'sender': {'role': 'owner'}, "
                   "'form': 'portal', 'ticket': 'T-1'}"));
    Life another = a_partner();
    ASSERT_TRUE(another.send("notice.register", from_owner(), spring));
    EXPECT_EQ(another.told().find("start notice")->second["received_at"], Value("2026-03-02T12:40:00.000Z"));
    EXPECT_EQ(another.told().find("start notice")->second["requested_exit_date"], Value(nullptr));
}

TEST(Partner, ANoticeIsRefusedWithItsReason) {  // I15
    Life partner = a_partner();
    const auto why = [&](const Value& data) { return partner.chance("notice.register", data, spring); };
    EXPECT_THAT(why(json("{'sender': {'role': 'other'}}")), StartsWith("SENDER_NOT_ENTITLED"));
    EXPECT_THAT(why(from_owner(", 'received_at': '2026-03-02T12:40:01Z'")), StartsWith("RECEIVED_IN_FUTURE"));
    EXPECT_EQ(why(from_owner(", 'received_at': '2026-03-02T12:40:00Z'")), "yes");
    EXPECT_THAT(why(from_owner(", 'received_at': '2014-01-01T00:00:00Z'")), StartsWith("BAD_INSTANT"));
    EXPECT_THAT(why(from_owner(", 'requested_exit_date': '2026-02-30'")), StartsWith("BAD_DATE"));
    EXPECT_FALSE(partner.send("notice.register", json("{'sender': {'role': 'other'}}"), spring));
    ASSERT_TRUE(partner.send("notice.register", from_owner(), spring));
    ASSERT_TRUE(partner.send("notice.opened", spring));
    EXPECT_THAT(why(from_owner()), StartsWith("ALREADY_OPEN"));
    EXPECT_THAT(partner.chance("notice.register", spring, "ru"), HasSubstr("the sender"));
    ASSERT_TRUE(partner.send("notice.refused", spring));
    EXPECT_EQ(why(from_owner()), "yes");
}

TEST(Partner, GoesAndStays) {
    Life partner = leaving_partner();
    EXPECT_EQ(partner.states(), "quit_pending no_debt");
    EXPECT_EQ(partner.datum("exit_date"), Value("2026-04-01"));
    EXPECT_THAT(partner.chance("notice.register", spring), StartsWith("ALREADY_OPEN"));
    ASSERT_TRUE(partner.send("notice.rescheduled",
                             quit_dates("2026-05-01", "2026-04-30", "2026-04-30T21:00:00.000Z"), spring));
    EXPECT_EQ(partner.datum("exit_date"), Value("2026-05-01"));
    ASSERT_TRUE(partner.send("notice.withdrawn", spring));
    EXPECT_EQ(partner.states(), "active no_debt");
    EXPECT_EQ(partner.datum("exit_date"), Value(nullptr));
    EXPECT_EQ(partner.chance("notice.register", from_owner(), spring), "yes");
}

TEST(Partner, ExitsAndItsSpecializationsHearOfItInTheSameStep) {
    Life partner = leaving_partner();
    ASSERT_TRUE(partner.send("notice.executed", utc("2026-03-31T21:00:00Z")));
    EXPECT_EQ(partner.states(), "exited no_debt");
    EXPECT_EQ(partner.told().find("children partner.exited")->second["exit_at"],
              Value("2026-03-31T21:00:00.000Z"));
    const Instant after = msk("2026-04-02 12:00");
    EXPECT_THAT(partner.chance("notice.register", after), StartsWith("NOT_PARTNER"));
    EXPECT_THAT(partner.chance("notice.register", after, "ru"), HasSubstr("2026-03-31"));
    EXPECT_THAT(partner.chance("application.open", after), StartsWith("NOT_PARTNER"));
}

TEST(Partner, AppliesForEachTechnologyOnceAtATime) {  // I16
    Life partner = a_partner();
    const Instant april = msk("2026-04-20 12:00");
    const Value devops = json("{'technology': 'devops'}"), ml = json("{'technology': 'ml-ai'}");
    ASSERT_TRUE(partner.send("application.open", devops, april));
    EXPECT_EQ(partner.told().find("start application")->second, devops);
    ASSERT_TRUE(partner.send("application.opened", devops, april));
    EXPECT_EQ(partner.datum("applications"), json("[{'technology': 'devops', 'id': 'the sender'}]"));
    EXPECT_THAT(partner.chance("application.open", devops, april), StartsWith("ALREADY_OPEN"));
    EXPECT_EQ(partner.chance("application.open", ml, april), "yes");
    ASSERT_TRUE(
        partner.send("application.ended", json("{'technology': 'devops', 'again_from': null}"), april));
    ASSERT_TRUE(
        partner.send("specialization.granted", json("{'technology': 'devops', 'late_grant': null}"), april));
    EXPECT_EQ(partner.told().find("start specialization")->second,
              json("{'key': 'devops', 'technology': 'devops', 'late_grant': null}"));
    ASSERT_TRUE(partner.send("specialization.activated", devops, april));
    EXPECT_EQ(partner.datum("technologies"), json("['devops']"));
    EXPECT_THAT(partner.chance("application.open", devops, april), StartsWith("ALREADY_ACTIVE"));
    ASSERT_TRUE(partner.send("specialization.ended",
                             json("{'technology': 'devops', 'reason': 'RELINQUISHED'}"), april));
    EXPECT_EQ(partner.chance("application.open", devops, april), "yes");
}

TEST(Partner, AfterAFailedInterviewItAppliesAgainForTheNextWindow) {
    Life partner = a_partner();
    const Value devops = json("{'technology': 'devops'}");
    const Instant april = msk("2026-04-20 12:00");
    ASSERT_TRUE(partner.send("application.opened", devops, april));
    ASSERT_TRUE(partner.send("application.ended",
                             json("{'technology': 'devops', 'again_from': '2026-04-30T21:00:00.000Z'}"),
                             april));
    EXPECT_THAT(partner.chance("application.open", devops, msk("2026-04-30 23:59:59")),
                AllOf(StartsWith("INTERVIEW_FAILED"), HasSubstr("2026-05-01")));
    EXPECT_EQ(partner.chance("application.open", devops, msk("2026-05-01 00:00")), "yes");
    EXPECT_EQ(partner.chance("application.open", json("{'technology': 'ml-ai'}"), april), "yes");
}

TEST(Partner, NothingIsBegunWhileItLeaves) {  // I16
    const Life partner = leaving_partner();
    EXPECT_THAT(partner.chance("application.open", msk("2026-04-20 12:00")), StartsWith("QUIT_PENDING"));
}

TEST(Partner, TellsItsApplicationsThatItLeavesAndThatItStays) {
    Life partner = leaving_partner();
    EXPECT_EQ(partner.told().count("children/application partner.leaving"), 1U);
    ASSERT_TRUE(partner.send("notice.withdrawn", spring));
    EXPECT_EQ(partner.told().count("children/application partner.staying"), 1U);
}

TEST(Partner, ARevocationEndsItAndItsReversalOpensItAgain) {
    Life partner = leaving_partner();
    EXPECT_EQ(partner.chance("revocation.propose", json("{'facts': {'revocations': []}}"), spring), "yes");
    EXPECT_THAT(partner.chance("revocation.propose", json("{'facts': {'revocations': ['r1']}}"), spring),
                StartsWith("ALREADY_OPEN: the revocation r1"));
    const Instant noon = msk("2026-03-10 12:00");
    ASSERT_TRUE(partner.send("revocation.effective",
                             json("{'at': '2026-03-10T09:00:00.000Z', 'effective_on': '2026-03-10', "
                                  "'last_day': '2026-03-09', 'appeal_until': '2026-04-09', "
                                  "'reason_code': 'FALSE_DATA', 'clause': '4.2'}"),
                             noon));
    EXPECT_EQ(partner.states(), "revoked no_debt");
    EXPECT_EQ(partner.datum("notice"), Value(nullptr));
    EXPECT_EQ(partner.told().find("children partner.revoked")->second,
              json("{'at': '2026-03-10T09:00:00.000Z'}"));
    EXPECT_THAT(partner.chance("application.open", noon), StartsWith("PARTNER_REVOKED"));
    EXPECT_EQ(partner.chance("revocation.appeal", json("{'grounds': 'subject:1'}"), msk("2026-04-09 23:59")),
              "yes");
    EXPECT_THAT(
        partner.chance("revocation.appeal", json("{'grounds': 'subject:1'}"), msk("2026-04-10 00:00")),
        StartsWith("TERM_OVER"));
    ASSERT_TRUE(partner.send("revocation.reversed", noon));
    EXPECT_EQ(partner.states(), "active no_debt");
    EXPECT_EQ(partner.told().count("children/specialization partner.reinstated"), 1U);
    EXPECT_EQ(partner.chance("notice.register", spring), "depends") << "a new one may be given";
}

TEST(Partner, DebtIsAFlagBesideTheStatus) {
    Life partner = leaving_partner();
    EXPECT_EQ(partner.chance("debt.clear", spring), "not in state");
    ASSERT_TRUE(partner.send("debt.set", json("{}"), spring));
    EXPECT_EQ(partner.states(), "quit_pending suspended");
    ASSERT_TRUE(partner.send("notice.withdrawn", spring));
    EXPECT_EQ(partner.states(), "active suspended");
    ASSERT_TRUE(partner.send("debt.clear", json("{}"), spring));
    EXPECT_EQ(partner.states(), "active no_debt");
}

}  // namespace
}  // namespace waymark::partner
