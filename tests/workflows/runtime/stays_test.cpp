// Since when an instance has been in its state, as the program's questions are told it.
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

using testing::ElementsAre;

/// The stays of a firm, asked for by a question.
class Stays : public testing::Test {
  protected:
    Stays() {
        Question stays;
        stays.name = "stays";
        stays.workflow = "firm";
        stays.title = {"Its stays", "Его состояния"};
        stays.parameters = {{"most", {"How many", "Сколько"}, {}, false}};
        stays.answer = [](const Asking& asking) -> Result<states::Value> {
            const auto most = static_cast<std::size_t>(std::stoi(asking.parameters.find("most")->second));
            states::Value::Array all;
            for (const auto& stay : asking.inquiry.stays(*asking.instance, most))
                all.emplace_back(stay.state + " " + waymark::to_text(stay.from));
            return object({{"stays", std::move(all)}});
        };
        world.program.questions = {stays};
        world.settings.mail_hold = std::chrono::minutes(10);  // so long can it be undone
        world.write_letters();
        EXPECT_TRUE(world.open().ok());
    }
    std::vector<std::string> stays(InstanceId firm, const std::string& most = "10") {
        std::vector<std::string> all;
        const auto answer = world.service->ask(world.staff, "stays", firm, {{"most", most}});
        EXPECT_TRUE(answer.ok());
        for (const auto& each : (*answer)["stays"].array()) all.push_back(each.string());
        return all;
    }
    static std::string at(const char* state, const char* instant_text) {
        return std::string(state) + " " + waymark::to_text(instant(instant_text));
    }

    World world;
};

TEST_F(Stays, WhatMovesWithinAStateDoesNotBeginItAnew) {
    world.pass_until(instant("2026-03-02T10:00:00Z"));
    const auto firm = world.started("firm");
    world.pass_until(instant("2026-03-03T10:00:00Z"));
    ASSERT_TRUE(world.send(firm, "firm.count").ok());
    world.pass_until(instant("2026-03-04T10:00:00Z"));
    ASSERT_TRUE(world.send(firm, "firm.pause").ok());
    world.pass_until(instant("2026-03-05T10:00:00Z"));
    EXPECT_THAT(stays(firm),
                ElementsAre(at("active", "2026-03-02T10:00:00Z"), at("paused", "2026-03-04T10:00:00Z")));
    ASSERT_TRUE(world.send(firm, "firm.go").ok());
    world.pass_until(instant("2026-03-06T10:00:00Z"));
    ASSERT_TRUE(world.send(firm, "firm.count").ok());
    EXPECT_THAT(stays(firm),
                ElementsAre(at("active", "2026-03-02T10:00:00Z"), at("paused", "2026-03-04T10:00:00Z"),
                            at("active", "2026-03-05T10:00:00Z")));
    EXPECT_THAT(stays(firm, "1"), ElementsAre(at("active", "2026-03-05T10:00:00Z"))) << "the newest";
    EXPECT_THAT(stays(firm, "2"),
                ElementsAre(at("paused", "2026-03-04T10:00:00Z"), at("active", "2026-03-05T10:00:00Z")));
}

TEST_F(Stays, SurviveARestartAsTheyAreInTheJournal) {
    world.pass_until(instant("2026-03-02T10:00:00Z"));
    const auto firm = world.started("firm");
    world.pass_until(instant("2026-03-04T10:00:00Z"));
    ASSERT_TRUE(world.send(firm, "firm.pause").ok());
    world.pass_until(instant("2026-03-05T10:00:00Z"));
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_THAT(stays(firm),
                ElementsAre(at("active", "2026-03-02T10:00:00Z"), at("paused", "2026-03-04T10:00:00Z")));
}

TEST_F(Stays, AnUndoGoesBackOnItsOwnDay) {
    world.pass_until(instant("2026-03-02T10:00:00Z"));
    const auto firm = world.started("firm");
    world.pass_until(instant("2026-03-04T10:00:00Z"));
    const auto paused = world.send(firm, "firm.pause");
    ASSERT_TRUE(paused.ok());
    world.pass(std::chrono::minutes(1));
    ASSERT_TRUE(world.perform({world.staff, UndoCommand{paused->record, {}}, {}, {}, false}).ok());
    EXPECT_THAT(stays(firm),
                ElementsAre(at("active", "2026-03-02T10:00:00Z"), at("paused", "2026-03-04T10:00:00Z"),
                            at("active", "2026-03-04T10:01:00Z")));
}

}  // namespace
}  // namespace waymark::runtime
