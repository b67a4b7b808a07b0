// Absence and leaving as the real program: deputies, and `waymark person reassign`.
#include "tests/daemon/client/client_commands.hpp"

namespace waymark::daemon {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class People : public ClientCommands {
  protected:
    void SetUp() override {
        ClientCommands::SetUp();
        for (const char* name : {"pavel", "polina"}) add(name, "pam", {});
        for (const char* name : {"arkady", "alisa"}) add(name, "architect", R"(competences:=["devops"])");
    }
    void add(const std::string& name, const std::string& role, const std::string& more) {
        std::vector<std::string> words = {"person", "create", "name=" + name, "roles:=[\"" + role + "\"]"};
        if (!more.empty()) words.push_back(more);
        ids_[name] = made("admin", words);
        ASSERT_EQ(
            run("admin", {"token", "create", "--person", ids_[name], "--save", token_file(name)}).exit_code,
            0);
    }
    void done(const std::string& who, std::vector<std::string> words) {
        const auto finished = run(who, std::move(words));
        EXPECT_EQ(finished.exit_code, 0) << finished.err;
    }
    [[nodiscard]] std::vector<std::string> work(const std::string& who) const {
        const auto page = json(who, {"worklist", "--mine"});
        std::vector<std::string> lines;
        for (const auto& row : page.at("items").as_array())
            if (row.at("instance").at("workflow") != "campaign")  // that of April waits for the team
                lines.emplace_back(row.at("instance").at("id").as_string());
        return lines;
    }
    [[nodiscard]] std::string datum(const std::string& id, const char* name) const {
        const auto data = json("auditor", {"instance", "show", id}).at("data");
        return std::string(data.at(name).as_string());
    }
    /// An application for devops of a partner of this pam, in review.
    std::string application_of(const std::string& pam) {
        partner_ = made("coordinator", {"partner", "create", "name=Romashka", "pam=" + ids_[pam]});
        auto id = made(pam, {"application", "create", "partner=" + partner_, "technology=devops"});
        done(pam, {"application", "send", id, "draft.save", R"(solutions:=["A"])", "business_plan=p.pdf",
                   R"(specialists:=["Olga","Ivan"])"});
        done(pam, {"application", "send", id, "submit"});
        return id;
    }
    std::string interview_of(const std::string& application, const std::string& architect) {
        done("pavel", {"application", "send", application, "check"});
        done("pavel", {"application", "send", application, "complete", "reason=The rest comes later."});
        auto id =
            std::string(json("coordinator", {"interview", "list"}).at("items").at(0).at("id").as_string());
        done("coordinator", {"interview", "send", id, "schedule", "architect=" + ids_[architect],
                             "starts_at=2026-03-10T12:00:00+03:00"});
        return id;
    }

    std::map<std::string, std::string> ids_;
    std::string partner_;
};

TEST_F(People, ADeputyFindsTheWorkOfWhoIsAway) {
    const auto application = application_of("pavel");
    EXPECT_EQ(work("pavel"), std::vector<std::string>{application});
    EXPECT_THAT(work("polina"), IsEmpty());
    done("pavel", {"person", "send", ids_["pavel"], "deputy.set", "deputy=" + ids_["polina"],
                   "from=2026-03-04", "to=2026-03-06"});
    EXPECT_THAT(work("polina"), IsEmpty()) << "not yet";
    done("admin", {"clock", "advance", "--to", "2026-03-04"});
    EXPECT_EQ(work("polina"), std::vector<std::string>{application});
    EXPECT_EQ(work("pavel"), std::vector<std::string>{application});
    done("admin", {"clock", "advance", "--to", "2026-03-07"});
    EXPECT_THAT(work("polina"), IsEmpty());

    EXPECT_EQ(run("polina", {"person", "send", ids_["pavel"], "deputy.clear"}).exit_code, 1)
        << "another person does not exist for her";
    EXPECT_THAT(run("pavel", {"person", "send", ids_["pavel"], "deputy.set", "deputy=" + ids_["alisa"],
                              "from=2026-03-08", "to=2026-03-09"})
                    .err,
                HasSubstr("NO_COMMON_ROLE"));
}

TEST_F(People, AnArchitectsDeputyGivesTheResult) {
    const auto application = application_of("pavel");
    const auto interview = interview_of(application, "arkady");
    EXPECT_EQ(run("alisa", {"interview", "show", interview}).exit_code, 1);
    done("admin", {"person", "send", ids_["arkady"], "deputy.set", "deputy=" + ids_["alisa"],
                   "from=2026-03-02", "to=2026-03-20"});
    EXPECT_EQ(work("alisa"), std::vector<std::string>{interview});
    done("alisa", {"application", "show", application});
    done("admin", {"clock", "advance", "--to", "2026-03-10T12:00:00Z"});
    done("alisa", {"interview", "send", interview, "pass", R"(scores:=[{"criterion":"depth","score":4}])",
                   "comment=well"});
    EXPECT_EQ(datum(interview, "architect"), ids_["alisa"]) << "she held it";
}

TEST_F(People, WhoLeavesIsReplaced) {
    const auto application = application_of("pavel");
    const auto interview = interview_of(application, "arkady");
    const auto tried = run("coordinator", {"person", "reassign", ids_["arkady"], ids_["alisa"], "--dry-run"});
    EXPECT_EQ(tried.exit_code, 0) << tried.err;
    EXPECT_THAT(tried.out, testing::AllOf(HasSubstr(interview), HasSubstr("would move")));
    EXPECT_EQ(datum(interview, "architect"), ids_["arkady"]);
    done("coordinator", {"person", "reassign", ids_["arkady"], ids_["alisa"]});
    EXPECT_EQ(datum(interview, "architect"), ids_["alisa"]);
    EXPECT_EQ(datum(interview, "starts_at"), "2026-03-10T09:00:00.000Z") << "the same slot";
    EXPECT_EQ(work("alisa"), std::vector<std::string>{interview});

    done("coordinator", {"person", "reassign", ids_["pavel"], ids_["polina"]});
    EXPECT_EQ(datum(partner_, "pam"), ids_["polina"]);
    EXPECT_THAT(run("coordinator", {"person", "reassign", ids_["pavel"], ids_["polina"]}).err,
                HasSubstr("Nothing is"));
    const auto refused = run("coordinator", {"person", "reassign", ids_["polina"], ids_["alisa"]});
    EXPECT_EQ(refused.exit_code, 1) << "an architect is no account manager";
    EXPECT_THAT(refused.out, HasSubstr("NO_SUCH_MANAGER"));
    EXPECT_EQ(run("pavel", {"person", "reassign", ids_["polina"], ids_["pavel"]}).exit_code, 77)
        << "not an account manager's to decide";
    EXPECT_EQ(datum(partner_, "pam"), ids_["polina"]);
}

TEST_F(People, WhoLeavesHandsOverTheOnboardingsHeReviews) {
    add("olga", "prospect", {});
    const auto id =
        made("olga", {"onboarding", "create", "person=" + ids_["olga"], "company=Romashka", "tin=7707083893",
                      R"(contacts:=[{"name":"Olga","email":"olga@romashka.example"}])", "video_watched:=true",
                      "partnership_type=direct", "tax_type=general",
                      R"(questionnaire:={"services":"migrations","customers":"shops"})"});
    EXPECT_THAT(run("coordinator", {"onboarding", "send", id, "pam.set", "pam=" + ids_["polina"]}).err,
                HasSubstr("NOT_SUBMITTED"));
    done("olga", {"onboarding", "send", id, "submit"});
    done("pavel", {"onboarding", "send", id, "review.start"});
    EXPECT_EQ(work("pavel"), std::vector<std::string>{id});
    EXPECT_THAT(work("polina"), IsEmpty());
    done("coordinator", {"person", "reassign", ids_["pavel"], ids_["polina"]});
    EXPECT_EQ(work("polina"), std::vector<std::string>{id});
    EXPECT_THAT(work("pavel"), IsEmpty());
    done("polina", {"onboarding", "send", id, "changes.request", "reason=The address is wrong."});
    done("coordinator", {"person", "reassign", ids_["polina"], ids_["pavel"]});
    EXPECT_EQ(datum(id, "pam"), ids_["pavel"]) << "also while it is with the prospect";
    const auto refused = run("coordinator", {"person", "reassign", ids_["pavel"], ids_["alisa"]});
    EXPECT_EQ(refused.exit_code, 1) << "an architect is no account manager";
    EXPECT_THAT(refused.out, HasSubstr("NO_SUCH_MANAGER"));
}

TEST_F(People, TheWorkOfWhoLeftIsNobodys) {
    const auto application = application_of("pavel");
    EXPECT_THAT(work("polina"), IsEmpty());
    const auto interview = interview_of(application, "arkady");
    EXPECT_THAT(work("coordinator"), IsEmpty());
    done("admin", {"person", "send", ids_["arkady"], "leave"});
    EXPECT_EQ(work("coordinator"), std::vector<std::string>{interview}) << "asks for a slot again";
    EXPECT_EQ(json("auditor", {"instance", "show", interview}).at("state"), "requested");
    const auto other = application_of("pavel");
    EXPECT_EQ(work("polina"), std::vector<std::string>{interview});
    done("admin", {"person", "send", ids_["pavel"], "leave"});
    EXPECT_THAT(work("polina"), testing::UnorderedElementsAre(interview, other));
}

}  // namespace
}  // namespace waymark::daemon
