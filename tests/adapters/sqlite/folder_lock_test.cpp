// One daemon a folder (I22): between processes, and gone with the process that held it, however it died.
#include "adapters/sqlite/folder_lock.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/temporary_folder.hpp"

namespace waymark::sqlite {
namespace {

/// A process that holds the lock until it is killed.
class Holder {
  public:
    explicit Holder(const std::string& file) {
        int ready[2];
        if (::pipe(ready) != 0) throw std::runtime_error("no pipe");
        pid_ = ::fork();
        if (pid_ == 0) {
            const auto lock = FolderLock::take(file);
            const char told = lock.ok() ? 'y' : 'n';
            if (::write(ready[1], &told, 1) != 1) ::_exit(1);
            for (;;) ::pause();
        }
        char told = 0;
        EXPECT_EQ(::read(ready[0], &told, 1), 1);
        EXPECT_EQ(told, 'y');
        ::close(ready[0]);
        ::close(ready[1]);
    }
    ~Holder() { kill(); }
    void kill() {
        if (pid_ < 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
    [[nodiscard]] pid_t pid() const { return pid_; }

  private:
    pid_t pid_ = -1;
};

TEST(FolderLock, KeepsAnotherProcessOutUntilItDies) {
    const TemporaryFolder folder;
    const auto file = folder.file("lock");
    Holder holder(file);
    const auto second = FolderLock::take(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "folder-locked");
    EXPECT_THAT(second.error().message, testing::HasSubstr(std::to_string(holder.pid())));
    holder.kill();
    EXPECT_TRUE(FolderLock::take(file).ok());
}

TEST(FolderLock, GoesWithItsObject) {
    const TemporaryFolder folder;
    const auto file = folder.file("lock");
    {
        const auto lock = FolderLock::take(file);
        ASSERT_TRUE(lock);
        EXPECT_FALSE(FolderLock::take(file)) << "also within one process";
    }
    EXPECT_TRUE(FolderLock::take(file).ok());
}

TEST(FolderLock, WithoutAFolderIsRefused) {
    const TemporaryFolder folder;
    EXPECT_EQ(FolderLock::take(folder.file("none/lock")).error().code, "storage-unusable");
}

}  // namespace
}  // namespace waymark::sqlite
