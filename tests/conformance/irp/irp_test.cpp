// Every W3C test that needs nothing this engine has not: it must pass, in memory and with a restart at every
// step (I20). The others are named, with what becomes of them.
#include <gtest/gtest.h>
#include <sstream>
#include <tuple>

#include "tests/conformance/irp/manifest.hpp"
#include "tests/conformance/irp/run.hpp"

namespace waymark::irp {

namespace {

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

std::string case_name(const testing::TestParamInfo<Entry>& info) { return "test" + info.param.id; }

std::vector<Entry> entries(bool beyond) {
    std::vector<Entry> result;
    for (auto& entry : manifest())
        if (entry.beyond().empty() != beyond) result.push_back(entry);
    return result;
}

class Supported : public testing::TestWithParam<Entry> {
  protected:
    void expect_pass(Restart restart) const {
        const auto& entry = GetParam();
        const auto result = run(text_of(folder() / entry.file), entry.file, restart);
        EXPECT_EQ(result.refused, "");
        // A manual test has no state of its own for success: it must come to its end without passing through
        // `fail`.
        const auto expected = entry.mode == "auto" || entry.pass_state == "pass" ? "pass" : "final";
        EXPECT_EQ(result.end, expected) << joined(result.trace);
    }
};

class Beyond : public testing::TestWithParam<Entry> {};

/// The table of docs/charts.md: what a test needs, what becomes of it, its number.
std::set<std::tuple<std::string, std::string, std::string>> listed() {
    std::istringstream page(text_of(std::filesystem::path(PROJECT_DIR) / "docs/charts.md"));
    std::set<std::tuple<std::string, std::string, std::string>> rows;
    for (std::string line; std::getline(page, line);) {
        std::istringstream cells(line);
        std::string bar, needs, fate, number;
        if (!(cells >> bar >> needs >> bar >> fate >> bar) || bar != "|") continue;
        if (fate != "refused" && fate != "fails" && fate != "passes") continue;
        while (cells >> number && number != "|") rows.emplace(needs, fate, number);
    }
    return rows;
}

}  // namespace

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Supported);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Beyond);

TEST_P(Supported, InMemory) { expect_pass(Restart::never); }
TEST_P(Supported, WithARestartAtEveryStep) { expect_pass(Restart::each_step); }

TEST_P(Beyond, IsListedWithWhatBecomesOfIt) {
    const auto& entry = GetParam();
    const auto result = run(text_of(folder() / entry.file), entry.file, Restart::never);
    const std::string fate = !result.refused.empty() ? "refused" : result.end == "pass" ? "passes" : "fails";
    std::cout << entry.file << " (" << entry.beyond() << ") " << fate
              << (result.refused.empty() ? "" : ": " + result.refused) << "\n";
    EXPECT_TRUE(listed().contains({entry.beyond(), fate, entry.id})) << "docs/charts.md does not say so";
}

INSTANTIATE_TEST_SUITE_P(Irp, Supported, testing::ValuesIn(entries(false)), case_name);
INSTANTIATE_TEST_SUITE_P(Irp, Beyond, testing::ValuesIn(entries(true)), case_name);

TEST(Irp, IsThere) {
    if (folder().empty()) GTEST_SKIP() << "the shared material with the W3C tests is absent";
    EXPECT_EQ(entries(false).size(), 110U) << "as docs/charts.md has it";
    EXPECT_EQ(entries(true).size(), listed().size()) << "docs/charts.md lists what is not there";
}

}  // namespace waymark::irp
