// 4.8 over HTTP: who sees what and when, four eyes, cure, effect, appeal and reversal, and which act comes
// first. Moscow is three hours ahead of UTC all year.
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Revocations : public Lifecycle {
  protected:
    std::string propose(const std::string& who, const std::string& partner) {
        return id_in(post(who, "revocations", breach_by(partner)));
    }
    static object breach_by(const std::string& partner) {
        return {{"partner", partner},
                {"reason_code", "BRAND_MISUSE"},
                {"clause", "7.3"},
                {"evidence", "A poster."}};
    }
};
INSTANTIATE_TEST_SUITE_P(Zones, Revocations, three_zones(), zone_name);

TEST_P(Revocations, APartnersPeopleSeeNothingOfAProposal) {
    given("2026-03-02T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto about = [&](const std::string& path) { return program->as("olga").get("/api/v1/" + path); };
    const auto history = about("partners/" + partner + "/history").body,
               why = about("partners/" + partner + "/why").body;
    const auto revocation = propose("pam", partner);
    EXPECT_THAT(listed_by("olga", "revocations"), IsEmpty());
    for (const std::string& path : std::vector<std::string>{"", "/history", "/why"}) {
        EXPECT_EQ(about("revocations/" + revocation + path).status, 404U) << path;
        EXPECT_EQ(about("instances/" + revocation + path).status, 404U) << path;
    }
    EXPECT_EQ(send("olga", revocation, "drop", {{"reason", "No."}}).status, 404U);
    EXPECT_EQ(about("partners/" + partner + "/history").body, history);
    EXPECT_EQ(about("partners/" + partner + "/why").body, why);
    done("lead", revocation, "approve", {{"effective_on", "2026-03-20"}});
    for (const std::string& path : std::vector<std::string>{
             "partners/" + partner, "partners/" + partner + "/history", "partners/" + partner + "/why",
             std::string("timers?limit=200"), std::string("outbox?limit=200"), "timers?partner=" + partner,
             "timers?instance=" + revocation, "outbox?partner=" + partner}) {
        const auto reply = about(path);
        for (const auto& word :
             {path.ends_with(revocation) ? std::string("poster") : revocation, std::string("revocation.p"),
              std::string("BRAND_MISUSE"), std::string("2026-03-19T21"), std::string("poster")})
            EXPECT_THAT(reply.body, Not(HasSubstr(word))) << path << " " << reply.status;
    }
    program->move_to("2026-03-19T21:00:00Z");
    const auto seen = about("partners/" + partner).body;
    EXPECT_THAT(seen, HasSubstr("BRAND_MISUSE")) << "in effect, it is told";
    EXPECT_THAT(seen, Not(HasSubstr("poster")));
    EXPECT_EQ(about("revocations/" + revocation).status, 404U);
}

TEST_P(Revocations, FourEyesArePeopleNotTokens) {
    given("2026-03-02T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto boris = program->person("boris", "", {{"roles", {"pam", "lead"}}});
    program->token("boris by phone", boris);
    const auto revocation = propose("boris", partner);
    refused("boris", revocation, "approve", "SAME_PERSON");
    refused("boris by phone", revocation, "approve", "SAME_PERSON");
    EXPECT_THAT(post("pam", "revocations", breach_by(partner)).body, HasSubstr("ALREADY_OPEN"));
    EXPECT_EQ(post("olga", "revocations", breach_by(partner)).status, 403U);
    EXPECT_EQ(send("coordinator", revocation, "approve").status, 403U);
    EXPECT_EQ(program->state(partner), "active");
    done("lead", revocation, "approve");
    EXPECT_EQ(program->state(partner), "revoked");
    EXPECT_EQ(program->datum(partner, "last_partner_day"), "2026-03-01");
}

TEST_P(Revocations, CureEffectAppealAndReversal) {
    given("2026-04-02T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto specialization = program->grant(program->ready_application(partner));
    const auto application = in_interview("olga", partner);
    const auto interview = interview_of(application);
    done("coordinator", interview, "schedule", slot("2026-06-19T09:00:00Z", true));
    const auto notice = program->give_notice(partner, {{"requested_exit_date", "2026-07-01"}});

    const auto revocation = propose("pam", partner);
    done("coordinator", revocation, "cure.grant", {{"days", 10}, {"demand", "Take the poster down."}});
    EXPECT_THAT(program->messages(partner, "revocation.cure"),
                testing::Contains("revocation.cure partner 2026-04-02T09:00:00.000Z"));
    program->move_to("2026-04-12T20:59:59Z");
    refused("lead", revocation, "approve", "CURE");
    EXPECT_EQ(program->state(partner), "active");
    program->move_to("2026-04-12T21:00:00Z");
    done("lead", revocation, "approve", {{"effective_on", "2026-04-20"}});
    program->move_to("2026-04-19T20:59:59Z");
    EXPECT_EQ(program->state(partner), "active");
    EXPECT_EQ(program->state(specialization), "active");
    program->move_to("2026-04-19T21:00:00Z");
    EXPECT_EQ(program->state(partner), "revoked");
    EXPECT_EQ(program->datum(specialization, "ended_by"), "REVOKED");
    EXPECT_EQ(program->state(application), "closed");
    EXPECT_EQ(program->datum(application, "decision"), "PARTNER_REVOKED");
    EXPECT_EQ(program->state(interview), "released");
    EXPECT_EQ(program->state(notice), "superseded");
    const auto command = program->history(revocation).front().at("command");
    for (const auto& each : {partner, specialization, application, interview, notice}) {
        EXPECT_EQ(program->history(each).front().at("command"), command) << "one commit";
        EXPECT_EQ(program->history(each).front().at("at"), "2026-04-19T21:00:00.000Z");
    }
    EXPECT_EQ(post("olga", "applications", {{"partner", partner}, {"technology", "devops"}}).status, 409U);

    program->move_to("2026-05-20T20:59:59Z");  // day 30
    done("olga", partner, "revocation.appeal", {{"grounds", "It was not ours."}});
    EXPECT_EQ(program->state(revocation), "under_appeal");
    refused("olga", partner, "revocation.appeal", "ALREADY_APPEALED", {{"grounds", "Still not."}});
    done("lead", revocation, "reverse", {{"reason", "It was not theirs."}});
    EXPECT_EQ(program->state(partner), "active");
    EXPECT_EQ(
        program->datum(specialization, "periods"),
        R"([{"from":"2026-04-02","to":"2026-04-20","reason":"REVOKED"},{"from":"2026-05-20","to":null,"reason":null}])");
    EXPECT_EQ(program->state(application), "closed");
    EXPECT_EQ(program->state(notice), "superseded");
    EXPECT_EQ(program->state(program->give_notice(partner, {})), "received") << "a new one may be made";
    EXPECT_EQ(post("olga", "applications", {{"partner", partner}, {"technology", "devops"}}).status, 201U);
}

TEST_P(Revocations, AnAppealHasItsTerm) {
    given("2026-03-02T09:00:00Z");
    const auto partner = a_partner("olga");
    done("lead", propose("pam", partner), "approve");
    program->move_to("2026-04-01T21:00:00Z");  // 2 April in Moscow, day 31
    refused("olga", partner, "revocation.appeal", "TERM_OVER", {{"grounds", "Too late?"}});
}

TEST_P(Revocations, TheEarlierActWins) {  // A40
    given("2026-03-02T09:00:00Z");
    const auto leaving = a_partner("olga"), revoked = a_partner("ivan");
    const auto notice = program->give_notice(leaving, {}), other = program->give_notice(revoked, {});
    for (const auto& each : {notice, other}) program->send(each, "validate");
    const auto later = propose("pam", leaving), sooner = propose("pam", revoked);
    done("lead", later, "approve", {{"effective_on", "2026-04-10"}});
    done("lead", sooner, "approve", {{"effective_on", "2026-03-20"}});
    program->move_to("2026-03-19T21:00:00Z");
    EXPECT_EQ(program->state(revoked), "revoked");
    EXPECT_EQ(program->state(other), "superseded");
    EXPECT_THAT(program->timers(other), IsEmpty());
    program->move_to("2026-03-31T21:00:00Z");
    EXPECT_EQ(program->state(leaving), "exited");
    EXPECT_EQ(program->state(later), "superseded");
    EXPECT_THAT(program->timers(later), IsEmpty());
    program->move_to("2026-05-01T09:00:00Z");
    EXPECT_EQ(program->state(leaving), "exited");
    EXPECT_EQ(program->state(revoked), "revoked");
    EXPECT_EQ(program->datum(leaving, "last_partner_day"), "2026-03-31");
}

}  // namespace
}  // namespace waymark::scenarios
