// What a step means for others: messages, starts, notifications, failures; all in the same commit (promise
// I3).
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class Consequences : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        id = world.started("firm");
    }
    Result<Answer> hire(std::string key) {
        return world.send(id, "firm.hire", object({{"key", std::move(key)}}));
    }
    std::vector<Record> records_of(Sequence command) {
        auto records = world.records();
        std::erase_if(records, [&](const Record& r) { return r.command != command; });
        return records;
    }

    World world;
    InstanceId id;
};

TEST_F(Consequences, AStartIsAChildInTheSameCommit) {
    const auto commits = world.journal.commits();
    const auto answer = hire("cook");
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(world.journal.commits(), commits + 1);
    const auto job = world.member(id, "job");
    EXPECT_EQ(job->parent, id);
    EXPECT_EQ(job->key, "cook");
    EXPECT_EQ(world.datum_of(job->id, "title"), states::Value("cook"));
    EXPECT_EQ(world.datum_of(job->id, "hired"), states::Value(1));
    EXPECT_EQ(world.datum_of(id, "heard"), states::Value(states::Value::Array{"job.ready:cook"}));

    // The event, the start, the event that came with it, the child's answer: breadth first.
    const auto records = records_of(answer->record);
    ASSERT_EQ(records.size(), 4u);
    EXPECT_EQ(records[0].event.name, "firm.hire");
    EXPECT_EQ(records[0].addressed, std::vector<InstanceId>{job->id});
    EXPECT_EQ(records[1].instance, job->id);
    EXPECT_EQ(records[1].cause, Cause::message);
    EXPECT_EQ(records[1].event.name, "");
    EXPECT_EQ(records[2].event.name, "job.hired");
    EXPECT_EQ(records[2].caused_by, records[0].sequence);
    EXPECT_EQ(records[3].event.name, "job.ready");
    EXPECT_EQ(records[3].instance, id);
    EXPECT_EQ(records[3].caused_by, records[1].sequence);
    EXPECT_EQ(records[3].event.origin, to_text(job->id));
    for (const auto& record : records) EXPECT_EQ(record.at, records[0].at);
    EXPECT_EQ(answer->touched.size(), 2u);
    EXPECT_EQ(answer->touched[0]->version, 3u);
}

TEST_F(Consequences, AKeyThatExistsIsNotStartedAgain) {
    ASSERT_TRUE(hire("cook").ok());
    ASSERT_TRUE(hire("cook").ok());
    EXPECT_EQ(world.datum_of(world.member(id, "job")->id, "hired"), states::Value(2));
    // In another family it is another one.
    const auto other = world.started("firm");
    ASSERT_TRUE(world.send(other, "firm.hire", object({{"key", "cook"}})).ok());
    EXPECT_EQ(world.datum_of(world.member(other, "job")->id, "hired"), states::Value(1));
}

TEST_F(Consequences, ChildrenAreToldInOrder) {
    ASSERT_TRUE(hire("a").ok());
    ASSERT_TRUE(hire("b").ok());
    const auto answer = world.send(id, "firm.tell");
    ASSERT_TRUE(answer.ok());
    ASSERT_EQ(answer->touched.size(), 3u);
    EXPECT_LT(answer->touched[1]->id, answer->touched[2]->id);
    const auto records = records_of(answer->record);
    ASSERT_EQ(records.size(), 3u);
    for (std::size_t i = 1; i < records.size(); ++i) EXPECT_EQ(records[i].event.name, "job.told");
}

TEST_F(Consequences, NobodyAmongTheChildrenIsFine) {
    ASSERT_TRUE(world.send(id, "firm.tell").ok());
    EXPECT_EQ(world.datum_of(id, "failed"), states::Value(0));
}

TEST_F(Consequences, WhatEndsTellsTheOthersAndReceivesNoMore) {
    ASSERT_TRUE(hire("a").ok());
    ASSERT_TRUE(world.send(id, "firm.count").ok());
    const auto answer = world.send(id, "firm.close");
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(principal_state(*world.member(id, "job")), "done");
    EXPECT_EQ(world.state_of(id), "closed");
    // The job's answer to its ended parent moves nobody.
    EXPECT_EQ(records_of(answer->record).size(), 2u);
}

TEST_F(Consequences, ItsOwnEventsAreInTheSameRecord) {
    const auto answer = world.send(id, "firm.chain");
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(records_of(answer->record).size(), 1u);
    EXPECT_EQ(world.datum_of(id, "heard"), states::Value(states::Value::Array{"self.first"}));
    ASSERT_EQ(answer->notifications.size(), 1u);
    EXPECT_EQ(answer->notifications[0].notification.message, "chained");
    EXPECT_EQ(answer->notifications[0].notification.audience, "team");
    EXPECT_EQ(world.outbox().size(), 1u);
}

TEST_F(Consequences, WhatReachesNobodyComesBack) {
    const auto answer = world.send(id, "firm.lost");
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(world.datum_of(id, "failed"), states::Value(2));
    const auto records = records_of(answer->record);
    ASSERT_EQ(records.size(), 3u);
    EXPECT_EQ(records[1].event.name, "error.communication");
    EXPECT_EQ(records[1].event.sendid, "to_parent");
    EXPECT_EQ(records[1].caused_by, records[0].sequence);
}

TEST_F(Consequences, DelayedMessagesAreCarriedOutWhenDue) {
    ASSERT_TRUE(world.send(id, "firm.later").ok());
    world.pass(std::chrono::seconds(60));
    EXPECT_EQ(world.datum_of(world.member(id, "job")->id, "title"), states::Value("later"));
    EXPECT_EQ(world.datum_of(id, "failed"), states::Value(0));
    world.pass(std::chrono::seconds(60));
    EXPECT_EQ(world.datum_of(id, "failed"), states::Value(1));
    EXPECT_TRUE(world.at(id)->state.timers.empty());
}

}  // namespace
}  // namespace waymark::runtime
