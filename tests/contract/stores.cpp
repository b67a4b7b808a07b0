#include "tests/contract/stores.hpp"

namespace waymark::contract {

SqliteStore::SqliteStore() { reopen(); }

void SqliteStore::reopen() {
    journal_.reset();
    projections_.reset();
    journal_ = sqlite::SqliteJournal::open(path("journal.db")).value();
    projections_ = sqlite::SqliteProjections::open(path("projections.db")).value();
}

runtime::Journal& SqliteStore::copied_journal(const std::string& name) {
    journal_copy_ = sqlite::SqliteJournal::open(path(name), {.read_only = true, .vfs = {}}).value();
    return *journal_copy_;
}

runtime::Projections& SqliteStore::copied_projections(const std::string& name) {
    projections_copy_ = sqlite::SqliteProjections::open(path(name), {.read_only = true, .vfs = {}}).value();
    return *projections_copy_;
}

}  // namespace waymark::contract
