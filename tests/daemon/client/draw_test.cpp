// `waymark chart draw` as the real program: a file, and an instance with where it stands.
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::daemon {
namespace {

using blackbox::run_waymark;
using testing::HasSubstr;
using testing::StartsWith;

const std::string notice_file = PROJECT_DIR "/workflows/partner/definitions/notice.scxml";

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(ChartDraw, WritesEachFormatInEachLanguage) {
    const auto english = run_waymark({"chart", "draw", notice_file});
    EXPECT_EQ(english.exit_code, 0) << english.err;
    EXPECT_THAT(english.out, StartsWith("<svg "));
    EXPECT_THAT(english.out, HasSubstr(">Quit notice</text>"));
    EXPECT_THAT(run_waymark({"chart", "draw", notice_file, "--language", "ru"}).out,
                HasSubstr(">Принято</text>"));
    EXPECT_THAT(run_waymark({"chart", "draw", notice_file, "--format", "mermaid"}).out,
                HasSubstr("\nstateDiagram-v2\n"));
    EXPECT_THAT(run_waymark({"chart", "draw", notice_file, "--format", "dot"}).out,
                StartsWith("digraph \"notice\" {"));

    const TemporaryFolder folder;
    const auto file = folder.path() / "notice.svg";
    const auto written = run_waymark({"chart", "draw", notice_file, "--output", file.string()});
    EXPECT_EQ(written.exit_code, 0) << written.err;
    EXPECT_EQ(written.out, "");
    EXPECT_EQ(text_of(file), english.out);
    EXPECT_EQ(run_waymark({"chart", "draw", notice_file, "--output", "/dev/full"}).exit_code, 74);
}

TEST(ChartDraw, RefusesWhatIsNoChart) {
    EXPECT_EQ(run_waymark({"chart", "draw"}).exit_code, 2);
    EXPECT_EQ(run_waymark({"chart", "draw", "/nowhere.scxml"}).exit_code, 2);
    const TemporaryFolder folder;
    const auto file = folder.path() / "bad.scxml";
    std::ofstream(file) << "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" "
                           "initial=\"b\"><state id=\"a\"/></scxml>";
    const auto refused = run_waymark({"chart", "draw", file.string()});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, HasSubstr("bad.scxml:1:"));
}

TEST(ChartDraw, MarksWhereAnInstanceStands) {
    const TemporaryFolder folder;
    const blackbox::Daemon daemon{folder.path(), {"--rehearsal", "--clock", "2026-03-02T12:00:00Z"}};
    const auto run = [&](const std::vector<std::string>& words) {
        return run_waymark(words,
                           {{"WAYMARK_SERVER", daemon.server()}, {"WAYMARK_TOKEN", daemon.admin_token()}});
    };
    const auto partner = run({"partner", "create", "name=Romashka", "--output", "json"});
    ASSERT_EQ(partner.exit_code, 0) << partner.err;
    const std::string id(boost::json::parse(partner.out).at("instance").at("id").as_string());
    const auto svg = run({"chart", "draw", "--instance", id});
    EXPECT_EQ(svg.exit_code, 0) << svg.err;
    EXPECT_THAT(svg.out, HasSubstr("<title>Partner</title>"));
    EXPECT_THAT(svg.out, HasSubstr("\nActive (now):"));
    EXPECT_THAT(svg.out, testing::Not(HasSubstr("\nLeaving (now):")));

    EXPECT_EQ(run({"token", "create", "--name", "S", "--role", "support", "--save",
                   (folder.path() / "s.token").string()})
                  .exit_code,
              0);
    const auto support = text_of(folder.path() / "s.token");
    const auto made = run_waymark(
        {"notice", "create", "partner=" + id, "sender.role=owner", "--output", "json"},
        {{"WAYMARK_SERVER", daemon.server()}, {"WAYMARK_TOKEN", support.substr(0, support.find('\n'))}});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const std::string notice(boost::json::parse(made.out).at("instance").at("id").as_string());
    const auto waiting = run({"chart", "draw", notice_file, "--instance", notice, "--language", "en"});
    EXPECT_THAT(waiting.out, HasSubstr("\nReceived (now):"));
    EXPECT_THAT(waiting.out, HasSubstr("Next by itself: 2026-03-"));
    EXPECT_THAT(waiting.out, HasSubstr("Nobody has looked at the notice in time"));
    EXPECT_THAT(run({"chart", "draw", "--instance", notice, "--format", "mermaid"}).out,
                HasSubstr("class s"));
    EXPECT_EQ(run({"chart", "draw", "--instance", "0000000000000"}).exit_code, 1);
}

}  // namespace
}  // namespace waymark::daemon
