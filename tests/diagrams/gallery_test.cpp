// The pictures in diagrams/gallery/ are those of the definitions as they are: every one, and no other.
#include <fstream>
#include <gmock/gmock.h>
#include <set>
#include <sstream>

#include "diagrams/mermaid.hpp"
#include "diagrams/svg.hpp"
#include "tests/diagrams/charts.hpp"

namespace waymark::diagrams {
namespace {

const std::filesystem::path gallery = std::filesystem::path(PROJECT_DIR) / "diagrams/gallery";

std::string text_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(gallery / file, std::ios::binary).rdbuf();
    return text.str();
}

void expect_picture(const std::string& file, const std::string& picture, std::set<std::string>& known) {
    known.insert(file);
    // Not EXPECT_EQ: it would print both pictures.
    EXPECT_TRUE(text_of(file) == picture)
        << file << " is not what the definition says now; run ./dev gallery";
}

TEST(Gallery, HasThePicturesOfTheDefinitions) {
    std::set<std::string> known = {"README.md"};
    const auto list = text_of("README.md");
    for (const auto& [name, chart] : shipped_charts()) {
        for (const char* language : {"en", "ru"})
            expect_picture(name + "." + language + ".svg", to_svg(draw(*chart, language)), known);
        expect_picture(name + ".mmd", to_mermaid(draw(*chart, "en")), known);
        EXPECT_THAT(list, testing::HasSubstr("](" + name + ".en.svg)")) << "run ./dev gallery";
    }
    std::set<std::string> there;
    for (const auto& entry : std::filesystem::directory_iterator(gallery))
        there.insert(entry.path().filename());
    EXPECT_EQ(there, known) << "run ./dev gallery";
}

}  // namespace
}  // namespace waymark::diagrams
