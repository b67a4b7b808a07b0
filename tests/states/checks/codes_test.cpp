// The codes of findings: those that the sources name are those of the list, and docs/charts.md tells of each.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <regex>
#include <set>
#include <sstream>

#include "states/checks/checker.hpp"

namespace waymark::states {
namespace {

using testing::ContainerEq;
using testing::IsEmpty;

const std::filesystem::path project(PROJECT_DIR);

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

std::set<std::string> matches(const std::string& text, const char* pattern) {
    const std::regex expression(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it)
        found.insert((*it)[1].str());
    return found;
}

std::set<std::string> listed() {
    std::set<std::string> codes;
    for (const auto& kind : finding_kinds()) codes.insert(std::string(kind.code));
    return codes;
}

TEST(FindingCodes, AreThoseThatTheSourcesName) {
    std::set<std::string> named{"bad-xml"};  // of read_chart itself
    for (const auto* folder : {"states", "states/checks", "workflows/runtime"})
        for (const auto& file : std::filesystem::directory_iterator(project / folder)) {
            if (file.path().extension() != ".cpp") continue;
            const auto text = text_of(file.path());
            named.merge(matches(text, R"re(\bfind\(\s*"([a-z-]+)",)re"));
            named.merge(matches(text, R"re(findings\.add\(\s*"([a-z-]+)")re"));
        }
    EXPECT_THAT(named, ContainerEq(listed()));
}

// "| `code` | what is wrong | what to do |": in the first table also whether it refuses.
TEST(FindingCodes, AreExplainedInTheAuthorsManual) {
    const auto manual = text_of(project / "docs/charts.md");
    const auto begin = manual.find("\n## Checking\n"), end = manual.find("\n## ", begin + 1);
    ASSERT_NE(begin, std::string::npos);
    const auto section = manual.substr(begin, end - begin);
    EXPECT_THAT(matches(section, R"re(\n\| `([a-z-]+)` \|)re"), ContainerEq(listed()));
    const auto published = section.find("published all the same");
    ASSERT_NE(published, std::string::npos);
    for (const auto& kind : finding_kinds())
        EXPECT_EQ(section.find("\n| `" + std::string(kind.code) + "` |") < published, kind.refuses)
            << kind.code;
}

TEST(FindingCodes, WhatIsNotListedRefuses) {
    EXPECT_TRUE(refuses_publication("a-code-of-tomorrow"));
    EXPECT_TRUE(refuses_publication("bad-expression"));
    EXPECT_FALSE(refuses_publication("unused-data"));
}

}  // namespace
}  // namespace waymark::states
