// What a failure of SQLite means to the runtime: no room, a failed disk, or a fault of ours. One place
// decides.
#pragma once

#include <cerrno>
#include <utility>

#include "adapters/sqlite/connection.hpp"

namespace waymark::sqlite {

/// Throws StorageFull, StorageFailed, std::bad_alloc or InternalFault instead. `doing`: "appending to the
/// journal".
[[noreturn]] void rethrow(const SQLite::Exception& failure, Connection& connection, const char* doing);

/// Runs `act`, with failures translated.
template <class Act>
decltype(auto) guarded(Connection& connection, const char* doing, Act&& act) {
    errno = 0;  // an older failure must not explain a newer one
    try {
        return std::forward<Act>(act)();
    } catch (const SQLite::Exception& failure) {
        rethrow(failure, connection, doing);
    }
}

/// Runs `act` between BEGIN IMMEDIATE and COMMIT. When it or the COMMIT throws, nothing has happened and the
/// connection is ready for the next, unless StorageFailed comes out: then the connection writes no more, not
/// even when it is closed.
template <class Act>
void in_transaction(Connection& connection, const char* doing, Act&& act) {
    guarded(connection, doing, [&] {
        SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
        std::forward<Act>(act)();
        transaction.commit();
    });
}

}  // namespace waymark::sqlite
