// `waymark chart run` on charts driven by lists of events. What is expected was derived from the
// Recommendation (sections 3.13, 4.3 and Appendix D) by thought, not from what the program printed.
#include "daemon/chart_run.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include "states/result.hpp"
#include "states/value.hpp"

namespace waymark::daemon {
namespace {

using states::Value;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// Goes on by what is waited for, and by `each_look` whenever it is looked at.
class PlannedTime final : public RunTime {
  public:
    [[nodiscard]] Instant now() override { return time += each_look; }
    void wait_until(Instant instant) override { time = std::max(time, instant); }
    Instant time{};
    milliseconds each_look{0};
};

std::string words(const Value& list) {
    std::string text;
    for (const auto& word : list.array()) text += (text.empty() ? "" : " ") + word.string();
    return text;
}

// "event: configuration -left +entered 'log'", or the last line's "end: final configuration".
std::string brief(const Value& line) {
    if (line["ended"].is_boolean())
        return (line["ended"].boolean() ? "end: " : "open: ") + words(line["configuration"]);
    std::string text(line["event"].string_or("(start)"));
    text += ": " + words(line["configuration"]);
    if (!line["exited"].array().empty()) text += " -" + words(line["exited"]);
    if (!line["entered"].array().empty()) text += " +" + words(line["entered"]);
    for (const auto& entry : line["log"].array()) text += " '" + to_json(entry["value"]) + "'";
    return text;
}

class ChartRunTest : public testing::Test {
  public:
    ~ChartRunTest() override { std::filesystem::remove_all(base_); }

  protected:
    void SetUp() override {
        auto name = (std::filesystem::path(testing::TempDir()) / "waymark-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        base_ = name;
        options_.file = (base_ / "chart.scxml").string();
        options_.events = "-";
        options_.json = true;
    }

    int run(const std::string& attributes, const std::string& content, const std::string& events = {}) {
        std::ofstream(options_.file)
            << R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" )"
            << attributes << ">" << content << "</scxml>";
        std::istringstream in(events);
        std::ostringstream out, err;
        time_.time = {};
        const int code = chart_run(options_, time_, in, out, err);
        out_ = out.str();
        err_ = err.str();
        return code;
    }

    /// The lines of a run; one with a restart at every step must give the same.
    std::vector<std::string> trace(const std::string& attributes, const std::string& content,
                                   const std::string& events) {
        options_.restart_each_step = true;
        run(attributes, content, events);
        const auto restarted = out_;
        options_.restart_each_step = false;
        code_ = run(attributes, content, events);
        EXPECT_EQ(restarted, out_);
        EXPECT_EQ(err_, "");
        std::vector<std::string> lines;
        std::istringstream text(out_);
        for (std::string line; std::getline(text, line);)
            lines.push_back(brief(states::parse_json(line).value()));
        return lines;
    }

    std::filesystem::path base_;
    ChartRun options_;
    PlannedTime time_;
    std::string out_, err_;
    int code_ = -1;
};

std::string named(std::initializer_list<std::string_view> names) {
    std::string lines;
    for (const auto name : names) lines += R"({"name": ")" + std::string(name) + "\"}\n";
    return lines;
}

TEST_F(ChartRunTest, HistoriesComeBackAndTheirDefaultIsForTheFirstTime) {
    const auto* chart = R"(
      <state id="m" initial="a">
        <history id="hs"><transition target="b"><log expr="'default'"/></transition></history>
        <history id="hd" type="deep"><transition target="a"/></history>
        <onentry><log expr="'m'"/></onentry>
        <state id="a"/>
        <state id="b" initial="b1"><onentry><log expr="'b'"/></onentry>
          <state id="b1"><transition event="n" target="b2"/></state><state id="b2"/></state>
        <transition event="out" target="o"/>
      </state>
      <state id="o"><transition event="s" target="hs"/><transition event="d" target="hd"/></state>)";
    EXPECT_THAT(trace(R"(initial="o")", chart, named({"s", "n", "out", "d", "out", "s"})),
                ElementsAre("(start): o +o", R"(s: b1 -o +m b b1 '"m"' '"default"' '"b"')", "n: b2 -b1 +b2",
                            "out: o -b2 b m +o", R"(d: b2 -o +m b b2 '"m"' '"b"')", "out: o -b2 b m +o",
                            R"(s: b1 -o +m b b1 '"m"' '"b"')", "open: b1"));
    EXPECT_EQ(code_, 3);
}

TEST_F(ChartRunTest, OfTwoRegionsThatConflictTheEarlierMoves) {
    const auto* chart = R"(
      <parallel id="p">
        <state id="r1"><state id="x1"><transition event="e" target="x2"/></state><state id="x2"/></state>
        <state id="r2"><state id="y1"><transition event="e" target="o"/></state></state>
      </parallel>
      <state id="o"><transition event="e" target="x2 y1"/></state>)";
    EXPECT_THAT(trace("", chart, named({"e", "e", "e"})),
                ElementsAre("(start): x1 y1 +p r1 x1 r2 y1", "e: x2 y1 -x1 +x2", "e: o -y1 r2 x2 r1 p +o",
                            "e: x2 y1 -o +p r1 x2 r2 y1", "open: x2 y1"));
}

TEST_F(ChartRunTest, RegionsThatEndTogetherSaySoInDocumentOrderThenTheParallel) {
    const auto* chart = R"x(
      <parallel id="p">
        <state id="a"><state id="a1"><transition event="go" target="a2"/></state>
          <final id="a2"><donedata><param name="n" expr="7"/></donedata></final></state>
        <state id="b"><state id="b1"><transition event="go" target="b2"/></state><final id="b2"/></state>
        <transition event="done.state.a"><log expr="_event.data.n"/></transition>
        <transition event="done.state.b"><log expr="typeof _event.data"/></transition>
        <transition event="done.state.p" target="end"><log expr="In('a2') + ' ' + In('end')"/></transition>
      </parallel>
      <final id="end"><onentry><log expr="In('a2') + ' ' + In('end')"/></onentry></final>)x";
    EXPECT_THAT(trace("", chart, named({"go"})),
                ElementsAre("(start): a1 b1 +p a a1 b b1",
                            "go: end -b1 a1 b2 b a2 a p +a2 b2 end '7' '\"undefined\"' '\"false false\"' "
                            "'\"false true\"'",
                            "end: end"));
    EXPECT_EQ(code_, 0);
}

TEST_F(ChartRunTest, AnInternalTransitionLeavesTheDescendantsOnly) {
    const auto* chart = R"(
      <state id="s" initial="c">
        <state id="c"><transition event="d" target="d"/></state><state id="d"/>
        <transition event="in" type="internal" target="c"/>
        <transition event="ex" target="c"/>
        <transition event="none"><log expr="_event.name"/></transition>
      </state>)";
    EXPECT_THAT(trace("", chart, named({"d", "in", "ex", "none", "unknown"})),
                ElementsAre("(start): c +s c", "d: d -c +d", "in: c -d +c", "ex: c -c s +s c",
                            R"(none: c '"none"')", "unknown: c", "open: c"));
}

TEST_F(ChartRunTest, TimersComeByDueThenByArmingAndBeforeAnEventOfTheSameInstant) {
    const auto* chart = R"(
      <state id="s">
        <onentry>
          <send event="late" delay="200ms"/><send event="one" delay="100ms"/><send event="two" delay=".1s"/>
          <send id="gone" event="gone" delay="50ms"/><cancel sendid="gone"/>
        </onentry>
        <transition event="late" target="end"/>
        <transition event="*"><log expr="now"/></transition>
      </state><final id="end"/>)";
    const auto* events = R"({"name": "x", "after_ms": 100}
      {"name": "y", "data": [1], "after_ms": 50}

      {"name": "tied", "after_ms": 50})";
    EXPECT_THAT(trace("", chart, events),
                ElementsAre("(start): s +s", R"(one: s '"1970-01-01T00:00:00.100Z"')",
                            R"(two: s '"1970-01-01T00:00:00.100Z"')", R"(x: s '"1970-01-01T00:00:00.100Z"')",
                            R"(y: s '"1970-01-01T00:00:00.150Z"')", "late: end -s +end", "end: end"));
    EXPECT_EQ(time_.time, Instant{} + milliseconds(200));
}

TEST_F(ChartRunTest, ErrorsAreEventsBehindThoseRaisedBefore) {
    const auto* chart = R"(
      <datamodel><data id="v" expr="1"/></datamodel>
      <state id="s">
        <transition event="go"><raise event="before"/><assign location="v" expr="1 +* 2"/><raise event="never"/></transition>
        <transition event="lost"><send target="#_nobody" event="x"/></transition>
        <transition event="odd"><send type="urn:none" event="x"/></transition>
        <transition event="own"><assign location="_event" expr="1"/></transition>
        <transition event="before never error"><log expr="_event.name + ' ' + _event.type + ' ' + v"/></transition>
      </state>)";
    EXPECT_THAT(trace("", chart, named({"go", "lost", "odd", "own"})),
                ElementsAre("(start): s +s", R"(go: s '"before internal 1"' '"error.execution platform 1"')",
                            R"(lost: s '"error.communication platform 1"')",
                            R"(odd: s '"error.execution platform 1"')",
                            R"(own: s '"error.execution platform 1"')", "open: s"));
}

TEST_F(ChartRunTest, WaitsForWhatCanStillComeUntilTheTimeIsOver) {
    options_.timeout = milliseconds(300);
    EXPECT_EQ(run("", R"(<state id="s"/>)"), 3);
    EXPECT_EQ(time_.time, Instant{}) << "nothing could come";
    EXPECT_EQ(run("", R"(<state id="s"><transition event="e" target="f"/></state><final id="f"/>)",
                  R"({"name": "e", "after_ms": 300})"),
              0);
    EXPECT_EQ(run("", R"(<state id="s"><transition event="e" target="f"/></state><final id="f"/>)",
                  R"({"name": "e", "after_ms": 301})"),
              3);
    EXPECT_EQ(time_.time, Instant{} + milliseconds(300));
}

TEST_F(ChartRunTest, EndlessChartsEnd) {
    time_.each_look = milliseconds(1);
    options_.timeout = milliseconds(50);
    EXPECT_EQ(run("", R"(<state><onentry><send event="x"/></onentry>
                          <transition event="x"><send event="x"/></transition></state>)"),
              3);
    EXPECT_EQ(time_.time, Instant{} + milliseconds(52)) << "begun at the first look, 1 ms; noticed behind 51";
    EXPECT_EQ(err_, "");
    EXPECT_EQ(run("", R"(<state id="s"><transition target="s"/></state>)"), 3);
    EXPECT_THAT(err_, HasSubstr("does not come to rest"));
    EXPECT_THAT(out_, HasSubstr(R"("ended":false)"));
}

TEST_F(ChartRunTest, RefusesADocumentWithThePlaceOfItsFault) {
    for (const auto* content : {"<script>v = 1</script><state/>", "<state>\n<invoke src='x'/></state>",
                                "<state><transition cond='(function () { return true; })()'/></state>",
                                "<state><transition target='nobody'/></state>", "<state>",
                                "<state><onentry><log expr='a = 1'/></onentry></state>"}) {
        EXPECT_EQ(run("", content), 2) << content;
        EXPECT_THAT(err_, StartsWith(options_.file + ":")) << content;
        EXPECT_EQ(out_, "") << content;
    }
    options_.file = (base_ / "absent").string();
    std::ostringstream out, err;
    std::istringstream in;
    EXPECT_EQ(chart_run(options_, time_, in, out, err), 2);
    EXPECT_THAT(err.str(), StartsWith(options_.file));
}

TEST_F(ChartRunTest, RefusesEventsThatAreNone) {
    for (const auto* line :
         {"{", "[]", "{}", R"({"name": ""})", R"({"name": "a b"})", R"({"name": 1})",
          R"({"name": "a", "name": "b"})", R"({"name": "a", "after": 1})", R"({"name": "a", "after_ms": -1})",
          R"({"name": "a", "after_ms": "1"})", R"({"name": "a", "after_ms": 1e300})"}) {
        EXPECT_EQ(run("", "<final/>", std::string("{\"name\": \"fine\"}\n") + line), 2) << line;
        EXPECT_THAT(err_, StartsWith("-:2: ")) << line;
        EXPECT_EQ(out_, "") << line;
    }
}

TEST_F(ChartRunTest, ReadsNothingAboveTheBase) {
    std::filesystem::create_directory(base_ / "in");
    std::ofstream(base_ / "above.json") << "1";
    std::ofstream(base_ / "in" / "data.json") << "2";
    std::filesystem::create_symlink(base_ / "above.json", base_ / "in" / "link.json");
    options_.base = (base_ / "in").string();
    const auto reading = [](const std::string& src) {
        return "<datamodel><data id='v' src='" + src +
               "'/></datamodel>"
               "<state><transition cond='v === 2' target='f'/></state><final id='f'/>";
    };
    EXPECT_EQ(run("", reading("file:data.json")), 0) << err_;
    for (const auto* src : {"file:../above.json", "file:link.json", "file:/etc/passwd", "http://host/x"}) {
        EXPECT_NE(run("", reading(src)), 0) << src;
        EXPECT_THAT(out_ + err_, HasSubstr("chart.scxml:")) << src;
    }
}

TEST_F(ChartRunTest, TellsPeopleTheSame) {
    options_.json = false;
    EXPECT_EQ(
        run("",
            R"(<state id="s"><transition event="e" target="f"><log label="l" expr="1"/></transition></state>
                         <final id="f"/>)",
            named({"e"})),
        0);
    EXPECT_EQ(out_, "(start): s  entered s\ne: f  left s  entered f\n  log l 1\nended in f\n");
}

}  // namespace
}  // namespace waymark::daemon
