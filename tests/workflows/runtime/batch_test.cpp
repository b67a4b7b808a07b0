// Many commands, one commit: they see each other, and a commit that fails takes all of them with it.
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class Batches : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        id = world.started("firm");
        world.settle();
    }
    void submit(std::string event) {
        world.submit({world.staff, SendEvent{id, std::move(event), {}}, {}, {}, false},
                     [this](Result<Answer> answer) {
                         codes.push_back(answer ? "ok" : answer.error().code);
                         if (answer) versions.push_back(answer->instance->version);
                     });
    }

    World world;
    InstanceId id;
    std::vector<std::string> codes;
    std::vector<std::uint64_t> versions;
};

TEST_F(Batches, OneCommitForAllThatWaits) {
    const auto commits = world.journal.commits();
    for (int i = 0; i < 50; ++i) submit("firm.count");
    world.settle();
    EXPECT_EQ(world.journal.commits(), commits + 1);
    EXPECT_EQ(codes, std::vector<std::string>(50, "ok"));
    EXPECT_EQ(versions.front(), 2u);
    EXPECT_EQ(versions.back(), 51u);
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(50));
}

TEST_F(Batches, StepsSeeWhatCameBeforeThemInTheBatch) {
    submit("firm.close");  // no note yet
    submit("firm.count");
    submit("firm.close");
    submit("firm.count");  // closed by now
    world.settle();
    EXPECT_EQ(codes, (std::vector<std::string>{"event-not-possible", "ok", "ok", "event-not-possible"}));
}

TEST_F(Batches, AreBoundedByCount) {
    world.close();
    world.settings.batch_commands = 8;
    ASSERT_TRUE(world.open().ok());
    const auto commits = world.journal.commits();
    for (int i = 0; i < 20; ++i) submit("firm.count");
    world.settle();
    EXPECT_EQ(world.journal.commits(), commits + 3);
    EXPECT_EQ(codes.size(), 20u);
}

TEST_F(Batches, AreBoundedByBytes) {
    world.close();
    world.settings.batch_bytes = 1;
    ASSERT_TRUE(world.open().ok());
    const auto commits = world.journal.commits();
    for (int i = 0; i < 5; ++i) submit("firm.count");
    world.settle();
    EXPECT_EQ(world.journal.commits(), commits + 5);
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(5));
}

TEST_F(Batches, AFullDiskDiscardsAllAndLosesNothing) {
    submit("firm.count");
    world.settle();
    const auto before = world.journal.last();
    world.journal.fail_append(1, contract::Failure::full);
    submit("firm.count");
    submit("firm.pause");
    submit("no.such.event");
    world.settle();
    EXPECT_EQ(codes, (std::vector<std::string>{"ok", "storage-full", "storage-full", "storage-full"}));
    EXPECT_EQ(world.journal.last().hash, before.hash);
    EXPECT_EQ(world.at(id)->version, 2u);
    EXPECT_EQ(world.state_of(id), "active");
    submit("firm.count");
    world.settle();
    EXPECT_EQ(codes.back(), "ok");
    EXPECT_EQ(versions.back(), 3u);
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(2));
}

TEST_F(Batches, TimersAreTriedAgainWhenTheDiskWasFull) {
    const auto meter = world.started("meter");
    ASSERT_TRUE(world.send(meter, "meter.arm", object({{"name", "a"}, {"ms", 1000}})).ok());
    world.settle();
    world.journal.fail_append(1, contract::Failure::full);
    world.pass(std::chrono::milliseconds(1000));
    EXPECT_EQ(world.at(meter)->version, 2u);
    world.pass(std::chrono::seconds(2));
    EXPECT_EQ(world.at(meter)->version, 3u);
    EXPECT_EQ(world.datum_of(meter, "seen"),
              states::Value(states::Value::Array{"a@2026-03-02T09:00:01.000Z"}));
}

TEST_F(Batches, AFailingDiskAnswersNothing) {
    world.journal.fail_append(1, contract::Failure::failed);
    submit("firm.count");
    EXPECT_THROW(world.settle(), StorageFailed);
    EXPECT_TRUE(codes.empty());
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.at(id)->version, 1u);
}

TEST_F(Batches, AKillTakesOnlyWhatWasNotAnswered) {
    submit("firm.count");
    world.settle();
    submit("firm.count");
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.at(id)->version, 2u);
    EXPECT_TRUE(world.send(id, "firm.count").ok());
    EXPECT_EQ(world.at(id)->version, 3u);
}

TEST_F(Batches, FamiliesBeyondTheCacheAreLoadedAgain) {
    world.close();
    world.settings.cached_instances = 1;
    ASSERT_TRUE(world.open().ok());
    std::vector<InstanceId> meters;
    for (int i = 0; i < 10; ++i) meters.push_back(world.started("meter"));
    for (int round = 0; round < 3; ++round)
        for (const auto meter : meters) {
            ASSERT_TRUE(world.send(meter, "meter.read").ok());
            if (round == 1)
                world.pass(std::chrono::seconds(2));  // written back: from the projections the next time
        }
    for (const auto meter : meters) EXPECT_EQ(world.at(meter)->version, 4u);
}

}  // namespace
}  // namespace waymark::runtime
