#include "adapters/sqlite/folder_lock.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace waymark::sqlite {
namespace {

Error refused(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string holder;
    std::getline(in, holder);
    return {"folder-locked",
            "Another Waymark is at work in this data folder" +
                (holder.empty() ? std::string() : " (process " + holder + ")") +
                ". Stop it first, or name another folder.",
            file.parent_path().string(),
            {}};
}

Error unusable(const std::filesystem::path& file, int error) {
    return {"storage-unusable",
            "The lock file cannot be used: " + std::generic_category().message(error) +
                ". Give this user the right to write the data folder.",
            file.string(),
            {}};
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return unusable(file, errno);
    FolderLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? refused(file) : unusable(file, errno);
    // For the reader of the message above only; without room the lock holds all the same.
    const auto holder = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, holder.data(), holder.size(), 0) < 0 &&
        errno != ENOSPC)
        return unusable(file, errno);
    return lock;
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace waymark::sqlite
