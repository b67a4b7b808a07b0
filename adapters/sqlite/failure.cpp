#include "adapters/sqlite/failure.hpp"

#include <cerrno>
#include <new>
#include <sqlite3.h>
#include <string>

#include "states/check.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {
namespace {

/// A write that was refused for want of room. A sync that was refused is something else: what it covered may
/// be lost.
bool is_no_room(const SQLite::Exception& failure, int system_error) {
    if ((failure.getExtendedErrorCode() & 0xff) == SQLITE_FULL) return true;
    return failure.getExtendedErrorCode() == SQLITE_IOERR_WRITE &&
           (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG);
}

bool is_of_the_world(int code) {
    switch (code) {
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
        case SQLITE_NOLFS:
            return true;
        default:
            return false;
    }
}

}  // namespace

void rethrow(const SQLite::Exception& failure, Connection& connection, const char* doing) {
    const int code = failure.getExtendedErrorCode() & 0xff;
    // SQLite passes the system's word on for files that do not open, not for writes.
    const int system_error = errno;
    const auto text = std::string(doing) + ": " + failure.what() + " (SQLite " +
                      std::to_string(failure.getExtendedErrorCode()) + ", system " +
                      std::to_string(system_error) + ")";
    if (code == SQLITE_NOMEM || failure.getExtendedErrorCode() == SQLITE_IOERR_NOMEM) throw std::bad_alloc();
    if (is_no_room(failure, system_error)) throw runtime::StorageFull(text);
    if (!is_of_the_world(code)) throw InternalFault(text);
    // The end: a checkpoint at closing would copy pages whose sync has failed.
    ::sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    throw runtime::StorageFailed(text);
}

}  // namespace waymark::sqlite
