// projections.db: instances, timers, outbox, keys on SQLite, derived from the journal and built again from it
// whenever the form of the tables is another. One connection that writes, on the projections' thread; a pool
// of read-only ones.
#pragma once

#include <memory>
#include <string>

#include "adapters/sqlite/checkpoints.hpp"
#include "adapters/sqlite/opening.hpp"
#include "adapters/sqlite/readers.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::sqlite {

class SqliteProjections final : public runtime::Projections {
  public:
    /// Creates the file when there is none, and when it has the tables of another version. Errors: as
    /// SqliteJournal::open.
    static Result<std::unique_ptr<SqliteProjections>> open(const std::string& path,
                                                           const Options& options = {});

    void write(const runtime::Slice& slice) override;
    void settle() override;
    std::unique_ptr<runtime::Snapshot> snapshot() override;
    void copy_to(const std::string& path) override;

    /// What SQLite finds wrong with the file's structure; empty: nothing. Reads all of it. Thread: any.
    std::vector<std::string> damage();

  private:
    SqliteProjections(std::string path, Options options);

    const Options options_;
    std::unique_ptr<Connection> writer_;  // closed last: that takes the WAL into the file
    std::unique_ptr<Checkpoints> checkpoints_;
    Readers readers_;
};

}  // namespace waymark::sqlite
