// Several documents under the checker: who sends what to whom; and what of it keeps them from being
// published.
#include "workflows/runtime/program_check.hpp"

#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Program::Document document(const std::string& workflow, const std::string& body) {
    return {workflow,
            R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" )"
            R"(datamodel="ecmascript">)"
            "\n" +
                body + "</scxml>",
            workflow + ".scxml"};
}

/// A root that starts jobs when it is told to, and does `more`.
Program::Document firm(const std::string& more = "", const std::string& parameters = "") {
    return document("firm",
                    "<wm:start roles='r'/><wm:event name='hire' roles='r'/>\n<state id='a' wm:resting='true'>"
                    "<transition event='hire'><send type='urn:waymark:start' target='job'>" +
                        parameters + "</send></transition>\n" + more + "</state>");
}
/// What firm() starts; `more` stands where it can be taken.
Program::Document job(const std::string& more = "", const std::string& before = "") {
    return document("job", before +
                               "<wm:event name='work' roles='r'/>\n<state id='a'><transition event='work' "
                               "target='z'/>\n" +
                               more + "</state><final id='z'/>");
}

/// "file:line code" of all findings.
std::vector<std::string> found(const std::vector<Program::Document>& documents, Scope scope = Scope::whole) {
    const states::Functions functions;
    std::vector<std::string> all;
    for (const auto& findings : check_documents(documents, functions, {}, scope))
        for (const auto& finding : findings)
            all.push_back(finding.place.substr(0, finding.place.rfind(':')) + " " + finding.code);
    return all;
}

std::string tell(const std::string& target, const std::string& parameters = "") {
    return "<onentry><send type='urn:waymark:instance' target='" + target + "' event='news'>" + parameters +
           "</send></onentry>";
}
const std::string hears = "<transition event='news'/>";

TEST(ProgramCheck, FindsNothingInDocumentsThatFit) {
    EXPECT_THAT(found({firm(), job()}), IsEmpty());
    EXPECT_THAT(found({firm(tell("children")), job(hears)}), IsEmpty());
    EXPECT_THAT(found({firm(tell("children/job")), job(hears)}), IsEmpty());
    EXPECT_THAT(found({firm(tell("family/job")), job(hears)}), IsEmpty());
    EXPECT_THAT(found({firm(hears), job(tell("parent"))}), IsEmpty());
    EXPECT_THAT(found({firm(hears), job(tell("root"))}), IsEmpty());
}

TEST(ProgramCheck, FindsEventsThatNoReceiverTakes) {
    for (const auto* target : {"children", "children/job", "family/job"})
        EXPECT_THAT(found({firm(tell(target)), job()}), ElementsAre("firm.scxml:4 event-unheard")) << target;
    for (const auto* target : {"parent", "root"})
        EXPECT_THAT(found({firm(), job(tell(target))}), ElementsAre("job.scxml:4 event-unheard")) << target;
    EXPECT_THAT(found({firm(tell("parent")), job()}), ElementsAre("firm.scxml:4 event-unheard"))
        << "has none";
}

TEST(ProgramCheck, FindsReceiversThatThereAreNot) {
    EXPECT_THAT(found({firm()}), ElementsAre("firm.scxml:3 unknown-receiver"));
    EXPECT_THAT(found({firm()}, Scope::some), IsEmpty()) << "job may be elsewhere";
    EXPECT_THAT(found({firm(tell("sibling")), job()}), ElementsAre("firm.scxml:4 unknown-receiver"));
    EXPECT_THAT(found({firm(tell("sibling")), job()}, Scope::some),
                ElementsAre("firm.scxml:4 unknown-receiver"));
    EXPECT_THAT(found({firm(tell("children/firm")), job()}), ElementsAre("firm.scxml:4 unknown-receiver"));
    const auto sends = [](const std::string& type, const std::string& parameter) {
        return firm("<onentry><send type='urn:waymark:" + type + "' event='news'><param name='" + parameter +
                    "' expr='1'/></send></onentry>");
    };
    EXPECT_THAT(found({sends("notify", "to"), job()}), IsEmpty());
    EXPECT_THAT(found({sends("notify", "too"), job()}), ElementsAre("firm.scxml:4 unknown-receiver"));
    EXPECT_THAT(found({sends("notfy", "to"), job()}), ElementsAre("firm.scxml:4 unknown-receiver"));
}

TEST(ProgramCheck, FindsEventsThatNobodySends) {
    const std::string awaits = "<wm:event name='news'/>";
    EXPECT_THAT(found({firm(tell("children")), job(hears, awaits)}), IsEmpty());
    EXPECT_THAT(found({firm(), job(hears, awaits)}), ElementsAre("job.scxml:4 event-never-sent"));
    EXPECT_THAT(found({job(hears, awaits)}, Scope::some), IsEmpty()) << "who starts it may send it";
    EXPECT_THAT(found({firm(), job(hears, awaits)}, Scope::some), ElementsAre("job.scxml:4 event-never-sent"))
        << "they name nobody else";
}

TEST(ProgramCheck, TheRootOfANewFamilyKnowsItsParentOnly) {
    const auto founder = [](const std::string& more) {
        auto chart = firm(more);
        chart.source.replace(chart.source.find("target='job'"), 12, "target='new-family/job'");
        return chart;
    };
    EXPECT_THAT(found({founder(hears), job(tell("parent"))}), IsEmpty());
    EXPECT_THAT(found({founder(""), job(tell("root"))}), ElementsAre("job.scxml:4 event-unheard"));
    EXPECT_THAT(found({founder(tell("children")), job(hears)}),
                ElementsAre("firm.scxml:4 event-unheard", "job.scxml:4 event-never-sent"));
}

TEST(ProgramCheck, JudgesDataByWhatIsGivenAtTheStart) {
    const std::string data = "<datamodel><data id='title'/></datamodel>";
    EXPECT_THAT(found({firm("", "<param name='title' expr='1'/>"), job("", data)}), IsEmpty());
    EXPECT_THAT(found({firm(), job("", data)}), ElementsAre("job.scxml:2 unused-data"));
    EXPECT_THAT(found({job("", data)}, Scope::some), IsEmpty());
}

TEST(ProgramCheck, JudgesExpressionsByWhatSendersGive) {
    const auto told = [](const std::string& parameters) { return firm(tell("children", parameters)); };
    const auto reads = job("<transition event='news'><log expr='_event.data.text'/></transition>");
    EXPECT_THAT(found({told("<param name='text' expr='1'/>"), reads}), IsEmpty());
    EXPECT_THAT(found({told("<content expr='now'/>"), reads}), IsEmpty()) << "that may be anything";
    EXPECT_THAT(found({told("<param name='title' expr='1'/>"), reads}),
                ElementsAre("job.scxml:4 form-lacks-member"));
}

TEST(ProgramCheck, KnowsTheFactsThatTheServiceAdds) {
    const auto reads = [](const std::string& facts) {
        return std::vector{
            document("firm", "<wm:start roles='r'/><wm:event name='e' roles='r' " + facts +
                                 "/>\n<state id='a' wm:resting='true'><transition event='e'><log "
                                 "expr='_event.data.facts.eligible'/></transition></state>")};
    };
    EXPECT_THAT(found(reads("facts='eligible'")), IsEmpty());
    EXPECT_THAT(found(reads("")), ElementsAre("firm.scxml:3 form-lacks-member"));
    EXPECT_THAT(found(reads("facts='solvent'")), ElementsAre("firm.scxml:3 form-lacks-member"));
}

TEST(ProgramCheck, FindsFormsThatNoSchemaCompilerTakes) {
    auto broken = job(
        "", "<wm:start roles='r'><wm:form>{\"properties\":{\"n\":{\"minimum\":[]}}}</wm:form></wm:start>");
    EXPECT_THAT(found({firm(), broken}), ElementsAre("job.scxml:2 bad-form"));
}

TEST(ProgramCheck, SaysNothingOfSendsWhileADocumentCannotBeRead) {
    EXPECT_THAT(found({firm(tell("children")), document("job", "<state/><banana/>")}),
                ElementsAre("job.scxml:2 unknown-element"));
}

TEST(Publication, RefusesWhatSaysWhatIsNotSo) {
    World world({firm("<transition event='hire' cond='no_such_name'/>"), job()});
    const auto opened = world.open();
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, "bad-chart");
    EXPECT_THAT(opened.error().place, testing::StartsWith("firm.scxml:4:"));
    EXPECT_EQ(opened.error().details["findings"].array().size(), 1U);
    EXPECT_THAT(world.journal.definitions(), IsEmpty());
}

TEST(Publication, TakesWhatIsOnlyInVain) {
    World world({firm("<transition event='hire'/>"), job("<onentry><raise event='nothing'/></onentry>")});
    ASSERT_THAT(found(world.program.documents),
                ElementsAre("firm.scxml:4 shadowed-transition", "job.scxml:4 event-unheard"));
    EXPECT_TRUE(world.open().ok());
}

TEST(Publication, DoesNotJudgeWhatIsPublishedAlready) {
    World world({firm(), job()});
    ASSERT_TRUE(world.open().ok());
    world.close();
    world.program.documents = {firm()};  // what it starts is gone
    EXPECT_TRUE(world.open().ok());
}

}  // namespace
}  // namespace waymark::runtime
