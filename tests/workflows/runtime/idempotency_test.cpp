// An idempotency key answers for its command (promise I11); with it, applied once (I2).
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class IdempotencyTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        id = world.started("firm");
    }
    Command count(IdempotencyKey key) {
        return {world.staff, SendEvent{id, "firm.count", {}}, key, {}, false};
    }
    std::string code(const Result<Answer>& answer) { return answer ? "ok" : answer.error().code; }

    World world;
    InstanceId id;
};

TEST_F(IdempotencyTest, TheSameKeyGetsTheAnswerOfThen) {
    const Command hire{world.staff, SendEvent{id, "firm.hire", object({{"key", "a"}})}, key_of(1), {}, false};
    const auto first = world.perform(hire);
    ASSERT_TRUE(first.ok());
    ASSERT_TRUE(world.send(id, "firm.pause").ok());  // it could not be done now
    const auto last = world.journal.last().sequence;
    const auto second = world.perform(hire);
    ASSERT_TRUE(second.ok());
    EXPECT_TRUE(second->replayed);
    EXPECT_FALSE(first->replayed);
    EXPECT_EQ(world.journal.last().sequence, last);
    EXPECT_EQ(second->record, first->record);
    ASSERT_EQ(second->touched.size(), first->touched.size());
    for (std::size_t i = 0; i < first->touched.size(); ++i) {
        const auto &then = *first->touched[i], &now = *second->touched[i];
        EXPECT_EQ(then.id, now.id);
        EXPECT_EQ(then.blob, now.blob);
        EXPECT_EQ(then.version, now.version);
        EXPECT_EQ(then.key, now.key);
        EXPECT_EQ(then.created_at, now.created_at);
        EXPECT_EQ(then.updated_at, now.updated_at);
    }
}

TEST_F(IdempotencyTest, AlsoOverRestarts) {
    const auto first = world.perform(count(key_of(1)));
    ASSERT_TRUE(first.ok());
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_TRUE(world.perform(count(key_of(1)))->replayed);
    world.close();  // the key is in the projections now
    ASSERT_TRUE(world.open().ok());
    const auto again = world.perform(count(key_of(1)));
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->replayed);
    EXPECT_EQ(again->record, first->record);
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(1));
}

TEST_F(IdempotencyTest, AnotherBodyIsRefused) {
    ASSERT_TRUE(world.perform(count(key_of(1, 1))).ok());
    EXPECT_EQ(code(world.perform(count(key_of(1, 2)))), "idempotency-mismatch");
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(1));
}

TEST_F(IdempotencyTest, WhileItIsDoneItIsInFlight) {
    std::vector<std::string> codes;
    for (int i = 0; i < 3; ++i)
        world.submit(count(key_of(1)), [&](Result<Answer> answer) { codes.push_back(code(answer)); });
    world.settle();
    std::ranges::sort(codes);
    EXPECT_EQ(codes, (std::vector<std::string>{"idempotency-in-flight", "idempotency-in-flight", "ok"}));
    EXPECT_TRUE(world.perform(count(key_of(1)))->replayed);
}

TEST_F(IdempotencyTest, ARefusedCommandLeavesItsKeyFree) {
    const Command close{world.staff, SendEvent{id, "firm.close", {}}, key_of(1), {}, false};
    EXPECT_EQ(code(world.perform(close)), "event-not-possible");
    ASSERT_TRUE(world.perform(count(key_of(2))).ok());
    const auto closed = world.perform(close);
    ASSERT_TRUE(closed.ok());
    EXPECT_FALSE(closed->replayed);
}

TEST_F(IdempotencyTest, AFullDiskLeavesTheKeyFree) {
    world.settle();
    world.journal.fail_append(1, contract::Failure::full);
    EXPECT_EQ(code(world.perform(count(key_of(1)))), "storage-full");
    const auto again = world.perform(count(key_of(1)));
    ASSERT_TRUE(again.ok());
    EXPECT_FALSE(again->replayed);
}

TEST_F(IdempotencyTest, WhenThereIsNoRoomNewKeysAreRefusedForADay) {
    world.close();
    world.settings.idempotency_keys = 2;
    ASSERT_TRUE(world.open().ok());
    ASSERT_TRUE(world.perform(count(key_of(1))).ok());
    ASSERT_TRUE(world.perform(count(key_of(2))).ok());
    EXPECT_EQ(code(world.perform(count(key_of(3)))), "idempotency-full");
    EXPECT_TRUE(world.perform(count(key_of(1)))->replayed);
    EXPECT_TRUE(world.send(id, "firm.count").ok());  // without a key there is nothing to remember
    world.pass(std::chrono::hours(24));
    EXPECT_EQ(code(world.perform(count(key_of(3)))), "idempotency-full");
    world.pass(std::chrono::milliseconds(1));
    EXPECT_EQ(code(world.perform(count(key_of(3)))), "ok");
}

TEST_F(IdempotencyTest, RoomIsCountedWithinABatchToo) {
    world.close();
    world.settings.idempotency_keys = 2;
    ASSERT_TRUE(world.open().ok());
    std::vector<std::string> codes;
    for (std::uint8_t i = 1; i <= 3; ++i)
        world.submit(count(key_of(i)), [&](Result<Answer> answer) { codes.push_back(code(answer)); });
    world.settle();
    EXPECT_EQ(codes, (std::vector<std::string>{"ok", "ok", "idempotency-full"}));
}

TEST_F(IdempotencyTest, AStartIsRepeatedAsWell) {
    const Command start{world.staff, Start{"firm", {}, {}}, key_of(7), {}, false};
    const auto first = world.perform(start), second = world.perform(start);
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(first->instance->id, second->instance->id);
    EXPECT_TRUE(second->replayed);
}

}  // namespace
}  // namespace waymark::runtime
