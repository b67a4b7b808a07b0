#include "adapters/sqlite/opening.hpp"

#include <sqlite3.h>

#include "adapters/sqlite/failure.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {
namespace {

Error foreign(const std::string& path, const FileKind& kind, const std::string& why) {
    return {"storage-foreign",
            "This file is no " + std::string(kind.name) + " of Waymark: " + why +
                ". It was left as it is; move it away or name another data folder.",
            path,
            {}};
}

Error not_writable(const std::string& path) {
    return {"storage-read-only",
            "The file or its folder cannot be written. Give this user the right to write both, or name "
            "another data "
            "folder.",
            path,
            {}};
}

/// What opening met, for a person. No room and failed disks stay exceptions.
Error objection(const SQLite::Exception& failure, const std::string& path, const FileKind& kind) {
    switch (failure.getErrorCode() & 0xff) {
        case SQLITE_NOTADB:
            return foreign(path, kind, "it is no database");
        case SQLITE_READONLY:
            return not_writable(path);
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {"storage-unusable",
                    std::string("The file cannot be opened: ") + failure.what() +
                        ". See whether the folder exists and this user may read and write it.",
                    path,
                    {}};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {
                "storage-unusable", "Another program has the file locked. End it and try again.", path, {}};
        case SQLITE_CORRUPT:
        case SQLITE_ERROR:
            return {"storage-damaged",
                    std::string("The file is damaged: ") + failure.what() + ". Restore it from a backup.",
                    path,
                    {}};
        case SQLITE_FULL:
            throw runtime::StorageFull(path + ": " + failure.what());
        default:
            throw runtime::StorageFailed(path + ": " + failure.what());
    }
}

/// Calls `act`, which returns a Result; what SQLite throws becomes its error.
template <class Act>
auto opening(const std::string& path, const FileKind& kind, Act&& act) -> decltype(act()) {
    try {
        return act();
    } catch (const SQLite::Exception& failure) {
        return objection(failure, path, kind);
    }
}

Result<Found> recognise(Connection& connection, const std::string& path, const FileKind& kind) {
    const auto id = connection.pragma("application_id");
    const auto schema = connection.pragma("user_version");
    const auto tables = connection.database().execAndGet("SELECT count(*) FROM sqlite_schema").getInt64();
    if (id == 0 && schema == 0 && tables == 0) return Found::nothing;
    if (id != kind.application_id) return foreign(path, kind, "it is a database of another program");
    if (schema == kind.schema) return Found::this_schema;
    return schema < kind.schema ? Found::older_schema : Found::newer_schema;
}

Result<bool> exists(const std::string& path, const std::string& vfs) {
    auto* files = ::sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
    if (files == nullptr)
        return Error{"storage-unusable",
                     "SQLite has no file system named “" + vfs + "”. Correct the setting sqlite.vfs.",
                     path,
                     {}};
    int there = 0;
    return files->xAccess(files, path.c_str(), SQLITE_ACCESS_EXISTS, &there) == SQLITE_OK && there != 0;
}

Done make_durable(Connection& connection, bool full_sync, const std::string& path) {
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute(full_sync ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    // What a long reader made grow shrinks again.
    connection.execute("PRAGMA journal_size_limit = 67108864");
    return require_durable(connection, full_sync, path);
}

}  // namespace

Error newer(const std::string& path, const FileKind& kind) {
    return {"storage-newer",
            "The " + std::string(kind.name) +
                " was written by a newer Waymark than this one, which knows its form " +
                std::to_string(kind.schema) + " at most. It was left as it is; run that version.",
            path,
            {}};
}

Error missing(const std::string& path, const FileKind& kind) {
    return {"storage-missing", "There is no " + std::string(kind.name) + " here.", path, {}};
}

std::vector<std::string> find_damage(Connection& connection) {
    std::vector<std::string> found;
    try {
        Query query(connection, "PRAGMA integrity_check");
        while (query.step()) found.push_back(query.text(0));
    } catch (const SQLite::Exception& failure) {
        found.emplace_back(failure.what());
    }
    if (found == std::vector<std::string>{"ok"}) found.clear();
    return found;
}

Result<Found> look_at(const std::string& path, const FileKind& kind, const Options& options) {
    return opening(path, kind, [&]() -> Result<Found> {
        const auto there = exists(path, options.vfs);
        if (!there) return there.error();
        if (!*there) return Found::nothing;
        Connection connection(path, SQLite::OPEN_READONLY, options.vfs);
        try {
            return recognise(connection, path, kind);
        } catch (const SQLite::Exception& failure) {
            // A first start died while it made the file: the writer rolls that back.
            if (failure.getExtendedErrorCode() == SQLITE_READONLY_ROLLBACK) return Found::nothing;
            throw;
        }
    });
}

Result<std::unique_ptr<Connection>> open_writer(const std::string& path, const FileKind& kind,
                                                const Options& options) {
    return opening(path, kind, [&]() -> Result<std::unique_ptr<Connection>> {
        auto connection =
            std::make_unique<Connection>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, options.vfs);
        if (::sqlite3_db_readonly(connection->handle(), "main") != 0) return not_writable(path);
        const auto found = recognise(*connection, path, kind);
        if (!found) return found.error();
        if (*found == Found::newer_schema) return newer(path, kind);
        const bool older = *found == Found::older_schema;
        if (older && kind.added == nullptr) return foreign(path, kind, "its form was never one of ours");
        if (auto durable = make_durable(*connection, kind.full_sync, path); !durable)
            return std::move(durable).error();
        if (*found == Found::this_schema) return connection;
        in_transaction(*connection, kind.name, [&] {
            if (!older) connection->execute(kind.sql);
            if (kind.added != nullptr) connection->execute(kind.added);
            connection->execute("PRAGMA application_id = " + std::to_string(kind.application_id));
            connection->execute("PRAGMA user_version = " + std::to_string(kind.schema));
        });
        return connection;
    });
}

std::unique_ptr<Connection> open_reader(const std::string& path, const Options& options) {
    try {
        auto connection = std::make_unique<Connection>(path, SQLite::OPEN_READONLY, options.vfs);
        connection->execute("PRAGMA query_only = ON; PRAGMA mmap_size = 2147418112");  // SQLite's own limit
        return connection;
    } catch (const SQLite::Exception& failure) {
        throw runtime::StorageFailed(path + ": " + failure.what());
    }
}

Done require_durable(Connection& connection, bool full_sync, const std::string& path) {
    const auto mode = connection.database().execAndGet("PRAGMA journal_mode").getString();
    const auto synchronous = connection.pragma("synchronous");
    constexpr int normal = 1, full = 2;
    if (mode == "wal" && synchronous >= (full_sync ? full : normal)) return done();
    return Error{"storage-not-durable",
                 "The database would not keep what was acknowledged (journal_mode=" + mode +
                     ", synchronous=" + std::to_string(synchronous) +
                     "). The data folder must be on a local file system with shared memory maps.",
                 path,
                 {}};
}

}  // namespace waymark::sqlite
