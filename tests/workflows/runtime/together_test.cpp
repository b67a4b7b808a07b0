// Commands that are done together: all of them in one commit, or none (I27).
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class Together : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        firm = world.started("firm");
        world.settle();
    }
    Joint send(std::string event, states::Value data = {}) const {
        return {{world.staff, SendEvent{firm, std::move(event), std::move(data)}, {}, {}, false}, false};
    }
    Joint start(std::string name) const {
        return {{world.staff, Start{"firm", object({{"name", std::move(name)}}), {}}, {}, {}, false}, false};
    }
    Joint to_started(std::string event) const {
        auto joint = send(std::move(event));
        joint.to_started = true;
        return joint;
    }
    /// And what reads it. Nobody has looked yet.
    std::pair<InstanceId, Joint> meter_whose_timer_is_due() {
        const auto meter = world.started("meter");
        EXPECT_TRUE(world.send(meter, "meter.arm", object({{"name", "a"}, {"ms", 1000}})).ok());
        world.clock.set(world.clock.wall() + std::chrono::seconds(5));
        auto read = send("meter.read");
        std::get<SendEvent>(read.command.act).instance = meter;
        return {meter, read};
    }
    /// "2 event-not-possible, …"; "done" when none is refused.
    std::string perform(const std::vector<Joint>& commands, bool dry_run = false) {
        const auto refused = world.service->perform_together(commands, dry_run);
        if (!refused) return refused.error().code;
        std::string text;
        for (const auto& each : *refused)
            text += (text.empty() ? "" : ", ") + std::to_string(each.place) + " " + each.error.code;
        return text.empty() ? "done" : text;
    }

    World world;
    InstanceId firm;
};

TEST_F(Together, AreOneCommit) {
    const auto commits = world.journal.commits();
    std::vector<Joint> commands(50, send("firm.count"));
    commands.push_back(start("Romashka"));
    commands.push_back(to_started("firm.count"));
    EXPECT_EQ(perform(commands), "done");
    EXPECT_EQ(world.journal.commits(), commits + 1);
    EXPECT_EQ(world.datum_of(firm, "notes"), states::Value(50));
    const auto last = world.records().back();
    EXPECT_NE(last.instance, firm);
    EXPECT_EQ(world.datum_of(last.instance, "notes"), states::Value(1));
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.datum_of(firm, "notes"), states::Value(50));
}

TEST_F(Together, TheLastRefusalTakesAllBack) {
    const auto before = world.journal.last();
    EXPECT_EQ(perform({start("Romashka"), to_started("firm.count"), send("firm.count"), send("no.such.event"),
                       send("firm.go")}),
              "3 event-unknown")
        << "the first only";
    EXPECT_EQ(perform({send("no.such.event"), send("no.such.event")}), "0 event-unknown");
    EXPECT_EQ(world.journal.last().hash, before.hash);
    EXPECT_EQ(world.at(firm)->version, 1u);
    EXPECT_TRUE(world.send(firm, "firm.count").ok());
    EXPECT_EQ(world.at(firm)->version, 2u) << "nothing of them is left in memory";
}

TEST_F(Together, ADryRunNamesEveryRefusalAndChangesNothing) {
    const auto before = world.journal.last();
    EXPECT_EQ(perform({send("firm.close"), send("firm.count"), send("firm.close"), send("firm.count")}, true),
              "0 event-not-possible, 3 event-not-possible");
    EXPECT_EQ(perform({send("firm.count")}, true), "done");
    EXPECT_EQ(world.journal.last().hash, before.hash);
    EXPECT_EQ(world.state_of(firm), "active");
    EXPECT_EQ(world.datum_of(firm, "notes"), states::Value(0));
}

TEST_F(Together, WhatBelongsToARefusedOneIsNotBlamed) {
    Joint bad = start("Romashka");
    std::get<Start>(bad.command.act).data = object({{"name", 1}});
    EXPECT_EQ(perform({bad, to_started("firm.count"), send("no.such.event")}, true),
              "0 form-invalid, 2 event-unknown");
}

TEST_F(Together, EachSeesThoseBeforeItAndAStaleVersionIsRefused) {
    auto seen = send("firm.count"), stale = send("firm.count");
    seen.command.if_version = 1;
    stale.command.if_version = 1;
    EXPECT_EQ(perform({send("firm.count"), seen}), "done") << "as it was before all of them";
    EXPECT_EQ(perform({stale}), "0 version-stale");
    EXPECT_EQ(world.at(firm)->version, 3u);
}

TEST_F(Together, RolesHold) {
    auto foreign = send("firm.count");
    foreign.command.actor.roles = {"guest"};
    EXPECT_EQ(perform({send("firm.count"), foreign}), "1 role-missing");
    EXPECT_EQ(world.at(firm)->version, 1u);
}

TEST_F(Together, TimersOfTheFamilyComeFirst) {
    const auto [meter, read] = meter_whose_timer_is_due();
    EXPECT_EQ(perform({read, read}), "done");
    EXPECT_EQ(world.datum_of(meter, "seen").array().front(), states::Value("a@2026-03-02T09:00:01.000Z"));
    EXPECT_EQ(world.at(meter)->version, 5u);
}

TEST_F(Together, AVersionIsThatBehindTheTimersThatAreDue) {
    auto read = meter_whose_timer_is_due().second;
    read.command.if_version = 2;
    EXPECT_EQ(perform({read}, true), "0 version-stale");
    read.command.if_version = 3;
    EXPECT_EQ(perform({read}), "done");
}

TEST_F(Together, AFullDiskChangesNothing) {
    world.journal.fail_append(1, contract::Failure::full);
    EXPECT_EQ(perform({send("firm.count"), send("firm.pause")}), "storage-full");
    EXPECT_EQ(world.at(firm)->version, 1u);
    EXPECT_EQ(perform({send("firm.count"), send("firm.pause")}), "done");
    EXPECT_EQ(world.state_of(firm), "paused");
}

TEST_F(Together, PersonalTextsOfADryRunAreKeptNowhere) {
    EXPECT_EQ(perform({start("Romashka")}, true), "done");
    EXPECT_EQ(perform({start("Romashka"), send("no.such.event")}), "1 event-unknown");
    ASSERT_TRUE(world.send(firm, "firm.count").ok());
    const auto id = world.started("firm", object({{"name", "Vasilek"}}));
    EXPECT_EQ(world.service->reveal(world.datum_of(id, "name")), states::Value("Vasilek"));
}

}  // namespace
}  // namespace waymark::runtime
