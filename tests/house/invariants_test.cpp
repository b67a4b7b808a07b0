// docs/invariants.md numbers the promises; each number is named by a test, or it is no promise.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <set>
#include <sstream>

#include "tests/house/source.hpp"

namespace waymark::house {
namespace {

namespace fs = std::filesystem;

/// The numbers of the headings "## I<number> …", in their order.
std::vector<int> numbered_promises(std::string_view document) {
    std::vector<int> numbers;
    std::istringstream lines{std::string(document)};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## I") && line.size() > 4 && line[4] >= '0' && line[4] <= '9')
            numbers.push_back(std::stoi(line.substr(4)));
    }
    return numbers;
}

/// Every "I<number>" that stands as a word, or as the beginning of a test's name ("I3_timers_…").
void collect_mentions(std::string_view text, std::set<int>& mentioned) {
    for (auto at = text.find('I'); at != std::string_view::npos; at = text.find('I', at + 1)) {
        if (at > 0 && is_name_character(text[at - 1]) && text[at - 1] != '_') continue;
        auto end = at + 1;
        while (end < text.size() && end < at + 5 && text[end] >= '0' && text[end] <= '9') ++end;
        const bool ends = end == text.size() || !is_name_character(text[end]) || text[end] == '_';
        if (end > at + 1 && ends) mentioned.insert(std::stoi(std::string(text.substr(at + 1, end - at - 1))));
    }
}

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(Invariants, EachIsNamedByATest) {
    const auto promises = numbered_promises(read(fs::path(PROJECT_DIR) / "docs/invariants.md"));
    ASSERT_FALSE(promises.empty());
    std::set<int> mentioned;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PROJECT_DIR) / "tests")) {
        const auto extension = entry.path().extension();
        const bool is_test =
            extension == ".cpp" || extension == ".hpp" || extension == ".py" || extension == ".sh";
        const bool is_ours = entry.path().parent_path().filename() == "house";
        if (is_test && !is_ours) collect_mentions(read(entry.path()), mentioned);
    }
    std::vector<int> unnamed;
    std::ranges::set_difference(promises, mentioned, std::back_inserter(unnamed));
    EXPECT_THAT(unnamed, testing::IsEmpty()) << "promises that no test names";
}

TEST(Invariants, AreNumberedWithoutGaps) {
    const auto promises = numbered_promises(read(fs::path(PROJECT_DIR) / "docs/invariants.md"));
    for (std::size_t i = 0; i < promises.size(); ++i) EXPECT_EQ(promises[i], static_cast<int>(i) + 1);
}

TEST(Invariants, HeadingsAreReadByTheirNumber) {
    EXPECT_THAT(numbered_promises("# I0\n## I1 On disk\ntext I7\n## In step\n## I12 …\n"),
                testing::ElementsAre(1, 12));
}

TEST(Invariants, AMentionIsAWholeWord) {
    std::set<int> mentioned;
    collect_mentions("// I1, I2: both\nTEST(Crash, I3_nothing_is_lost) XI4 I5x I I6", mentioned);
    EXPECT_THAT(mentioned, testing::ElementsAre(1, 2, 3, 6));
}

}  // namespace
}  // namespace waymark::house
