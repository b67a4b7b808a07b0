// docs/errors.md against the code: every code that somebody may be given has a short entry, and every entry a
// code.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <regex>
#include <set>
#include <sstream>

#include "adapters/http/problem.hpp"

namespace waymark::http {
namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::ostringstream out;
    out << stream.rdbuf();
    return out.str();
}

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
    std::set<std::string> found;
    const std::regex regex(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at)
        found.insert((*at)[1]);
    return found;
}

/// The codes with an entry below a heading that begins so.
std::set<std::string> entries(const std::string& heading) {
    std::set<std::string> found;
    const auto page = "\n" + text_of(std::filesystem::path(PROJECT_DIR) / "docs/errors.md");
    for (auto at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at + 1)) {
        const auto section = page.substr(at + 1, page.find("\n## ", at + 1) - at);
        if (section.starts_with("## " + heading)) found.merge(all_matches(section, "\n### ([a-z-]+)\n"));
    }
    return found;
}

/// Codes that the sources make errors and findings of.
std::set<std::string> codes_in_sources(const std::vector<std::string>& folders) {
    std::set<std::string> found;
    for (const auto& folder : folders)
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(PROJECT_DIR) / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            found.merge(all_matches(text_of(entry.path()),
                                    R"re(\b(?:Error|Finding|Refusal)\s*\{\s*"([a-z]+(?:-[a-z]+)+)")re"));
        }
    return found;
}

TEST(ErrorsPage, HasEachCodeOfTheSurfaceAndNoOther) {
    std::set<std::string> codes;
    for (const auto& kind : problem_kinds()) codes.emplace(kind.code);
    EXPECT_EQ(entries("Over HTTP"), codes);
}

TEST(ErrorsPage, HasEachCodeOfTheSources) {
    for (const auto& code : codes_in_sources({"states", "workflows", "adapters", "daemon"}))
        EXPECT_TRUE(entries("").contains(code)) << code << " has no entry in docs/errors.md";
}

TEST(ErrorsPage, HasNoCodeThatNobodyGives) {
    std::string sources;
    for (const char* folder : {"states", "workflows", "adapters", "daemon"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(PROJECT_DIR) / folder))
            if (entry.path().extension() == ".cpp") sources += text_of(entry.path());
    for (const auto& code : entries("")) EXPECT_THAT(sources, testing::HasSubstr('"' + code + '"'));
}

TEST(ErrorsPage, SaysTheStatusOfEachCode) {
    const auto page = text_of(std::filesystem::path(PROJECT_DIR) / "docs/errors.md");
    for (const auto& kind : problem_kinds())
        EXPECT_THAT(page, testing::HasSubstr("\n### " + std::string(kind.code) + "\n" +
                                             std::to_string(kind.status) + ". "));
}

}  // namespace
}  // namespace waymark::http
