// What the disk does to us, and what stands afterwards: no room, failing writes and syncs, at every write and
// sync of a commit. (I1)
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <sqlite3.h>

#include "adapters/sqlite/journal.hpp"
#include "adapters/sqlite/projections.hpp"
#include "tests/adapters/sqlite/failing_disk.hpp"
#include "tests/contract/rows.hpp"
#include "tests/temporary_folder.hpp"

namespace waymark::sqlite {
namespace {

using runtime::StorageFailed;
using runtime::StorageFull;
using Call = FailingDisk::Call;

class Failures : public testing::Test {
  protected:
    [[nodiscard]] std::unique_ptr<SqliteJournal> journal(const std::string& name = "journal.db") const {
        auto opened =
            SqliteJournal::open(folder.file(name), {.read_only = false, .vfs = FailingDisk::name()});
        EXPECT_TRUE(opened.ok()) << opened.error().message;
        return std::move(opened).value();
    }

    /// Runs an append that must meet a fault at its n-th call; `code` as SQLite has it. False: it has no so
    /// many calls.
    bool meets(Call call, std::uint64_t n, int code) {
        const auto name = std::to_string(static_cast<int>(call)) + "-" + std::to_string(n) + ".db";
        auto store = journal(name);
        store->append(contract::commit(1, 10));
        FailingDisk::fail(call, n, code);
        if (code == SQLITE_FULL) {
            // Nothing was done, and it can be done again.
            if (failed_with<StorageFull>(*store)) {
                EXPECT_EQ(store->last().sequence, 10U);
                store->append(contract::commit(11, 200));
                EXPECT_EQ(store->last().sequence, 200U);
            }
        } else if (failed_with<StorageFailed>(*store)) {
            // What is on disk is not known: nothing more is written by this process.
            EXPECT_THROW(store->append(contract::commit(11, 11)), StorageFailed);
        }
        const bool met = FailingDisk::failed();
        FailingDisk::never_fail();
        store.reset();
        expect_whole(name, met && code != SQLITE_FULL);
        return met;
    }

    template <class Failure>
    static bool failed_with(SqliteJournal& store) {
        try {
            store.append(contract::commit(11, 200));
            EXPECT_FALSE(FailingDisk::failed()) << "a fault went unnoticed";
            return false;
        } catch (const Failure&) {
            EXPECT_TRUE(FailingDisk::failed());
            return true;
        }
    }

    /// A new start finds the commit wholly, or, when its fate was unknown, not at all.
    void expect_whole(const std::string& name, bool unknown) const {
        auto again = journal(name);
        const auto last = again->last().sequence;
        EXPECT_TRUE(last == 200U || (unknown && last == 10U)) << last;
        EXPECT_THAT(again->damage(), testing::IsEmpty());
        runtime::Sequence next = 1;
        again->scan(1, [&](const runtime::EncodedRecord& record) {
            EXPECT_EQ(contract::text(record), contract::text(contract::record(next++)));
            return true;
        });
        EXPECT_EQ(next, last + 1);
    }

    FailingDisk disk;
    TemporaryFolder folder;
};

TEST_F(Failures, NoRoomAtAnyWriteLeavesAllAsItWas) {
    std::uint64_t n = 1;
    while (meets(Call::write, n, SQLITE_FULL)) ++n;
    EXPECT_GT(n, 2U);
}

TEST_F(Failures, AFailedWriteEndsTheProcessAndLeavesWholeCommits) {
    std::uint64_t n = 1;
    while (meets(Call::write, n, SQLITE_IOERR_WRITE)) ++n;
    EXPECT_GT(n, 2U);
}

TEST_F(Failures, AFailedSyncIsNeverTriedAgain) {
    std::uint64_t n = 1;
    while (meets(Call::sync, n, SQLITE_IOERR_FSYNC)) ++n;
    EXPECT_EQ(n, 2U) << "one commit is one sync";
}

TEST_F(Failures, EachCommitIsSyncedBeforeItReturns) {
    auto store = journal();
    for (runtime::Sequence i = 1; i <= 5; ++i) {
        const auto before = FailingDisk::calls(Call::sync);
        store->append(contract::commit(i, i));
        EXPECT_EQ(FailingDisk::calls(Call::sync), before + 1);
    }
}

TEST_F(Failures, ProjectionsWithoutRoomAreAsTheyWere) {
    auto opened = SqliteProjections::open(folder.file("projections.db"),
                                          {.read_only = false, .vfs = FailingDisk::name()});
    ASSERT_TRUE(opened.ok());
    auto& projections = **opened;
    contract::AnyRows any(1);
    const auto slice = [&](std::uint64_t from, runtime::Sequence mark) {
        runtime::Slice rows;
        for (auto id = from; id < from + 50; ++id) rows.instances.push_back(any.instance(id));
        rows.mark = mark;
        return rows;
    };
    projections.write(slice(1, 50));
    const auto second = slice(51, 100);
    std::uint64_t faults = 0;
    for (bool met = true; met;) {
        FailingDisk::fail(Call::write, ++faults, SQLITE_FULL);
        try {
            projections.write(second);
            met = false;
        } catch (const StorageFull&) {
            EXPECT_EQ(projections.snapshot()->mark(), 50U);
        }
        FailingDisk::never_fail();
    }
    EXPECT_GT(faults, 2U);
    EXPECT_EQ(projections.snapshot()->mark(), 100U);
}

// --- files that are not what they should be ---

TEST_F(Failures, AFileOfAnotherProgramIsLeftAlone) {
    const auto path = folder.file("other.db");
    sqlite3* other = nullptr;
    ASSERT_EQ(::sqlite3_open(path.c_str(), &other), SQLITE_OK);
    ::sqlite3_exec(other, "CREATE TABLE theirs (x)", nullptr, nullptr, nullptr);
    ::sqlite3_close(other);
    const auto content = [&] {
        std::ifstream in(path, std::ios::binary);
        return std::string(std::istreambuf_iterator(in), {});
    };
    const auto before = content();
    EXPECT_EQ(SqliteJournal::open(path).error().code, "storage-foreign");
    EXPECT_EQ(SqliteProjections::open(path).error().code, "storage-foreign");
    EXPECT_EQ(content(), before);
}

TEST_F(Failures, AJournalIsNoProjections) {
    journal().reset();
    EXPECT_EQ(SqliteProjections::open(folder.file("journal.db")).error().code, "storage-foreign");
}

TEST_F(Failures, AFileOfANewerVersionIsRefused) {
    journal().reset();
    sqlite3* file = nullptr;
    ASSERT_EQ(::sqlite3_open(folder.file("journal.db").c_str(), &file), SQLITE_OK);
    ::sqlite3_exec(file, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
    ::sqlite3_close(file);
    EXPECT_EQ(SqliteJournal::open(folder.file("journal.db")).error().code, "storage-newer");
}

TEST_F(Failures, ReadOnlyMakesNoFile) {
    const auto missing = SqliteJournal::open(folder.file("none.db"), {.read_only = true, .vfs = {}});
    EXPECT_EQ(missing.error().code, "storage-missing");
    EXPECT_FALSE(std::ifstream(folder.file("none.db")).good());
}

TEST_F(Failures, AnUnknownFileSystemIsNamed) {
    const auto opened =
        SqliteJournal::open(folder.file("journal.db"), {.read_only = false, .vfs = "nowhere"});
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, testing::HasSubstr("nowhere"));
}

TEST_F(Failures, AChangedPageIsFound) {
    {
        auto store = journal();
        store->append(contract::commit(1, 2'000));
    }
    {
        std::fstream file(folder.file("journal.db"), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096 + 3);  // the second page's header: how many cells it has
        file.put('\x7f');
    }
    auto opened = SqliteJournal::open(folder.file("journal.db"), {.read_only = true, .vfs = {}});
    if (!opened) {
        EXPECT_EQ(opened.error().code, "storage-damaged");
        return;
    }
    EXPECT_THAT((*opened)->damage(), testing::Not(testing::IsEmpty()));
}

}  // namespace
}  // namespace waymark::sqlite
