// A journal.db of the form before slices came (schema 1): everything in it is there, and slices can be kept.
// (I26)
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "adapters/sqlite/journal.hpp"
#include "tests/contract/rows.hpp"
#include "tests/temporary_folder.hpp"

namespace waymark::sqlite {
namespace {

using runtime::Bulk;
using runtime::InstanceId;

/// As Waymark made it then.
constexpr const char* first_form = R"(
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    record BLOB NOT NULL
) STRICT;
CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_holds BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE definitions (
    number INTEGER PRIMARY KEY,
    workflow TEXT NOT NULL,
    version INTEGER NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (workflow, version)
) STRICT;
CREATE TRIGGER definitions_keep BEFORE UPDATE ON definitions BEGIN SELECT RAISE(ABORT, 'definitions are immutable'); END;
CREATE TRIGGER definitions_hold BEFORE DELETE ON definitions BEGIN SELECT RAISE(ABORT, 'definitions are immutable'); END;
CREATE TABLE subjects (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
PRAGMA application_id = 1465470282;
PRAGMA user_version = 1;
COMMIT;
INSERT INTO subjects VALUES ('subject:1', '"Olga"');
INSERT INTO definitions VALUES (1, 'firm', 1, 'abc', '<scxml/>');
)";

class Upgrade : public testing::Test {
  protected:
    void SetUp() override {
        sqlite3* file = nullptr;
        ASSERT_EQ(::sqlite3_open(path_.c_str(), &file), SQLITE_OK);
        char* wrong = nullptr;
        EXPECT_EQ(::sqlite3_exec(file, first_form, nullptr, nullptr, &wrong), SQLITE_OK) << wrong;
        sqlite3_stmt* insert = nullptr;
        ::sqlite3_prepare_v2(file, "INSERT INTO journal VALUES (?, ?, ?)", -1, &insert, nullptr);
        for (runtime::Sequence sequence = 1; sequence <= records; ++sequence) {
            const auto record = contract::record(sequence);
            ::sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(sequence));
            ::sqlite3_bind_blob(insert, 2, record.hash.data(), static_cast<int>(record.hash.size()),
                                SQLITE_TRANSIENT);
            ::sqlite3_bind_blob(insert, 3, record.bytes.data(), static_cast<int>(record.bytes.size()),
                                SQLITE_TRANSIENT);
            EXPECT_EQ(::sqlite3_step(insert), SQLITE_DONE);
            ::sqlite3_reset(insert);
        }
        ::sqlite3_finalize(insert);
        ::sqlite3_close(file);
    }
    [[nodiscard]] std::unique_ptr<SqliteJournal> opened(bool read_only = false) const {
        auto journal = SqliteJournal::open(path_, {.read_only = read_only, .vfs = {}});
        EXPECT_TRUE(journal.ok()) << (journal ? "" : journal.error().message);
        return std::move(journal).value();
    }
    [[nodiscard]] int form() const {
        sqlite3* file = nullptr;
        EXPECT_EQ(::sqlite3_open(path_.c_str(), &file), SQLITE_OK);
        int form = 0;
        const auto take = [](void* into, int, char** texts, char**) {
            *static_cast<int*>(into) = std::stoi(texts[0]);
            return 0;
        };
        ::sqlite3_exec(file, "PRAGMA user_version", take, &form, nullptr);
        ::sqlite3_close(file);
        return form;
    }
    static void expect_everything(SqliteJournal& journal, runtime::Sequence last) {
        EXPECT_THAT(journal.damage(), testing::IsEmpty());
        EXPECT_EQ(journal.last().sequence, last);
        runtime::Sequence next = 1;
        journal.scan(1, [&](const runtime::EncodedRecord& record) {
            EXPECT_EQ(contract::text(record), contract::text(contract::record(next++)));
            return true;
        });
        EXPECT_EQ(next, last + 1);
        EXPECT_EQ(journal.subject("subject:1").value().json, "\"Olga\"");
        ASSERT_EQ(journal.definitions().size(), 1U);
        EXPECT_EQ(journal.definitions()[0].source, "<scxml/>");
    }

    static constexpr runtime::Sequence records = 20;
    TemporaryFolder folder_{TemporaryFolder::Place::in_memory};
    const std::string path_ = folder_.file("journal.db");
};

TEST_F(Upgrade, KeepsEverythingAndTakesSlices) {
    {
        auto journal = opened();
        expect_everything(*journal, records);
        EXPECT_THAT(journal->owners(), testing::IsEmpty());
        EXPECT_EQ(journal->put(InstanceId{7}, 1, "a,b"), Bulk::Put::kept);
        journal->append(contract::commit(records + 1, records + 5));
    }
    auto again = opened();
    expect_everything(*again, records + 5);
    EXPECT_EQ(again->slice(InstanceId{7}, 1), "a,b");
    EXPECT_EQ(again->put(InstanceId{7}, 1, "a,b"), Bulk::Put::known);
    EXPECT_EQ(again->put(InstanceId{7}, 1, "c"), Bulk::Put::different);
    again->erase(InstanceId{7}, 1);
    EXPECT_THAT(again->slices(InstanceId{7}), testing::IsEmpty());
}

TEST_F(Upgrade, HappensAtTheFirstStartThatWrites) {
    {
        auto reader = opened(true);
        expect_everything(*reader, records);
        EXPECT_THAT(reader->owners(), testing::IsEmpty());
        EXPECT_THAT(reader->slices(InstanceId{7}), testing::IsEmpty());
        EXPECT_FALSE(reader->slice(InstanceId{7}, 1));
    }
    EXPECT_EQ(form(), 1) << "who only reads changes nothing";
    opened().reset();
    EXPECT_EQ(form(), 2);
    opened()->put(InstanceId{7}, 1, "a,b");
    EXPECT_EQ(opened(true)->slice(InstanceId{7}, 1), "a,b");
}

}  // namespace
}  // namespace waymark::sqlite
