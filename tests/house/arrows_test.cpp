#include "tests/house/arrows.hpp"

#include <gmock/gmock.h>

namespace waymark::house {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Arrows, AllOfOursPointDown) {
    ASSERT_GT(sources().size(), 20U) << "the sources were not found below " PROJECT_DIR;
    for (const Source& source : sources()) EXPECT_THAT(wrong_arrows(source), IsEmpty());
}

TEST(Arrows, FolderIsTheUnitOfInclusion) {
    EXPECT_EQ(folder_of("states/value.hpp"), "states");
    EXPECT_EQ(folder_of("workflows/runtime/ports/clock.hpp"), "workflows/runtime");
    EXPECT_EQ(folder_of("adapters/http/framing.cpp"), "adapters/http");
    EXPECT_EQ(folder_of("daemon/cli/main.cpp"), "daemon");
    EXPECT_EQ(folder_of("adapters/stray.cpp"), "");
    EXPECT_EQ(folder_of("value.hpp"), "");
    EXPECT_EQ(folder_of("common/value.hpp"), "");
}

TEST(Arrows, TheTableIsTheOneOfTheDesign) {
    const std::vector<std::string> folders = {"states",
                                              "workflows/runtime",
                                              "workflows/partner",
                                              "diagrams",
                                              "adapters/sqlite",
                                              "adapters/http",
                                              "daemon",
                                              "tests"};
    const std::vector<std::string> allowed = {
        "10000000",  // states
        "11000000",  // workflows/runtime
        "11100000",  // workflows/partner
        "10010000",  // diagrams
        "11101000",  // adapters/sqlite
        "11100100",  // adapters/http
        "11111110",  // daemon
        "11111111",  // tests
    };
    for (std::size_t from = 0; from < folders.size(); ++from) {
        for (std::size_t to = 0; to < folders.size(); ++to) {
            EXPECT_EQ(may_include(folders[from], folders[to]), allowed[from][to] == '1')
                << folders[from] << " → " << folders[to];
        }
    }
}

TEST(Arrows, AWrongOneIsFoundWithItsLine) {
    EXPECT_THAT(wrong_arrows({"states/a.cpp", "// first\n#include \"workflows/runtime/ids.hpp\"\n"}),
                ElementsAre(Finding{"states/a.cpp", 2, "states may not include workflows/runtime"}));
    EXPECT_THAT(
        wrong_arrows({"adapters/http/a.cpp", "# include \"adapters/sqlite/store.hpp\"\n"}),
        ElementsAre(Finding{"adapters/http/a.cpp", 1, "adapters/http may not include adapters/sqlite"}));
    EXPECT_THAT(wrong_arrows({"states/a.cpp", "#include \"value.hpp\"\n"}),
                ElementsAre(Finding{"states/a.cpp", 1, "\"value.hpp\" is not rooted at the project"}));
    EXPECT_THAT(wrong_arrows({"shared/a.cpp", ""}),
                ElementsAre(Finding{"shared/a.cpp", 1, "lies in no folder of the house"}));
}

TEST(Arrows, TheWorldIsKeptOutOfThePureFolders) {
    const std::string asio = "#include <boost/asio/steady_timer.hpp>\n";
    EXPECT_THAT(wrong_arrows({"workflows/runtime/a.cpp", asio}), testing::SizeIs(1));
    EXPECT_THAT(wrong_arrows({"states/a.cpp", "#include <sqlite3.h>\n"}), testing::SizeIs(1));
    EXPECT_THAT(wrong_arrows({"diagrams/a.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n"}), testing::SizeIs(1));
    EXPECT_THAT(wrong_arrows({"adapters/http/a.cpp", asio}), IsEmpty());
    EXPECT_THAT(wrong_arrows({"daemon/a.cpp", asio}), IsEmpty());
    EXPECT_THAT(wrong_arrows({"states/a.cpp", "#include <boost/json.hpp>\n#include <vector>\n"}), IsEmpty());
}

TEST(Arrows, ACommentedLineIsNoInclude) {
    EXPECT_THAT(wrong_arrows({"states/a.cpp",
                              "// #include \"daemon/main.hpp\"\n/*\n#include \"daemon/main.hpp\"\n*/\n"}),
                IsEmpty());
}

}  // namespace
}  // namespace waymark::house
