#include "daemon/data_folder.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <sys/stat.h>

namespace waymark::daemon {
namespace {

using std::filesystem::path;

class DataFolderTest : public testing::Test {
  public:
    ~DataFolderTest() override { std::filesystem::remove_all(base); }

  protected:
    void SetUp() override {
        auto name = (path(testing::TempDir()) / "waymark-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        base = name;
    }

    DataFolder opened() { return DataFolder::open(base / "data").value(); }
    static unsigned mode_of(const path& file) {
        struct stat found {};
        return ::stat(file.c_str(), &found) == 0 ? found.st_mode & 0777U : 0U;
    }
    path base;
};

TEST_F(DataFolderTest, IsMadeForItsOwnerAlone) {
    EXPECT_EQ(opened().path(), base / "data");
    EXPECT_EQ(mode_of(base / "data"), 0700U);
}

TEST_F(DataFolderTest, WhatIsNoFolderIsRefused) {
    std::ofstream(base / "file") << "text";
    for (const auto& wrong : {base / "file", base / "file" / "below"}) {
        const auto folder = DataFolder::open(wrong);
        ASSERT_FALSE(folder);
        EXPECT_EQ(folder.error().code, "data-folder");
        EXPECT_EQ(folder.error().place, wrong.string());
    }
}

TEST_F(DataFolderTest, ARehearsalKeepsItsClock) {
    const auto folder = opened();
    EXPECT_FALSE(folder.is_rehearsal());
    EXPECT_EQ(folder.rehearsal_clock(), std::nullopt);
    const auto now = *parse_instant("2026-03-02T12:00:00.000Z");
    folder.set_rehearsal_clock(now);
    EXPECT_TRUE(opened().is_rehearsal());
    EXPECT_EQ(opened().rehearsal_clock(), now);
}

TEST_F(DataFolderTest, ABackupSaysWhatItIsUntilItWasStarted) {
    const auto folder = opened();
    const auto backup = folder.make_backup("monday");
    ASSERT_TRUE(backup);
    EXPECT_EQ(mode_of(*backup), 0700U);
    ASSERT_FALSE(folder.make_backup("monday"));
    EXPECT_EQ(folder.make_backup("monday").error().code, "backup-exists");
    folder.mark_backup(*backup, "of Monday");
    const auto restored = DataFolder::open(*backup);
    EXPECT_EQ(restored->restored(), "of Monday");
    EXPECT_FALSE(restored->is_rehearsal());
    restored->clear_restored();
    EXPECT_EQ(restored->restored(), "");
}

// I22: also the copy of a rehearsal is never served for real.
TEST_F(DataFolderTest, TheBackupOfARehearsalIsARehearsals) {
    const auto folder = opened();
    folder.set_rehearsal_clock(*parse_instant("2026-03-02T12:00:00.000Z"));
    const auto backup = folder.make_backup("monday");
    folder.mark_backup(*backup, "of Monday");
    EXPECT_TRUE(DataFolder::open(*backup)->is_rehearsal());
}

TEST_F(DataFolderTest, ASecretIsItsOwnersAlone) {
    const auto file = base / "secret";
    write_secret(file, "one");
    write_secret(file, "two");
    EXPECT_EQ(mode_of(file), 0600U);
    std::ifstream in(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator(in), {}), "two");
    EXPECT_THROW(write_secret(base / "none" / "secret", "x"), std::system_error);
}

}  // namespace
}  // namespace waymark::daemon
