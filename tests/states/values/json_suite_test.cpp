// The JSONTestSuite's files, where the shared material is at hand: y_ is read, n_ is refused, i_ is either
// and does no harm.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>

#include "states/result.hpp"
#include "states/value.hpp"

namespace waymark::states {
namespace {

namespace fs = std::filesystem;

fs::path shared_folder() {
    const char* named = std::getenv("WAYMARK_SHARED");
    return named != nullptr ? fs::path(named) : fs::path(PROJECT_DIR) / ".." / "shared";
}

// JSON, but not I-JSON.
const std::set<std::string> stricter_than_json = {"y_object_duplicated_key.json",
                                                  "y_object_duplicated_key_and_value.json",
                                                  "y_object_escaped_null_in_key.json"};

TEST(Json, IsJudgedAsTheJsonTestSuiteJudges) {
    const fs::path folder = shared_folder() / "conformance/hostile/third-party/jsontestsuite";
    if (!fs::is_directory(folder)) GTEST_SKIP() << "no JSONTestSuite at " << folder;
    int judged = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".json")) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const bool read = parse_json(text).ok();
        if (name.starts_with("n_")) {
            EXPECT_FALSE(read) << name;
        }
        if (name.starts_with("y_")) {
            EXPECT_EQ(read, !stricter_than_json.contains(name)) << name;
        }
        ++judged;
    }
    EXPECT_GE(judged, 300);
}

}  // namespace
}  // namespace waymark::states
