// 4.1: an application from its draft to the partner, scenario S01, by the chart alone.
#include <array>
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;
using testing::UnorderedElementsAre;

const Instant thursday = msk("2026-04-23 18:30");

Value nobody_has_the_tin() { return json("{'facts': {'tin': {'taken_by': []}}}"); }
Value somebody_has_the_tin() { return json("{'facts': {'tin': {'taken_by': ['000000000000z']}}}"); }

constexpr const char* complete =
    "{'company': 'subject:1', 'tin': '7707083893', 'contacts': [{'name': 'subject:2', 'email': "
    "'subject:3'}], "
    "'video_watched': true, 'partnership_type': 'direct', 'tax_type': 'general', "
    "'questionnaire': {'services': 'subject:4', 'customers': 'subject:5'}, 'previous': null}";

/// The complete application, some members of it replaced.
Value application(std::string_view changes = "{}") {
    Value all = json(complete);
    const Value other = json(std::string(changes));
    for (const auto& [name, value] : other.object()) all = all.with(name, value);
    return all;
}

Life draft(Instant at = thursday, std::string_view changes = "{}") {
    return {"onboarding", application(changes), at};
}

Life submitted(Instant at = thursday) {
    Life onboarding = draft(at);
    EXPECT_TRUE(onboarding.send("submit", nobody_has_the_tin(), at));
    return onboarding;
}

Life in_review(Instant at = thursday) {
    Life onboarding = submitted(at);
    EXPECT_TRUE(onboarding.send("review.start", at));
    return onboarding;
}

Life action_required(Instant submitted_at, Instant at) {
    Life onboarding = in_review(submitted_at);
    onboarding.run_to(at);
    EXPECT_TRUE(onboarding.send("changes.request", json("{'reason': 'subject:6'}"), at));
    return onboarding;
}

constexpr const char* all_four =
    "{'business': true, 'rf_resident': true, 'wire_transfer': true, 'paid_version': true}";

Life approved(Instant at = thursday) {
    Life onboarding = in_review(at);
    EXPECT_TRUE(onboarding.send("approve", json(all_four), at));
    return onboarding;
}

TEST(Onboarding, BeginsAsADraftAndTellsThePerson) {
    const Life onboarding = draft();
    EXPECT_EQ(onboarding.states(), "draft");
    EXPECT_EQ(onboarding.told().count("parent onboarding.opened"), 1u);
    EXPECT_THAT(onboarding.messages(), IsEmpty());
    EXPECT_EQ(onboarding.datum("expires_on"), Value("2026-07-22"));
}

TEST(Onboarding, IsSavedInPieces) {
    Life onboarding("onboarding", json("{'previous': null}"), thursday);
    EXPECT_EQ(onboarding.datum("missing").array().size(), 7u);
    EXPECT_THAT(onboarding.chance("submit", nobody_has_the_tin(), thursday), StartsWith("INCOMPLETE"));
    ASSERT_TRUE(
        onboarding.send("draft.save", json("{'tin': '7707083893', 'video_watched': true}"), thursday));
    ASSERT_TRUE(onboarding.send("draft.save",
                                json("{'company': 'subject:1', 'partnership_type': 'direct', 'tax_type': "
                                     "'simplified', 'questionnaire': {'services': 'a', 'customers': 'b'}}"),
                                thursday));
    EXPECT_EQ(onboarding.states(), "draft");
    EXPECT_EQ(onboarding.datum("tin"), Value("7707083893"));
    EXPECT_EQ(onboarding.datum("company"), Value("subject:1"));
    EXPECT_EQ(onboarding.datum("missing"),
              json("[{'member': 'contacts', 'en': 'a contact', 'ru': 'контактное лицо'}]"));
    EXPECT_THAT(onboarding.chance("submit", nobody_has_the_tin(), thursday),
                HasSubstr("missing: a contact;"));
    EXPECT_THAT(onboarding.chance("submit", nobody_has_the_tin(), thursday, "ru"),
                HasSubstr("контактное лицо"));
    EXPECT_FALSE(onboarding.send("submit", nobody_has_the_tin(), thursday));
    ASSERT_TRUE(onboarding.send(
        "draft.save", json("{'contacts': [{'name': 'subject:2', 'email': 'subject:3'}], 'locale': 'en'}"),
        thursday));
    EXPECT_EQ(onboarding.chance("submit", nobody_has_the_tin(), thursday), "yes");
    EXPECT_EQ(onboarding.told().count("parent onboarding.opened"), 0u) << "opened once";
}

// DRAFT → SUBMITTED: each of the table's conditions refuses by itself.
TEST(Onboarding, SubmittingWantsEverything) {
    const std::vector<std::pair<const char*, const char*>> lacks = {
        {"{'company': null}", "company name"},
        {"{'tin': null}", "taxpayer number"},
        {"{'contacts': []}", "a contact"},
        {"{'video_watched': false}", "video"},
        {"{'partnership_type': null}", "type of partnership"},
        {"{'tax_type': null}", "tax system"},
        {"{'questionnaire': null}", "questionnaire"}};
    for (const auto& [changes, what] : lacks) {
        Life onboarding = draft(thursday, changes);
        const std::string why = onboarding.chance("submit", nobody_has_the_tin(), thursday);
        EXPECT_THAT(why, StartsWith("INCOMPLETE"));
        EXPECT_THAT(why, HasSubstr(what));
        EXPECT_FALSE(onboarding.send("submit", nobody_has_the_tin(), thursday)) << changes;
    }
    const Life referral = draft(thursday, "{'partnership_type': 'referral'}");
    EXPECT_THAT(referral.chance("submit", nobody_has_the_tin(), thursday), StartsWith("REFERRAL_CLOSED"));
    const Life slip = draft(thursday, "{'tin': '7707083894'}");
    EXPECT_THAT(slip.chance("submit", nobody_has_the_tin(), thursday), StartsWith("TIN_INVALID"));
    EXPECT_EQ(draft(thursday, "{'tin': '500100732259'}").chance("submit", nobody_has_the_tin(), thursday),
              "yes")
        << "an entrepreneur's has twelve digits";
    Life twin = draft();
    EXPECT_THAT(twin.chance("submit", somebody_has_the_tin(), thursday), StartsWith("TIN_DUPLICATE"));
    EXPECT_THAT(twin.chance("submit", somebody_has_the_tin(), thursday), HasSubstr("correct the number"));
    EXPECT_THAT(twin.chance("submit", somebody_has_the_tin(), thursday, "ru"), HasSubstr("исправьте номер"));
    EXPECT_FALSE(twin.send("submit", somebody_has_the_tin(), thursday));
    EXPECT_EQ(twin.states(), "draft");
}

TEST(Onboarding, S01_NobodyDecidesOverTheMayHolidays) {
    Life onboarding = submitted();
    EXPECT_EQ(onboarding.states(), "submitted");
    EXPECT_THAT(onboarding.audiences("onboarding.received"), ElementsAre("prospect", "pam"));
    EXPECT_EQ(onboarding.message("onboarding.received")["due"], Value("2026-05-05"));
    EXPECT_EQ(onboarding.message("onboarding.received")["provisional"], Value(false));
    EXPECT_EQ(onboarding.message("onboarding.received")["again"], Value(false));
    EXPECT_THAT(onboarding.timers(), ElementsAre(Pair("term", msk("2026-05-06 00:00"))));
    onboarding.run_to(msk("2026-05-05 23:59:59"));
    EXPECT_EQ(onboarding.datum("overdue"), Value(false));
    onboarding.run_to(msk("2026-05-06 00:00"));
    EXPECT_EQ(onboarding.datum("overdue"), Value(true));
    EXPECT_THAT(onboarding.audiences("onboarding.overdue"), ElementsAre("lead"));
    EXPECT_EQ(onboarding.message("onboarding.overdue")["due"], Value("2026-05-05"));
    EXPECT_EQ(onboarding.states(), "submitted");
    EXPECT_THAT(onboarding.timers(), IsEmpty()) << "told once, never approved";
    onboarding.run_to(msk("2030-01-01 00:00"));
    EXPECT_THAT(onboarding.messages(), IsEmpty());
}

TEST(Onboarding, FiringTheTermByHandIsRefused) {
    Life onboarding = submitted();
    EXPECT_FALSE(onboarding.send("term.over", msk("2026-05-05 23:59:59")));
    EXPECT_EQ(onboarding.datum("overdue"), Value(false));
    EXPECT_EQ(onboarding.possible_from("term.over", thursday), msk("2026-05-06 00:00"));
}

TEST(Onboarding, S01_TheTermRestsWhileChangesAreRequested) {
    Life onboarding = action_required(thursday, msk("2026-04-28 12:00"));
    EXPECT_EQ(onboarding.states(), "action_required");
    EXPECT_EQ(onboarding.datum("days_left"), Value(4));
    EXPECT_EQ(onboarding.datum("term"), Value(nullptr));
    EXPECT_EQ(onboarding.timers().count("term"), 0u);
    EXPECT_THAT(onboarding.audiences("onboarding.action_required"), ElementsAre("prospect"));
    EXPECT_EQ(onboarding.message("onboarding.action_required")["reason"], Value("subject:6"));
    EXPECT_EQ(onboarding.message("onboarding.action_required")["days_left"], Value(4));
    EXPECT_EQ(onboarding.message("onboarding.action_required")["expires_on"], Value("2026-07-27"));
    onboarding.run_to(msk("2026-05-12 12:00"));
    EXPECT_EQ(onboarding.datum("overdue"), Value(false));
    ASSERT_TRUE(onboarding.send("resubmit", nobody_has_the_tin(), msk("2026-05-12 12:00")));
    EXPECT_EQ(onboarding.states(), "submitted");
    EXPECT_EQ(onboarding.datum("term")["due"], Value("2026-05-18"));
    EXPECT_EQ(onboarding.message("onboarding.received")["due"], Value("2026-05-18"));
    EXPECT_EQ(onboarding.message("onboarding.received")["again"], Value(true));
    EXPECT_THAT(onboarding.timers(), ElementsAre(Pair("term", msk("2026-05-19 00:00"))));
}

TEST(Onboarding, TheTermRestsTwice) {
    // 24 and 27 April are used, then 29 and 30 April: three of seven remain.
    Life onboarding = action_required(thursday, msk("2026-04-27 09:00"));
    ASSERT_TRUE(onboarding.send("resubmit", nobody_has_the_tin(), msk("2026-04-28 09:00")));
    ASSERT_TRUE(onboarding.send("review.start", msk("2026-04-28 09:00")));
    ASSERT_TRUE(onboarding.send("changes.request", json("{'reason': 'subject:7'}"), msk("2026-05-03 10:00")));
    EXPECT_EQ(onboarding.datum("days_left"), Value(3));
    ASSERT_TRUE(onboarding.send("resubmit", nobody_has_the_tin(), msk("2026-05-03 11:00")));
    EXPECT_EQ(onboarding.datum("term")["due"], Value("2026-05-06"));
}

TEST(Onboarding, ATermThatIsUsedUpEndsWithTheDayOfTheAnswer) {
    Life onboarding = action_required(thursday, msk("2026-05-05 17:00"));
    EXPECT_EQ(onboarding.datum("days_left"), Value(0));
    ASSERT_TRUE(onboarding.send("resubmit", nobody_has_the_tin(), msk("2026-05-12 12:00")));
    EXPECT_EQ(onboarding.datum("term")["due"], Value("2026-05-12"));
    onboarding.run_to(msk("2026-05-13 00:00"));
    EXPECT_THAT(onboarding.audiences("onboarding.overdue"), ElementsAre("lead"));
}

TEST(Onboarding, WhoIsOverdueStaysSoAndTheLeadIsNotToldAgain) {
    Life onboarding = action_required(thursday, msk("2026-05-06 09:00"));
    EXPECT_EQ(onboarding.datum("overdue"), Value(true));
    ASSERT_TRUE(onboarding.send("resubmit", nobody_has_the_tin(), msk("2026-05-12 12:00")));
    EXPECT_EQ(onboarding.datum("term")["due"], Value("2026-05-05"));
    EXPECT_THAT(onboarding.timers(), IsEmpty());
    EXPECT_EQ(onboarding.states(), "submitted");
}

TEST(Onboarding, ATermIntoAYearWithoutATableIsProvisional) {
    Life onboarding = submitted(msk("2026-12-28 12:00"));
    EXPECT_EQ(onboarding.datum("term")["provisional"], Value(true));
    EXPECT_EQ(onboarding.message("onboarding.received")["provisional"], Value(true));
    EXPECT_FALSE(submitted(msk("2026-12-21 12:00")).datum("term")["provisional"].boolean());
    // Days of such a year were used: what remains is no surer than they are.
    Life used = action_required(msk("2025-12-25 12:00"), msk("2025-12-29 12:00"));
    EXPECT_EQ(used.datum("days_left"), Value(5));
    ASSERT_TRUE(used.send("resubmit", nobody_has_the_tin(), msk("2026-01-12 12:00")));
    EXPECT_EQ(used.datum("term"),
              json("{'due': '2026-01-19', 'ends_at': '2026-01-19T21:00:00.000Z', 'provisional': true}"));
}

// ACTION_REQUIRED → SUBMITTED: the same as for a draft.
TEST(Onboarding, AnAnswerIsLookedAtAsASubmissionIs) {
    const Instant answer = msk("2026-05-12 12:00");
    Life onboarding = action_required(thursday, msk("2026-04-28 12:00"));
    EXPECT_EQ(onboarding.chance("submit", answer), "not in state");
    EXPECT_THAT(onboarding.chance("resubmit", somebody_has_the_tin(), answer), StartsWith("TIN_DUPLICATE"));
    ASSERT_TRUE(onboarding.send("draft.save", json("{'tin': '7707083894'}"), answer));
    EXPECT_EQ(onboarding.states(), "action_required") << "what is saved stays where it is";
    EXPECT_THAT(onboarding.chance("resubmit", nobody_has_the_tin(), answer), StartsWith("TIN_INVALID"));
    ASSERT_TRUE(onboarding.send("draft.save", json("{'partnership_type': 'referral'}"), answer));
    EXPECT_THAT(onboarding.chance("resubmit", nobody_has_the_tin(), answer, "ru"),
                StartsWith("REFERRAL_CLOSED"));
    EXPECT_FALSE(onboarding.send("resubmit", nobody_has_the_tin(), answer));
}

TEST(Onboarding, IsApprovedWhenTheBillingAccountMeetsAllFour) {
    Life onboarding = in_review();
    EXPECT_EQ(onboarding.chance("approve", thursday), "depends");
    const std::vector<std::pair<const char*, const char*>> lacks = {{"business", "NOT_BUSINESS_ACCOUNT"},
                                                                    {"rf_resident", "NOT_RF_RESIDENT"},
                                                                    {"wire_transfer", "PAYMENT_NOT_WIRE"},
                                                                    {"paid_version", "TRIAL_NOT_UPGRADED"}};
    for (const auto& [requirement, code] : lacks) {
        const Value found = json(all_four).with(requirement, false);
        EXPECT_THAT(onboarding.chance("approve", found, thursday), StartsWith(code));
        EXPECT_THAT(onboarding.chance("approve", found, thursday, "ru"), StartsWith(code));
        EXPECT_FALSE(onboarding.send("approve", found, thursday)) << requirement;
    }
    EXPECT_EQ(onboarding.states(), "in_review");
    ASSERT_TRUE(onboarding.send("approve", json(all_four), thursday));
    EXPECT_EQ(onboarding.states(), "approved");
    EXPECT_THAT(onboarding.audiences("onboarding.approved"), ElementsAre("prospect"));
    EXPECT_EQ(onboarding.message("onboarding.approved")["expires_on"], Value("2026-07-22"));
    EXPECT_EQ(onboarding.timers().count("term"), 0u);
    EXPECT_EQ(onboarding.datum("pam"), Value("the sender"));
    EXPECT_EQ(submitted().chance("approve", json(all_four), thursday), "not in state")
        << "it is reviewed first";
}

TEST(Onboarding, TheSignedAgreementMakesThePartner) {
    Life onboarding = approved();
    const auto agreement = [](const char* date) {
        return Value::Object{{"signatory", "subject:8"}, {"date", date}, {"number", "A-17"}};
    };
    EXPECT_THAT(onboarding.chance("agreement.sign", agreement("2026-04-24"), thursday),
                StartsWith("DATE_IN_FUTURE"));
    EXPECT_THAT(onboarding.chance("agreement.sign", agreement("2026-04-31"), thursday, "ru"),
                StartsWith("BAD_DATE"));
    EXPECT_FALSE(onboarding.send("agreement.sign", agreement("2026-04-24"), thursday));
    EXPECT_THAT(onboarding.chance("draft.save", json("{'tin': '7707083893'}"), thursday),
                StartsWith("APPROVED"));
    ASSERT_TRUE(onboarding.send("agreement.sign", agreement("2026-04-23"), thursday));
    EXPECT_EQ(onboarding.states(), "joining");
    EXPECT_EQ(
        onboarding.told().find("start new-family/partner")->second,
        json("{'name': 'subject:1', 'tin': '7707083893', 'locale': 'ru', 'contacts': [{'name': 'subject:2', "
             "'email': 'subject:3'}], 'pam': 'the sender', 'previous': null, 'onboarding': '0123456789abc', "
             "'agreement': {'number': 'A-17', 'date': '2026-04-23'}}"));
    ASSERT_TRUE(onboarding.send("partner.joined", thursday));
    EXPECT_EQ(onboarding.states(), "active");
    EXPECT_FALSE(onboarding.running());
    EXPECT_EQ(onboarding.told().find("parent onboarding.completed")->second["partner"], Value("the sender"));
    EXPECT_THAT(onboarding.audiences("onboarding.welcome"), ElementsAre("prospect", "pam"));
    EXPECT_EQ(onboarding.message("onboarding.welcome")["agreement_number"], Value("A-17"));
    EXPECT_THAT(onboarding.timers(), IsEmpty());
}

TEST(Onboarding, IsRejectedWithACode) {
    for (Life& onboarding : std::array<Life, 2>{submitted(), in_review()}) {
        ASSERT_TRUE(onboarding.send("reject", json("{'reason_code': 'DATA_MISMATCH', 'reason': 'subject:9'}"),
                                    thursday));
        EXPECT_EQ(onboarding.states(), "rejected");
        EXPECT_EQ(onboarding.datum("rejection"), Value("DATA_MISMATCH"));
        EXPECT_THAT(onboarding.audiences("onboarding.rejected"), ElementsAre("prospect"));
        EXPECT_EQ(onboarding.message("onboarding.rejected")["reason_code"], Value("DATA_MISMATCH"));
        EXPECT_EQ(onboarding.message("onboarding.rejected")["reason"], Value("subject:9"));
        EXPECT_EQ(onboarding.told().count("parent onboarding.closed"), 1u);
        EXPECT_THAT(onboarding.timers(), IsEmpty());
    }
    const Value rejection = json("{'reason_code': 'DATA_MISMATCH'}");
    EXPECT_EQ(draft().chance("reject", rejection, thursday), "not in state");
    EXPECT_EQ(approved().chance("reject", rejection, thursday), "not in state");
}

TEST(Onboarding, RejectionsNameTheCatalogue) {
    const auto chart = shipped_chart("onboarding");
    EXPECT_THAT(chart->event("reject")->form["properties"]["reason_code"]["enum"],
                json("['NOT_RF_RESIDENT', 'NOT_BUSINESS_ACCOUNT', 'PAYMENT_NOT_WIRE', 'TRIAL_NOT_UPGRADED', "
                     "'TIN_INVALID', 'TIN_DUPLICATE', 'DATA_MISMATCH', 'REQUIREMENTS_NOT_MET', "
                     "'REFERRAL_CLOSED']"));
}

TEST(Onboarding, IsWithdrawnFromEveryOpenState) {
    for (Life& onboarding : std::array<Life, 5>{draft(), submitted(), in_review(),
                                                action_required(thursday, thursday), approved()}) {
        const std::string state = onboarding.states();
        ASSERT_TRUE(onboarding.send("withdraw", thursday)) << state;
        EXPECT_EQ(onboarding.states(), "withdrawn");
        EXPECT_EQ(onboarding.told().count("parent onboarding.closed"), 1u) << state;
        EXPECT_EQ(onboarding.messages().count("onboarding.withdrawn"), state == "draft" ? 0u : 1u) << state;
        EXPECT_THAT(onboarding.timers(), IsEmpty()) << state;
    }
    Life left = submitted();
    ASSERT_TRUE(left.send("person.left", thursday));
    EXPECT_EQ(left.states(), "withdrawn");
}

TEST(Onboarding, ExpiresAfterNinetyDaysWithoutAction) {
    // Day 60 is 22 June, day 83 is 15 July, the ninetieth and last 22 July.
    for (Life& onboarding : std::array<Life, 3>{draft(), action_required(thursday, thursday), approved()}) {
        const std::string state = onboarding.states();
        EXPECT_THAT(onboarding.timers(), UnorderedElementsAre(Pair("idle_first", msk("2026-06-22 10:00")),
                                                              Pair("idle_last", msk("2026-07-15 10:00")),
                                                              Pair("idle", msk("2026-07-23 00:00"))))
            << state;
        onboarding.run_to(msk("2026-06-22 10:00"));
        EXPECT_THAT(onboarding.audiences("onboarding.reminder"), ElementsAre("prospect"));
        EXPECT_EQ(onboarding.message("onboarding.reminder")["days"], Value(30));
        EXPECT_EQ(onboarding.message("onboarding.reminder")["state"], Value(state));
        onboarding.run_to(msk("2026-07-15 10:00"));
        EXPECT_EQ(onboarding.message("onboarding.reminder")["days"], Value(7));
        EXPECT_EQ(onboarding.message("onboarding.reminder")["expires_on"], Value("2026-07-22"));
        EXPECT_THAT(onboarding.chance("idle.over", msk("2026-07-22 23:59:59")), HasSubstr("2026-07-22"));
        EXPECT_EQ(onboarding.possible_from("idle.over", msk("2026-07-22 23:59:59")), msk("2026-07-23 00:00"));
        onboarding.run_to(msk("2026-07-23 00:00"));
        EXPECT_EQ(onboarding.states(), "expired") << state;
        EXPECT_EQ(onboarding.told().count("parent onboarding.closed"), 1u);
        EXPECT_EQ(onboarding.messages().count("onboarding.expired"), 1u);
    }
}

TEST(Onboarding, EachActionBeginsTheNinetyDaysAnew) {
    Life onboarding = draft();
    onboarding.run_to(msk("2026-07-01 09:00"));
    ASSERT_TRUE(onboarding.send("draft.save", json("{'tax_type': 'other'}"), msk("2026-07-01 09:00")));
    EXPECT_EQ(onboarding.states(), "draft");
    EXPECT_EQ(onboarding.datum("expires_on"), Value("2026-09-29"));
    EXPECT_EQ(onboarding.timers().at("idle"), msk("2026-09-30 00:00"));
    EXPECT_EQ(onboarding.timers().at("idle_first"), msk("2026-08-30 10:00"));
}

Value is_free() { return json("{'facts': {'partner': {'live': false}}, 'tin': '7707083893'}"); }

TEST(Prospect, BeginsOneApplicationAtATime) {
    Life person("person", json("{'name': 'subject:1', 'roles': ['prospect']}"), thursday);
    ASSERT_TRUE(person.send("onboarding.open", is_free(), thursday));
    const Value started = person.told().find("start onboarding")->second;
    EXPECT_EQ(started["tin"], Value("7707083893"));
    EXPECT_EQ(started["company"], Value(nullptr));
    EXPECT_EQ(started["contacts"], json("[]"));
    EXPECT_EQ(started["previous"], Value(nullptr));
    ASSERT_TRUE(person.send("onboarding.opened", thursday));
    EXPECT_THAT(person.chance("onboarding.open", is_free(), thursday), StartsWith("ALREADY_OPEN"));
    EXPECT_THAT(person.chance("onboarding.open", is_free(), thursday, "ru"), HasSubstr("the sender"));
    ASSERT_TRUE(person.send("onboarding.closed", thursday));
    EXPECT_EQ(person.chance("onboarding.open", is_free(), thursday), "yes");
}

TEST(Prospect, BecomesTheOwnerOfThePartner) {
    Life person("person", json("{'name': 'subject:1', 'roles': ['prospect']}"), thursday);
    ASSERT_TRUE(person.send("onboarding.opened", thursday));
    EXPECT_FALSE(person.send("onboarding.completed", json("{'partner': null}"), thursday));
    ASSERT_TRUE(person.send("onboarding.completed", json("{'partner': '0123456789abc'}"), thursday));
    EXPECT_EQ(person.datum("roles"), json("['partner-owner']"));
    EXPECT_EQ(person.datum("partner"), Value("0123456789abc"));
    EXPECT_EQ(person.datum("onboarding"), Value(nullptr));
    EXPECT_THAT(person.chance("onboarding.open", json("{'facts': {'partner': {'live': true}}}"), thursday),
                StartsWith("ALREADY_PARTNER"));
    ASSERT_TRUE(person.send("onboarding.open", is_free(), thursday)) << "who has left may return";
    EXPECT_EQ(person.told().find("start onboarding")->second["previous"], Value("0123456789abc"));
}

TEST(Prospect, TakesHisApplicationAlongWhenHeLeaves) {
    Life person("person", json("{'name': 'subject:1', 'roles': ['prospect']}"), thursday);
    EXPECT_FALSE(person.send("roles.set", json("{'roles': ['prospect', 'pam']}"), thursday));
    ASSERT_TRUE(person.send("leave", thursday));
    EXPECT_EQ(person.told().count("children/onboarding person.left"), 1u);
}

}  // namespace
}  // namespace waymark::partner
