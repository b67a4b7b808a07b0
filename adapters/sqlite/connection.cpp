#include "adapters/sqlite/connection.hpp"

#include <sqlite3.h>
#include <utility>

namespace waymark::sqlite {
namespace {

/// Whoever holds the file for longer is no process of ours.
constexpr int busy_timeout_ms = 5'000;

}  // namespace

Connection::Connection(const std::string& path, int flags, const std::string& vfs)
    : database_(path, flags | SQLite::OPEN_NOMUTEX, busy_timeout_ms, vfs) {
    ::sqlite3_extended_result_codes(handle(), 1);
    ::sqlite3_db_config(handle(), SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    ::sqlite3_db_config(handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    ::sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    execute("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY");
}

std::int64_t Connection::pragma(const std::string& name) {
    return database_.execAndGet("PRAGMA " + name).getInt64();
}

Query::~Query() {
    if (!statement_) return;
    statement_->tryReset();
    try {
        idle_.push_back(std::move(statement_));
    } catch (const std::bad_alloc&) {
        statement_.reset();  // prepared anew the next time
    }
}

void Query::run_to_end() {
    while (statement_->executeStep()) continue;
    reset();
}

void Query::reset() {
    statement_->tryReset();
    bound_ = 0;
}

std::string_view Query::bytes(int column) const {
    const auto held = statement_->getColumn(column);
    const auto* content = static_cast<const char*>(held.getBlob());
    return {content, static_cast<std::size_t>(held.getBytes())};
}

void Query::take(Connection& connection, const std::string& sql) {
    if (idle_.empty()) {
        statement_ = std::make_unique<SQLite::Statement>(connection.database_, sql);
        return;
    }
    statement_ = std::move(idle_.back());
    idle_.pop_back();
}

}  // namespace waymark::sqlite
