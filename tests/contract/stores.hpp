// The stores that the contract suites run on: the one on SQLite, and the fake. Each begins empty.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/sqlite/journal.hpp"
#include "adapters/sqlite/projections.hpp"
#include "tests/contract/memory_store.hpp"
#include "tests/temporary_folder.hpp"

namespace waymark::contract {

class MemoryStore {
  public:
    runtime::Journal& journal() { return journal_; }
    runtime::Projections& projections() { return projections_; }
    runtime::Bulk& bulk() { return bulk_; }
    /// As after an orderly end and a new start.
    void reopen() {}
    /// Opens what copy_to has left.
    runtime::Journal& copied_journal(const std::string& name) { return *journal_.copy(name); }
    runtime::Projections& copied_projections(const std::string& name) { return *projections_.copy(name); }
    static std::string path(const std::string& name) { return name; }

  private:
    MemoryJournal journal_;
    MemoryProjections projections_;
    MemoryBulk bulk_;
};

class SqliteStore {
  public:
    SqliteStore();

    runtime::Journal& journal() { return *journal_; }
    runtime::Projections& projections() { return *projections_; }
    runtime::Bulk& bulk() { return *journal_; }
    void reopen();
    runtime::Journal& copied_journal(const std::string& name);
    runtime::Projections& copied_projections(const std::string& name);
    [[nodiscard]] std::string path(const std::string& name) const { return folder_.file(name); }

  private:
    TemporaryFolder folder_;
    std::unique_ptr<sqlite::SqliteJournal> journal_, journal_copy_;
    std::unique_ptr<sqlite::SqliteProjections> projections_, projections_copy_;
};

}  // namespace waymark::contract
