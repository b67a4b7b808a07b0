// S15's dates over HTTP: a partner's admin adds employees and certificates, and the clock warns.
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Records : public Lifecycle {
  protected:
    /// A partner with a signed agreement, and its admin anton.
    void given_a_partner() {
        given("2026-06-01T09:00:00Z");
        partner = id_in(post("coordinator", "partners",
                             {{"name", "Romashka"},
                              {"tin", "7707083893"},
                              {"agreement", {{"number", "P-77"}, {"date", "2026-05-06"}}}}));
        people["anton"] = program->person("anton", "partner-admin", {{"partner", partner}});
    }
    std::string employee(const std::string& name) {
        return id_in(
            post("anton", "employees", {{"partner", partner}, {"name", name}, {"from", "2024-02-01"}}));
    }
    std::string partner;
};
INSTANTIATE_TEST_SUITE_P(Zones, Records, three_zones(), zone_name);

TEST_P(Records, S15_WarningsGoOutOnFourDatesAndOnTheDayAfter) {
    given_a_partner();
    const auto olga = employee("Olga Smirnova");
    done("anton", olga, "certificate.add",
         {{"code", "cip"},
          {"number", "17"},
          {"trained_on", "2025-09-01"},
          {"certified_on", "2025-10-16"},
          {"valid_to", "2026-10-15"}});
    EXPECT_THAT(program->timers(olga), ElementsAre("ending 2026-07-17T07:00:00.000Z"));
    EXPECT_EQ(program->instance(olga).at("data").at("certificates").at(0).at("name").at("en"),
              "Cloud infrastructure protection");
    refused("anton", olga, "certificate.add", "CERT_UNKNOWN", {{"code", "cisco"}});
    refused("anton", olga, "certificate.correct", "CERT_UNKNOWN", {{"certificate", "c1"}, {"code", "cisco"}});
    program->move_to("2026-10-15T20:59:59Z");
    EXPECT_THAT(program->messages(partner, "specialization.cert_expiring"),
                ElementsAre("specialization.cert_expiring partner 2026-07-17T07:00:00.000Z",
                            "specialization.cert_expiring pam 2026-07-17T07:00:00.000Z",
                            "specialization.cert_expiring partner 2026-08-16T07:00:00.000Z",
                            "specialization.cert_expiring pam 2026-08-16T07:00:00.000Z",
                            "specialization.cert_expiring partner 2026-09-15T07:00:00.000Z",
                            "specialization.cert_expiring pam 2026-09-15T07:00:00.000Z",
                            "specialization.cert_expiring partner 2026-10-08T07:00:00.000Z",
                            "specialization.cert_expiring pam 2026-10-08T07:00:00.000Z"));
    EXPECT_THAT(program->messages(partner, "specialization.cert_expired"), ElementsAre());
    program->move_to("2026-10-15T21:00:00Z");
    EXPECT_THAT(program->messages(partner, "specialization.cert_expired"),
                ElementsAre("specialization.cert_expired partner 2026-10-15T21:00:00.000Z",
                            "specialization.cert_expired pam 2026-10-15T21:00:00.000Z"));
    EXPECT_EQ(program->state(olga), "employed");
}

TEST_P(Records, TheProviderAcceptsWhatThePartnerHandsIn) {
    given_a_partner();
    const auto solution = id_in(post("anton", "solutions",
                                     {{"partner", partner},
                                      {"technology", "devops"},
                                      {"title", "Pipelines for Vasilek"},
                                      {"implemented_on", "2026-05-01"}}));
    EXPECT_EQ(seen_by("architect", solution), 200U);
    EXPECT_EQ(seen_by("architect", partner), 404U);
    EXPECT_EQ(send("anton", solution, "verify").status, 403U);
    done("architect", solution, "verify");
    EXPECT_EQ(program->datum(solution, "verified_on"), "2026-06-01");
    const auto plan = id_in(
        post("anton", "plans", {{"partner", partner}, {"technology", "devops"}, {"document", "plan.pdf"}}));
    EXPECT_EQ(seen_by("architect", plan), 404U);
    done("pam", plan, "return", {{"reason", "No figures."}});
    done("anton", plan, "resubmit", {{"document", "plan-2.pdf"}});
    done("coordinator", plan, "approve");
    const auto newer = id_in(
        post("anton", "plans", {{"partner", partner}, {"technology", "devops"}, {"document", "plan-3.pdf"}}));
    done("pam", newer, "approve");
    EXPECT_EQ(program->state(plan), "superseded") << "in the same commit";
    EXPECT_EQ(program->state(newer), "approved");
}

TEST_P(Records, AnAccountBelongsToOneCustomerAtATime) {
    given_a_partner();
    const auto customer = [&](const char* name) {
        return id_in(post("anton", "customers", {{"partner", partner}, {"name", name}}));
    };
    const auto vasilek = customer("Vasilek LLC"), lilia = customer("Lilia LLC");
    const auto account = id_in(post("anton", "subaccounts", {{"customer", vasilek}, {"account", "acc-17"}}));
    EXPECT_THAT(post("anton", "subaccounts", {{"customer", lilia}, {"account", "acc-17"}}).body,
                HasSubstr("DUPLICATE"));
    done("anton", account, "activate", {{"on", "2026-05-20"}});
    done("anton", account, "deactivate", {{"on", "2026-06-01"}});
    id_in(post("anton", "subaccounts", {{"customer", lilia}, {"account", "acc-17"}}));
}

TEST_P(Records, TheAgreementEndsWithThePartnership) {
    given_a_partner();
    const auto agreement = listed_by("auditor", "agreements").at(0);
    EXPECT_EQ(program->datum(agreement, "number"), "P-77");
    const auto notice = program->give_notice(partner, {});
    program->send(notice, "validate");
    EXPECT_THAT(post("anton", "solutions",
                     {{"partner", partner},
                      {"technology", "devops"},
                      {"title", "Late"},
                      {"implemented_on", "2026-05-01"}})
                    .status,
                201U)
        << "facts are recorded while it is leaving";
    const auto olga = employee("Olga");
    program->move_to("2026-06-30T21:00:00Z");
    EXPECT_EQ(program->state(partner), "exited");
    EXPECT_EQ(program->state(agreement), "ended");
    EXPECT_EQ(program->datum(agreement, "ended_on"), "2026-07-01");
    EXPECT_THAT(
        post("anton", "employees", {{"partner", partner}, {"name", "Ivan"}, {"from", "2024-02-01"}}).body,
        HasSubstr("NOT_PARTNER"));
    refused("anton", olga, "certificate.add", "NOT_PARTNER", {{"code", "cse"}});
}

}  // namespace
}  // namespace waymark::scenarios
