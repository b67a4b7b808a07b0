// S01, the last line of S17, and the way from a prospect to an owner who comes back. Dates are those of the
// scenarios: Moscow is three hours ahead of UTC all year.
#include <gmock/gmock.h>

#include "tests/scenarios/rehearsal.hpp"

namespace waymark::scenarios {
namespace {

using blackbox::Reply;
using boost::json::object;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// By the server's TZ: it must not matter.
class Applications : public testing::TestWithParam<const char*> {
  protected:
    void given(const std::string& clock) {
        program = std::make_unique<Rehearsal>(clock, GetParam());
        for (const char* role : {"pam", "lead", "customer-manager"})
            persons[role] = program->person(role, role);
    }
    void prospect(const std::string& name) { persons[name] = program->person(name, "prospect"); }

    Reply post(const std::string& who, const std::string& path, const object& body) {
        return program->as(who).post("/api/v1/" + path, body);
    }
    Reply apply(const std::string& who, const std::string& tin) {
        return post(who, "onboardings",
                    {{"person", persons.at(who)},
                     {"company", "Romashka LLC"},
                     {"tin", tin},
                     {"contacts", {object{{"name", "Olga"}, {"email", "olga@example.org"}}}},
                     {"video_watched", true},
                     {"partnership_type", "direct"},
                     {"tax_type", "general"},
                     {"questionnaire", object{{"services", "migrations"}, {"customers", "shops"}}}});
    }
    Reply send(const std::string& who, const std::string& instance, const std::string& event,
               object data = {}) {
        return post(who, "instances/" + instance + "/events", {{"event", event}, {"data", std::move(data)}});
    }
    void done(const std::string& who, const std::string& instance, const std::string& event,
              object data = {}) {
        const auto reply = send(who, instance, event, std::move(data));
        EXPECT_EQ(reply.status, 200U) << reply.body;
    }
    static std::string id_in(const Reply& reply) {
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return std::string(reply.json().at("instance").at("id").as_string());
    }
    std::string submitted(const std::string& who, const std::string& tin) {
        auto onboarding = id_in(apply(who, tin));
        done(who, onboarding, "submit");
        return onboarding;
    }
    /// From submission to the partner, whose id it gives.
    std::string accepted(const std::string& onboarding) {
        done("pam", onboarding, "review.start");
        done("pam", onboarding, "approve",
             {{"business", true}, {"rf_resident", true}, {"wire_transfer", true}, {"paid_version", true}});
        const auto today =
            std::string(program->instance(onboarding).at("updated_at").as_string()).substr(0, 10);
        done("pam", onboarding, "agreement.sign",
             {{"signatory", "Olga"}, {"date", today}, {"number", "A-17"}});
        EXPECT_EQ(program->state(onboarding), "active");
        return program->datum(onboarding, "partner");
    }
    unsigned seen_by(const std::string& who, const std::string& instance) {
        return program->as(who).get("/api/v1/instances/" + instance).status;
    }

    std::unique_ptr<Rehearsal> program;
    std::map<std::string, std::string> persons;
};

INSTANTIATE_TEST_SUITE_P(Zones, Applications, testing::Values("UTC0", "CET-1CEST,M3.5.0,M10.5.0/3"),
                         [](const auto& zone) { return zone.index == 0 ? "Utc" : "Berlin"; });

TEST_P(Applications, S01_NobodyDecides) {
    given("2026-04-23T15:30:00Z");
    prospect("olga");
    const auto onboarding = submitted("olga", "7707083893");
    EXPECT_EQ(program->instance(onboarding).at("data").at("term").at("due"), "2026-05-05");
    EXPECT_THAT(program->messages(persons["olga"], "onboarding.received"),
                ElementsAre("onboarding.received prospect 2026-04-23T15:30:00.000Z",
                            "onboarding.received pam 2026-04-23T15:30:00.000Z"));

    program->move_to("2026-05-05T20:59:59Z");
    EXPECT_EQ(program->datum(onboarding, "overdue"), "false");
    program->move_to("2026-05-05T21:00:00Z");
    EXPECT_EQ(program->datum(onboarding, "overdue"), "true");
    program->move_to("2026-08-01T00:00:00Z");
    EXPECT_THAT(program->messages(persons["olga"], "onboarding.overdue"),
                ElementsAre("onboarding.overdue lead 2026-05-05T21:00:00.000Z"));
    EXPECT_EQ(program->state(onboarding), "submitted") << "never approved by itself";
}

TEST_P(Applications, S01_ChangesAreRequestedAndAnswered) {
    given("2026-04-23T15:30:00Z");
    prospect("olga");
    const auto onboarding = submitted("olga", "7707083893");
    done("pam", onboarding, "review.start");
    program->move_to("2026-04-28T09:00:00Z");
    done("pam", onboarding, "changes.request", {{"reason", "The contact's address is wrong."}});
    EXPECT_EQ(program->datum(onboarding, "days_left"), "4");
    EXPECT_EQ(program->datum(onboarding, "term"), "null") << "it rests";
    program->move_to("2026-05-12T09:00:00Z");
    EXPECT_EQ(program->datum(onboarding, "overdue"), "false");
    done("olga", onboarding, "draft.save",
         {{"contacts", {object{{"name", "Olga"}, {"email", "olga@romashka.example"}}}}});
    done("olga", onboarding, "resubmit");
    EXPECT_EQ(program->instance(onboarding).at("data").at("term").at("due"), "2026-05-18");
    program->move_to("2026-05-18T20:59:59Z");
    EXPECT_EQ(program->datum(onboarding, "overdue"), "false");
    program->down_until("2026-05-20T06:00:00Z");
    EXPECT_THAT(program->messages(persons["olga"], "onboarding.overdue"),
                ElementsAre("onboarding.overdue lead 2026-05-18T21:00:00.000Z late"));
}

TEST_P(Applications, AProspectBecomesAnOwnerAndSeesHisOwn) {
    given("2026-04-23T09:00:00Z");
    prospect("olga");
    prospect("boris");
    const auto olgas = submitted("olga", "7707083893");
    EXPECT_EQ(apply("olga", "7707083893").status, 409U) << "one application at a time";
    EXPECT_EQ(seen_by("olga", olgas), 200U);
    EXPECT_EQ(seen_by("boris", olgas), 404U);
    EXPECT_EQ(send("boris", olgas, "withdraw").status, 404U);
    EXPECT_EQ(post("boris", "onboardings", {{"person", persons["olga"]}}).status, 404U);
    EXPECT_EQ(send("olga", olgas, "review.start").status, 403U);

    const auto partner = accepted(olgas);
    EXPECT_EQ(program->state(partner), "active");
    EXPECT_EQ(program->datum(partner, "tin"), "7707083893");
    EXPECT_EQ(program->datum(partner, "name"), "Romashka LLC");
    EXPECT_EQ(program->datum(partner, "pam"), persons["pam"]);
    EXPECT_EQ(program->instance(partner).at("data").at("contacts").at(0).at("email"), "olga@example.org");
    EXPECT_EQ(program->datum(persons["olga"], "roles"), R"(["partner-owner"])");
    EXPECT_EQ(seen_by("olga", partner), 200U) << "under the same token";
    EXPECT_EQ(seen_by("olga", olgas), 200U);
    EXPECT_EQ(seen_by("boris", partner), 404U);
    EXPECT_EQ(program->as("boris").get("/api/v1/onboardings").json().at("items").as_array().size(), 0U);
    EXPECT_EQ(program->history(partner).back().at("command"), program->history(olgas).front().at("command"))
        << "one command, one commit";
    EXPECT_THAT(apply("olga", "7707083893").body, HasSubstr("ALREADY_PARTNER"));
}

TEST_P(Applications, ATaxpayerNumberIsTakenOnce) {
    given("2026-04-23T09:00:00Z");
    prospect("olga");
    prospect("boris");
    const auto borises = id_in(apply("boris", "7707083893"));
    const auto olgas = submitted("olga", "7707083893");
    const auto refused = send("boris", borises, "submit");
    EXPECT_EQ(refused.status, 409U);
    EXPECT_THAT(refused.body, HasSubstr("TIN_DUPLICATE"));
    EXPECT_THAT(refused.body, HasSubstr("correct the number"));
    EXPECT_THAT(program->as("boris").get("/api/v1/onboardings/" + borises + "/why").body,
                HasSubstr("TIN_DUPLICATE"))
        << "and one knows before";
    const auto partner = accepted(olgas);
    EXPECT_EQ(send("boris", borises, "submit").status, 409U) << "the partner has it now";

    const auto notice = program->give_notice(partner, {});
    program->send(notice, "validate");
    program->move_to("2026-05-22T21:00:00Z");
    EXPECT_EQ(program->state(partner), "exited");
    EXPECT_EQ(send("boris", borises, "submit").status, 200U) << "who has left has it no more";
}

TEST_P(Applications, WhoHasLeftReturnsAsANewPartner) {
    given("2026-04-23T09:00:00Z");
    prospect("olga");
    const auto first = accepted(submitted("olga", "7707083893"));
    const auto notice = program->give_notice(first, {});
    program->send(notice, "validate");
    program->move_to("2026-06-01T09:00:00Z");
    const auto second = accepted(submitted("olga", "7707083893"));
    EXPECT_NE(second, first);
    EXPECT_EQ(program->datum(second, "previous"), first);
    EXPECT_EQ(seen_by("olga", second), 200U);
}

TEST_P(Applications, NinetyDaysWithoutAction) {
    given("2026-04-23T09:00:00Z");
    prospect("olga");
    const auto onboarding = id_in(post("olga", "onboardings", {{"person", persons["olga"]}}));
    program->move_to("2026-07-22T20:59:59Z");
    EXPECT_THAT(program->messages(persons["olga"], "onboarding.reminder"),
                ElementsAre("onboarding.reminder prospect 2026-06-22T07:00:00.000Z",
                            "onboarding.reminder prospect 2026-07-15T07:00:00.000Z"));
    EXPECT_EQ(program->state(onboarding), "draft");
    program->move_to("2026-07-22T21:00:00Z");
    EXPECT_EQ(program->state(onboarding), "expired");
    EXPECT_EQ(program->state(id_in(apply("olga", "7707083893"))), "draft") << "a new one can be begun";
}

TEST_P(Applications, S17_APresaleIsContactedWithinThreeBusinessDays) {
    given("2026-04-23T09:00:00Z");
    prospect("olga");
    const auto partner = accepted(submitted("olga", "7707083893"));
    program->move_to("2026-04-30T08:00:00Z");
    const object request{{"partner", partner},
                         {"customer", object{{"name", "Vasilek LLC"}, {"email", "it@vasilek.example"}}},
                         {"customer_kind", "new"},
                         {"request", "A pilot."}};
    const auto first = id_in(post("olga", "presales", request)),
               second = id_in(post("olga", "presales", request));
    EXPECT_EQ(program->instance(first).at("data").at("term").at("due"), "2026-05-06");
    EXPECT_EQ(program->as("customer-manager").get("/api/v1/presales").json().at("items").as_array().size(),
              2U);
    EXPECT_EQ(seen_by("customer-manager", partner), 404U);
    EXPECT_EQ(seen_by("support", first), 404U);

    done("customer-manager", first, "assign");
    EXPECT_EQ(program->datum(first, "manager"), persons["customer-manager"]);
    done("customer-manager", first, "contact.made", {{"channel", "call"}});
    program->move_to("2026-05-06T20:59:59Z");
    EXPECT_THAT(program->messages(partner, "presale.overdue"), IsEmpty());
    program->move_to("2026-05-06T21:00:00Z");
    EXPECT_THAT(program->messages(partner, "presale.overdue"),
                ElementsAre("presale.overdue lead 2026-05-06T21:00:00.000Z"));
    EXPECT_EQ(program->datum(second, "overdue"), "true");
    EXPECT_EQ(program->datum(first, "overdue"), "false");

    const auto notice = program->give_notice(partner, {});
    program->send(notice, "validate");
    program->move_to("2026-06-05T21:00:00Z");
    EXPECT_EQ(program->state(partner), "exited");
    EXPECT_EQ(program->datum(first, "cancelled_by"), "PARTNER_EXITED");
    EXPECT_EQ(program->state(second), "cancelled");
    EXPECT_EQ(post("olga", "presales", request).status, 409U);
}

}  // namespace
}  // namespace waymark::scenarios
