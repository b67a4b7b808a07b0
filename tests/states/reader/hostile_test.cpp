// Documents made to do harm: each is refused, or read and stopped while it runs, as the shared verdicts say.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "states/interpreter.hpp"

namespace waymark::states {

namespace {

std::filesystem::path folder() {
    const auto* given = std::getenv("WAYMARK_SHARED");
    return (given != nullptr ? std::filesystem::path(given)
                             : std::filesystem::path(PROJECT_DIR) / "../shared") /
           "conformance/hostile/own/xml";
}

}  // namespace

TEST(Hostile, DocumentsGetTheirVerdicts) {
    std::ifstream verdicts(folder() / "verdicts.tsv");
    if (!verdicts) GTEST_SKIP() << "the shared material with hostile documents is absent";
    const Functions functions;
    std::string line;
    std::getline(verdicts, line);
    while (std::getline(verdicts, line)) {
        std::istringstream cells(line);
        std::string file, verdict;
        std::getline(cells, file, '\t');
        std::getline(cells, verdict, '\t');
        std::ostringstream text;
        text << std::ifstream(folder() / file, std::ios::binary).rdbuf();
        const auto chart = read_chart(text.str(), file, functions);
        if (verdict == "reject" || verdict == "accept") {
            EXPECT_EQ(chart.ok(), verdict == "accept")
                << file << ": " << (chart ? "" : chart.error().message);
        }
        if (!chart) {
            EXPECT_FALSE(chart.error().place.empty()) << file;
            EXPECT_LT(chart.error().message.size(), 1000U) << file;
            continue;
        }
        Interpreter interpreter;
        State state;
        Outcome outcome;
        try {
            interpreter.start(**chart, state, {}, {Instant(), "s", false}, outcome);
        } catch (const InternalFault&) {
            // A guard without an event that fails whenever it is evaluated fails without end.
            EXPECT_TRUE(verdict.find("runtime-limit") != std::string::npos || file == "cdata-end.scxml")
                << file;
            continue;
        }
        if (verdict.find("error.execution") != std::string::npos) {
            EXPECT_FALSE(outcome.errors.empty()) << file;
        }
    }
}

}  // namespace waymark::states
