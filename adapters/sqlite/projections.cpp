#include "adapters/sqlite/projections.hpp"

#include <spdlog/spdlog.h>
#include <sqlite3.h>
#include <utility>

#include "adapters/sqlite/copy.hpp"
#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/slice_writer.hpp"
#include "adapters/sqlite/snapshot.hpp"
#include "states/check.hpp"

namespace waymark::sqlite {
namespace {

// In `instances` what the writer looks at stands before the blob, which may run over onto other pages. Of its
// indexes only instances_state and instances_record are touched when an instance moves: the other columns
// never change. `stands` of a message has bit n set when it, or one of its recipients, stands as Delivery n.
constexpr FileKind kind{.name = "projections",
                        .application_id = 0x57594D50,  // "WYMP"
                        .schema = 2,
                        .sql = R"(
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    mark INTEGER NOT NULL,
    hold TEXT NOT NULL
) STRICT;
INSERT INTO meta VALUES (1, 0, '');
CREATE TABLE instances (
    id INTEGER PRIMARY KEY,
    family INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    definition INTEGER NOT NULL,
    workflow TEXT NOT NULL,
    state TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    record INTEGER NOT NULL,
    created_at_us INTEGER NOT NULL,
    updated_at_us INTEGER NOT NULL,
    timers BLOB NOT NULL,
    blob BLOB NOT NULL,
    quarantine TEXT NOT NULL
) STRICT;
CREATE INDEX instances_family ON instances (family);
CREATE INDEX instances_key ON instances (key) WHERE key <> '';
CREATE INDEX instances_workflow ON instances (workflow);
CREATE INDEX instances_state ON instances (workflow, state);
CREATE INDEX instances_record ON instances (workflow, record, state);
CREATE TABLE timers (
    due_us INTEGER NOT NULL,
    instance INTEGER NOT NULL,
    arming INTEGER NOT NULL,
    family INTEGER NOT NULL,
    id TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (due_us, instance, arming)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
    record INTEGER NOT NULL,
    position INTEGER NOT NULL,
    instance INTEGER NOT NULL,
    family INTEGER NOT NULL,
    at_us INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    stands INTEGER NOT NULL,
    recipients INTEGER NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    audience TEXT NOT NULL,
    fields BLOB NOT NULL,
    late INTEGER NOT NULL,
    suppressed INTEGER NOT NULL,
    PRIMARY KEY (record, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_instance ON outbox (instance);
CREATE INDEX outbox_family ON outbox (family);
CREATE INDEX outbox_open ON outbox (record, position) WHERE stands & 17 <> 0;
CREATE INDEX outbox_failed ON outbox (record, position) WHERE stands & 192 <> 0;
CREATE TABLE recipients (
    record INTEGER NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    delivery INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    forgiven INTEGER NOT NULL,
    perhaps INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    at_us INTEGER NOT NULL,
    next_at_us INTEGER NOT NULL,
    reply TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (record, position, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE idempotency (
    at_us INTEGER NOT NULL,
    record INTEGER NOT NULL,
    key BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (at_us, record)
) STRICT, WITHOUT ROWID;
)",
                        .full_sync = false};

constexpr int checkpoint_pages = 4'000;

/// Derived, so nothing is lost.
void remove(const std::string& path, const std::string& vfs) {
    auto* files = ::sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
    for (const auto* ending : {"", "-wal", "-shm"}) files->xDelete(files, (path + ending).c_str(), 0);
}

}  // namespace

SqliteProjections::SqliteProjections(std::string path, Options options)
    : options_(options), readers_(std::move(path), std::move(options)) {}

Result<std::unique_ptr<SqliteProjections>> SqliteProjections::open(const std::string& path,
                                                                   const Options& options) {
    const auto found = look_at(path, kind, options);
    if (!found) return found.error();
    std::unique_ptr<SqliteProjections> projections(new SqliteProjections(path, options));
    if (options.read_only) {
        if (*found == Found::nothing) return missing(path, kind);
        if (*found != Found::this_schema) return newer(path, kind);
        return projections;
    }
    if (*found == Found::older_schema || *found == Found::newer_schema) {
        spdlog::warn("{} has the tables of another version: it is built again from the journal", path);
        remove(path, options.vfs);
    }
    auto writer = open_writer(path, kind, options);
    if (!writer) return std::move(writer).error();
    projections->writer_ = *std::move(writer);
    guarded(*projections->writer_, "opening the projections",
            [&] { projections->writer_->execute("PRAGMA cache_size = -262144"); });  // KiB, taken as needed
    projections->checkpoints_ = std::make_unique<Checkpoints>(*projections->writer_, checkpoint_pages);
    return projections;
}

void SqliteProjections::write(const runtime::Slice& slice) {
    CHECK(writer_ != nullptr, "opened read-only");
    in_transaction(*writer_, "writing the projections", [&] { write_slice(*writer_, slice); });
}

void SqliteProjections::settle() { checkpoints_->settle(); }

std::unique_ptr<runtime::Snapshot> SqliteProjections::snapshot() {
    return std::make_unique<SqliteSnapshot>(readers_);
}

void SqliteProjections::copy_to(const std::string& path) {
    Readers::Lease reader(readers_);
    copy_database(*reader, path, options_.vfs);
}

std::vector<std::string> SqliteProjections::damage() {
    Readers::Lease reader(readers_);
    return find_damage(*reader);
}

}  // namespace waymark::sqlite
