// Keeps a second daemon out of a data folder. Held until its end, and gone with the process however that
// dies. Not a lock against threads of the same process that hold the object.
#pragma once

#include <filesystem>
#include <utility>

#include "states/result.hpp"

namespace waymark::sqlite {

class FolderLock {
  public:
    /// `file`: <data>/lock; stays when the lock goes. Never waits. Errors: "folder-locked";
    /// "storage-unusable": the file cannot be made.
    static Result<FolderLock> take(const std::filesystem::path& file);

    FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FolderLock& operator=(FolderLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace waymark::sqlite
