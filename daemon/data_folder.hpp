// The data folder: its lock, its markers, its secrets. Knows file names; knows nothing of what stands in the
// databases.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "states/instant.hpp"
#include "states/result.hpp"

namespace waymark::daemon {

class DataFolder {
  public:
    /// Makes the folder (0700) when it does not exist. Errors: "data-folder": not a folder, cannot be
    /// written.
    static Result<DataFolder> open(const std::filesystem::path& path);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path journal() const { return path_ / "journal.db"; }
    [[nodiscard]] std::filesystem::path projections() const { return path_ / "projections.db"; }
    [[nodiscard]] std::filesystem::path lock() const { return path_ / "lock"; }
    [[nodiscard]] std::filesystem::path admin_token() const { return path_ / "admin.token"; }
    [[nodiscard]] bool has_journal() const { return std::filesystem::exists(journal()); }

    // A rehearsal folder carries a marker with its clock, and can never be served for real.
    [[nodiscard]] bool is_rehearsal() const { return std::filesystem::exists(rehearsal_marker()); }
    [[nodiscard]] std::optional<Instant> rehearsal_clock() const;
    void set_rehearsal_clock(Instant now) const;

    // A backup carries a marker that says what it is; the first start on it holds all timers and takes the
    // marker away.
    [[nodiscard]] std::string restored() const;
    void clear_restored() const;
    /// An empty folder for a backup of this name. Errors: "backup-exists".
    [[nodiscard]] Result<std::filesystem::path> make_backup(const std::string& name) const;
    /// Marks a finished backup; that of a rehearsal stays a rehearsal's.
    void mark_backup(const std::filesystem::path& backup, const std::string& what) const;

  private:
    explicit DataFolder(std::filesystem::path path) : path_(std::move(path)) {}
    [[nodiscard]] std::filesystem::path rehearsal_marker() const { return path_ / "rehearsal"; }
    [[nodiscard]] std::filesystem::path restored_marker() const { return path_ / "restored"; }

    std::filesystem::path path_;
};

/// Writes a file that its owner alone can read, replacing one that is there. Durable: on return. Throws
/// std::system_error.
void write_secret(const std::filesystem::path& file, const std::string& text);

}  // namespace waymark::daemon
