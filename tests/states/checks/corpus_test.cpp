// Documents that were not written for the checker: the W3C's tests, which are ordinary charts full of
// deliberate faults, and documents and guards that are made to do harm. It ends on each of them, and says of
// ordinary charts nothing that only workflows can do wrong.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include "tests/states/checks/checking.hpp"

namespace waymark::states {
namespace {

std::filesystem::path shared(const std::string& folder) {
    const auto* given = std::getenv("WAYMARK_SHARED");
    return (given != nullptr ? std::filesystem::path(given)
                             : std::filesystem::path(PROJECT_DIR) / "../shared") /
           "conformance" / folder;
}

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

TEST(Corpus, OrdinaryChartsAreNotTakenForWorkflows) {
    if (!std::filesystem::exists(shared("irp"))) GTEST_SKIP() << "the W3C's tests are absent";
    std::size_t checked = 0;
    for (const auto& file : std::filesystem::directory_iterator(shared("irp"))) {
        if (file.path().extension() != ".scxml") continue;
        const auto found = findings_in(text_of(file.path()));
        for (const auto* code : {"form-", "text-missing", "reason-missing", "event-never-sent",
                                 "trapping-state", "unknown-state", "unknown-send", "timer-unheard"})
            EXPECT_THAT(found, testing::Not(testing::HasSubstr(code))) << file.path().filename();
        ++checked;
    }
    EXPECT_GT(checked, 100U);
}

TEST(Corpus, HostileDocumentsDoNoHarm) {
    if (!std::filesystem::exists(shared("hostile/own/xml")))
        GTEST_SKIP() << "the hostile documents are absent";
    for (const auto& file : std::filesystem::directory_iterator(shared("hostile/own/xml")))
        EXPECT_LT(findings_in(text_of(file.path())).size(), 10'000U) << file.path().filename();
}

TEST(Corpus, HostileGuardsDoNoHarm) {
    std::ifstream lines(shared("hostile/own/guards/guards.jsonl"));
    if (!lines) GTEST_SKIP() << "the hostile guards are absent";
    for (std::string line; std::getline(lines, line);) {
        const auto guard = parse_json(line);
        if (!guard) continue;
        std::string written;
        for (const char c : std::string((*guard)["expr"].string_or("")))
            written += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
        const auto found =
            findings("<wm:event name='e' roles='r'/><state id='a'><transition event='e' target='z' cond=\"" +
                     written + "\"/></state><final id='z'/>");
        EXPECT_LT(found.size(), 10'000U) << line;
    }
}

// Each of these was made to be slow: many of everything that is compared with everything.
TEST(Corpus, LargeDocumentsAreCheckedInTime) {
    const auto many = [](int count, const std::string& text) {
        std::string all;
        for (int i = 0; i < count; ++i) {
            auto one = text;
            for (auto at = one.find('#'); at != std::string::npos; at = one.find('#'))
                one.replace(at, 1, std::to_string(i));
            all += one;
        }
        return all;
    };
    const std::string event =
        R"(<wm:event name='e' roles='r'><wm:form>{"additionalProperties":false}</wm:form></wm:event>)";
    for (const auto& body : {
             "<state id='a'>" + many(3'000, "<state id='s#'/>") + "</state>",
             "<parallel id='a'>" + many(2'000, "<state id='s#'/>") +
                 many(2'000, "<transition event='e#' target='s#'/>") + "</parallel>",
             event + "<state id='a'>" + many(3'000, "<transition event='e' cond='_event.data.x#'/>") +
                 "</state>",
             event + "<state id='a'><transition event='e'><if cond='now'>" +
                 many(3'000, "<elseif cond='_event.data.x#.y'/>") + "</if></transition></state>",
             "<state id='a'>" +
                 many(2'000, "<transition event='e# f#'><send id='t#' event='e#' delay='1s'/></transition>") +
                 "</state>",
         })
        EXPECT_LT(findings(body).size(), 1'000'000U);
}

}  // namespace
}  // namespace waymark::states
