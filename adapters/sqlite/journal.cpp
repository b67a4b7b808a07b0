#include "adapters/sqlite/journal.hpp"

#include <algorithm>
#include <utility>

#include "adapters/sqlite/copy.hpp"
#include "adapters/sqlite/failure.hpp"
#include "states/check.hpp"

namespace waymark::sqlite {
namespace {

using runtime::EncodedRecord;

// RAISE within triggers: a mistake of ours or of a person at a prompt does not change history.
constexpr FileKind kind{.name = "journal",
                        .application_id = 0x57594D4A,  // "WYMJ"
                        .schema = 2,
                        .sql = R"(
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
)",
                        .full_sync = true,
                        .added = R"(
CREATE TABLE slices (
    owner INTEGER NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (owner, number)
) STRICT;
CREATE TRIGGER slices_keep BEFORE UPDATE ON slices BEGIN SELECT RAISE(ABORT, 'slices are immutable'); END;
)"};

constexpr int checkpoint_pages = 1'000;
constexpr int scanned_at_once = 1'000;  // records: a read transaction is short, however long the scan

EncodedRecord record_of(const Query& query) {
    EncodedRecord record{query.number<runtime::Sequence>(0), query.text(2), {}};
    const auto hash = query.bytes(1);
    // Of another length only where somebody has been at the file: that breaks the chain, and is found there.
    std::ranges::copy(hash.substr(0, record.hash.size()), record.hash.begin());
    return record;
}

}  // namespace

SqliteJournal::SqliteJournal(std::string path, Options options)
    : options_(options), readers_(std::move(path), std::move(options)) {}

Result<std::unique_ptr<SqliteJournal>> SqliteJournal::open(const std::string& path, const Options& options) {
    const auto found = look_at(path, kind, options);
    if (!found) return found.error();
    if (*found == Found::newer_schema) return newer(path, kind);
    std::unique_ptr<SqliteJournal> journal(new SqliteJournal(path, options));
    if (options.read_only) {
        if (*found == Found::nothing) return missing(path, kind);
        journal->without_slices_ = *found == Found::older_schema;
        return journal;
    }
    auto writer = open_writer(path, kind, options);
    if (!writer) return std::move(writer).error();
    journal->writer_ = *std::move(writer);
    guarded(*journal->writer_, "opening the journal", [&] {
        journal->writer_->execute("PRAGMA secure_delete = ON");
    });  // what is erased is overwritten
    journal->checkpoints_ = std::make_unique<Checkpoints>(*journal->writer_, checkpoint_pages);
    journal->last_ = journal->last().sequence;
    return journal;
}

void SqliteJournal::append(const runtime::Commit& commit) {
    writing([&] { write(commit); });
}

void SqliteJournal::write(const runtime::Commit& commit) {
    auto next = last_;
    for (const auto& record : commit.records) CHECK(record.sequence == ++next, "records must be dense");
    in_transaction(*writer_, "appending to the journal", [&] {
        Query record(*writer_, "INSERT INTO journal (sequence, hash, record) VALUES (?, ?, ?)");
        for (const auto& row : commit.records) record.run(row.sequence, Blob(row.hash), Blob(row.bytes));
        Query subject(*writer_,
                      "INSERT INTO subjects (id, json) VALUES (?, ?) "
                      "ON CONFLICT (id) DO UPDATE SET json = excluded.json");
        for (const auto& row : commit.subjects) subject.run(row.id, row.json);
        Query definition(
            *writer_,
            "INSERT INTO definitions (number, workflow, version, digest, source) VALUES (?, ?, ?, ?, ?)");
        for (const auto& row : commit.definitions)
            definition.run(row.number, row.workflow, row.version, row.digest, row.source);
    });
    last_ = next;
}

void SqliteJournal::settle() {
    try {
        if (!failed_) checkpoints_->settle();
    } catch (const runtime::StorageFailed&) {
        failed_ = true;
        throw;
    }
}

EncodedRecord SqliteJournal::last() {
    Readers::Lease reader(readers_);
    return guarded(*reader, "reading the journal", [&] {
        Query query(*reader, "SELECT sequence, hash, record FROM journal ORDER BY sequence DESC LIMIT 1");
        return query.step() ? record_of(query) : EncodedRecord{};
    });
}

std::optional<EncodedRecord> SqliteJournal::read(runtime::Sequence sequence) {
    Readers::Lease reader(readers_);
    return guarded(*reader, "reading the journal", [&]() -> std::optional<EncodedRecord> {
        Query query(*reader, "SELECT sequence, hash, record FROM journal WHERE sequence = ?", sequence);
        if (!query.step()) return std::nullopt;
        return record_of(query);
    });
}

void SqliteJournal::scan(runtime::Sequence from, const std::function<bool(const EncodedRecord&)>& take) {
    const auto end = last().sequence;
    std::vector<EncodedRecord> records;
    while (from <= end) {
        records.clear();
        {
            Readers::Lease reader(readers_);
            guarded(*reader, "reading the journal", [&] {
                Query query(*reader,
                            "SELECT sequence, hash, record FROM journal WHERE sequence BETWEEN ? AND ? "
                            "ORDER BY sequence LIMIT ?",
                            from, end, scanned_at_once);
                while (query.step()) records.push_back(record_of(query));
            });
        }
        if (records.empty()) return;
        for (const auto& record : records)
            if (!take(record)) return;
        from = records.back().sequence + 1;
    }
}

std::optional<runtime::Subject> SqliteJournal::subject(const std::string& id) {
    Readers::Lease reader(readers_);
    return guarded(*reader, "reading subjects", [&]() -> std::optional<runtime::Subject> {
        Query query(*reader, "SELECT json FROM subjects WHERE id = ?", id);
        if (!query.step()) return std::nullopt;
        return runtime::Subject{id, query.text(0)};
    });
}

std::vector<runtime::DefinitionRow> SqliteJournal::definitions() {
    Readers::Lease reader(readers_);
    return guarded(*reader, "reading definitions", [&] {
        Query query(*reader,
                    "SELECT number, workflow, version, digest, source FROM definitions ORDER BY number");
        std::vector<runtime::DefinitionRow> rows;
        while (query.step())
            rows.push_back({query.number<std::uint32_t>(0), query.text(1), query.number<std::uint32_t>(2),
                            query.text(3), query.text(4)});
        return rows;
    });
}

void SqliteJournal::copy_to(const std::string& path) {
    Readers::Lease reader(readers_);
    copy_database(*reader, path, options_.vfs);
}

std::vector<std::string> SqliteJournal::damage() {
    Readers::Lease reader(readers_);
    return find_damage(*reader);
}

}  // namespace waymark::sqlite
