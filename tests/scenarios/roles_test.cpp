// Fields over HTTP, both ways, wherever data leaves the service; and that one person is one, whatever roles,
// tokens and deputies he has. (I17)
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Roles : public Lifecycle {
  protected:
    std::string read(const std::string& who, const std::string& path) {
        const auto reply = program->as(who).get("/api/v1/" + path);
        EXPECT_EQ(reply.status, 200U) << who << " " << path << ": " << reply.body;
        return reply.body;
    }
    /// Everything of an instance that leaves the service.
    std::string all_of(const std::string& who, const std::string& instance) {
        return read(who, "instances/" + instance) + read(who, "instances/" + instance + "/history") +
               read(who, "instances/" + instance + "/why") + read(who, "outbox?instance=" + instance) +
               read(who, "instances?limit=200");
    }
    /// An interview that "both", a lead and architect, has held and passed.
    void held_by_both() {
        people["both"] =
            program->person("both", "lead", {{"roles", {"lead", "architect"}}, {"competences", {"devops"}}});
        program->token("both by phone", people["both"]);
        partner = a_partner("olga");
        application = in_interview("olga", partner);
        interview = interview_of(application);
        done("coordinator", interview, "schedule",
             {{"architect", people["both"]}, {"starts_at", "2026-04-07T09:00:00Z"}});
        program->move_to("2026-04-07T10:00:00Z");
        done("both", interview, "pass",
             {{"scores", {object{{"criterion", "depth"}, {"score", 4}}}},
              {"comment", "Between us: shaky."},
              {"recommendations", "Read on."}});
    }

    std::string partner, application, interview;
};

TEST_P(Roles, ThePartnerLearnsTheResultAndTheRecommendations) {
    given("2026-04-02T09:00:00Z");
    held_by_both();
    EXPECT_THAT(all_of("olga", interview),
                AllOf(HasSubstr("Read on."), HasSubstr("\"state\":\"passed\""), Not(HasSubstr("Between us")),
                      Not(HasSubstr("\"score\":4"))));
    EXPECT_THAT(all_of("coordinator", interview), AllOf(HasSubstr("Between us"), HasSubstr("\"score\":4")));
    EXPECT_THAT(all_of("olga", application), AllOf(HasSubstr("Read on."), Not(HasSubstr("Between us"))));
}

TEST_P(Roles, AScoreSheetIsTheTeamsAndTheArchitects) {
    given("2026-04-02T09:00:00Z");
    partner = a_partner("olga");
    application = in_interview("olga", partner);
    interview = interview_of(application);
    const object sheet{
        {"of", interview}, {"kind", "score-sheet"}, {"file", "Ivan K.csv"}, {"media_type", "text/csv"}};
    EXPECT_EQ(post("architect", "attachments", sheet).status, 404U) << "not his yet";
    done("coordinator", interview, "schedule",
         {{"architect", people["architect"]}, {"starts_at", "2026-04-07T09:00:00Z"}});
    EXPECT_EQ(post("olga", "attachments", sheet).status, 403U);
    const auto id = id_in(post("architect", "attachments", sheet));
    EXPECT_EQ(program->as("architect")
                  .put("/api/v1/attachments/" + id + "/parts/1", "abc", "application/octet-stream")
                  .status,
              201U);
    done("architect", id, "complete",  // the example of FIPS 180-2
         {{"size", 3}, {"sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}});
    while (program->state(id) == "checking") continue;
    for (const char* who : {"architect", "coordinator", "lead", "auditor"})
        EXPECT_EQ(read(who, "attachments/" + id + "/content"), "abc");
    for (const char* path : {"", "/content", "/history"})
        EXPECT_EQ(program->as("olga").get("/api/v1/attachments/" + id + path).status, 404U) << path;
    EXPECT_THAT(all_of("olga", interview) + all_of("olga", partner),
                AllOf(Not(HasSubstr(id)), Not(HasSubstr("Ivan K.csv")), Not(HasSubstr("score-sheet"))));
    EXPECT_THAT(all_of("coordinator", interview), HasSubstr("Ivan K.csv"));
}

TEST_P(Roles, WhoHeldTheInterviewDoesNotDecideByAnotherTokenEither) {
    given("2026-04-02T09:00:00Z");
    held_by_both();
    refused("both", application, "grant", "SAME_PERSON");
    refused("both by phone", application, "grant", "SAME_PERSON");
    program->consume(partner, "2025-04", "2026-04");
    done("chief", application, "grant");
}

TEST_P(Roles, AViewerSeesNoPeopleAndSupportNoBusiness) {
    given("2026-03-02T09:00:00Z");
    partner = id_in(
        post("coordinator", "partners",
             {{"name", "Romashka"},
              {"pam", people["lead"]},
              {"contacts",
               {object{{"name", "Olga Sergeeva"}, {"email", "olga@romashka.example"}, {"role", "owner"}}}}}));
    for (const char* role : {"partner-owner", "partner-viewer"})
        program->person(role, role, {{"partner", partner}});
    for (const char* who : {"partner-viewer", "support"})
        EXPECT_THAT(all_of(who, partner), AllOf(HasSubstr("Romashka"), Not(HasSubstr("Sergeeva")),
                                                Not(HasSubstr("olga@romashka")), Not(HasSubstr("contacts"))))
            << who;
    EXPECT_THAT(all_of("support", partner), Not(HasSubstr("technologies")));
    EXPECT_THAT(all_of("partner-owner", partner), HasSubstr("Sergeeva"));

    // Also in what a command answers, and would answer.
    const object notice{{"partner", partner}, {"sender", object{{"role", "owner"}}}};
    for (const char* path : {"notices?dry_run=1", "notices"})
        EXPECT_THAT(post("support", path, notice).body, Not(HasSubstr("Sergeeva"))) << path;
}

TEST_P(Roles, APartnerDoesNotSayWhenItsNoticeWasReceived) {
    given("2026-03-02T09:00:00Z");
    partner = a_partner("olga");
    object notice{
        {"partner", partner}, {"sender", object{{"role", "owner"}}}, {"received_at", "2026-01-15T09:00:00Z"}};
    const auto back_dated = post("olga", "notices", notice);
    EXPECT_EQ(back_dated.status, 422U) << back_dated.body;
    EXPECT_THAT(back_dated.body, HasSubstr("/received_at"));
    EXPECT_THAT(read("olga", "partners/" + partner + "/why"), Not(HasSubstr("received_at")));
    EXPECT_THAT(read("support", "partners/" + partner + "/why"), HasSubstr("received_at"));
    EXPECT_EQ(post("support", "notices?dry_run=1", notice).status, 200U);
    notice.erase("received_at");
    EXPECT_EQ(post("olga", "notices", notice).status, 201U);
}

TEST_P(Roles, OfMessagesAPartnerSeesItsOwnAndDoesNotCountTheOthers) {
    given("2026-03-02T09:00:00Z");
    partner = a_partner("olga");
    const auto notice = program->give_notice(partner, {});
    const auto seen = boost::json::parse(read("olga", "outbox?instance=" + notice));
    const auto all = boost::json::parse(read("auditor", "outbox?instance=" + notice));
    EXPECT_GT(all.at("items").as_array().size(), seen.at("items").as_array().size());
    EXPECT_EQ(seen.at("total").as_int64(), std::int64_t(seen.at("items").as_array().size()));
    for (const auto& message : seen.at("items").as_array()) EXPECT_EQ(message.at("audience"), "partner");
    EXPECT_THAT(read("olga", "notices/" + notice + "/history"), Not(HasSubstr("\"audience\":\"support")));

    // A revocation is proposed: neither its timers nor its messages are counted for the partner.
    const auto before = read("olga", "outbox") + read("olga", "timers");
    done("pam", partner, "revocation.propose",
         {{"reason_code", "FALSE_DATA"}, {"clause", "4.2"}, {"evidence", "Ticket 17"}});
    EXPECT_EQ(read("olga", "outbox") + read("olga", "timers"), before);
}

INSTANTIATE_TEST_SUITE_P(Utc, Roles, testing::Values("UTC0"), zone_name);

}  // namespace
}  // namespace waymark::scenarios
