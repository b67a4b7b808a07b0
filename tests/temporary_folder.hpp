// A fresh folder that is gone at the end. `in_memory`: on /dev/shm where there is one, for tests that
// simulate the disk's failures themselves and need not wait for a real one.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <stdlib.h>  // mkdtemp
#include <string>

namespace waymark {

class TemporaryFolder {
  public:
    enum class Place : std::uint8_t { on_disk, in_memory };
    explicit TemporaryFolder(Place place = Place::on_disk) {
        const std::filesystem::path memory = "/dev/shm";
        const auto parent = place == Place::in_memory && std::filesystem::is_directory(memory)
                                ? memory
                                : std::filesystem::temp_directory_path();
        auto name = (parent / "waymark-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder " + name);
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace waymark
