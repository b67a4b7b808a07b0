// `waymark chart check` as it is called; and that docs/charts.md shows what really happens.
#include "daemon/chart_check.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include "daemon/chart_run.hpp"
#include "states/result.hpp"
#include "states/value.hpp"

namespace waymark::daemon {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

/// Passes by being waited for.
class PlannedTime final : public RunTime {
  public:
    [[nodiscard]] Instant now() override { return time_; }
    void wait_until(Instant instant) override { time_ = std::max(time_, instant); }

  private:
    Instant time_ = *parse_instant("2026-03-02T12:00:00Z");
};

class ChartCheckTest : public testing::Test {
  public:
    ~ChartCheckTest() override { std::filesystem::remove_all(folder_); }

  protected:
    void SetUp() override {
        auto name = (std::filesystem::path(testing::TempDir()) / "waymark-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }

    std::string write(const std::string& name, const std::string& text) {
        auto path = (folder_ / name).string();
        std::ofstream(path) << text;
        return path;
    }
    std::string chart(const std::string& name, const std::string& body) {
        return write(name,
                     R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript">)"
                     "\n" +
                         body + "</scxml>");
    }
    int check() {
        std::ostringstream out, err;
        const auto code = chart_check(options_, out, err);
        out_ = out.str();
        err_ = err.str();
        return code;
    }
    /// The path of the folder left out, as who stands in it sees it.
    [[nodiscard]] std::string local(std::string text) const {
        const auto prefix = folder_.string() + "/";
        for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        return text;
    }

    std::filesystem::path folder_;
    ChartCheck options_;
    std::string out_, err_;
};

constexpr const char* clean = "<state id='a'><transition event='e' target='z'/></state><final id='z'/>";

TEST_F(ChartCheckTest, SaysNothingOfWhatIsRight) {
    options_.files = {chart("a.scxml", clean)};
    EXPECT_EQ(check(), 0);
    EXPECT_EQ(out_, "");
    EXPECT_EQ(err_, "1 document, nothing found\n");
}

TEST_F(ChartCheckTest, NamesPlaceCureAndCode) {
    options_.files = {chart("a.scxml", clean), chart("b.scxml", "<state id='a'/>")};
    EXPECT_EQ(check(), 2);
    EXPECT_THAT(local(out_), StartsWith("b.scxml:2:1: "));
    EXPECT_THAT(out_, HasSubstr("[trapping-state]\n"));
    EXPECT_EQ(err_, "2 documents, 1 finding\n");
}

TEST_F(ChartCheckTest, SpeaksJson) {
    options_.json = true;
    options_.files = {
        chart("a.scxml", "<state id='a'><transition event='e' cond='y' target='z'/></state><final id='z'/>")};
    EXPECT_EQ(check(), 2);
    const auto answer = states::parse_json(out_);
    ASSERT_TRUE(answer.ok());
    ASSERT_THAT((*answer)["findings"].array(), SizeIs(1));
    const auto& finding = (*answer)["findings"].array()[0];
    EXPECT_EQ(finding["code"].string_or(""), "unknown-name");
    EXPECT_EQ(finding["file"].string_or(""), options_.files[0]);
    EXPECT_EQ(finding["place"].string_or(""), options_.files[0] + ":2:43");
    EXPECT_EQ(finding["refused_at_publication"], states::Value(true));
    options_.files = {chart("a.scxml", clean)};
    EXPECT_EQ(check(), 0);
    EXPECT_EQ(out_, "{\"findings\":[]}\n");
}

TEST_F(ChartCheckTest, RefusesFilesThatAreNotThere) {
    options_.files = {(folder_ / "none.scxml").string()};
    EXPECT_EQ(check(), 2);
    EXPECT_EQ(out_, "");
    EXPECT_THAT(err_, HasSubstr("none.scxml"));
}

TEST_F(ChartCheckTest, KnowsAWorkflowByItsNameOrItsFiles) {
    const auto starter = [&](const std::string& target) {
        return chart("starter.scxml",
                     "<state id='a'><transition event='e' target='z'><send type='urn:waymark:start' "
                     "target='" +
                         target + "'/></transition></state><final id='z'/>");
    };
    options_.whole = true;
    options_.files = {starter("other"), chart("other.scxml", clean)};
    EXPECT_EQ(check(), 0) << out_;
    options_.files[0] = starter("named");
    EXPECT_EQ(check(), 2);
    options_.files[1] =
        write("other.scxml", std::string("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' "
                                         "name='named'>") +
                                 clean + "</scxml>");
    EXPECT_EQ(check(), 0) << out_;
}

TEST_F(ChartCheckTest, FetchesDataBelowTheDocument) {
    write("d.json", "[1]");
    options_.files = {
        chart("a.scxml", std::string("<datamodel><data id='d' src='file:d.json'/></datamodel>"
                                     "<state id='a'><onentry><log expr='d'/></onentry><transition "
                                     "event='e' target='z'/></state><final id='z'/>"))};
    EXPECT_EQ(check(), 0) << out_;
    options_.base = "/";
    EXPECT_EQ(check(), 2);
    EXPECT_THAT(out_, HasSubstr("[data-not-fetched]"));
}

/// What stands between ``` and ``` in the manual, each with what stands behind the first ```.
std::vector<std::pair<std::string, std::string>> blocks_of_the_manual() {
    std::ifstream manual(std::filesystem::path(PROJECT_DIR) / "docs/charts.md");
    std::vector<std::pair<std::string, std::string>> blocks;
    bool within = false;
    for (std::string line; std::getline(manual, line);) {
        if (line.starts_with("```")) {
            within = !within;
            if (within) blocks.emplace_back(line.substr(3), "");
        } else if (within) {
            blocks.back().second += line + "\n";
        }
    }
    return blocks;
}

/// The block that begins so, without its first line when that is a command.
std::string block(const std::string& begin) {
    for (const auto& [kind, text] : blocks_of_the_manual())
        if (text.starts_with(begin)) return text.substr(begin.starts_with("$") ? text.find('\n') + 1 : 0);
    ADD_FAILURE() << "docs/charts.md has no block that begins with " << begin;
    return {};
}

TEST_F(ChartCheckTest, TheManualShowsWhatIsFound) {
    options_.files = {write("first.scxml", block("<scxml"))};
    EXPECT_EQ(check(), 2);
    EXPECT_EQ(local(out_), block("$ waymark chart check first.scxml"));
}

TEST_F(ChartCheckTest, TheManualsWorkflowIsCleanAndRuns) {
    options_.files = {write("loan.scxml", block("<?xml"))};
    EXPECT_EQ(check(), 0) << out_;
    options_.whole = true;
    EXPECT_EQ(check(), 0) << out_;
    ChartRun run;
    run.file = options_.files[0];
    run.events = write("events.jsonl", block("{\"name\": \"approve\""));
    PlannedTime time;
    std::istringstream in;
    std::ostringstream out, err;
    EXPECT_EQ(chart_run(run, time, in, out, err), 0) << err.str();
    EXPECT_EQ(out.str(), block("$ waymark chart run loan.scxml"));
}

}  // namespace
}  // namespace waymark::daemon
