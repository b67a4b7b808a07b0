// `waymark worklist`, `calendar` and `completion` as the real program.
#include <cstdio>
#include <fstream>

#include "tests/daemon/client/client_commands.hpp"

namespace waymark::daemon {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class WorkCommands : public ClientCommands {
  protected:
    void SetUp() override {
        ClientCommands::SetUp();
        for (const char* role : {"pam", "support-lead"}) token(role, role);
    }
    void token(const std::string& name, const std::string& role) {
        ASSERT_EQ(
            run("admin", {"token", "create", "--name", name, "--role", role, "--save", token_file(name)})
                .exit_code,
            0);
    }
    [[nodiscard]] std::vector<std::string> work(const std::string& who,
                                                std::vector<std::string> more = {}) const {
        more.insert(more.begin(), "worklist");
        const auto page = json(who, more);
        std::vector<std::string> lines;
        for (const auto& row : page.at("items").as_array())
            lines.push_back(std::string(row.at("state").as_string()) + " " +
                            std::string(row.at("instance").at("id").as_string()) +
                            (row.at("overdue").as_bool() ? " overdue" : ""));
        return lines;
    }
};

TEST_F(WorkCommands, WhatWaitsForMeByWhatRunsOutFirst) {
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka"});
    const auto other = made("coordinator", {"partner", "create", "name=Vasilek"});
    EXPECT_THAT(work("support"), IsEmpty());
    const auto first = made("support", {"notice", "create", "partner=" + partner, "sender.role=owner"});
    ASSERT_EQ(run("admin", {"clock", "advance", "1h"}).exit_code, 0);
    const auto second = made("support", {"notice", "create", "partner=" + other, "sender.role=owner"});
    const std::vector<std::string> both = {"received " + first, "received " + second};
    EXPECT_EQ(work("support"), both);
    EXPECT_EQ(work("support-lead"), both);
    EXPECT_THAT(work("coordinator"), ElementsAre(StartsWith("computed "))) << "the campaign; not its turn";
    EXPECT_THAT(run("support", {"worklist"}).out, AllOf(HasSubstr("Received"), HasSubstr(first)));
    EXPECT_THAT(run("support", {"--language", "ru", "worklist"}).out, HasSubstr("Получено"));

    // One business day without validation: Monday noon, so after Tuesday.
    EXPECT_THAT(work("support", {"--overdue"}), IsEmpty());
    ASSERT_EQ(run("admin", {"clock", "advance", "--to", "2026-03-04"}).exit_code, 0);
    EXPECT_EQ(work("support", {"--overdue"}).size(), 2U);
    EXPECT_EQ(run("support", {"notice", "send", first, "validate"}).exit_code, 0);
    EXPECT_EQ(work("support"), std::vector<std::string>{"received " + second + " overdue"});
}

TEST_F(WorkCommands, MineIsWhatIsAssignedToMeOrToNobody) {
    token("another", "pam");
    const auto me = json("pam", {"person", "list"}).at("items").at(0).at("id").as_string();
    const auto mine = made("coordinator", {"partner", "create", "name=Mine", "pam=" + std::string(me)});
    const auto nobodys = made("coordinator", {"partner", "create", "name=Nobody's"});
    std::vector<std::string> submitted;
    for (const auto& partner : {mine, nobodys}) {
        const auto id = made("pam", {"application", "create", "partner=" + partner, "technology=ml-ai"});
        EXPECT_EQ(run("pam", {"application", "send", id, "draft.save", R"(solutions:=["A bot"])",
                              "business_plan=plan.pdf"})
                      .exit_code,
                  0);
        EXPECT_EQ(run("pam", {"application", "send", id, "submit"}).exit_code, 0);
        submitted.push_back("submitted " + id);
    }
    EXPECT_EQ(work("pam", {"--mine"}), submitted);
    EXPECT_EQ(work("another"), submitted);
    EXPECT_EQ(work("another", {"--mine"}), std::vector<std::string>{submitted[1]});
}

TEST_F(WorkCommands, TheCalendarSaysByDayWhatWillFire) {
    const auto partner = made("coordinator", {"partner", "create", "name=Romashka"});
    const auto notice = made("support", {"notice", "create", "partner=" + partner, "sender.role=owner"});
    EXPECT_EQ(run("support", {"notice", "send", notice, "validate"}).exit_code, 0);
    const auto month = run("auditor", {"calendar", "--partner", partner}).out;
    EXPECT_THAT(month, AllOf(HasSubstr("2026-03-18"), HasSubstr("10:00:00 MSK  Reminder of the exit date"),
                             HasSubstr("2026-04-01"), HasSubstr("00:00:00 MSK  The exit date has come")));
    EXPECT_THAT(run("auditor", {"calendar", "--partner", partner, "--days", "29"}).out,
                Not(HasSubstr("The exit date has come")));
    EXPECT_THAT(run("auditor", {"--language", "ru", "calendar", "--partner", partner}).out,
                HasSubstr("Наступила дата выхода"));
    EXPECT_THAT(run("auditor", {"calendar", "--days", "60"}).out, HasSubstr("It opens")) << "the window, too";
}

/// What bash offers behind these words.
std::string completed(const std::string& words) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "completion";
    std::ofstream(file) << blackbox::run_waymark({"completion", "bash"}).out;
    const auto script = "source " + file.string() + "; COMP_WORDS=(waymark " + words +
                        "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _waymark; echo ${COMPREPLY[@]}";
    const auto command = "bash -c '" + script + "'";
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    for (int c = 0; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
    EXPECT_EQ(pclose(pipe), 0);
    return out;
}

TEST(Completion, KnowsTheCommandsAndTheirOptions) {
    EXPECT_EQ(completed("noti"), "notice notification\n");
    EXPECT_THAT(completed("notice \"\""), AllOf(HasSubstr("create"), HasSubstr("why")));
    EXPECT_EQ(completed("notice li"), "list\n");
    EXPECT_EQ(completed("--output json worklist --m"), "--mine\n");
    EXPECT_EQ(completed("calendar --pa"), "--partner\n");
    EXPECT_EQ(completed("eligi"), "eligibility\n");
    EXPECT_EQ(completed("eligibility --w"), "--with-certificate\n");
    EXPECT_EQ(completed("report --p"), "--param\n");
    EXPECT_EQ(completed("report li"), "list\n");
    EXPECT_THAT(blackbox::run_waymark({"completion", "zsh"}).out, testing::StartsWith("autoload"));
    EXPECT_EQ(blackbox::run_waymark({"completion", "fish"}).exit_code, 2);
}

}  // namespace
}  // namespace waymark::daemon
