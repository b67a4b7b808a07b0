// S08, S10, S11, S12, the catch-up, and the whole path of a notice. Dates are those of the scenarios: Moscow
// is three hours ahead of UTC all year.
#include <gmock/gmock.h>

#include "tests/scenarios/rehearsal.hpp"

namespace waymark::scenarios {
namespace {

using boost::json::object;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Zone {
    const char* name;
    const char* posix;  // needs no zone files
};

/// By the server's zone: it must not matter.
class Scenarios : public testing::TestWithParam<Zone> {
  protected:
    Rehearsal& begin(const std::string& clock) {
        rehearsal_ = std::make_unique<Rehearsal>(clock, GetParam().posix);
        return *rehearsal_;
    }

  private:
    std::unique_ptr<Rehearsal> rehearsal_;
};

INSTANTIATE_TEST_SUITE_P(Zones, Scenarios,
                         testing::Values(Zone{"Utc", "UTC0"}, Zone{"Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"},
                                         Zone{"NewYork", "EST5EDT,M3.2.0,M11.1.0"}),
                         [](const auto& zone) { return zone.param.name; });

TEST_P(Scenarios, TheWholePathOfANotice) {
    auto& program = begin("2026-04-02T09:00:00Z");
    const auto partner = program.partner();
    const auto specialization = program.grant(program.ready_application(partner));
    EXPECT_EQ(program.state(partner), "active");

    const auto first = program.give_notice(partner, {});
    program.send(first, "validate");
    EXPECT_EQ(program.state(partner), "quit_pending");
    program.send(first, "withdraw");
    EXPECT_EQ(program.state(first), "withdrawn");
    EXPECT_EQ(program.state(partner), "active");
    EXPECT_THAT(program.timers(first), IsEmpty());

    const auto second = program.give_notice(partner, {});
    program.send(second, "validate");
    EXPECT_EQ(program.datum(second, "exit_date"), "2026-05-02");
    EXPECT_THAT(
        program.timers(second),
        ElementsAre("reminder_first 2026-04-18T07:00:00.000Z", "reminder_second 2026-04-25T07:00:00.000Z",
                    "reminder_last 2026-05-01T07:00:00.000Z", "exit 2026-05-01T21:00:00.000Z"));

    program.move_to("2026-05-01T20:59:59Z");
    EXPECT_EQ(program.state(partner), "quit_pending");
    EXPECT_EQ(program.state(specialization), "active");
    EXPECT_THAT(
        program.messages(partner, "quit.reminder"),
        ElementsAre(
            "quit.reminder partner 2026-04-18T07:00:00.000Z",
            "quit.reminder support 2026-04-18T07:00:00.000Z", "quit.reminder pam 2026-04-18T07:00:00.000Z",
            "quit.reminder partner 2026-04-25T07:00:00.000Z",
            "quit.reminder support 2026-04-25T07:00:00.000Z", "quit.reminder pam 2026-04-25T07:00:00.000Z",
            "quit.reminder partner 2026-05-01T07:00:00.000Z",
            "quit.reminder support 2026-05-01T07:00:00.000Z", "quit.reminder pam 2026-05-01T07:00:00.000Z"));

    program.move_to("2026-05-01T21:00:00Z");
    EXPECT_EQ(program.state(second), "executed");
    EXPECT_EQ(program.state(partner), "exited");
    EXPECT_EQ(program.state(specialization), "ended");
    // In the same instant, in the same commit, by nobody but the clock.
    const auto executed = program.history(second).front(), exited = program.history(partner).at(2),
               ended = program.history(specialization).front();
    EXPECT_EQ(executed.at("timer"), "exit");
    EXPECT_TRUE(executed.at("person").is_null());
    EXPECT_TRUE(executed.at("guards").at(0).at("taken").as_bool());
    EXPECT_EQ(executed.at("guards").at(0).at("values").at("exit_at"), "2026-05-01T21:00:00.000Z");
    const auto started = program.history(second).back(), validated = program.history(second).at(4);
    EXPECT_TRUE(started.at("person").is_string()) << "who caused it";
    EXPECT_EQ(validated.at("event").at("name"), "validate");
    EXPECT_EQ(validated.at("person"), started.at("person")) << "support, both times";
    for (const auto& record : {executed, exited, ended}) {
        EXPECT_EQ(record.at("at"), "2026-05-01T21:00:00.000Z");
        EXPECT_EQ(record.at("command"), executed.at("command"));
    }
    EXPECT_EQ(exited.at("event").at("name"), "notice.executed");
    EXPECT_EQ(exited.at("caused_by"), executed.at("record"));
    EXPECT_EQ(program.datum(partner, "last_partner_day"), "2026-05-01");
}

TEST_P(Scenarios, S08_GrantsAtTheEdgesOfTheWindows) {
    auto& program = begin("2026-03-20T09:00:00Z");
    std::vector<std::string> ready;
    for (int i = 0; i < 4; ++i) ready.push_back(program.ready_application(program.partner()));
    const auto granted_on = [&](const std::string& application) {
        return program.datum(program.grant(application), "periods");
    };
    const auto expect_closed = [&](const std::string& application, const char* next) {
        const auto refused = program.try_grant(application);
        EXPECT_EQ(refused.status, 409U);
        EXPECT_THAT(refused.body, HasSubstr("WINDOW_CLOSED"));
        EXPECT_EQ(program.why(application, "grant").at("reasons").at(0).at("possible_from"), next);
    };

    program.move_to("2026-03-31T20:59:59Z");
    expect_closed(ready[0], "2026-03-31T21:00:00.000Z");
    program.move_to("2026-03-31T21:00:00Z");
    EXPECT_EQ(granted_on(ready[0]), R"([{"from":"2026-04-01","to":null,"reason":null}])");
    program.move_to("2026-04-30T20:59:59Z");
    EXPECT_EQ(granted_on(ready[1]), R"([{"from":"2026-04-30","to":null,"reason":null}])");
    program.move_to("2026-04-30T21:00:00Z");
    expect_closed(ready[2], "2026-09-30T21:00:00.000Z");
    program.move_to("2026-10-31T20:59:59Z");
    EXPECT_EQ(granted_on(ready[2]), R"([{"from":"2026-10-31","to":null,"reason":null}])");
    program.move_to("2026-10-31T21:00:00Z");
    expect_closed(ready[3], "2027-03-31T21:00:00.000Z");
}

TEST_P(Scenarios, S10_ThirtyDaysAreEnough) {
    auto& program = begin("2026-03-02T12:40:00Z");
    const auto partner = program.partner();
    const auto notice = program.give_notice(partner, {{"requested_exit_date", "2026-04-01"}});
    program.send(notice, "validate");
    EXPECT_EQ(program.datum(notice, "exit_date"), "2026-04-01");
    EXPECT_EQ(program.datum(notice, "date_shifted"), "false");
    EXPECT_THAT(program.messages(partner, "quit.date_shifted"), IsEmpty());
    EXPECT_EQ(program.datum(notice, "exit_at"), "2026-03-31T21:00:00.000Z");
    program.move_to("2026-03-31T20:59:59Z");
    EXPECT_EQ(program.state(partner), "quit_pending");
    program.move_to("2026-03-31T21:00:00Z");
    EXPECT_EQ(program.state(partner), "exited");
    EXPECT_EQ(program.datum(partner, "last_partner_day"), "2026-03-31");
}

TEST_P(Scenarios, S10_OneDayShortIsShiftedAndThePartnerTold) {
    auto& program = begin("2026-03-02T12:40:00Z");
    const auto partner = program.partner();
    const auto notice = program.give_notice(partner, {{"requested_exit_date", "2026-03-31"}});
    program.send(notice, "validate");
    EXPECT_EQ(program.state(notice), "accepted");
    EXPECT_EQ(program.datum(notice, "exit_date"), "2026-04-01");
    EXPECT_THAT(program.messages(partner, "quit.date_shifted"),
                testing::Contains("quit.date_shifted partner 2026-03-02T12:40:00.000Z"));
}

TEST_P(Scenarios, S10_TheDayOfReceiptIsMoscows) {
    auto& program = begin("2026-03-02T12:40:00Z");
    const auto partner = program.partner();
    const auto notice = program.give_notice(partner, {{"received_at", "2026-03-01T21:30:00Z"}});
    EXPECT_EQ(program.datum(notice, "received_date"), "2026-03-02");
    program.send(notice, "validate");
    EXPECT_EQ(program.datum(notice, "earliest_exit_date"), "2026-04-01");
    EXPECT_EQ(program.datum(notice, "exit_date"), "2026-04-01");
}

TEST_P(Scenarios, S11_ThirtyDaysOverShortMonthsAndYearEnd) {
    auto& program = begin("2026-11-30T09:00:00Z");
    struct Case {
        const char *received, *earliest;
    };
    for (const auto& [received, earliest] :
         {Case{"2026-12-02", "2027-01-01"}, Case{"2027-01-30", "2027-03-01"},
          Case{"2028-01-30", "2028-02-29"}, Case{"2028-01-31", "2028-03-01"},
          Case{"2028-02-29", "2028-03-30"}}) {
        program.move_to(received + std::string("T09:00:00Z"));
        const auto notice = program.give_notice(program.partner(), {});
        program.send(notice, "validate");
        EXPECT_EQ(program.datum(notice, "earliest_exit_date"), earliest) << received;
        EXPECT_EQ(program.datum(notice, "exit_date"), earliest) << received;
    }
}

/// A notice received on Friday, 10 April 2026, at 9:00 in Moscow, accepted; and a specialization from before.
struct OnTheTenthOfApril {
    explicit OnTheTenthOfApril(Rehearsal& program)
        : partner(program.partner()), specialization(program.grant(program.ready_application(partner))) {
        program.move_to("2026-04-10T06:00:00Z");
        notice = program.give_notice(partner, {});
        program.send(notice, "validate");
        EXPECT_EQ(program.datum(notice, "exit_date"), "2026-05-10");
    }
    std::string partner, specialization, notice;
};

TEST_P(Scenarios, S12_WithdrawnInTheLastSecond) {
    auto& program = begin("2026-04-01T06:00:00Z");
    const OnTheTenthOfApril given(program);
    program.move_to("2026-05-09T20:59:59Z");
    program.send(given.notice, "withdraw");
    EXPECT_EQ(program.state(given.notice), "withdrawn");
    EXPECT_EQ(program.state(given.partner), "active");
    program.move_to("2026-06-01T06:00:00Z");
    EXPECT_EQ(program.state(given.partner), "active");
    EXPECT_EQ(program.state(given.specialization), "active");
    EXPECT_EQ(program.datum(given.specialization, "periods"),
              R"([{"from":"2026-04-01","to":null,"reason":null}])")
        << "no gap";
    EXPECT_THAT(program.messages(given.partner, "quit.reminder"),
                testing::AllOf(testing::SizeIs(9),
                               testing::Contains("quit.reminder partner 2026-04-26T07:00:00.000Z"),
                               testing::Contains("quit.reminder partner 2026-05-03T07:00:00.000Z"),
                               testing::Contains("quit.reminder partner 2026-05-09T07:00:00.000Z")));
}

TEST_P(Scenarios, S12_AtMidnightItIsTooLate) {
    auto& program = begin("2026-04-01T06:00:00Z");
    const OnTheTenthOfApril given(program);
    program.move_to("2026-05-09T21:00:00Z");
    const auto late = program.try_send(given.notice, "withdraw");
    EXPECT_EQ(late.status, 409U);
    EXPECT_EQ(late.json().at("code"), "event-not-possible");
    EXPECT_EQ(program.state(given.notice), "executed");
    EXPECT_EQ(program.state(given.partner), "exited");
}

TEST_P(Scenarios, S12_AReminderOfADayThatWasSleptThroughGoesOutLate) {
    auto& program = begin("2026-04-01T06:00:00Z");
    const OnTheTenthOfApril given(program);
    program.move_to("2026-05-02T17:00:00Z");
    program.down_until("2026-05-04T06:00:00Z");
    EXPECT_THAT(program.messages(given.partner, "quit.reminder"),
                ElementsAre("quit.reminder partner 2026-04-26T07:00:00.000Z",
                            "quit.reminder support 2026-04-26T07:00:00.000Z",
                            "quit.reminder pam 2026-04-26T07:00:00.000Z",
                            "quit.reminder partner 2026-05-03T07:00:00.000Z late",
                            "quit.reminder support 2026-05-03T07:00:00.000Z late",
                            "quit.reminder pam 2026-05-03T07:00:00.000Z late"));
    const auto reminded = program.history(given.notice).front();
    EXPECT_EQ(reminded.at("at"), "2026-05-03T07:00:00.000Z");
    EXPECT_EQ(reminded.at("written_at"), "2026-05-04T06:00:00.000Z");
}

TEST_P(Scenarios, S12_OfTwoRemindersThatWereSleptThroughTheLaterOneGoesOut) {
    auto& program = begin("2026-04-01T06:00:00Z");
    const OnTheTenthOfApril given(program);
    program.move_to("2026-04-25T17:00:00Z");
    program.down_until("2026-05-04T06:00:00Z");
    EXPECT_THAT(program.messages(given.partner, "quit.reminder"),
                testing::AllOf(
                    testing::SizeIs(6),
                    testing::IsSupersetOf({"quit.reminder partner 2026-04-26T07:00:00.000Z late suppressed",
                                           "quit.reminder partner 2026-05-03T07:00:00.000Z late"})));
}

// The service sleeps from 30 April, 20:00, to 11 May, 9:00 in Moscow: over the window's end, two reminders
// and the exit.
TEST_P(Scenarios, CatchUpAfterElevenDays) {
    auto& program = begin("2026-04-01T06:00:00Z");
    const OnTheTenthOfApril given(program);
    const auto other = program.partner();
    program.move_to("2026-04-30T17:00:00Z");
    program.down_until("2026-05-11T06:00:00Z");
    EXPECT_EQ(program.state(given.notice), "executed");
    EXPECT_EQ(program.state(given.partner), "exited");
    EXPECT_EQ(program.state(given.specialization), "ended");
    const auto executed = program.history(given.notice).front();
    EXPECT_EQ(executed.at("at"), "2026-05-09T21:00:00.000Z") << "as of its minute";
    EXPECT_TRUE(executed.at("late").as_bool());
    EXPECT_EQ(program.datum(given.specialization, "periods"),
              R"([{"from":"2026-04-01","to":"2026-05-10","reason":"QUIT"}])");
    // What the two reminders announce has come: recorded, not sent.
    EXPECT_THAT(program.messages(given.partner, "quit.reminder"),
                testing::IsSupersetOf({"quit.reminder partner 2026-04-26T07:00:00.000Z",
                                       "quit.reminder partner 2026-05-03T07:00:00.000Z late suppressed",
                                       "quit.reminder partner 2026-05-09T07:00:00.000Z late suppressed"}));
    EXPECT_THAT(program.messages(given.partner, "quit.executed"),
                testing::Contains("quit.executed partner 2026-05-09T21:00:00.000Z late"));
    const auto application = program.ready_application(other);
    EXPECT_EQ(program.try_grant(application).status, 409U) << "the window closed on 1 May";
    EXPECT_EQ(program.why(application, "grant").at("reasons").at(0).at("possible_from"),
              "2026-09-30T21:00:00.000Z");
}

}  // namespace
}  // namespace waymark::scenarios
