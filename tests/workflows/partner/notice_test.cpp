// 4.7: scenarios S10, S11, S12, terms, dates, reminders, by the chart alone.
#include <gmock/gmock.h>
#include <random>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/dates.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using testing::UnorderedElementsAre;

Value arguments(Instant received_at, const Value& requested = nullptr) {
    return Value::Object{{"received_at", waymark::to_text(received_at)},
                         {"requested_exit_date", requested},
                         {"sender", json("{'role': 'owner'}")},
                         {"form", "written"},
                         {"ticket", nullptr}};
}

Life notice_received(Instant at, const Value& requested = nullptr) {
    return {"notice", arguments(at, requested), at};
}

Life notice_accepted(Instant at, const Value& requested = nullptr) {
    Life notice = notice_received(at, requested);
    EXPECT_TRUE(notice.send("validate", at));
    return notice;
}

TEST(Notice, IsReceivedAndLookedAtWithinABusinessDay) {
    Life notice = notice_received(msk("2026-03-02 15:40"), "2026-04-01");
    EXPECT_EQ(notice.states(), "received");
    EXPECT_EQ(notice.datum("received_date"), Value("2026-03-02"));
    EXPECT_THAT(notice.audiences("quit.received"), ElementsAre("partner", "support"));
    EXPECT_EQ(notice.message("quit.received")["due_date"], Value("2026-03-03"));
    EXPECT_EQ(notice.message("quit.received")["due_provisional"], Value(false));
    EXPECT_EQ(notice.told().count("parent notice.opened"), 1u);
    EXPECT_EQ(notice.timers().at("validation_overdue"), msk("2026-03-04 00:00"));
}

// S10
TEST(Notice, S10_ThirtyDaysAreEnough) {
    Life notice = notice_accepted(msk("2026-03-02 15:40"), "2026-04-01");
    EXPECT_EQ(notice.states(), "accepted");
    EXPECT_EQ(notice.datum("exit_date"), Value("2026-04-01"));
    EXPECT_EQ(notice.datum("last_partner_day"), Value("2026-03-31"));
    EXPECT_EQ(notice.datum("date_shifted"), Value(false));
    EXPECT_EQ(notice.datum("exit_at"), Value("2026-03-31T21:00:00.000Z"));
    EXPECT_EQ(notice.timers().at("exit"), utc("2026-03-31T21:00:00Z"));
    EXPECT_THAT(notice.audiences("quit.accepted"), ElementsAre("partner", "pam", "team", "finance"));
    EXPECT_EQ(notice.message("quit.accepted")["exit_date"], Value("2026-04-01"));
    EXPECT_EQ(notice.message("quit.accepted")["last_day"], Value("2026-03-31"));
    EXPECT_EQ(notice.messages().count("quit.date_shifted"), 0u);
    EXPECT_EQ(notice.told().find("parent notice.accepted")->second["exit_at"],
              Value("2026-03-31T21:00:00.000Z"));
}

TEST(Notice, S10_OneDayShortIsShiftedAndThePartnerTold) {
    Life notice = notice_accepted(msk("2026-03-02 15:40"), "2026-03-31");
    EXPECT_EQ(notice.datum("exit_date"), Value("2026-04-01"));
    EXPECT_EQ(notice.datum("date_shifted"), Value(true));
    EXPECT_EQ(notice.message("quit.date_shifted")["requested_exit_date"], Value("2026-03-31"));
    EXPECT_EQ(notice.message("quit.date_shifted")["exit_date"], Value("2026-04-01"));
    EXPECT_EQ(notice.message("quit.date_shifted")["last_day"], Value("2026-03-31"));
}

TEST(Notice, S10_TheDayOfReceiptIsMoscows) {
    Life notice = notice_accepted(utc("2026-03-01T21:30:00Z"));
    EXPECT_EQ(notice.datum("received_date"), Value("2026-03-02"));
    EXPECT_EQ(notice.datum("exit_date"), Value("2026-04-01"));
    EXPECT_EQ(notice_accepted(utc("2026-03-01T20:59:59Z")).datum("exit_date"), Value("2026-03-31"));
}

TEST(Notice, S11_EarliestExitOverShortMonthsAndYearEnd) {
    const std::vector<std::array<const char*, 2>> table = {{"2027-01-30", "2027-03-01"},
                                                           {"2028-01-30", "2028-02-29"},
                                                           {"2028-01-31", "2028-03-01"},
                                                           {"2028-02-29", "2028-03-30"},
                                                           {"2026-12-02", "2027-01-01"}};
    for (const auto& [received, exit] : table)
        EXPECT_EQ(notice_accepted(msk(std::string(received) + " 12:00")).datum("exit_date"), Value(exit))
            << received;
}

TEST(Notice, ALaterDateIsKept) {
    EXPECT_EQ(notice_accepted(msk("2026-03-02 15:40"), "2026-12-31").datum("exit_date"), Value("2026-12-31"));
}

TEST(Notice, NobodyLeavesYesterday) {
    // Received in March, registered and looked at in June: the thirty days are long over, tomorrow is the
    // earliest.
    Life notice("notice", arguments(msk("2026-03-02 15:40"), "2026-04-05"), msk("2026-06-10 10:00"));
    ASSERT_TRUE(notice.send("validate", msk("2026-06-10 23:59:59")));
    EXPECT_EQ(notice.datum("exit_date"), Value("2026-06-11"));
    EXPECT_EQ(notice.datum("date_shifted"), Value(true));
    EXPECT_THAT(notice.timers(), UnorderedElementsAre(testing::Pair("exit", msk("2026-06-11 00:00"))));
}

// S12: received Friday 10 April, exit on 10 May, day 29 is Saturday and a holiday.
TEST(Notice, S12_WithdrawnInTheLastSecond) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"));
    ASSERT_EQ(notice.datum("exit_date"), Value("2026-05-10"));
    notice.run_to(utc("2026-05-09T20:59:59Z"));
    EXPECT_EQ(notice.chance("withdraw", utc("2026-05-09T20:59:59Z")), "yes");
    ASSERT_TRUE(notice.send("withdraw", utc("2026-05-09T20:59:59Z")));
    EXPECT_FALSE(notice.running());
    EXPECT_EQ(notice.states(), "withdrawn");
    EXPECT_EQ(notice.told().count("parent notice.withdrawn"), 1u);
    EXPECT_THAT(notice.audiences("quit.withdrawn"),
                ElementsAre("partner", "support", "pam", "team", "finance"));
    EXPECT_THAT(notice.timers(), IsEmpty());
}

TEST(Notice, S12_NotWithdrawnInTheFirst) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"));
    const Instant exit = utc("2026-05-09T21:00:00Z");
    // Timers may be held: even then nobody stays who has left.
    EXPECT_THAT(notice.chance("withdraw", exit), StartsWith("EXECUTED"));
    EXPECT_THAT(notice.chance("withdraw", exit, "ru"), HasSubstr("2026-05-09"));
    EXPECT_FALSE(notice.send("withdraw", exit));
    notice.run_to(exit);
    EXPECT_EQ(notice.states(), "executed");
    EXPECT_FALSE(notice.running());
    EXPECT_EQ(notice.told().count("parent notice.executed"), 1u);
    EXPECT_EQ(notice.message("quit.executed")["last_day"], Value("2026-05-09"));
    EXPECT_FALSE(notice.send("withdraw", exit));
}

TEST(Notice, S12_RemindersOfTheTwentySixthTheThirdAndTheNinth) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"));
    EXPECT_THAT(notice.timers(),
                UnorderedElementsAre(testing::Pair("reminder_first", msk("2026-04-26 10:00")),
                                     testing::Pair("reminder_second", msk("2026-05-03 10:00")),
                                     testing::Pair("reminder_last", msk("2026-05-09 10:00")),
                                     testing::Pair("exit", msk("2026-05-10 00:00"))));
    for (const auto& [day, left] :
         {std::pair{"2026-04-26 10:00", 14}, {"2026-05-03 10:00", 7}, {"2026-05-09 10:00", 1}}) {
        notice.run_to(msk(day) - std::chrono::microseconds(1));
        EXPECT_THAT(notice.messages(), IsEmpty()) << day;
        notice.run_to(msk(day));
        EXPECT_EQ(notice.messages().count("quit.reminder"), 1u) << day;
        EXPECT_EQ(notice.message("quit.reminder")["days"], Value(left));
        EXPECT_EQ(notice.message("quit.reminder")["exit_date"], Value("2026-05-10"));
        EXPECT_EQ(notice.message("quit.reminder")["last_day"], Value("2026-05-09"));
        EXPECT_THAT(notice.audiences("quit.reminder"), ElementsAre("partner", "support", "pam"));
    }
    EXPECT_THAT(notice.timers(), UnorderedElementsAre(testing::Pair("exit", msk("2026-05-10 00:00"))));
}

TEST(Notice, RemindersOfThePastAreNotArmed) {
    // Received long ago, accepted five days before the requested date.
    Life notice("notice", arguments(msk("2026-03-02 15:40"), "2026-06-15"), msk("2026-06-10 09:00"));
    ASSERT_TRUE(notice.send("validate", msk("2026-06-10 09:00")));
    EXPECT_THAT(notice.timers(), UnorderedElementsAre(testing::Pair("reminder_last", msk("2026-06-14 10:00")),
                                                      testing::Pair("exit", msk("2026-06-15 00:00"))));
}

TEST(Notice, AChangedDatePlansAllAnew) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"));
    notice.run_to(msk("2026-05-04 00:00"));  // the first two reminders have gone
    ASSERT_TRUE(notice.send("change_date", json("{'exit_date': '2026-05-20'}"), msk("2026-05-04 12:00")));
    EXPECT_EQ(notice.states(), "accepted");
    EXPECT_EQ(notice.message("quit.date_changed")["previous_exit_date"], Value("2026-05-10"));
    EXPECT_EQ(notice.message("quit.date_changed")["exit_date"], Value("2026-05-20"));
    EXPECT_EQ(notice.message("quit.date_changed")["last_day"], Value("2026-05-19"));
    EXPECT_EQ(notice.told().find("parent notice.rescheduled")->second["exit_date"], Value("2026-05-20"));
    EXPECT_THAT(notice.timers(),
                UnorderedElementsAre(testing::Pair("reminder_first", msk("2026-05-06 10:00")),
                                     testing::Pair("reminder_second", msk("2026-05-13 10:00")),
                                     testing::Pair("reminder_last", msk("2026-05-19 10:00")),
                                     testing::Pair("exit", msk("2026-05-20 00:00"))));
}

TEST(Notice, ADateIsNeverChangedBelowTheTerm) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"), "2026-07-01");
    const Instant later = msk("2026-05-12 12:00");  // the thirty days are over: tomorrow counts
    const auto change = [&](const char* date) { return Value::Object{{"exit_date", date}}; };
    EXPECT_EQ(notice.chance("change_date", later), "depends");
    EXPECT_THAT(notice.chance("change_date", change("2026-05-09"), msk("2026-04-11 12:00")),
                HasSubstr("2026-05-10"));
    EXPECT_THAT(notice.chance("change_date", change("2026-05-12"), later), HasSubstr("2026-05-13"));
    EXPECT_THAT(notice.chance("change_date", change("2026-05-12"), later, "ru"),
                StartsWith("DATE_TOO_EARLY"));
    EXPECT_THAT(notice.chance("change_date", change("2026-07-01"), later), StartsWith("SAME_DATE"));
    EXPECT_THAT(notice.chance("change_date", change("2026-06-31"), later), StartsWith("BAD_DATE"));
    EXPECT_FALSE(notice.send("change_date", change("2026-05-12"), later));
    EXPECT_EQ(notice.datum("exit_date"), Value("2026-07-01"));
    EXPECT_TRUE(notice.send("change_date", change("2026-05-13"), later));
    EXPECT_THAT(notice.chance("change_date", change("2026-06-13"), msk("2026-05-13 00:00")),
                StartsWith("EXECUTED"));
}

TEST(Notice, OverdueIsToldToTheLeadThenToTheTeam) {
    Life notice = notice_received(msk("2026-05-08 17:00"));  // Friday; Monday the 11th is a holiday
    notice.run_to(msk("2026-05-12 23:59:59"));
    EXPECT_EQ(notice.datum("overdue"), Value(false));
    notice.run_to(msk("2026-05-13 00:00"));
    EXPECT_EQ(notice.datum("overdue"), Value(true));
    EXPECT_THAT(notice.audiences("quit.overdue"), ElementsAre("support-lead"));
    notice.run_to(msk("2026-05-13 23:59:59"));
    EXPECT_THAT(notice.messages(), IsEmpty());
    notice.run_to(msk("2026-05-14 00:00"));
    EXPECT_THAT(notice.audiences("quit.overdue"), ElementsAre("team"));
    EXPECT_THAT(notice.timers(), IsEmpty());
    EXPECT_EQ(notice.states(), "received") << "it is never accepted by itself";
    ASSERT_TRUE(notice.send("validate", msk("2026-05-15 09:00")));
}

TEST(Notice, TheTermOfAYearWithoutATableIsProvisional) {
    Life notice = notice_received(msk("2026-12-30 12:00"));
    EXPECT_EQ(notice.message("quit.received")["due_date"], Value("2027-01-01"));
    EXPECT_EQ(notice.message("quit.received")["due_provisional"], Value(true));
    EXPECT_EQ(notice.datum("validation")["provisional"], Value(true));
}

TEST(Notice, IsRefusedOrWithdrawnBeforeItIsLookedAt) {
    Life refused = notice_received(msk("2026-03-02 15:40"));
    ASSERT_TRUE(refused.send("refuse", json("{'reason': 'NOT_A_NOTICE'}"), msk("2026-03-02 16:00")));
    EXPECT_EQ(refused.states(), "refused");
    EXPECT_EQ(refused.message("quit.refused")["reason"], Value("NOT_A_NOTICE"));
    EXPECT_EQ(refused.told().count("parent notice.refused"), 1u);
    Life withdrawn = notice_received(msk("2026-03-02 15:40"));
    ASSERT_TRUE(withdrawn.send("withdraw", msk("2026-03-02 16:00")));
    EXPECT_EQ(withdrawn.states(), "withdrawn");
    EXPECT_THAT(withdrawn.audiences("quit.withdrawn"), ElementsAre("partner", "support"));
    EXPECT_THAT(withdrawn.timers(), IsEmpty());
}

TEST(Notice, TheCheckListIsTrackedAndNothingWaitsForIt) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"));
    ASSERT_TRUE(notice.send("check", json("{'item': 'invoices_settled'}"), msk("2026-04-11 09:00")));
    ASSERT_TRUE(
        notice.send("check", json("{'item': 'customers_moved', 'done': true}"), msk("2026-04-11 09:00")));
    ASSERT_TRUE(
        notice.send("check", json("{'item': 'customers_moved', 'done': false}"), msk("2026-04-12 09:00")));
    EXPECT_EQ(notice.datum("checklist"),
              json("{'customers_moved': false, 'invoices_settled': true, 'rebates_withdrawn': false, "
                   "'deals_transferred': false}"));
    notice.run_to(msk("2026-05-10 00:00"));
    EXPECT_EQ(notice.states(), "executed");
}

// Invariant 3
TEST(Notice, FiringTheTimerByHandIsRefused) {
    Life notice = notice_accepted(msk("2026-04-10 09:00"));
    EXPECT_FALSE(notice.send("exit.due", msk("2026-05-09 23:59:59")));
    EXPECT_EQ(notice.states(), "accepted");
    EXPECT_THAT(notice.chance("exit.due", msk("2026-05-09 23:59:59")), HasSubstr("clock alone"));
    EXPECT_EQ(notice.possible_from("exit.due", msk("2026-05-09 23:59:59")), msk("2026-05-10 00:00"));
}

// Whatever is asked for, in whatever order, at least thirty days lie between receipt and exit.
TEST(Notice, I14_NoPathMakesTheTermShorter) {
    const unsigned seed = 20260302;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&](int most) { return std::uniform_int_distribution(0, most - 1)(random); };
    const auto some_date = [&](Instant around) {
        return to_text(
            Date((std::chrono::floor<std::chrono::days>(around) + std::chrono::days(below(120) - 40))
                     .time_since_epoch()));
    };
    for (int round = 0; round < 300; ++round) {
        Instant at = msk("2024-01-01 00:00") + std::chrono::minutes(below(1'600'000));
        const Instant received = at - std::chrono::minutes(below(60'000));
        Life notice("notice", arguments(received, below(3) == 0 ? Value(nullptr) : Value(some_date(at))), at);
        at += std::chrono::minutes(below(5000));
        notice.run_to(at);
        ASSERT_TRUE(notice.send("validate", at));
        for (int step = 0; step < 6 && notice.running(); ++step) {
            at += std::chrono::minutes(below(40'000));
            notice.run_to(at);
            notice.send("change_date", Value::Object{{"exit_date", some_date(at)}}, at);
            notice.send("exit.due", at);
        }
        notice.run_to(at + std::chrono::days(200));
        ASSERT_EQ(notice.states(), "executed");
        const Date day_0 = parse_date(notice.datum("received_date").string()).value();
        const Date exit = parse_date(notice.datum("exit_date").string()).value();
        ASSERT_GE((exit - day_0).count(), 30) << waymark::to_text(received);
    }
}

}  // namespace
}  // namespace waymark::partner
