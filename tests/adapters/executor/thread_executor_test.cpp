#include "adapters/executor/thread_executor.hpp"

#include <future>
#include <gmock/gmock.h>
#include <memory>
#include <stdexcept>
#include <sys/resource.h>

#include "adapters/clock/manual_clock.hpp"
#include "adapters/clock/system_clock.hpp"
#include "states/check.hpp"

namespace waymark::executor {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const Instant start = *parse_instant("2026-03-31T21:00:00Z");

class ThreadExecutorTest : public testing::Test {
  protected:
    ThreadExecutorTest() {
        clock_.on_change([this] { executor_.wake(); });
    }
    /// Whatever was posted before has run.
    void settle() {
        executor_.run([] {});
    }

    clock::ManualClock clock_{start};
    ThreadExecutor executor_{clock_, {}};
};

TEST_F(ThreadExecutorTest, RunsTasksInOrderOnOneThread) {
    std::vector<int> ran;
    std::thread::id first;
    executor_.post([&] { first = std::this_thread::get_id(); });
    for (int i = 0; i < 1000; ++i)
        executor_.post([&, i] {
            ran.push_back(i);
            EXPECT_EQ(std::this_thread::get_id(), first);
        });
    settle();
    ASSERT_EQ(ran.size(), 1000U);
    EXPECT_TRUE(std::ranges::is_sorted(ran));
    EXPECT_NE(first, std::this_thread::get_id());
}

TEST_F(ThreadExecutorTest, TasksOfOneThreadKeepTheirOrderAmongOthers) {
    std::vector<std::pair<int, int>> ran;
    std::vector<std::thread> posters;
    for (int poster = 0; poster < 4; ++poster)
        posters.emplace_back([&, poster] {
            for (int i = 0; i < 500; ++i) executor_.post([&ran, poster, i] { ran.emplace_back(poster, i); });
        });
    for (auto& poster : posters) poster.join();
    settle();
    ASSERT_EQ(ran.size(), 2000U);
    std::array<int, 4> next{};
    for (const auto& [poster, i] : ran) EXPECT_EQ(next[static_cast<std::size_t>(poster)]++, i);
}

TEST_F(ThreadExecutorTest, RunReturnsWhenDoneAndHandsOnWhatIsThrown) {
    bool done = false;
    executor_.run([&] { done = true; });
    EXPECT_TRUE(done);
    EXPECT_THROW(executor_.run([] { throw std::out_of_range("so"); }), std::out_of_range);
    executor_.run([&] { done = false; });
    EXPECT_FALSE(done) << "it goes on after an exception that was handed over";
}

TEST_F(ThreadExecutorTest, WaitingForItselfIsOurFault) {
    EXPECT_THROW(executor_.run([&] { executor_.run([] {}); }), InternalFault);
}

TEST_F(ThreadExecutorTest, TheAlarmGoesOffWhenTheClockIsMovedThere) {
    std::promise<Instant> rang;
    executor_.set_alarm(start + 60s, [&] { rang.set_value(clock_.wall()); });
    clock_.advance(59s);
    settle();
    auto rung = rang.get_future();
    EXPECT_EQ(rung.wait_for(0s), std::future_status::timeout) << "not before its instant";
    clock_.advance(1s);
    EXPECT_EQ(rung.get(), start + 60s);
}

TEST_F(ThreadExecutorTest, AnAlarmOfThePastGoesOffAtOnce) {
    std::promise<void> rang;
    executor_.set_alarm(start - 24h, [&] { rang.set_value(); });
    rang.get_future().get();
}

TEST_F(ThreadExecutorTest, ThereIsOneAlarm) {
    std::promise<void> rang;
    executor_.set_alarm(start + 1s, [] { FAIL() << "it was replaced"; });
    executor_.set_alarm(start + 2s, [&] { rang.set_value(); });
    clock_.advance(2s);
    rang.get_future().get();
    clock_.advance(60s);  // it rings once: a second set_value would throw, and terminate
    settle();
    executor_.set_alarm(start + 100s, [] { FAIL() << "it was taken back"; });
    executor_.set_alarm(Instant::max(), {});
    clock_.advance(200s);
    settle();
}

TEST_F(ThreadExecutorTest, AnAlarmMaySetTheNext) {
    std::vector<Instant> rang;
    std::promise<void> last;
    std::function<void()> ring = [&] {
        rang.push_back(clock_.wall());
        if (rang.size() == 3) return last.set_value();
        executor_.set_alarm(clock_.wall(), ring);
    };
    executor_.set_alarm(start, ring);
    last.get_future().get();
    EXPECT_THAT(rang, ElementsAre(start, start, start));
}

TEST_F(ThreadExecutorTest, AlarmsThatAreAlwaysDueLeaveTasksTheirTurn) {
    std::function<void()> ring = [&] { executor_.set_alarm(start, ring); };
    executor_.run([&] { executor_.set_alarm(start, ring); });
    settle();
    settle();
    executor_.run([&] { executor_.set_alarm(Instant::max(), {}); });
}

TEST(ThreadExecutor, APlainWallClockIsNoticedWithoutAWake) {
    const clock::SystemClock clock;
    ThreadExecutor executor(clock, {});
    std::promise<Instant> rang;
    const auto due = clock.wall() + 20ms;
    executor.set_alarm(due, [&] { rang.set_value(clock.wall()); });
    EXPECT_GE(rang.get_future().get(), due);
}

TEST(ThreadExecutor, AClockThatIsSetSilentlyIsNoticed) {
    clock::ManualClock clock(start);
    ThreadExecutor executor(clock, {});  // nobody wakes it
    std::promise<void> rang;
    executor.set_alarm(start + 24h, [&] { rang.set_value(); });
    executor.run([] {});
    clock.jump(start + 25h);
    rang.get_future().get();
}

TEST(ThreadExecutor, ItsEndRunsWhatWasPostedAndLetsTheAlarmBe) {
    const clock::ManualClock clock(start);
    int ran = 0;
    {
        ThreadExecutor executor(clock, {});
        executor.set_alarm(start + 1s, [] { FAIL() << "not due"; });
        for (int i = 0; i < 100; ++i)
            executor.post([&] {
                ++ran;
                executor.post([&] { ++ran; });
            });
    }
    EXPECT_EQ(ran, 200);
}

TEST(ThreadExecutor, WhatATaskThrowsReachesTheHandler) {
    const clock::ManualClock clock(start);
    std::vector<std::string> caught;
    const auto handler = [&](const std::exception_ptr& thrown) {
        try {
            std::rethrow_exception(thrown);
        } catch (const std::exception& error) {
            caught.emplace_back(error.what());
        }
    };
    ThreadExecutor executor(clock, {.name = "writer", .niceness = 0, .on_exception = handler});
    executor.post([] { throw std::runtime_error("of a task"); });
    executor.run([] {});
    std::promise<void> rang;
    executor.set_alarm(start, [&] {
        rang.set_value();
        throw std::runtime_error("of the alarm");
    });
    rang.get_future().get();
    executor.run([] {});
    EXPECT_THAT(caught, ElementsAre("of a task", "of the alarm"));
}

TEST(ThreadExecutor, NicenessIsOfItsThreadOnly) {
    const clock::ManualClock clock(start);
    ThreadExecutor executor(clock, {.name = "projections", .niceness = 10, .on_exception = {}});
    const int here = ::getpriority(PRIO_PROCESS, 0);
    int there = 0;
    executor.run([&] { there = ::getpriority(PRIO_PROCESS, 0); });
    EXPECT_EQ(there, 10);
    EXPECT_EQ(::getpriority(PRIO_PROCESS, 0), here);
}

TEST(ThreadExecutor, ATaskIsGoneWhenItHasRun) {
    const clock::ManualClock clock(start);
    ThreadExecutor executor(clock, {});
    auto held = std::make_shared<int>(1);
    executor.post([held] {});
    executor.run([] {});
    EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace waymark::executor
