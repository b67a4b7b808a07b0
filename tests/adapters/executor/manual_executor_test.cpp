#include "adapters/executor/manual_executor.hpp"

#include <gmock/gmock.h>
#include <stdexcept>

#include "adapters/clock/manual_clock.hpp"

namespace waymark::executor {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const Instant start = *parse_instant("2026-03-31T21:00:00Z");

class ManualExecutorTest : public testing::Test {
  protected:
    runtime::Executor::Task note(int number) {
        return [this, number] { ran_.push_back(number); };
    }

    clock::ManualClock clock_{start};
    ManualExecutor executor_{clock_};
    std::vector<int> ran_;
};

TEST_F(ManualExecutorTest, NothingRunsByItself) {
    executor_.post(note(1));
    executor_.set_alarm(start, note(2));
    EXPECT_THAT(ran_, ElementsAre());
    EXPECT_EQ(executor_.waiting(), 1U);
}

TEST_F(ManualExecutorTest, OneByOneThenTheAlarm) {
    executor_.set_alarm(start, note(3));
    executor_.post(note(1));
    executor_.post(note(2));
    EXPECT_TRUE(executor_.run_one());
    EXPECT_THAT(ran_, ElementsAre(1));
    EXPECT_TRUE(executor_.run_one());
    EXPECT_TRUE(executor_.run_one());
    EXPECT_FALSE(executor_.run_one());
    EXPECT_THAT(ran_, ElementsAre(1, 2, 3));
}

TEST_F(ManualExecutorTest, AllIncludesWhatIsPostedMeanwhile) {
    executor_.post([&] { executor_.post(note(2)); });
    EXPECT_EQ(executor_.run_all(), 2U);
    EXPECT_THAT(ran_, ElementsAre(2));
}

TEST_F(ManualExecutorTest, TheAlarmWaitsForTheClock) {
    executor_.set_alarm(start + 60s, note(1));
    EXPECT_EQ(executor_.alarm_at(), start + 60s);
    clock_.advance(59s);
    EXPECT_FALSE(executor_.run_one());
    clock_.advance(1s);
    EXPECT_TRUE(executor_.run_one());
    EXPECT_FALSE(executor_.run_one());
    EXPECT_EQ(executor_.alarm_at(), Instant::max());
    EXPECT_THAT(ran_, ElementsAre(1));
}

TEST_F(ManualExecutorTest, ThereIsOneAlarm) {
    executor_.set_alarm(start + 1s, note(1));
    executor_.set_alarm(start + 2s, note(2));
    clock_.advance(2s);
    EXPECT_EQ(executor_.run_all(), 1U);
    executor_.set_alarm(start, note(3));
    executor_.set_alarm(Instant::max(), note(4));
    EXPECT_EQ(executor_.run_all(), 0U);
    EXPECT_THAT(ran_, ElementsAre(2));
}

TEST_F(ManualExecutorTest, RunTakesTheQueueUpToItsTask) {
    executor_.post(note(1));
    executor_.run([&] {
        note(2)();
        executor_.post(note(3));
    });
    EXPECT_THAT(ran_, ElementsAre(1, 2));
    EXPECT_THROW(executor_.run([] { throw std::out_of_range("so"); }), std::out_of_range);
    EXPECT_THAT(ran_, ElementsAre(1, 2, 3));
}

TEST_F(ManualExecutorTest, WhatATaskBeforeThrowsComesOutAndTheRestWaits) {
    executor_.post([] { throw std::runtime_error("so"); });
    EXPECT_THROW(executor_.run(note(1)), std::runtime_error);
    EXPECT_EQ(executor_.run_all(), 1U);
    EXPECT_THAT(ran_, ElementsAre(1));
}

TEST_F(ManualExecutorTest, WhatIsDroppedNeverRuns) {
    executor_.post(note(1));
    executor_.set_alarm(start, note(2));
    executor_.drop();
    EXPECT_EQ(executor_.run_all(), 0U);
    EXPECT_THAT(ran_, ElementsAre());
}

}  // namespace
}  // namespace waymark::executor
