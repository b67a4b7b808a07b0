// docs/errors.md against the code: every code that somebody may be given has a short entry, and every entry a
// code.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
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

bool is_code_letter(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

/// The words made of a code's letters that stand right behind each `before` in the text.
std::set<std::string> words_behind(const std::string& text, const std::string& before) {
    std::set<std::string> found;
    for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at + 1)) {
        const auto begin = at + before.size();
        auto end = begin;
        while (end < text.size() && is_code_letter(text[end])) ++end;
        if (end != begin) found.insert(text.substr(begin, end - begin));
    }
    return found;
}

/// The codes with an entry below a heading that begins so.
std::set<std::string> entries(const std::string& heading) {
    std::set<std::string> found;
    const auto page = "\n" + text_of(std::filesystem::path(PROJECT_DIR) / "docs/errors.md");
    for (auto at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at + 1)) {
        const auto section = page.substr(at + 1, page.find("\n## ", at + 1) - at);
        if (section.starts_with("## " + heading)) found.merge(words_behind(section, "\n### "));
    }
    return found;
}

std::vector<std::string> sources_of_the_house() {
    std::vector<std::string> texts;
    for (const char* folder : {"states", "workflows", "adapters", "daemon"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(PROJECT_DIR) / folder))
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp")
                texts.push_back(text_of(entry.path()));
    return texts;
}

/// Codes that the sources make errors and refusals of.
std::set<std::string> codes_in_sources() {
    std::set<std::string> found;
    for (const auto& text : sources_of_the_house())
        for (const char* type : {"Error", "Finding", "Refusal"})
            for (const auto& code : words_behind(text, std::string(type) + "{\""))
                if (code.find('-') != std::string::npos) found.insert(code);
    return found;
}

TEST(ErrorsPage, HasEachCodeOfTheSurfaceAndNoOther) {
    std::set<std::string> codes;
    for (const auto& kind : problem_kinds()) codes.emplace(kind.code);
    EXPECT_EQ(entries("Over HTTP"), codes);
}

TEST(ErrorsPage, HasEachCodeOfTheSources) {
    for (const auto& code : codes_in_sources())
        EXPECT_TRUE(entries("").contains(code)) << code << " has no entry in docs/errors.md";
}

TEST(ErrorsPage, HasNoCodeThatNobodyGives) {
    std::string sources;
    for (const auto& text : sources_of_the_house()) sources += text;
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
