// Conditions as the service judges them, over HTTP: to the kopeck, to the day, and without anybody asking.
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Eligibility : public Lifecycle {
  protected:
    boost::json::value asked(const std::string& who, const std::string& partner,
                             const std::string& more = "") {
        const auto reply = program->as(who).get("/api/v1/partners/" + partner + "/eligibility" + more);
        EXPECT_EQ(reply.status, 200U) << reply.body;
        return reply.json().at("specializations").at(0);
    }
    static boost::json::value condition(const boost::json::value& specialization, const char* kind) {
        for (const auto& each : specialization.at("conditions").as_array())
            if (each.at("kind") == kind) return each;
        ADD_FAILURE() << "no condition " << kind;
        return {};
    }
    /// Olga's application for devops, its interview passed on the day.
    std::string all_but_decided(const std::string& partner, const std::string& day) {
        auto application = in_interview("olga", partner);
        const auto interview = interview_of(application);
        done("coordinator", interview, "schedule", slot(day + "T09:00:00Z"));
        program->move_to(day + "T10:00:00Z");
        pass(interview);
        return application;
    }
};
INSTANTIATE_TEST_SUITE_P(Zones, Eligibility, three_zones(), zone_name);

TEST_P(Eligibility, S02_TheThresholdIsMetToTheKopeck) {
    given("2026-04-20T09:00:00Z");
    // 2,000,000.00 of DevOps net in one month: with VAT of 22 % and the bonus of 10 %.
    const auto below = a_partner("olga"), enough = a_partner("ivan");
    for (const auto& [partner, gross] : {std::pair(below, "2711111.10"), {enough, "2711111.11"}}) {
        program->consume(partner, "2026-03", "2026-04", gross);
        program->consume(partner, "2025-04", "2026-03", "0.00");
    }
    const auto short_of = condition(asked("olga", below, "?specialization=devops"), "consumption");
    EXPECT_EQ(short_of.at("result"), "fail");
    EXPECT_EQ(short_of.at("reason"), "CONSUMPTION_BELOW");
    EXPECT_EQ(short_of.at("missing"), 1);
    EXPECT_THAT(std::string(short_of.at("text").at("en").as_string()), HasSubstr("0.01 RUB"));
    EXPECT_EQ(condition(asked("ivan", enough, "?specialization=devops"), "consumption").at("result"), "pass");
}

TEST_P(Eligibility, WhatIfSomebodyHadTheCertificate) {
    given("2026-04-20T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto both = program->employee(partner, {{"cse", ""}, {"cip", ""}});
    const auto query = std::string("?specialization=infrastructure");
    EXPECT_EQ(condition(asked("olga", partner, query), "specialists").at("reason"), "SAME_PERSON_TWICE");
    const auto other = program->employee(partner, {});
    const auto supposed =
        condition(asked("olga", partner, query + "&with_certificate=" + other + "%3Dcse"), "specialists");
    EXPECT_EQ(supposed.at("result"), "pass");
    EXPECT_EQ(supposed.at("roles").at(0).at("employee").as_string(), other);
    EXPECT_EQ(supposed.at("roles").at(1).at("employee").as_string(), both);
    EXPECT_EQ(condition(asked("olga", partner, query), "specialists").at("result"), "fail")
        << "only supposed";
    EXPECT_EQ(program->as("olga").get("/api/v1/partners/" + partner + "/eligibility?at=soon").status, 400U);
    EXPECT_EQ(program->as("olga").get("/api/v1/partners/" + a_partner("ivan") + "/eligibility").status, 404U);
}

TEST_P(Eligibility, S15_ACertificateThatEndsPutsTheSpecializationAtRiskAndANewOneClearsIt) {
    given("2026-10-01T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto application = all_but_decided(partner, "2026-10-06");
    program->consume(partner, "2025-10", "2026-10");
    // The one who can be the second specialist leaves after the 15th.
    const auto second =
        id_in(post("pam", "employees", {{"partner", partner}, {"name", "Semyon"}, {"from", "2024-02-01"}}));
    done("pam", second, "certificate.add",
         {{"code", "cse"}, {"trained_on", "2024-03-01"}, {"certified_on", "2024-04-01"}});
    for (const auto& id : listed_by("auditor", "employees"))
        if (program->instance(id).at("data").at("certificates").as_array().size() == 3)
            done("pam", id, "certificate.correct",
                 {{"certificate", "c3"},
                  {"code", "devsecops"},
                  {"trained_on", "2024-03-01"},
                  {"certified_on", "2024-04-01"},
                  {"valid_to", "2026-10-15"}});
    program->move_to("2026-10-15T12:00:00Z");
    done("coordinator", application, "grant");
    const auto specialization = program->specialization(partner);
    const auto states = [&] {
        return boost::json::serialize(program->instance(specialization).at("configuration"));
    };
    program->move_to("2026-10-15T20:59:59Z");
    EXPECT_THAT(states(), HasSubstr("\"met\""));
    program->move_to("2026-10-15T21:00:00Z");
    EXPECT_THAT(states(), HasSubstr("\"at_risk\"")) << "on the 16th at 00:00, by itself";
    EXPECT_EQ(program->state(specialization), "active");
    EXPECT_THAT(program->messages(partner, "specialization.at_risk"),
                Contains("specialization.at_risk partner 2026-10-15T21:00:00.000Z"));
    for (const char* code : {"gitops", "devsecops"})
        done("pam", second, "certificate.add",
             {{"code", code}, {"trained_on", "2026-09-01"}, {"certified_on", "2026-09-20"}});
    EXPECT_THAT(states(), HasSubstr("\"met\"")) << "another qualified person, in the same commit";
}

TEST_P(Eligibility, APublicationHasActiveSpecializationsJudgedAgain) {
    given("2026-04-02T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto application = all_but_decided(partner, "2026-04-07");
    program->consume(partner, "2025-04", "2026-04");
    done("coordinator", application, "grant");
    const auto specialization = program->specialization(partner);
    program->move_to("2026-04-08T10:00:00Z");
    EXPECT_THAT(program->messages(partner, "specialization.at_risk"), IsEmpty());
    program->consume(partner, "2025-04", "2026-04", "1.00");  // a correction of all of it
    program->move_to("2026-04-08T10:00:01Z");
    EXPECT_THAT(boost::json::serialize(program->instance(specialization).at("configuration")),
                HasSubstr("\"at_risk\""));
    const auto rows = program->as("coordinator").get("/api/v1/reports/at-risk").json().at("rows");
    ASSERT_EQ(rows.as_array().size(), 1U);
    EXPECT_EQ(rows.at(0).at("partner").as_string(), partner);
    EXPECT_EQ(rows.at(0).at("marked_by"), "service");
    EXPECT_THAT(std::string(rows.at(0).at("unmet_en").as_string()), HasSubstr("short"));
    EXPECT_EQ(program->as("olga").get("/api/v1/reports/at-risk").status, 403U);
}

TEST_P(Eligibility, APartnersPageHasAllThatItsReaderMayKnow) {
    given("2026-04-02T09:00:00Z");
    const auto partner = a_partner("olga");
    program->person("victor", "partner-viewer", {{"partner", partner}});
    const auto application = in_interview("olga", partner);
    const auto page = [&](const std::string& who) {
        return program->as(who).get("/api/v1/partners/" + partner + "/overview").json();
    };
    const auto owners = page("olga");
    EXPECT_EQ(owners.at("partner").at("id").as_string(), partner);
    EXPECT_EQ(owners.at("partner").at("data").at("name"), "Romashka");
    EXPECT_EQ(owners.at("members").at("application").at(0).at("id").as_string(), application);
    EXPECT_EQ(owners.at("members").at("application").at(0).at("state"), "interview");
    EXPECT_EQ(owners.at("members").at("employee").as_array().size(), 2U);
    EXPECT_EQ(owners.at("next").at(0).at("due"), "2026-04-23T21:00:00.000Z");
    EXPECT_EQ(owners.at("next").at(0).at("event"), "window.closing");
    EXPECT_FALSE(page("victor").at("members").as_object().contains("employee"));
    EXPECT_FALSE(page("victor").at("members").as_object().contains("application"));
}

}  // namespace
}  // namespace waymark::scenarios
