// 4.3: from a draft to a decision, by the chart alone.
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

TEST(Application, BeginsAsADraftAndTellsItsPartner) {
    const Life application = draft();
    EXPECT_EQ(application.states(), "draft");
    EXPECT_EQ(application.told().find("parent application.opened")->second, json("{'technology': 'devops'}"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("announcement", msk("2026-09-01 00:00"))))
        << "in March thirty days before April have gone";
}

TEST(Application, ADraftIsToldOfEveryWindowThirtyDaysBefore) {
    Life application = draft("devops", msk("2026-02-20 12:00"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("announcement", msk("2026-03-02 00:00"))));
    application.run_to(msk("2026-03-02 00:00"));
    EXPECT_THAT(application.audiences("window.opens_soon"), ElementsAre("partner"));
    EXPECT_EQ(application.message("window.opens_soon")["window"], Value("2026-04"));
    EXPECT_EQ(application.message("window.opens_soon")["opens_on"], Value("2026-04-01"));
    EXPECT_EQ(application.message("window.opens_soon")["last_day"], Value("2026-04-30"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("announcement", msk("2026-09-01 00:00"))));
    application.run_to(msk("2026-09-01 00:00"));
    EXPECT_EQ(application.message("window.opens_soon")["window"], Value("2026-10"));
}

TEST(Application, ALeavingPartnersDraftIsNotInvited) {
    Life application = draft("devops", msk("2026-02-20 12:00"));
    ASSERT_TRUE(application.send("partner.leaving", march));
    application.run_to(msk("2026-03-02 00:00"));
    EXPECT_THAT(application.messages(), IsEmpty());
}

TEST(Application, SubmissionNeedsItsDocuments) {
    Life application = draft();
    const Value in_march = facts(april_ahead);
    EXPECT_THAT(application.chance("submit", in_march, march), StartsWith("SOLUTION_MISSING"));
    EXPECT_THAT(application.chance("submit", in_march, march, "ru"), StartsWith("SOLUTION_MISSING: укажите"));
    ASSERT_TRUE(application.send("draft.save", json("{'solutions': ['subject:1']}"), march));
    EXPECT_THAT(application.chance("submit", in_march, march), StartsWith("PLAN_MISSING"));
    EXPECT_THAT(application.chance("submit", in_march, march, "ru"), StartsWith("PLAN_MISSING: приложите"));
    ASSERT_TRUE(application.send(
        "draft.save", json("{'business_plan': 'subject:2', 'specialists': ['subject:3']}"), march));
    EXPECT_EQ(application.chance("submit", in_march, march),
              "SPECIALISTS_MISSING: 2 specialists have to be named, 1 are.");
    EXPECT_THAT(application.chance("submit", in_march, march, "ru"),
                StartsWith("SPECIALISTS_MISSING: нужно"));
    EXPECT_FALSE(application.send("submit", in_march, march));
    ASSERT_TRUE(application.send("draft.save", json("{'specialists': ['subject:3', 'subject:4']}"), march));
    EXPECT_EQ(application.datum("solutions"), json("['subject:1']")) << "what is not given stays";
    EXPECT_EQ(application.chance("submit", in_march, march), "yes");
}

TEST(Application, EachTechnologyNeedsItsSpecialists) {
    for (const auto& [technology, needed] : {std::pair("infrastructure", 2),
                                             {"devops", 2},
                                             {"data-platform", 2},
                                             {"security-compliance", 1},
                                             {"ml-ai", 0}}) {
        Life application = draft(technology);
        std::string names;
        for (int i = 0; i <= needed; ++i) {
            ASSERT_TRUE(application.send("draft.save",
                                         json("{'solutions': ['subject:1'], 'business_plan': 'subject:2', "
                                              "'specialists': [" +
                                              names + "]}"),
                                         march));
            EXPECT_EQ(application.chance("submit", facts(april_ahead), march) == "yes", i == needed)
                << technology << " with " << i;
            names += (names.empty() ? "'subject:" : ", 'subject:") + std::to_string(i) + "'";
        }
    }
}

TEST(Application, IsTakenOutsideOfAWindowForTheNextOne) {  // A1
    Life application = submitted("devops", msk("2026-07-15 10:00"), october_ahead);
    EXPECT_EQ(application.states(), "submitted window_ahead");
    EXPECT_EQ(application.datum("window"), Value("2026-10"));
    EXPECT_EQ(application.datum("submitted_at"), Value("2026-07-15T07:00:00.000Z"));
    EXPECT_THAT(application.audiences("application.received"), ElementsAre("pam", "partner"));
    EXPECT_EQ(application.message("application.received")["window_opens"], Value("2026-10-01"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("window_closes", msk("2026-11-01 00:00")),
                                                  Pair("window_opens", msk("2026-10-01 00:00"))));
}

TEST(Application, WithinAWindowItsTargetIsThatOne) {
    const Life application = submitted("devops", april, april_open);
    EXPECT_EQ(application.states(), "submitted window_open");
    EXPECT_THAT(application.timers(), ElementsAre(Pair("window_closes", msk("2026-05-01 00:00")),
                                                  Pair("window_closing", msk("2026-04-24 00:00"))));
    EXPECT_EQ(submitted("devops", msk("2026-04-24 00:00"), april_open).states(), "submitted window_closing");
}

TEST(Application, ADraftOfALeavingPartnerWaits) {  // A39
    Life application = complete_draft();
    ASSERT_TRUE(application.send("partner.leaving", march));
    EXPECT_EQ(application.states(), "draft");
    EXPECT_THAT(application.chance("submit", facts(april_ahead), march),
                StartsWith("QUIT_PENDING: the partner"));
    EXPECT_THAT(application.chance("submit", facts(april_ahead), march, "ru"),
                StartsWith("QUIT_PENDING: партнёр"));
    ASSERT_TRUE(application.send("partner.staying", facts(april_open), april));
    EXPECT_TRUE(application.send("submit", facts(april_open), april));
}

TEST(Application, TheCheckKeepsTheConditions) {
    const Life application = in_review();
    EXPECT_EQ(application.states(), "in_review window_ahead");
    EXPECT_EQ(application.datum("evaluation")["by"], Value("pam"));
    EXPECT_EQ(application.datum("evaluation")["at"], Value("2026-03-10T09:00:00.000Z"));
    EXPECT_EQ(application.datum("evaluation")["conditions"].array().size(), 2U);
}

TEST(Application, MoreIsAskedForAndGiven) {
    Life application = in_review("devops", april, april_open);
    ASSERT_TRUE(application.send("ask", json("{'reason': 'subject:5'}"), april));
    EXPECT_EQ(application.states(), "action_required window_open");
    EXPECT_THAT(application.audiences("application.action_required"), ElementsAre("partner"));
    EXPECT_THAT(application.timers(),
                testing::AllOf(Contains(Pair("first_reminder", msk("2026-04-24 10:00"))),
                               Contains(Pair("last_reminder", msk("2026-04-29 10:00")))));
    application.run_to(msk("2026-04-24 10:00"));
    EXPECT_EQ(application.message("application.action_required")["reason"], Value("subject:5"));
    application.run_to(msk("2026-04-29 10:00"));
    EXPECT_EQ(application.messages().count("application.action_required"), 1U);
    ASSERT_TRUE(application.send("answer", json("{'business_plan': 'subject:6'}"), msk("2026-04-29 11:00")));
    EXPECT_EQ(application.states(), "in_review window_closing");
    EXPECT_EQ(application.datum("business_plan"), Value("subject:6"));
    EXPECT_EQ(application.datum("solutions"), json("['subject:1']"));
    EXPECT_EQ(application.datum("asked"), Value(nullptr));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("window_closes", msk("2026-05-01 00:00"))));
}

TEST(Application, ALateQuestionHasTheRemindersThatAreStillAhead) {
    Life application = in_review("devops", msk("2026-04-27 12:00"), april_open);
    ASSERT_TRUE(application.send("ask", json("{'reason': 'subject:5'}"), msk("2026-04-27 12:00")));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("last_reminder", msk("2026-04-29 10:00")),
                                                  Pair("window_closes", msk("2026-05-01 00:00"))));
}

TEST(Application, TheNextWindowHasItsOwnReminders) {
    Life application = in_review("devops", april, april_open);
    ASSERT_TRUE(application.send("ask", json("{'reason': 'subject:5'}"), april));
    ASSERT_TRUE(application.send("window.closes", facts(october_ahead), msk("2026-05-01 00:00")));
    EXPECT_EQ(application.states(), "action_required window_ahead");
    EXPECT_EQ(application.datum("asked"), Value("subject:5"));
    EXPECT_THAT(application.timers(), ElementsAre(Pair("first_reminder", msk("2026-10-25 10:00")),
                                                  Pair("last_reminder", msk("2026-10-30 10:00")),
                                                  Pair("window_closes", msk("2026-11-01 00:00")),
                                                  Pair("window_opens", msk("2026-10-01 00:00"))));
}

TEST(Application, ChecksAreCompleteWhenAllIsMetOrWithAReason) {
    Life application = in_review();
    EXPECT_EQ(application.chance("complete", facts(one_unknown), march),
              "CONDITIONS_NOT_MET: One project short. Ask the partner for more, or go on with a reason.");
    EXPECT_THAT(application.chance("complete", facts(one_unknown), march, "ru"),
                StartsWith("CONDITIONS_NOT_MET: Не хватает одного проекта."));
    ASSERT_TRUE(application.send("complete", facts(one_unknown, "'reason': 'subject:7'"), march));
    EXPECT_EQ(application.states(), "interview window_ahead");
    EXPECT_EQ(application.datum("went_on"), json("{'by': 'pam', 'reason': 'subject:7'}"));
    EXPECT_EQ(application.datum("evaluation")["conditions"].array()[1]["result"], Value("unknown"));
    ASSERT_TRUE(
        application.send("interview.passed", json("{'architect': 'a', 'recommendations': null}"), march));
    EXPECT_THAT(application.as("lead").chance("grant", facts(both(april_open, one_unknown)), april),
                StartsWith("CONDITIONS_NOT_MET"))
        << "a grant still needs all";
}

TEST(Application, FourTechnologiesNeedAnInterview) {  // A17
    for (const char* technology : {"infrastructure", "devops", "data-platform", "security-compliance"}) {
        Life application = in_review(technology);
        ASSERT_TRUE(application.send("complete", met(), march));
        EXPECT_EQ(application.states(), "interview window_ahead") << technology;
        EXPECT_EQ(application.told().find("start interview")->second["window_ends_at"],
                  Value("2026-04-30T21:00:00.000Z"));
        EXPECT_THAT(application.audiences("application.interview_needed"), ElementsAre("partner", "pam"));
    }
    EXPECT_EQ(ready("ml-ai").states(), "ready window_ahead");
    EXPECT_THAT(ready("ml-ai").told(), IsEmpty());
}

TEST(Application, AnInterviewIsPassedFailedOrMissedTwice) {
    Life passed = ready();
    EXPECT_EQ(passed.states(), "ready window_ahead");
    EXPECT_EQ(passed.datum("interview_result")["valid_to"], Value("2027-03-10")) << "365 days";
    EXPECT_EQ(passed.datum("interview"), Value(nullptr));

    Life failed = in_interview();
    ASSERT_TRUE(
        failed.send("interview.failed", json("{'architect': 'a', 'recommendations': 'subject:8'}"), march));
    EXPECT_EQ(failed.states(), "rejected");
    EXPECT_FALSE(failed.running());
    EXPECT_EQ(failed.message("application.rejected")["code"], Value("INTERVIEW_FAILED"));
    EXPECT_EQ(failed.told().find("parent application.ended")->second["again_from"],
              Value("2026-04-30T21:00:00.000Z"))
        << "only after its window (A30)";

    Life missed = in_interview();
    ASSERT_TRUE(missed.send("interview.missed", march));
    EXPECT_EQ(missed.states(), "in_review window_ahead");
    EXPECT_EQ(missed.datum("missed_twice"), Value(true));
}

TEST(Application, AnInterviewsResultRunsOut) {  // A38
    Life application = ready();
    EXPECT_THAT(application.timers(), Contains(Pair("interview_outdated", msk("2027-03-11 00:00"))));
    ASSERT_TRUE(application.send("window.closes", facts(october_ahead), msk("2026-05-01 00:00")));
    ASSERT_TRUE(application.send("window.closes", facts(next_april_ahead), msk("2026-11-01 00:00")));
    EXPECT_EQ(application.message("application.carried_over")["interview_valid_to"], Value("2027-03-10"));
    application.run_to(msk("2027-03-10 23:59:59"));
    EXPECT_EQ(application.states(), "ready window_ahead");
    application.run_to(msk("2027-03-11 00:00"));
    EXPECT_EQ(application.states(), "interview window_ahead");
    EXPECT_EQ(application.datum("interview_result"), Value(nullptr));
    EXPECT_EQ(application.messages().count("application.interview_needed"), 1U);
    EXPECT_EQ(application.told().count("start interview"), 1U);
}

TEST(Application, IsGrantedWithinAWindowOnly) {
    Life application = ready("devops", msk("2026-07-15 12:00"), october_ahead);
    application.as("lead");
    const Instant last = msk("2026-09-30 23:59:59"), first = msk("2026-10-01 00:00");
    const Value before = facts(both(october_ahead, all_met));
    EXPECT_THAT(
        application.chance("grant", before, last),
        StartsWith(
            "WINDOW_CLOSED: a specialization is granted within a window; the next one opens on 2026-10-01"));
    EXPECT_THAT(application.chance("grant", before, last, "ru"), StartsWith("WINDOW_CLOSED: специализации"));
    EXPECT_EQ(application.possible_from("grant", before, last), utc("2026-09-30T21:00:00Z"));
    EXPECT_FALSE(application.send("grant", before, last));
    application.run_to(first);
    ASSERT_TRUE(application.send("grant", facts(both(october_open, all_met)), first));
    EXPECT_EQ(application.states(), "granted");
    EXPECT_FALSE(application.running());
    EXPECT_THAT(application.audiences("application.granted"), ElementsAre("partner", "pam", "marketing"));
    EXPECT_EQ(application.message("application.granted")["active_from"], Value("2026-10-01"));
    EXPECT_EQ(application.message("application.granted")["late"], Value(false));
    EXPECT_EQ(application.told().find("parent specialization.granted")->second,
              json("{'technology': 'devops', 'late_grant': null}"));
    EXPECT_EQ(application.told().count("parent application.ended"), 1U);
    EXPECT_THAT(application.timers(), IsEmpty());
}

TEST(Application, WhoHeldTheInterviewDoesNotGrant) {
    Life application = ready("devops", april, april_open);
    EXPECT_THAT(application.as("the architect").chance("grant", facts(both(april_open, all_met)), april),
                StartsWith("SAME_PERSON: who held"));
    EXPECT_THAT(application.chance("grant", facts(both(april_open, all_met)), april, "ru"),
                StartsWith("SAME_PERSON: тот, кто"));
    EXPECT_THAT(application.as("lead").chance("grant", facts(both(april_open, one_unknown)), april, "ru"),
                StartsWith("CONDITIONS_NOT_MET: Не хватает одного проекта."));
    EXPECT_EQ(application.chance("grant", facts(both(april_open, all_met)), april), "yes");
}

TEST(Application, ALateGrantNeedsTwo) {
    Life application = ready();
    const Instant may = msk("2026-05-04 12:00");
    ASSERT_TRUE(application.send("window.closes", facts(october_ahead), msk("2026-05-01 00:00")));
    const Value approval = facts(both(october_ahead, all_met));
    application.as("lead");
    EXPECT_THAT(application.chance("late_grant.approve", approval, may), StartsWith("NOT_PROPOSED"));
    EXPECT_THAT(application.chance("late_grant.approve", approval, may, "ru"),
                StartsWith("NOT_PROPOSED: никто"));
    ASSERT_TRUE(application.send("late_grant.propose", facts(october_ahead, "'reason': 'subject:1'"), may));
    EXPECT_THAT(application.chance("late_grant.approve", approval, may),
                StartsWith("SAME_PERSON: who proposed"));
    EXPECT_THAT(application.chance("late_grant.approve", approval, may, "ru"),
                StartsWith("SAME_PERSON: предложивший"));
    EXPECT_FALSE(application.send("late_grant.approve", approval, may));
    EXPECT_THAT(application.as("the architect").chance("late_grant.approve", approval, may),
                StartsWith("SAME_PERSON: who held"));
    EXPECT_THAT(
        application.as("other").chance("late_grant.approve", facts(both(october_ahead, one_unknown)), may),
        StartsWith("CONDITIONS_NOT_MET"));
    ASSERT_TRUE(application.send("late_grant.approve", approval, may));
    EXPECT_EQ(application.states(), "granted");
    EXPECT_EQ(application.message("application.granted")["late"], Value(true));
    EXPECT_EQ(application.told().find("parent specialization.granted")->second["late_grant"],
              json("{'proposed_by': 'lead', 'reason': 'subject:1', 'approved_by': 'other'}"));
}

TEST(Application, WithinAWindowNothingIsAnOverride) {
    Life application = ready("devops", april, april_open);
    EXPECT_THAT(application.chance("late_grant.propose", facts(april_open, "'reason': 'x'"), april),
                StartsWith("WINDOW_OPEN"));
    EXPECT_THAT(application.chance("late_grant.propose", facts(april_open, "'reason': 'x'"), april, "ru"),
                StartsWith("WINDOW_OPEN: окно"));
    Life proposed = ready();
    ASSERT_TRUE(proposed.as("lead").send("late_grant.propose", facts(april_ahead, "'reason': 'x'"), march));
    EXPECT_THAT(proposed.as("other").chance("late_grant.approve", facts(both(april_open, all_met)), april),
                StartsWith("WINDOW_OPEN"))
        << "its window has come meanwhile";
    ASSERT_TRUE(proposed.send("grant", facts(both(april_open, all_met)), april));
    EXPECT_EQ(proposed.datum("late_grant"), Value(nullptr));
}

TEST(Application, IsRejectedInAnyWorkingState) {
    for (Life& application : several(submitted(), in_review(), in_interview(), ready())) {
        ASSERT_TRUE(application.send("reject", facts(one_unknown, "'code': 'CONSUMPTION_BELOW'"), march));
        EXPECT_EQ(application.states(), "rejected");
        EXPECT_EQ(application.message("application.rejected")["again_from"], Value("2026-03-10"));
        EXPECT_EQ(application.told().find("parent application.ended")->second["again_from"], Value(nullptr));
        EXPECT_THAT(application.timers(), IsEmpty());
    }
    Life draft_only = draft();
    EXPECT_FALSE(draft_only.send("reject", json("{'code': 'DUPLICATE'}"), march));
    Life unmet = submitted();
    ASSERT_TRUE(unmet.send("check", facts(one_unknown), march));
    ASSERT_TRUE(unmet.send("reject", facts(one_unknown, "'code': 'CONSUMPTION_BELOW'"), march));
    EXPECT_EQ(unmet.message("application.rejected")["unmet"].array().size(), 1U);
    EXPECT_EQ(unmet.message("application.rejected")["unmet"].array()[0]["code"], Value("P"));
}

TEST(Application, IsWithdrawnUntilItIsDecided) {
    for (Life& application : several(draft(), submitted(), in_review(), in_interview(), ready())) {
        const bool interviewed = application.states().starts_with("interview");
        ASSERT_TRUE(application.send("withdraw", march));
        EXPECT_EQ(application.states(), "withdrawn");
        EXPECT_EQ(application.told().count("children/interview application.moved_on"), interviewed ? 1U : 0U);
        EXPECT_EQ(application.told().count("parent application.ended"), 1U);
        EXPECT_THAT(application.timers(), IsEmpty());
    }
}

}  // namespace
}  // namespace waymark::partner
