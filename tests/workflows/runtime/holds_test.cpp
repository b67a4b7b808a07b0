// Time is not trusted blindly (promise I13).
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class HoldsTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        id = world.started("meter");
        ASSERT_TRUE(world.send(id, "meter.arm", object({{"name", "a"}, {"ms", 3'600'000}})).ok());
        world.settle();
    }
    std::size_t fired() { return world.datum_of(id, "seen").array().size(); }
    bool held() { return !world.service->hold().reason.empty(); }
    std::string resume(Actor actor) {
        const auto answer =
            world.perform({std::move(actor), ResumeTimers{"the clock is right"}, {}, {}, false});
        return answer ? "ok" : answer.error().code;
    }

    World world;
    InstanceId id;
};

TEST_F(HoldsTest, AJumpForwardHoldsTheTimersAndNotTheCommands) {
    world.clock.jump(world.clock.wall() + hours(24 * 365));
    world.settle();
    EXPECT_TRUE(held());
    EXPECT_EQ(fired(), 0u);
    EXPECT_EQ(world.records().back().cause, Cause::hold);
    ASSERT_TRUE(world.send(id, "meter.read").ok());
    EXPECT_EQ(fired(), 1u);  // what was read, not the timer of the family
    world.pass(hours(5));
    EXPECT_EQ(fired(), 1u);
}

TEST_F(HoldsTest, TheFirstCommandAfterAJumpFindsTheTimersHeld) {
    world.clock.jump(world.clock.wall() + hours(24 * 365));
    ASSERT_TRUE(world.send(id, "meter.read").ok());
    EXPECT_TRUE(held());
    EXPECT_EQ(fired(), 1u);
}

TEST_F(HoldsTest, ResumeNeedsTheRightAndFiresWhatIsDue) {
    EXPECT_EQ(resume(world.staff), "event-not-possible");
    world.clock.jump(world.clock.wall() + hours(24 * 365));
    world.settle();
    EXPECT_EQ(resume({InstanceId{9}, "t", {"clerk"}, {}}), "role-missing");
    EXPECT_EQ(resume(world.staff), "ok");
    world.settle();
    EXPECT_FALSE(held());
    EXPECT_EQ(fired(), 1u);
    EXPECT_TRUE(world.records().back().late);
    world.pass(minutes(1));
    EXPECT_FALSE(held());
}

TEST_F(HoldsTest, AHoldSurvivesARestartWithItsSince) {
    world.clock.jump(world.clock.wall() + hours(24 * 365));
    world.settle();
    const auto before = world.service->hold();
    for (int restart = 0; restart < 2; ++restart) {
        if (restart == 0) {
            world.kill();
        } else {
            world.close();
        }
        world.clock.advance(minutes(1));
        ASSERT_TRUE(world.open().ok());
        EXPECT_EQ(world.service->hold().reason, before.reason);
        EXPECT_EQ(world.service->hold().since, before.since);
        EXPECT_EQ(fired(), 0u);
    }
}

TEST_F(HoldsTest, WithinTheToleranceNothingIsHeld) {
    world.clock.jump(world.clock.wall() + minutes(4));
    world.pass(hours(1));
    EXPECT_FALSE(held());
    EXPECT_EQ(fired(), 1u);
}

TEST_F(HoldsTest, SuspensionIsNoJump) {
    world.clock.advance(hours(24 * 20));
    world.settle();
    EXPECT_FALSE(held());
    EXPECT_EQ(fired(), 1u);
}

TEST_F(HoldsTest, BackAndForthIsNoJumpAndFiresNothingTwice) {
    const auto then = world.clock.wall();
    world.pass(hours(2));
    EXPECT_EQ(fired(), 1u);
    ASSERT_EQ(world.service->now(), then + hours(2));
    world.clock.jump(then);
    EXPECT_EQ(world.service->now(), then + hours(2));  // never backwards
    ASSERT_TRUE(world.send(id, "meter.read").ok());
    EXPECT_EQ(world.records().back().at, then + hours(2));
    world.clock.advance(minutes(10));
    world.clock.jump(then + hours(2) + minutes(10));
    world.settle();
    EXPECT_FALSE(held());
    EXPECT_EQ(fired(), 2u);
}

TEST_F(HoldsTest, ABackwardJumpFiresNoTimerEarly) {
    world.clock.jump(world.clock.wall() - hours(10));
    world.pass(minutes(59));
    EXPECT_EQ(fired(), 0u);
    EXPECT_FALSE(held());
}

TEST_F(HoldsTest, ALongSilenceHolds) {
    world.close();
    world.clock.advance(hours(24 * 31));
    ASSERT_TRUE(world.open().ok());
    EXPECT_TRUE(held());
    EXPECT_EQ(fired(), 0u);
    EXPECT_EQ(resume(world.staff), "ok");
    world.settle();
    EXPECT_EQ(fired(), 1u);
    world.close();
    ASSERT_TRUE(world.open().ok());
    EXPECT_FALSE(held());
}

TEST_F(HoldsTest, ARestoredBackupNeitherFiresNorMails) {
    const auto firm = world.started("firm");
    world.close();
    world.clock.advance(hours(2));
    world.write_letters();
    ASSERT_TRUE(world.open("restored from the backup of 2026-03-02").ok());
    EXPECT_EQ(world.service->hold().reason, "restored from the backup of 2026-03-02");
    EXPECT_EQ(fired(), 0u);
    ASSERT_TRUE(world.send(firm, "firm.chain").ok());
    world.settle();
    EXPECT_TRUE(world.mail.letters.empty());
    EXPECT_EQ(world.outbox().at(0).delivery, Delivery::pending);
    EXPECT_EQ(resume(world.staff), "ok");
    world.settle();
    EXPECT_EQ(fired(), 1u);
    EXPECT_EQ(world.mail.letters.size(), 1u);
}

TEST_F(HoldsTest, AdvanceFiresNothingWhileHeld) {
    world.close();
    ASSERT_TRUE(world.open("restored").ok());
    world.service->advance(world.clock.wall() + hours(5), [&](Instant at) { world.clock.set(at); });
    EXPECT_EQ(fired(), 0u);
}

}  // namespace
}  // namespace waymark::runtime
