// Window, write-back and replay: wherever it is interrupted, snapshot and window together hold every
// committed change, and the next start brings all of it back. (I1, I7, I8)
#include "workflows/runtime/write_back.hpp"

#include <gmock/gmock.h>

#include "adapters/clock/manual_clock.hpp"
#include "adapters/executor/manual_executor.hpp"
#include "tests/contract/memory_projections.hpp"
#include "tests/workflows/books/scribe.hpp"
#include "workflows/runtime/replay.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::runtime {
namespace {

class WriteBackTest : public testing::Test {
  protected:
    /// Everything that was committed, asked for through the window over the projections.
    void expect_all_there(Window& window) {
        const auto snapshot = projections.snapshot();
        for (const auto& [id, instance] : scribe.instances) {
            const auto waiting = window.find(id);
            const auto row = snapshot->instance(id);
            ASSERT_TRUE(waiting || row) << to_text(id);
            EXPECT_EQ(waiting ? waiting->record : row->record, instance->record) << to_text(id);
        }
    }

    Result<Replayed> replayed(Window& window) {
        return replay_tail(scribe.journal, projections, scribe.definition_of(), window, [] {});
    }

    Scribe scribe{7};
    contract::MemoryProjections projections;
    clock::ManualClock clock{*parse_instant("2026-03-02T09:00:00Z")};
    executor::ManualExecutor executor{clock};
};

TEST_F(WriteBackTest, BeginsWhenTheWindowIsFull) {
    Window window(projections);
    WriteBack write_back(window, projections, executor, 30, std::chrono::hours(24));
    while (window.rows() < 30) {
        EXPECT_EQ(executor.waiting(), 0U);
        window.publish(scribe.anything());
        write_back.committed(clock.wall());
    }
    EXPECT_EQ(executor.run_all(), 1U);
    EXPECT_EQ(window.rows(), 0U);
    EXPECT_EQ(projections.snapshot()->mark(), scribe.last().sequence);
    expect_all_there(window);
}

TEST_F(WriteBackTest, WhatIsCommittedMeanwhileWaitsForTheNext) {
    Window window(projections);
    for (int i = 0; i < 50; ++i) window.publish(scribe.anything());
    const auto mark = scribe.last().sequence;
    const auto generation = window.begin_write_back();
    ASSERT_NE(generation, nullptr);
    EXPECT_EQ(window.begin_write_back(), nullptr) << "one at a time";
    for (int i = 0; i < 20; ++i) window.publish(scribe.anything());
    expect_all_there(window);
    write_generation(*generation, projections, std::nullopt);
    expect_all_there(window);
    window.end_write_back();
    expect_all_there(window);
    EXPECT_EQ(projections.snapshot()->mark(), mark);
    EXPECT_LT(mark, scribe.last().sequence);
}

TEST_F(WriteBackTest, AFullDiskLosesNothingAndIsTriedAgain) {
    Window window(projections);
    WriteBack write_back(window, projections, executor, 1'000'000, std::chrono::hours(24));
    for (int i = 0; i < 50; ++i) window.publish(scribe.anything());
    projections.fail_write(1, contract::Failure::full);
    write_back.begin(clock.wall());
    executor.run_all();
    EXPECT_TRUE(write_back.left_over());
    EXPECT_EQ(projections.snapshot()->mark(), 0U);
    expect_all_there(window);
    window.publish(scribe.anything());
    write_back.committed(clock.wall());
    executor.run_all();
    EXPECT_FALSE(write_back.left_over());
    write_back.finish(clock.wall());
    EXPECT_EQ(projections.snapshot()->mark(), scribe.last().sequence);
}

// More rows than one slice; killed before each of them.
TEST_F(WriteBackTest, AKillBetweenSlicesIsMadeGoodByTheReplay) {
    Window window(projections);
    while (window.rows() < 3 * slice_rows) window.publish(scribe.start());
    const auto generation = window.begin_write_back();
    std::uint64_t slices = 0;
    for (bool done = false; !done;) {
        projections.fail_write(++slices, contract::Failure::full);
        try {
            write_generation(*generation, projections, std::nullopt);
            done = true;
        } catch (const StorageFull&) {
            EXPECT_EQ(projections.snapshot()->mark(), 0U) << "the mark comes with the last slice";
            Window next(projections);
            const auto tail = replayed(next);
            ASSERT_TRUE(tail.ok()) << tail.error().message;
            EXPECT_EQ(tail->records, scribe.last().sequence);
            expect_all_there(next);
        }
    }
    EXPECT_GE(slices, 3U);
    contract::MemoryProjections built;
    ASSERT_TRUE(rebuild(scribe.journal, built, scribe.definition_of()).ok());
    const auto findings = compare(*built.snapshot(), *projections.snapshot());
    EXPECT_TRUE(findings.empty()) << findings.front().what;
}

TEST_F(WriteBackTest, OnlyTheTailIsReplayed) {
    {
        Window window(projections);
        for (int i = 0; i < 200; ++i) window.publish(scribe.anything());
        write_generation(*window.begin_write_back(), projections, std::nullopt);
    }
    for (int i = 0; i < 25; ++i) scribe.anything();
    Window window(projections);
    const auto tail = replayed(window);
    ASSERT_TRUE(tail.ok());
    EXPECT_EQ(tail->records, 25U);
    EXPECT_EQ(tail->last, scribe.last().sequence);
    EXPECT_EQ(tail->hash, scribe.journal.last().hash);
    expect_all_there(window);
}

TEST_F(WriteBackTest, ProjectionsOfAnotherJournalAreRefused) {
    scribe.start();
    Slice slice;
    slice.mark = 2;
    projections.write(slice);
    Window window(projections);
    const auto tail = replayed(window);
    ASSERT_FALSE(tail);
    EXPECT_EQ(tail.error().code, "projections-ahead");
}

}  // namespace
}  // namespace waymark::runtime
