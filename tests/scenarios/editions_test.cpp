// A new edition of the rules while the service runs: proposed, looked at, published by a second person (I29),
// in force at 00:00 of its first day by itself, and there again after whatever happens.
#include <fstream>

#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* first_day = "2026-12-31T21:00:00Z";  // 00:00 of 1 January 2027 in Moscow

class PublishedEditions : public Lifecycle {
  protected:
    static std::string r2() {
        std::ifstream in(PROJECT_DIR "/tests/workflows/partner/rulebook/r2.toml");
        std::ostringstream text;
        text << in.rdbuf();
        return std::move(text).str();
    }
    std::string draft(const std::string& who, const std::string& text) {
        return id_in(post(who, "editions", {{"file", "r2.toml"}, {"text", text}}));
    }
    boost::json::value effect(const std::string& edition) {
        const auto reply = program->as("chief").get("/api/v1/editions/" + edition + "/effect");
        EXPECT_EQ(reply.status, 200U) << reply.body;
        return reply.json();
    }
    object seen(const std::string& edition) {
        const auto counts = effect(edition).at("counts");
        return {{"seen",
                 {{"gains", counts.at("gains")},
                  {"loses", counts.at("loses")},
                  {"unknown", counts.at("unknown")}}}};
    }
    /// Proposed by the lead, published by the chief.
    std::string published() {
        auto edition = draft("lead", r2());
        done("lead", edition, "propose");
        done("chief", edition, "publish", seen(edition));
        return edition;
    }
    std::string states(const std::string& instance) {
        return boost::json::serialize(program->instance(instance).at("configuration"));
    }
    std::string review_day(const std::string& specialization) {
        return boost::json::serialize(program->instance(specialization).at("data").at("reviewed"));
    }
    /// What it is judged by on a day.
    std::string version_on(const std::string& partner, const std::string& day) {
        const auto reply = program->as("pam").get("/api/v1/partners/" + partner + "/eligibility?at=" + day);
        EXPECT_EQ(reply.status, 200U) << reply.body;
        const auto answer = reply.json();
        return std::string(answer.at("specializations").at(0).at("version").as_string());
    }
};
INSTANTIATE_TEST_SUITE_P(Zones, PublishedEditions, three_zones(), zone_name);

TEST_P(PublishedEditions, TakeTwoPersonsAndActByThemselvesOnTheirFirstDay) {
    given("2026-10-05T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto application = program->ready_application(partner);
    const auto specialization = program->grant(application);  // by r1, which asks ml-ai for no people
    EXPECT_THAT(review_day(specialization), Not(HasSubstr("2027-01-01")));

    const auto edition = draft("lead", r2());
    EXPECT_EQ(seen_by("olga", edition), 404U);
    EXPECT_EQ(send("pam", edition, "propose").status, 403U);
    done("lead", edition, "propose");
    const auto means = effect(edition);
    EXPECT_EQ(means.at("version"), "r2");
    EXPECT_EQ(means.at("before"), "r1");
    EXPECT_EQ(means.at("counts").at("partners"), 1);
    EXPECT_EQ(means.at("counts").at("loses"), 1) << "nobody is an architect";
    EXPECT_EQ(means.at("counts").at("marks_set"), 1);
    EXPECT_EQ(means.at("counts").at("timers"), 1);
    EXPECT_EQ(means.at("rows").at(0).at("name"), "Romashka");
    EXPECT_EQ(means.at("rows").at(0).at("review_after"), "2027-01-01");

    refused("lead", edition, "publish", "SAME_PERSON", seen(edition));
    program->token("lead by phone", people["lead"]);
    refused("lead by phone", edition, "publish", "SAME_PERSON", seen(edition));
    EXPECT_EQ(send("coordinator", edition, "publish", seen(edition)).status, 403U);
    EXPECT_EQ(send("chief", edition, "publish").status, 422U) << "without what was seen";
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r1");
    done("chief", edition, "publish", seen(edition));
    EXPECT_EQ(version_on(partner, "2026-12-31"), "r1");
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r2");
    EXPECT_EQ(program->instance(edition).at("data").at("published").at("seen").at("loses"), 1);

    program->move_to("2026-10-05T09:00:01Z");
    EXPECT_THAT(review_day(specialization), HasSubstr("\"review_on\":\"2027-01-01\"")) << "by the service";
    program->move_to("2026-12-31T20:59:59Z");
    EXPECT_THAT(states(specialization), HasSubstr("\"met\""));
    EXPECT_EQ(program->state(edition), "published");
    program->move_to(first_day);
    EXPECT_EQ(program->state(edition), "in_force");
    EXPECT_THAT(states(specialization), HasSubstr("\"at_risk\""));
    EXPECT_THAT(review_day(specialization), HasSubstr("\"version\":\"r2\""));
    EXPECT_THAT(program->messages(partner, "specialization.at_risk"),
                Contains("specialization.at_risk partner 2026-12-31T21:00:00.000Z"));
    EXPECT_EQ(program->instance(application).at("data").at("evaluation").at("version"), "r1")
        << "what was decided stays as it was decided";

    const auto devops = program->as("pam").get("/api/v1/partners/" + partner + "/eligibility").json();
    EXPECT_EQ(devops.at("specializations").at(0).at("version"), "r2");
}

TEST_P(PublishedEditions, StayThroughARestartAndADownTimeOverTheirFirstDay) {
    given("2026-10-05T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto specialization = program->grant(program->ready_application(partner));
    const auto edition = published();
    program->down_until("2026-10-06T09:00:00Z");
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r2");
    EXPECT_THAT(review_day(specialization), HasSubstr("\"review_on\":\"2027-01-01\""));
    program->killed_until("2026-10-07T09:00:00Z");
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r2");
    program->move_to("2026-12-30T09:00:00Z");
    a_partner("ivan");  // somebody works: after a long silence all timers would be held
    program->killed_until("2027-01-05T09:00:00Z");
    EXPECT_EQ(program->state(edition), "in_force");
    EXPECT_THAT(states(specialization), HasSubstr("\"at_risk\""));
    EXPECT_THAT(program->messages(partner, "specialization.at_risk"),
                Contains(HasSubstr("specialization.at_risk partner 2026-12-31T21:00:00.000Z")))
        << "as of the day itself";
}

TEST_P(PublishedEditions, WhatIsWrongTakenOrLateIsRefused) {
    given("2026-12-31T20:58:00Z");
    const auto wrong = post("lead", "editions", {{"file", "r2.toml"}, {"text", "version = 7\nfrom = soon"}});
    EXPECT_EQ(wrong.status, 422U);
    EXPECT_THAT(wrong.body, testing::AllOf(HasSubstr("form-invalid"), HasSubstr("r2.toml:")));
    auto shipped = r2();
    shipped.replace(shipped.find("\"r2\""), 4, "\"r1\"");
    refused("lead", draft("lead", shipped), "propose", "DUPLICATE");
    const auto first = draft("lead", r2()), second = draft("coordinator", r2());
    done("lead", first, "propose");
    refused("coordinator", second, "propose", "DUPLICATE");
    refused("coordinator", first, "withdraw", "NOT_YOURS");
    done("chief", first, "decline", {{"reason", "Not this year."}});
    done("coordinator", second, "propose");
    const auto counts = seen(second);
    program->move_to(first_day);
    refused("chief", second, "publish", "BAD_DATE", counts);
}

TEST_P(PublishedEditions, APublicationIsUndoneUntilItsDayHasCome) {
    given("2026-12-31T20:58:30Z");
    const auto partner = a_partner("olga");
    const auto edition = published();
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r2");
    const auto undo = [&] {
        const auto record = boost::json::serialize(program->instance(edition).at("record"));
        return post("chief", "commands/" + record + "/undo", {});
    };
    EXPECT_EQ(undo().status, 200U);
    EXPECT_EQ(program->state(edition), "proposed");
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r1") << "it counts no more";
    EXPECT_THAT(program->timers(edition), IsEmpty());

    done("chief", edition, "publish", seen(edition));
    const auto record = boost::json::serialize(program->instance(edition).at("record"));
    program->move_to("2026-12-31T21:00:01Z");  // within the two minutes
    const auto late = post("chief", "commands/" + record + "/undo", {});
    EXPECT_EQ(late.status, 409U) << late.body;
    EXPECT_THAT(late.body, HasSubstr("undo-moved"));
    EXPECT_EQ(version_on(partner, "2027-01-01"), "r2");
}

}  // namespace
}  // namespace waymark::scenarios
