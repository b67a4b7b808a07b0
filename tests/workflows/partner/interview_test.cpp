// 4.4: slots, their guards, two chances, reminders, results.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

constexpr const char* olga = "00000000000aa";
const Instant now = msk("2026-04-06 12:00");  // a Monday

Life requested() {
    return {"interview",
            json("{'technology': 'devops', 'application': '00000000000bb', 'window_ends_at': "
                 "'2026-04-30T21:00:00.000Z'}"),
            now};
}
constexpr const char* free_and_competent = "{'present': true, 'competences': ['devops'], 'conflicts': []}";
Value slot(const std::string& starts_at, const std::string& more = "",
           const std::string& architect = free_and_competent) {
    return json("{'architect': '" + std::string(olga) + "', 'starts_at': '" + starts_at + "'" + more +
                ", 'facts': {'architect': " + architect + "}}");
}
Life scheduled(const std::string& starts_at = "2026-04-14T15:00:00+03:00") {
    Life interview = requested();
    EXPECT_TRUE(interview.as("coordinator").send("schedule", slot(starts_at, ", 'place': 'link'"), now));
    return interview;
}
Value result(const char* stands_in = "false") {
    return json(
        "{'scores': [{'criterion': 'depth', 'score': 4}], 'comment': 'subject:1', "
        "'recommendations': 'subject:2', 'facts': {'stands_in': " +
        std::string(stands_in) + "}}");
}

TEST(Interview, AsksForASlot) {
    const Life interview = requested();
    EXPECT_EQ(interview.states(), "requested");
    EXPECT_EQ(interview.told().find("parent interview.planned")->second["state"], Value("requested"));
    EXPECT_THAT(interview.timers(), IsEmpty());
}

TEST(Interview, IsScheduledAndTold) {
    const Life interview = scheduled();
    EXPECT_EQ(interview.states(), "scheduled");
    EXPECT_THAT(interview.audiences("interview.scheduled"), ElementsAre("partner", "architect"));
    EXPECT_EQ(interview.datum("starts_at"), Value("2026-04-14T12:00:00.000Z"));
    EXPECT_EQ(interview.datum("ends_at"), Value("2026-04-14T13:00:00.000Z")) << "an hour, if nothing is said";
    EXPECT_EQ(interview.told().find("parent interview.planned")->second,
              json("{'state': 'scheduled', 'starts_at': '2026-04-14T12:00:00.000Z', 'place': 'link'}"));
    EXPECT_THAT(interview.timers(), ElementsAre(Pair("reminder_day_before", msk("2026-04-13 15:00")),
                                                Pair("reminder_days_before", msk("2026-04-11 15:00")),
                                                Pair("result_overdue", msk("2026-04-16 00:00"))));
}

TEST(Interview, RefusesASlotAndSaysWhy) {
    struct Case {
        Value data;
        const char *code, *russian;
    };
    const std::string good = "2026-04-14T15:00:00+03:00";
    const std::vector<Case> cases = {
        {slot("2026-04-06T12:00:00+03:00"), "SLOT_IN_PAST: the interview", "SLOT_IN_PAST: собеседование"},
        {slot("2026-04-03T12:00:00+03:00"), "SLOT_IN_PAST: the interview", "SLOT_IN_PAST: собеседование"},
        {slot(good, "", "{'present': false, 'competences': [], 'conflicts': []}"), "NO_ARCHITECT: there is",
         "NO_ARCHITECT: архитектора"},
        {slot(good, "", "{'present': true, 'competences': ['ml-ai'], 'conflicts': []}"),
         "NOT_COMPETENT: this", "NOT_COMPETENT: этот"},
        {slot("2026-04-14T08:59:59+03:00"), "OUTSIDE_WORKING_HOURS: interviews",
         "OUTSIDE_WORKING_HOURS: соб"},
        {slot("2026-04-14T18:00:01+03:00"), "OUTSIDE_WORKING_HOURS: interviews",
         "OUTSIDE_WORKING_HOURS: соб"},
        {slot("2026-04-14T17:00:00+03:00", ", 'minutes': 121"), "OUTSIDE_WORKING_HOURS",
         "OUTSIDE_WORKING_HOURS"},
        {slot("2026-04-11T12:00:00+03:00"), "OUTSIDE_WORKING_HOURS", "OUTSIDE_WORKING_HOURS"},  // a Saturday
        {slot("2026-05-11T12:00:00+03:00", ", 'after_window': true"), "OUTSIDE_WORKING_HOURS",
         "OUTSIDE_WORKING_HOURS"},  // a holiday
        {slot(good, "",
              "{'present': true, 'competences': ['devops'], 'conflicts': [{'interview': 'x', 'starts_at': "
              "'A', "
              "'ends_at': 'B'}]}"),
         "SLOT_TAKEN: the architect has another interview from A to B; leave 15",
         "SLOT_TAKEN: у архитектора"},
        {slot("2026-05-04T12:00:00+03:00"), "AFTER_WINDOW: the target window ends on 2026-05-01",
         "AFTER_WINDOW: целевое"},
        {slot("2026-05-04T12:00:00+03:00", ", 'after_window': false"), "AFTER_WINDOW", "AFTER_WINDOW"},
    };
    for (const auto& [data, code, russian] : cases) {
        Life first = requested(), again = scheduled();
        EXPECT_THAT(first.chance("schedule", data, now), StartsWith(code));
        EXPECT_THAT(first.chance("schedule", data, now, "ru"), StartsWith(russian));
        EXPECT_FALSE(first.send("schedule", data, now));
        EXPECT_THAT(again.chance("reschedule", data, now), StartsWith(code));
        EXPECT_THAT(again.chance("reschedule", data, now, "ru"), StartsWith(russian));
        EXPECT_FALSE(again.send("reschedule", data, now));
    }
    Life interview = requested();
    EXPECT_TRUE(interview.send("schedule", slot("2026-04-14T18:00:00+03:00"), now))
        << "until 19:00 is within";
}

TEST(Interview, AfterTheWindowItNeedsAConfirmation) {
    Life interview = requested();
    ASSERT_TRUE(interview.send("schedule", slot("2026-05-04T12:00:00+03:00", ", 'after_window': true"), now));
    Life moved = requested();
    ASSERT_TRUE(moved.send("window.moved", json("{'window_ends_at': '2026-10-31T21:00:00.000Z'}"), now));
    EXPECT_TRUE(moved.send("schedule", slot("2026-05-04T12:00:00+03:00"), now))
        << "its application was carried over: that window is the target now";
    Life while_scheduled = scheduled();
    ASSERT_TRUE(
        while_scheduled.send("window.moved", json("{'window_ends_at': '2026-10-31T21:00:00.000Z'}"), now));
    EXPECT_TRUE(while_scheduled.send("reschedule", slot("2026-05-04T12:00:00+03:00"), now));
}

TEST(Interview, IsRemindedOfThreeDaysAndADayBefore) {
    Life interview = scheduled();
    interview.run_to(msk("2026-04-11 15:00"));
    EXPECT_THAT(interview.audiences("interview.reminder"), ElementsAre("partner", "architect"));
    interview.run_to(msk("2026-04-13 15:00"));
    EXPECT_EQ(interview.messages().count("interview.reminder"), 1U);
    interview.run_to(msk("2026-04-16 00:00"));
    EXPECT_THAT(interview.audiences("interview.result_overdue"), ElementsAre("architect", "pam"));
    EXPECT_EQ(interview.message("interview.result_overdue")["due"], Value("2026-04-15"));
    EXPECT_EQ(interview.datum("result_overdue"), Value(true));
    EXPECT_EQ(interview.states(), "scheduled") << "never a result by the clock";

    Life soon = scheduled("2026-04-08T15:00:00+03:00");
    EXPECT_THAT(soon.timers(), ElementsAre(Pair("reminder_day_before", msk("2026-04-07 15:00")),
                                           Pair("result_overdue", msk("2026-04-10 00:00"))));
}

TEST(Interview, TheResultIsDueOnTheNextBusinessDay) {
    EXPECT_THAT(scheduled("2026-04-10T15:00:00+03:00").timers(),
                Contains(Pair("result_overdue", msk("2026-04-14 00:00"))))
        << "a Friday's on Monday";
}

TEST(Interview, IsMoved) {
    Life interview = scheduled();
    ASSERT_TRUE(interview.send("reschedule", slot("2026-04-20T10:00:00+03:00", ", 'minutes': 30"), now));
    EXPECT_EQ(interview.states(), "scheduled");
    EXPECT_EQ(interview.message("interview.rescheduled")["previous_starts_at"],
              Value("2026-04-14T12:00:00.000Z"));
    EXPECT_EQ(interview.message("interview.rescheduled")["ends_at"], Value("2026-04-20T07:30:00.000Z"));
    EXPECT_EQ(interview.message("interview.rescheduled")["place"], Value("link")) << "as before";
    EXPECT_EQ(interview.messages().count("interview.cancelled"), 0U);
    EXPECT_THAT(interview.timers(), Contains(Pair("result_overdue", msk("2026-04-22 00:00"))));
    Value to_another = json(
        "{'architect': '00000000000cc', 'starts_at': '2026-04-21T10:00:00+03:00', 'facts': "
        "{'architect': {'present': true, 'competences': ['devops'], 'conflicts': []}}}");
    ASSERT_TRUE(interview.send("reschedule", to_another, now));
    EXPECT_EQ(interview.message("interview.cancelled")["architect"], Value(olga)) << "who no longer holds it";
    EXPECT_THAT(interview.audiences("interview.cancelled"), ElementsAre("architect"));
    EXPECT_EQ(interview.datum("architect"), Value("00000000000cc"));
    EXPECT_THAT(interview.chance("reschedule", to_another, msk("2026-04-21 10:00")),
                StartsWith("BEGUN: the"));
    EXPECT_THAT(interview.chance("reschedule", to_another, msk("2026-04-21 10:00"), "ru"),
                StartsWith("BEGUN: соб"));
}

TEST(Interview, IsCalledOffAndWantedAnew) {
    Life interview = scheduled();
    ASSERT_TRUE(interview.send("cancel", json("{'reason': 'subject:3'}"), now));
    EXPECT_EQ(interview.states(), "requested");
    EXPECT_EQ(interview.datum("architect"), Value(nullptr));
    EXPECT_THAT(interview.audiences("interview.cancelled"), ElementsAre("partner", "architect"));
    EXPECT_EQ(interview.message("interview.cancelled")["starts_at"], Value("2026-04-14T12:00:00.000Z"));
    EXPECT_THAT(interview.timers(), IsEmpty());
    EXPECT_TRUE(interview.send("schedule", slot("2026-04-15T15:00:00+03:00"), now));
}

TEST(Interview, AnArchitectsDeputyGivesItsResultAndIsThenTheOneWhoHeldIt) {
    Life interview = scheduled();
    const Instant begins = msk("2026-04-14 15:00");
    interview.as("00000000000dd");
    EXPECT_EQ(interview.possible_from("pass", result("true"), now), begins);
    ASSERT_TRUE(interview.send("pass", result("true"), begins));
    EXPECT_EQ(interview.datum("architect"), Value("00000000000dd"));
    EXPECT_EQ(interview.told().find("parent interview.passed")->second["architect"], Value("00000000000dd"));
}

TEST(Interview, TakenOffItsArchitectItAsksForASlot) {
    Life interview = scheduled();
    ASSERT_TRUE(interview.send("architect.release", now));
    EXPECT_EQ(interview.states(), "requested");
    EXPECT_EQ(interview.datum("architect"), Value(nullptr));
    EXPECT_THAT(interview.audiences("interview.cancelled"), ElementsAre("partner"));
    EXPECT_THAT(interview.timers(), IsEmpty());
}

TEST(Interview, ItsResultIsItsArchitectsAndAfterItsBeginning) {
    for (const char* event : {"pass", "fail"}) {
        Life interview = scheduled();
        const Instant begins = msk("2026-04-14 15:00");
        EXPECT_THAT(interview.as("another").chance(event, result(), begins), StartsWith("NOT_HIS: only"));
        EXPECT_THAT(interview.chance(event, result(), begins, "ru"), StartsWith("NOT_HIS: результат"));
        EXPECT_EQ(interview.possible_from(event, result(), now), std::nullopt);
        interview.as(olga);
        EXPECT_THAT(interview.chance(event, result(), begins - std::chrono::seconds(1)),
                    StartsWith("NOT_BEGUN: the"));
        EXPECT_THAT(interview.chance(event, result(), now, "ru"), StartsWith("NOT_BEGUN: соб"));
        EXPECT_EQ(interview.possible_from(event, result(), now), begins);
        ASSERT_TRUE(interview.send(event, result(), begins));
        const std::string ended = event == std::string("pass") ? "passed" : "failed";
        EXPECT_EQ(interview.states(), ended);
        EXPECT_FALSE(interview.running());
        EXPECT_THAT(interview.audiences("interview." + ended), ElementsAre("partner", "pam"));
        EXPECT_EQ(interview.message("interview." + ended)["recommendations"], Value("subject:2"));
        EXPECT_TRUE(interview.message("interview." + ended)["comment"].is_undefined()) << "for us only";
        EXPECT_EQ(interview.told().find("parent interview." + ended)->second["architect"], Value(olga));
        EXPECT_THAT(interview.timers(), IsEmpty());
    }
}

TEST(Interview, TwoChancesToCome) {
    Life interview = scheduled();
    EXPECT_THAT(interview.chance("no_show", now), StartsWith("NOT_BEGUN: the"));
    EXPECT_THAT(interview.chance("no_show", now, "ru"), StartsWith("NOT_BEGUN: соб"));
    ASSERT_TRUE(interview.send("no_show", msk("2026-04-14 15:20")));
    EXPECT_EQ(interview.states(), "requested");
    EXPECT_EQ(interview.message("interview.no_show")["attempt"], Value(1));
    ASSERT_TRUE(interview.send("schedule", slot("2026-04-20T15:00:00+03:00"), msk("2026-04-14 15:30")));
    EXPECT_FALSE(interview.send("no_show", msk("2026-04-20 14:59:59")));
    ASSERT_TRUE(interview.send("no_show", msk("2026-04-20 15:00")));
    EXPECT_EQ(interview.states(), "missed_twice");
    EXPECT_FALSE(interview.running());
    EXPECT_EQ(interview.message("interview.no_show")["attempt"], Value(2));
    EXPECT_EQ(interview.told().count("parent interview.missed"), 1U);
}

TEST(Interview, IsReleasedWhenItsApplicationMovesOn) {
    Life interview = scheduled();
    ASSERT_TRUE(interview.send("application.moved_on", now));
    EXPECT_EQ(interview.states(), "released");
    EXPECT_THAT(interview.audiences("interview.cancelled"), ElementsAre("partner", "architect"));
    EXPECT_THAT(interview.timers(), IsEmpty());
    Life unscheduled = requested();
    ASSERT_TRUE(unscheduled.send("application.moved_on", now));
    EXPECT_EQ(unscheduled.states(), "released");
    EXPECT_THAT(unscheduled.messages(), IsEmpty());
}

}  // namespace
}  // namespace waymark::partner
