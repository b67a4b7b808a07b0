// S07, the edges of the windows, holds that outlast a window, and the catch-up. Dates are those of the
// scenarios: Moscow is three hours ahead of UTC all year.
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Windows : public Lifecycle {};
INSTANTIATE_TEST_SUITE_P(Zones, Windows, three_zones(), zone_name);

TEST_P(Windows, S07_AppliedForInJulyGrantedInOctober) {
    given("2026-07-15T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto application = in_interview("olga", partner);
    EXPECT_EQ(program->datum(application, "window"), "2026-10");
    const auto interview = interview_of(application);
    done("coordinator", interview, "schedule", slot("2026-09-18T09:00:00Z"));
    program->move_to("2026-09-20T09:00:00Z");
    pass(interview);
    EXPECT_EQ(program->state(application), "ready");

    program->move_to("2026-09-30T20:59:59Z");
    refused("coordinator", application, "grant", "WINDOW_CLOSED");
    EXPECT_EQ(program->why(application, "grant").at("reasons").at(0).at("possible_from"),
              "2026-09-30T21:00:00.000Z");
    program->move_to("2026-09-30T21:00:00Z");
    refused("coordinator", application, "grant", "the consumption of October 2025");
    program->consume(partner, "2025-10", "2026-10");
    done("coordinator", application, "grant");
    EXPECT_EQ(program->datum(program->specialization(partner), "periods"),
              R"([{"from":"2026-10-01","to":null,"reason":null}])");
    EXPECT_THAT(program->messages(partner, "application.granted"),
                ElementsAre("application.granted partner 2026-09-30T21:00:00.000Z",
                            "application.granted pam 2026-09-30T21:00:00.000Z",
                            "application.granted marketing 2026-09-30T21:00:00.000Z"));
}

TEST_P(Windows, WhatIsNotDecidedIsCarriedOver) {
    given("2026-04-10T09:00:00Z");
    const auto partner = program->partner();
    const auto application = program->ready_application(partner);
    program->move_to("2026-04-23T20:59:59Z");
    EXPECT_THAT(program->messages(partner, "window.closing"), IsEmpty());
    program->move_to("2026-04-23T21:00:00Z");
    EXPECT_THAT(program->messages(partner, "window.closing"),
                ElementsAre("window.closing partner 2026-04-23T21:00:00.000Z",
                            "window.closing pam 2026-04-23T21:00:00.000Z"));
    EXPECT_EQ(program->state(window("2026-04")), "closing");
    program->move_to("2026-04-30T20:59:59Z");
    EXPECT_EQ(program->datum(application, "window"), "2026-04");
    program->move_to("2026-04-30T21:00:00Z");
    EXPECT_EQ(program->state(application), "ready");
    EXPECT_EQ(program->datum(application, "window"), "2026-10");
    EXPECT_EQ(program->datum(application, "carried"), R"(["2026-04"])");
    EXPECT_THAT(program->messages(partner, "application.carried_over"),
                Contains("application.carried_over partner 2026-04-30T21:00:00.000Z"));
    EXPECT_EQ(program->state(window("2026-04")), "closed");
    const auto report = program->instance(window("2026-04")).at("data").at("report").at("total");
    EXPECT_EQ(report.at("submitted"), 1);
    EXPECT_EQ(report.at("carried"), 1);

    program->move_to("2026-10-24T20:59:59Z");
    EXPECT_EQ(program->state(window("2026-10")), "open");
    program->move_to("2026-10-24T21:00:00Z");
    EXPECT_EQ(program->state(window("2026-10")), "closing");
    EXPECT_THAT(program->messages(partner, "window.closing"),
                Contains("window.closing partner 2026-10-24T21:00:00.000Z"));
    program->move_to("2026-10-31T20:59:59Z");
    program->grant(application);
    program->move_to("2026-10-31T21:00:00Z");
    EXPECT_EQ(program->instance(window("2026-10")).at("data").at("report").at("total").at("granted"), 1);
    EXPECT_EQ(program->state(window("2027-04")), "planned");
}

TEST_P(Windows, TwoPeopleExtendAWindow) {
    given("2026-04-10T09:00:00Z");
    const auto partner = program->partner();
    const auto application = program->ready_application(partner),
               other = program->ready_application(program->partner());
    const auto april = window("2026-04");
    program->token("lead by phone", people["lead"]);
    done("lead", april, "extension.propose", {{"last_day", "2026-05-10"}, {"reason", "Holidays."}});
    for (const char* who : {"lead", "chief"}) {
        const auto work = program->as(who).get("/api/v1/worklist").json();
        const auto& first = work.at("items").at(0);
        EXPECT_EQ(first.at("state"), "extension_proposed") << "in a region beside the window's course";
        EXPECT_EQ(first.at("instance").at("id").as_string(), april);
    }
    EXPECT_EQ(seen_by("coordinator", april), 200U);
    a_partner("olga");
    EXPECT_EQ(seen_by("olga", april), 404U) << "reports and proposals are the team's";
    EXPECT_THAT(listed_by("olga", "windows"), IsEmpty());
    refused("lead", april, "extension.approve", "SAME_PERSON");
    refused("lead by phone", april, "extension.approve", "SAME_PERSON");
    EXPECT_EQ(send("coordinator", april, "extension.approve").status, 403U);
    done("chief", april, "extension.approve");
    const auto extension = program->instance(april).at("data").at("extensions").at(0);
    EXPECT_EQ(extension.at("proposed_by").as_string(), people["lead"]);
    EXPECT_EQ(extension.at("approved_by").as_string(), people["chief"]);

    program->move_to("2026-04-30T21:00:00Z");
    EXPECT_EQ(program->datum(application, "window"), "2026-04") << "still its window";
    EXPECT_THAT(program->messages(partner, "application.carried_over"), IsEmpty());
    program->move_to("2026-05-10T20:59:59Z");
    const auto specialization = program->grant(application);
    EXPECT_EQ(program->datum(specialization, "periods"),
              R"([{"from":"2026-05-10","to":null,"reason":null}])");
    EXPECT_EQ(program->datum(specialization, "late_grant"), "null") << "within the window, no override";
    program->move_to("2026-05-10T21:00:00Z");
    EXPECT_EQ(program->try_grant(other).status, 409U);
    EXPECT_EQ(program->datum(other, "window"), "2026-10");
    refused("lead", april, "extension.propose", "WINDOW_CLOSED",
            {{"last_day", "2026-05-20"}, {"reason", "Again."}});
}

TEST_P(Windows, TwoPeopleGrantLate) {
    given("2026-04-10T09:00:00Z");
    const auto partner = program->partner();
    const auto application = program->ready_application(partner);
    program->token("lead by phone", people["lead"]);
    program->move_to("2026-05-04T09:00:00Z");
    refused("lead", application, "grant", "WINDOW_CLOSED");
    refused("lead", application, "late_grant.approve", "NOT_PROPOSED");
    done("lead", application, "late_grant.propose", {{"reason", "Our architect was ill."}});
    refused("lead", application, "late_grant.approve", "SAME_PERSON");
    refused("lead by phone", application, "late_grant.approve", "SAME_PERSON");
    EXPECT_EQ(send("coordinator", application, "late_grant.approve").status, 403U);
    done("chief", application, "late_grant.approve");
    const auto specialization = program->specialization(partner);
    EXPECT_EQ(program->datum(specialization, "periods"),
              R"([{"from":"2026-05-04","to":null,"reason":null}])");
    const auto override = program->instance(specialization).at("data").at("late_grant");
    EXPECT_EQ(override.at("proposed_by").as_string(), people["lead"]);
    EXPECT_EQ(override.at("approved_by").as_string(), people["chief"]);
    EXPECT_EQ(override.at("reason"), "Our architect was ill.");
}

TEST_P(Windows, AnInterviewAfterTheWindowNeedsAConfirmation) {
    given("2026-04-20T09:00:00Z");
    const auto application = in_interview("olga", a_partner("olga"));
    const auto interview = interview_of(application);
    EXPECT_TRUE(program->why(interview, "schedule").at("allowed").as_bool()) << "with a slot it can be";
    refused("coordinator", interview, "schedule", "AFTER_WINDOW", slot("2026-05-05T09:00:00Z"));
    EXPECT_EQ(program->state(interview), "requested");
    done("coordinator", interview, "schedule", slot("2026-05-05T09:00:00Z", true));
    program->move_to("2026-05-05T10:00:00Z");
    EXPECT_EQ(program->state(interview), "scheduled") << "carried over, the interview kept";
    pass(interview);
    EXPECT_EQ(program->state(application), "ready");
    EXPECT_EQ(program->datum(application, "window"), "2026-10") << "it counts for the next";
}

TEST_P(Windows, ACarriedOverApplicationsInterviewBelongsToItsNewWindow) {
    given("2026-04-20T09:00:00Z");
    const auto interview = interview_of(in_interview("olga", a_partner("olga")));
    program->move_to("2026-05-04T09:00:00Z");
    done("coordinator", interview, "schedule", slot("2026-05-05T09:00:00Z"));
}

TEST_P(Windows, ANoticeHoldsAnApplicationAndItsWithdrawalResumesItTowardsTheRightWindow) {
    given("2026-04-06T09:00:00Z");
    const auto partner = a_partner("olga"), rival = a_partner("ivan");
    const auto application = in_interview("olga", partner), other = in_interview("ivan", rival);
    const auto interview = interview_of(application);
    done("coordinator", interview, "schedule", slot("2026-04-20T09:00:00Z"));
    refused("coordinator", interview_of(other), "schedule", "SLOT_TAKEN", slot("2026-04-20T10:14:00Z"));

    const auto notice = program->give_notice(partner, {});
    EXPECT_EQ(program->state(application), "interview") << "received, not yet accepted";
    program->send(notice, "validate");
    EXPECT_EQ(program->state(application), "on_hold");
    EXPECT_EQ(program->datum(application, "held_in"), "interview");
    EXPECT_EQ(program->state(interview), "released");
    EXPECT_THAT(program->timers(application), IsEmpty());
    EXPECT_THAT(program->timers(interview), IsEmpty());
    EXPECT_EQ(program->history(application).front().at("command"),
              program->history(notice).front().at("command"));
    EXPECT_EQ(program->history(interview).front().at("command"),
              program->history(notice).front().at("command"))
        << "one commit";
    EXPECT_THAT(program->messages(partner, "interview.cancelled"),
                ElementsAre("interview.cancelled partner 2026-04-06T09:00:00.000Z",
                            "interview.cancelled architect 2026-04-06T09:00:00.000Z"));
    done("coordinator", interview_of(other), "schedule", slot("2026-04-20T09:30:00Z"));
    EXPECT_EQ(send("coordinator", application, "reject", {{"code", "DUPLICATE"}}).status, 409U)
        << "never decided";
    EXPECT_EQ(post("olga", "applications", {{"partner", partner}, {"technology", "ml-ai"}}).status, 409U);

    program->send(notice, "change_date", {{"exit_date", "2026-10-20"}});
    program->move_to("2026-10-05T09:00:00Z");
    program->send(notice, "withdraw");
    EXPECT_EQ(program->state(application), "interview");
    EXPECT_EQ(program->datum(application, "window"), "2026-10");
    EXPECT_THAT(program->messages(partner, "application.resumed"),
                ElementsAre("application.resumed partner 2026-10-05T09:00:00.000Z",
                            "application.resumed pam 2026-10-05T09:00:00.000Z"));
    const auto anew = interview_of(application);
    EXPECT_NE(anew, interview);
    EXPECT_EQ(program->state(anew), "requested");
    EXPECT_THAT(program->timers(application), Contains("window_closes 2026-10-31T21:00:00.000Z"));
}

TEST_P(Windows, AnArchitectSeesWhatIsAssignedToHim) {
    given("2026-04-06T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto mine = in_interview("olga", partner), others = in_interview("ivan", a_partner("ivan"));
    const auto interview = interview_of(mine);
    EXPECT_THAT(listed_by("architect", "applications"), IsEmpty());
    EXPECT_EQ(seen_by("architect", interview), 404U);
    done("coordinator", interview, "schedule", slot("2026-04-20T09:00:00Z"));
    EXPECT_THAT(listed_by("architect", "applications"), ElementsAre(mine));
    EXPECT_THAT(listed_by("architect", "interviews"), ElementsAre(interview));
    EXPECT_EQ(seen_by("architect", mine), 200U);
    for (const auto& unseen : {others, interview_of(others), partner})
        EXPECT_EQ(seen_by("architect", unseen), 404U);
    EXPECT_EQ(seen_by("olga", mine), 200U);
    EXPECT_EQ(seen_by("olga", interview), 200U) << "without scores and comment: roles_test.cpp";
    program->down_until("2026-04-20T10:00:00Z");
    EXPECT_THAT(listed_by("architect", "applications"), ElementsAre(mine)) << "after a start as well";
    pass(interview);
    const auto seen = program->as("olga").get("/api/v1/instances/" + mine).body;
    EXPECT_THAT(seen, testing::HasSubstr("Read on."));
    EXPECT_THAT(seen, testing::Not(testing::HasSubstr("shaky")));
    EXPECT_THAT(program->as("olga").get("/api/v1/instances/" + mine + "/history").body,
                testing::Not(testing::HasSubstr("shaky")));
}

/// What is to be the same with the service away from 30 April, 20:00, to 11 May, 9:00 in Moscow.
std::vector<std::string> of_the_window(Rehearsal& program, const std::string& april,
                                       const std::string& application) {
    return {program.state(april),
            boost::json::serialize(program.instance(april).at("data").at("report")),
            program.state(application),
            program.datum(application, "window"),
            program.datum(application, "carried"),
            boost::json::serialize(program.history(application).front().at("at")),
            boost::json::serialize(program.history(april).front().at("at"))};
}

TEST_P(Windows, CatchUpClosesTheWindowAsOfItsMinute) {
    std::vector<std::vector<std::string>> ends;
    for (const bool away : {true, false}) {
        given("2026-04-10T06:00:00Z");
        const auto application = program->ready_application(program->partner());
        const auto leaving = program->partner();
        const auto held = program->ready_application(leaving);
        program->send(program->give_notice(leaving, {}), "validate");
        program->move_to("2026-04-30T17:00:00Z");
        if (away)
            program->down_until("2026-05-11T06:00:00Z");
        else
            program->move_to("2026-05-11T06:00:00Z");
        const auto april = window("2026-04");
        EXPECT_EQ(program->state(april), "closed");
        EXPECT_EQ(program->history(april).front().at("at"), "2026-04-30T21:00:00.000Z");
        EXPECT_EQ(program->history(application).front().at("at"), "2026-04-30T21:00:00.000Z");
        EXPECT_EQ(program->datum(application, "window"), "2026-10");
        EXPECT_EQ(program->state(leaving), "exited");
        EXPECT_EQ(program->state(held), "closed");
        EXPECT_EQ(program->datum(held, "decision"), "PARTNER_EXITED");
        const auto report = program->instance(april).at("data").at("report").at("total");
        EXPECT_EQ(report.at("on_hold"), 1) << "as it stood when the window closed";
        EXPECT_EQ(report.at("carried"), 1);
        ends.push_back(of_the_window(*program, april, application));
    }
    EXPECT_EQ(ends[0], ends[1]);
}

}  // namespace
}  // namespace waymark::scenarios
