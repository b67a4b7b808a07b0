// A fault of ours in a step: the trip never was, the instance stands still until a person lets it go on.
// (I21)
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class Quarantine : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        id = world.started("firm");
    }
    std::string code(const Result<Answer>& answer) { return answer ? "ok" : answer.error().code; }
    Result<Answer> release(Actor actor, InstanceId instance) {
        return world.perform(
            {std::move(actor), ReleaseQuarantine{instance, "looked at by Ann"}, {}, {}, false});
    }

    World world;
    InstanceId id;
};

TEST_F(Quarantine, AStepThatNeverEndsQuarantinesItsInstance) {
    const auto broken = world.send(id, "firm.spin");
    ASSERT_FALSE(broken.ok());
    EXPECT_EQ(broken.error().code, "quarantined");
    const auto instance = world.at(id);
    EXPECT_THAT(instance->quarantine, testing::HasSubstr("does not come to rest"));
    EXPECT_EQ(principal_state(*instance), "active");
    EXPECT_EQ(instance->version, 2u);
    EXPECT_EQ(world.records().back().cause, Cause::quarantine);
    EXPECT_EQ(code(world.send(id, "firm.count")), "quarantined");
    const auto chances = world.service->chances(world.staff, id);
    for (const auto& chance : *chances) EXPECT_FALSE(chance.allowed);
}

TEST_F(Quarantine, SurvivesARestart) {
    EXPECT_EQ(code(world.send(id, "firm.spin")), "quarantined");
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(code(world.send(id, "firm.count")), "quarantined");
}

TEST_F(Quarantine, OthersOfTheBatchGoOn) {
    const auto other = world.started("firm");
    std::vector<std::string> codes;
    for (const auto& [instance, event] :
         {std::pair{other, "firm.count"}, {id, "firm.spin"}, {other, "firm.count"}})
        world.submit({world.staff, SendEvent{instance, event, {}}, {}, {}, false},
                     [&](Result<Answer> answer) { codes.push_back(code(answer)); });
    world.settle();
    EXPECT_EQ(codes, (std::vector<std::string>{"ok", "quarantined", "ok"}));
    EXPECT_EQ(world.datum_of(other, "notes"), states::Value(2));
}

TEST_F(Quarantine, TheReceiverIsItWhenTheReceiverFailed) {
    ASSERT_TRUE(world.send(id, "firm.hire", object({{"key", "a"}})).ok());
    const auto job = world.member(id, "job")->id;
    const auto version = world.at(id)->version;
    const auto broken = world.send(id, "firm.break");
    ASSERT_FALSE(broken.ok());
    EXPECT_EQ(broken.error().details["instance"], states::Value(to_text(job)));
    EXPECT_FALSE(world.at(job)->quarantine.empty());
    EXPECT_TRUE(world.at(id)->quarantine.empty());
    EXPECT_EQ(world.at(id)->version, version);
    // Messages to it come back.
    ASSERT_TRUE(world.send(id, "firm.tell").ok());
    EXPECT_EQ(world.datum_of(id, "failed"), states::Value(1));
    EXPECT_EQ(world.datum_of(job, "told"), states::Value(0));
}

TEST_F(Quarantine, AnswersWithoutEndAreAFault) {
    ASSERT_TRUE(world.send(id, "firm.hire", object({{"key", "a"}})).ok());
    const auto records = world.journal.last().sequence;
    EXPECT_EQ(code(world.send(id, "firm.quarrel")), "quarantined");
    EXPECT_EQ(world.journal.last().sequence, records + 1);
}

TEST_F(Quarantine, ADryRunQuarantinesNobody) {
    const auto answer = world.perform({world.staff, SendEvent{id, "firm.spin", {}}, {}, {}, true});
    EXPECT_EQ(code(answer), "quarantined");
    EXPECT_TRUE(world.at(id)->quarantine.empty());
}

TEST_F(Quarantine, ReleaseNeedsTheRightAndLetsItGoOn) {
    EXPECT_EQ(code(world.send(id, "firm.spin")), "quarantined");
    EXPECT_EQ(code(release({InstanceId{9}, "t", {"clerk"}, {}}, id)), "role-missing");
    const auto released = release(world.staff, id);
    ASSERT_TRUE(released.ok()) << released.error().message;
    EXPECT_TRUE(world.at(id)->quarantine.empty());
    const auto record = world.records().back();
    EXPECT_EQ(record.cause, Cause::release);
    EXPECT_EQ(world.service->reveal(record.event.data), states::Value("looked at by Ann"));
    EXPECT_EQ(code(world.send(id, "firm.count")), "ok");
    EXPECT_EQ(code(release(world.staff, id)), "event-not-possible");
}

TEST_F(Quarantine, ItsTimersWaitForTheRelease) {
    ASSERT_TRUE(world.send(id, "firm.later").ok());
    EXPECT_EQ(code(world.send(id, "firm.spin")), "quarantined");
    const auto last = world.journal.last().sequence;
    world.pass(std::chrono::hours(1));
    EXPECT_EQ(world.journal.last().sequence, last);
    EXPECT_EQ(world.at(id)->state.timers.size(), 2u);
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.at(id)->state.timers.size(), 2u);
    ASSERT_TRUE(release(world.staff, id).ok());
    world.settle();
    EXPECT_TRUE(world.at(id)->state.timers.empty());
}

}  // namespace
}  // namespace waymark::runtime
