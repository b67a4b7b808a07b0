#include "adapters/sqlite/copy.hpp"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

#include "adapters/sqlite/failure.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {
namespace {

void sync(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) throw runtime::StorageFailed("syncing " + path.string());
}

}  // namespace

void copy_database(Connection& from, const std::string& path, const std::string& vfs) {
    const std::filesystem::path file(path);
    if (std::filesystem::exists(file)) throw runtime::StorageFailed(path + " is there already");
    try {
        Connection to(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, vfs);
        guarded(to, "copying", [&] {
            // In one step, so within one read transaction: writers go on, and do not make it begin again.
            constexpr int all_pages = -1;
            SQLite::Backup(to.database(), from.database()).executeStep(all_pages);
        });
    } catch (const SQLite::Exception& failure) {
        throw runtime::StorageFailed(path + ": " + failure.what());
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        throw;
    }
    if (!vfs.empty()) return;  // a file system of its own syncs by its own means
    sync(file);
    sync(std::filesystem::absolute(file).parent_path());
}

}  // namespace waymark::sqlite
