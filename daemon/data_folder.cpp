#include "daemon/data_folder.hpp"

#include <fcntl.h>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace waymark::daemon {
namespace {

std::string first_line(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

}  // namespace

Result<DataFolder> DataFolder::open(const std::filesystem::path& path) {
    std::error_code error;
    const bool fresh = std::filesystem::create_directories(path, error);
    if (!error && fresh) std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
    if (!error && ::access(path.c_str(), R_OK | W_OK | X_OK) != 0) error = {errno, std::generic_category()};
    if (error)
        return Error{"data-folder",
                     "The data folder cannot be used: " + error.message() +
                         ". Name one that this user may write to (--data).",
                     path.string(),
                     {}};
    return DataFolder(path);
}

std::optional<Instant> DataFolder::rehearsal_clock() const {
    return parse_instant(first_line(rehearsal_marker()));
}

void DataFolder::set_rehearsal_clock(Instant now) const {
    write_secret(rehearsal_marker(), to_text(now) + "\n");
}

std::string DataFolder::restored() const { return first_line(restored_marker()); }

void DataFolder::clear_restored() const { std::filesystem::remove(restored_marker()); }

Result<std::filesystem::path> DataFolder::make_backup(const std::string& name) const {
    const auto backup = path_ / "backups" / name;
    std::filesystem::create_directories(backup.parent_path());
    if (!std::filesystem::create_directory(backup))
        return Error{"backup-exists", "There is a backup of this name; choose another.", backup.string(), {}};
    std::filesystem::permissions(backup, std::filesystem::perms::owner_all);
    return backup;
}

void DataFolder::mark_backup(const std::filesystem::path& backup, const std::string& what) const {
    const DataFolder marked(backup);
    write_secret(marked.restored_marker(), what + "\n");
    if (const auto clock = rehearsal_clock()) marked.set_rehearsal_clock(*clock);
}

void write_secret(const std::filesystem::path& file, const std::string& text) {
    const auto draft = file.string() + ".new";
    const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const auto fail = [&] {
        throw std::system_error(errno, std::generic_category(), "writing " + file.string());
    };
    if (descriptor < 0) fail();
    const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(descriptor) == 0;
    if (::close(descriptor) != 0 || !written) fail();
    std::filesystem::rename(draft, file);
}

}  // namespace waymark::daemon
