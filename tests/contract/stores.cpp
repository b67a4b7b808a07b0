#include "tests/contract/stores.hpp"

#include <stdexcept>
#include <stdlib.h>  // mkdtemp

namespace waymark::contract {
namespace {

std::filesystem::path fresh_folder() {
    auto name = (std::filesystem::temp_directory_path() / "waymark-contract-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder " + name);
    return name;
}

}  // namespace

SqliteStore::SqliteStore() : folder_(fresh_folder()) { reopen(); }

SqliteStore::~SqliteStore() {
    journal_.reset();
    projections_.reset();
    journal_copy_.reset();
    projections_copy_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

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
