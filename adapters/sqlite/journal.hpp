// journal.db: the journal on SQLite, and the slices of what was imported. One connection that writes, on the
// writer's thread; a pool of read-only ones. Not the writer: what goes into one commit is the runtime's
// matter.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "adapters/sqlite/checkpoints.hpp"
#include "adapters/sqlite/opening.hpp"
#include "adapters/sqlite/readers.hpp"
#include "states/check.hpp"
#include "workflows/runtime/ports/bulk.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {

class SqliteJournal final : public runtime::Journal, public runtime::Bulk {
  public:
    /// Creates the file when there is none. Errors: "storage-foreign", "storage-newer", "storage-read-only",
    /// "storage-unusable", "storage-damaged", "storage-not-durable"; read-only "storage-missing". Throws
    /// StorageFull, StorageFailed.
    static Result<std::unique_ptr<SqliteJournal>> open(const std::string& path, const Options& options = {});

    void append(const runtime::Commit& commit) override;
    void settle() override;

    runtime::EncodedRecord last() override;
    std::optional<runtime::EncodedRecord> read(runtime::Sequence sequence) override;
    void scan(runtime::Sequence from,
              const std::function<bool(const runtime::EncodedRecord&)>& take) override;
    std::optional<runtime::Subject> subject(const std::string& id) override;
    std::vector<runtime::DefinitionRow> definitions() override;
    void copy_to(const std::string& path) override;

    Put put(runtime::InstanceId owner, std::uint32_t number, std::string_view bytes) override;
    void erase(runtime::InstanceId owner, std::uint32_t number) override;
    std::vector<std::uint32_t> slices(runtime::InstanceId owner) override;
    std::optional<std::string> slice(runtime::InstanceId owner, std::uint32_t number) override;
    std::vector<runtime::InstanceId> owners() override;

    /// What SQLite finds wrong with the file's structure; empty: nothing. Reads all of it. Thread: any.
    std::vector<std::string> damage();

  private:
    SqliteJournal(std::string path, Options options);
    void write(const runtime::Commit& commit);
    /// Runs `act` on the connection that writes; after a failure of the disk nothing is written any more.
    template <class Act>
    void writing(Act&& act);

    const Options options_;
    std::unique_ptr<Connection> writer_;  // closed last: that takes the WAL into the file
    std::unique_ptr<Checkpoints> checkpoints_;
    Readers readers_;
    runtime::Sequence last_ = 0;
    bool failed_ = false;
    bool without_slices_ = false;  // read-only, and of the form before they came
};

template <class Act>
void SqliteJournal::writing(Act&& act) {
    CHECK(writer_ != nullptr, "opened read-only");
    if (failed_) throw runtime::StorageFailed("the disk has failed before: nothing more is written");
    try {
        std::forward<Act>(act)();
    } catch (const runtime::StorageFailed&) {
        failed_ = true;
        throw;
    }
}

}  // namespace waymark::sqlite
