// How one of our files is opened: recognised, created when there is none, and held to durable settings. Knows
// no tables.
#pragma once

#include <memory>
#include <string>

#include "adapters/sqlite/connection.hpp"
#include "states/result.hpp"

namespace waymark::sqlite {

struct Options {
    bool read_only =
        false;  // for looking at a file that may be somebody else's at work: nothing is created or changed
    std::string vfs;  // SQLite's name of the file system; empty: the machine's
};

/// What a file of ours is recognised by, and how it is made.
struct FileKind {
    const char* name;    // "journal", for messages
    int application_id;  // nobody else's
    int schema;          // the number of the tables' form; a higher one is of a newer Waymark
    const char* sql;     // makes the tables
    bool full_sync;      // synchronous=FULL; otherwise NORMAL, which may lose the last commits with the power
    const char* added =
        nullptr;  // makes what this form has beside the one before; nullptr: that was none of ours
};

enum class Found : std::uint8_t { nothing, this_schema, older_schema, newer_schema };

/// Looks without changing a byte. Errors: "storage-foreign": no database, or of another program.
/// "storage-unusable": the system refuses it. "storage-damaged".
Result<Found> look_at(const std::string& path, const FileKind& kind, const Options& options);

/// For the one that writes. Makes tables when there are none. Errors: as look_at; "storage-newer";
/// "storage-read-only"; "storage-not-durable".
Result<std::unique_ptr<Connection>> open_writer(const std::string& path, const FileKind& kind,
                                                const Options& options);

/// For a pool of those that read. Throws StorageFailed.
std::unique_ptr<Connection> open_reader(const std::string& path, const Options& options);

/// "storage-newer", "storage-missing"
Error newer(const std::string& path, const FileKind& kind);
Error missing(const std::string& path, const FileKind& kind);

/// What SQLite's integrity_check finds; empty: nothing.
std::vector<std::string> find_damage(Connection& connection);

/// Errors: "storage-not-durable" unless the connection works in WAL mode and syncs each commit (`full_sync`),
/// or at least each checkpoint.
Done require_durable(Connection& connection, bool full_sync, const std::string& path);

}  // namespace waymark::sqlite
