// `waymark rulebook publish` as the real program, against a real service.
#include <fstream>

#include "tests/daemon/client/client_commands.hpp"

namespace waymark::daemon {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class RulebookPublish : public ClientCommands {
  protected:
    void SetUp() override {
        ClientCommands::SetUp();
        ASSERT_EQ(run("admin",
                      {"token", "create", "--name", "lead", "--role", "lead", "--save", token_file("lead")})
                      .exit_code,
                  0);
        (void)made("coordinator", {"partner", "create", "name=Romashka"});
    }
    std::string write(const std::string& text) {
        auto path = (folder_.path() / "r3.toml").string();
        std::ofstream(path) << text;
        return path;
    }
    const std::string file_ = PROJECT_DIR "/tests/workflows/partner/rulebook/r2.toml";
};

TEST_F(RulebookPublish, ProposesShowsTheEffectAndPublishesForASecondPerson) {
    const auto csv = (folder_.path() / "effect.csv").string();
    const auto proposed = run("coordinator", {"rulebook", "publish", file_, "--csv", csv});
    ASSERT_EQ(proposed.exit_code, 0) << proposed.err;
    EXPECT_THAT(proposed.out,
                AllOf(HasSubstr("Edition r2 in force from 2027-01-01, before it: r1. Partners judged: 1"),
                      HasSubstr("cease to meet them"), HasSubstr("Credited to everybody"),
                      HasSubstr("basic bonus: 10 % → 25 %")));
    EXPECT_THAT(proposed.err, HasSubstr("waymark rulebook publish --proposal "));
    std::ifstream saved(csv);
    std::string head;
    std::getline(saved, head);
    EXPECT_THAT(head, HasSubstr(R"("partner","name","technology","holder","before","after","change")"));

    const auto page = json("coordinator", {"edition", "list"});
    const auto id = std::string(page.at("items").at(0).at("id").as_string());
    const auto unasked = run("lead", {"rulebook", "publish", "--proposal", id});
    EXPECT_EQ(unasked.exit_code, 2) << unasked.out << unasked.err;
    EXPECT_THAT(unasked.err, HasSubstr("--yes"));
    EXPECT_EQ(run("coordinator", {"rulebook", "publish", "--proposal", id, "--yes"}).exit_code, 77);
    const auto published =
        run("lead", {"--language", "ru", "rulebook", "publish", "--proposal", id, "--yes"});
    ASSERT_EQ(published.exit_code, 0) << published.err;
    EXPECT_THAT(published.out, AllOf(HasSubstr("Редакция r2 действует с 2027-01-01"),
                                     HasSubstr("базовый бонус: 10 % → 25 %")));
    EXPECT_THAT(published.err, HasSubstr("опубликована"));
    EXPECT_EQ(json("lead", {"edition", "show", id}).at("state"), "published");
}

TEST_F(RulebookPublish, WhoProposesDoesNotPublish) {
    const auto proposed = json("lead", {"rulebook", "publish", file_});
    EXPECT_EQ(proposed.at("state"), "proposed");
    EXPECT_EQ(proposed.at("effect").at("counts").at("partners"), 1);
    const auto id = std::string(proposed.at("edition").as_string());
    const auto same = run("lead", {"rulebook", "publish", "--proposal", id, "--yes"});
    EXPECT_EQ(same.exit_code, 1);
    EXPECT_THAT(same.err, HasSubstr("SAME_PERSON"));
}

TEST_F(RulebookPublish, RefusesWhatIsNoEditionOrTaken) {
    const auto wrong = run("lead", {"rulebook", "publish", write("version = 7\n")});
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("r3.toml:1:"));
    EXPECT_EQ(run("lead", {"rulebook", "publish"}).exit_code, 2);
    ASSERT_EQ(run("coordinator", {"rulebook", "publish", file_}).exit_code, 0);
    const auto taken = run("lead", {"rulebook", "publish", file_});
    EXPECT_EQ(taken.exit_code, 1);
    EXPECT_THAT(taken.err, HasSubstr("DUPLICATE"));
    const auto page = json("coordinator", {"edition", "list"});
    ASSERT_EQ(page.at("items").as_array().size(), 2U);
    EXPECT_THAT(boost::json::serialize(page),
                AllOf(HasSubstr("\"state\":\"withdrawn\""), HasSubstr("\"state\":\"proposed\"")))
        << "no draft is left lying about";
}

}  // namespace
}  // namespace waymark::daemon
