// Executable content and the data model (SCXML 4, 5).
#include "tests/states/interpreter/machine.hpp"

namespace waymark::states {

namespace {

/// One state whose entry runs `content`; `data` declares variables.
std::string entry(const std::string& content, const std::string& data = "") {
    return "<datamodel>" + data + "</datamodel><state id=\"a\"><onentry>" + content + "</onentry></state>";
}

}  // namespace

TEST(Content, IfTakesTheFirstPartThatHolds) {
    for (const auto& [x, expected] :
         {std::pair{"1", "one"}, std::pair{"2", "two"}, std::pair{"3", "other"}}) {
        Machine machine(entry(
            "<if cond=\"x == 1\"><log label=\"one\"/><elseif cond=\"x == 2\"/><log label=\"two\"/><else/>"
            "<log label=\"other\"/></if>",
            "<data id=\"x\" expr=\"" + std::string(x) + "\"/>"));
        EXPECT_EQ(machine.log(), expected);
    }
}

TEST(Content, ForeachGoesThroughACopy) {
    Machine machine(
        entry("<foreach array=\"list\" item=\"i\" index=\"k\"><log label=\"i\" expr=\"i * 10 + k\"/>"
              "<assign location=\"list\" expr=\"[]\"/></foreach><log label=\"after\" expr=\"i\"/>",
              "<data id=\"list\" expr=\"[1, 2, 3]\"/>"));
    EXPECT_EQ(machine.log(), "i=10 i=21 i=32 after=3");
    EXPECT_EQ(machine.data("list"), Value(Value::Array{}));
}

TEST(Content, ForeachVariablesDoNotExistBefore) {
    Machine machine(entry("<log label=\"type\" expr=\"typeof i\"/><log label=\"i\" expr=\"i\"/>") +
                    "<state id=\"b\"><onentry><foreach array=\"[]\" item=\"i\"/></onentry></state>");
    EXPECT_EQ(machine.log(), "type=\"undefined\"");
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Content, AnErrorEndsItsBlockAndNoOther) {
    Machine machine(
        "<state id=\"a\"><onentry><log label=\"1\"/><log label=\"bad\" expr=\"nothing.here\"/><log "
        "label=\"2\"/></onentry>"
        "<onentry><log label=\"3\"/></onentry><transition event=\"error.execution\" "
        "target=\"b\"/></state><state id=\"b\"/>");
    EXPECT_EQ(machine.log(), "1 3");
    EXPECT_EQ(machine.active(), "b");
}

TEST(Content, AnErrorTellsWhereAndWhy) {
    Machine machine(
        "<state id=\"a\"><onentry>\n<log expr=\"nothing\"/></onentry><transition event=\"error\"><log "
        "label=\"e\" "
        "expr=\"_event.data.place\"/></transition></state>");
    EXPECT_EQ(machine.log(), "e=\"test.scxml:2:1\"");
}

TEST(Content, ErrorsInAForeachEndTheBlockAroundIt) {
    Machine machine(
        entry("<foreach array=\"[1, 2]\" item=\"i\"><log label=\"i\"/><log expr=\"missing\"/></foreach><log "
              "label=\"after\"/>"));
    EXPECT_EQ(machine.log(), "i");
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Content, WhatIsNoExpressionIsAnErrorWhenItIsEvaluated) {
    Machine machine(
        entry("<log label=\"before\"/><assign location=\"x\" expr=\"1 +\"/><log label=\"after\"/>",
              "<data id=\"x\"/>"));
    EXPECT_EQ(machine.log(), "before");
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Content, AGuardThatFailsRefusesAndRaises) {
    Machine machine(
        "<state id=\"a\"><transition event=\"e\" cond=\"missing.x\" target=\"b\"/>"
        "<transition event=\"error.execution\" target=\"c\"/></state><state id=\"b\"/><state id=\"c\"/>");
    machine.send("e");
    EXPECT_EQ(machine.active(), "c");
}

TEST(Content, AssignReachesIntoValues) {
    Machine machine(
        entry("<assign location=\"p.list[1].name\" expr=\"'x'\"/><assign location=\"p.added\">{\"k\": "
              "[1]}</assign>",
              "<data id=\"p\">{\"list\": [{}, {\"name\": \"a\"}]}</data>"));
    EXPECT_EQ(machine.errors(), "");
    EXPECT_EQ(to_json(machine.data("p")), R"({"list":[{},{"name":"x"}],"added":{"k":[1]}})");
}

TEST(Content, SystemVariablesAreReadOnly) {
    for (const auto* name : {"_sessionid", "_name", "_event", "_ioprocessors", "_x", "now"}) {
        Machine machine(entry("<assign location=\"" + std::string(name) + "\" expr=\"1\"/>"));
        EXPECT_EQ(machine.errors(), "error.execution") << name;
    }
}

TEST(Content, CancelRaisesNothingWhenThereIsNothing) {
    Machine machine(entry("<cancel sendid=\"none\"/>"));
    EXPECT_EQ(machine.errors(), "");
}

TEST(Data, ArgumentsReplaceTheTopLevelOnes) {
    Machine machine(
        "<datamodel><data id=\"x\" expr=\"1\"/><data id=\"y\" expr=\"2\"/></datamodel><state id=\"a\">"
        "<datamodel><data id=\"z\" expr=\"3\"/></datamodel><onentry><log label=\"z\" "
        "expr=\"z\"/></onentry></state>",
        "", Value::Object{{"x", 10}, {"z", 30}, {"unknown", 1}});
    EXPECT_EQ(machine.data("x"), Value(10));
    EXPECT_EQ(machine.data("y"), Value(2));
    EXPECT_EQ(machine.log(), "z=3");
}

TEST(Data, ThatFailsIsUndefinedAndRaises) {
    Machine machine(
        "<datamodel><data id=\"x\" expr=\"missing + 1\"/></datamodel><state id=\"a\"><transition "
        "event=\"error.execution\" target=\"b\"/></state><state id=\"b\"/>");
    EXPECT_EQ(machine.active(), "b");
    EXPECT_TRUE(machine.data("x").is_undefined());
}

TEST(Data, LateBindingAssignsAtTheFirstEntryOnly) {
    Machine machine(
        "<state id=\"a\"><onentry><log label=\"x\" expr=\"x\"/></onentry><transition event=\"e\" "
        "target=\"b\"/></state>"
        "<state id=\"b\"><datamodel><data id=\"x\" expr=\"5\"/></datamodel><onentry><log label=\"x\" "
        "expr=\"x\"/>"
        "<assign location=\"x\" expr=\"6\"/></onentry><transition event=\"e\" target=\"a\"/></state>",
        "datamodel=\"ecmascript\" binding=\"late\"");
    EXPECT_EQ(machine.log(), "x");
    machine.send("e");
    EXPECT_EQ(machine.log(), "x=5");
    machine.send("e");
    machine.send("e");
    EXPECT_EQ(machine.log(), "x=6 x=6");
}

TEST(Data, ContentIsJsonOrANormalisedText) {
    Machine machine(
        "<datamodel><data id=\"j\"> {\"a\": [1, true, null]} </data><data id=\"t\"> two\n  words "
        "</data></datamodel>"
        "<state id=\"a\"/>");
    EXPECT_EQ(to_json(machine.data("j")), R"({"a":[1,true,null]})");
    EXPECT_EQ(machine.data("t"), Value("two words"));
}

TEST(Donedata, GoesIntoTheDoneEvent) {
    Machine machine(
        "<state id=\"a\"><final id=\"f\"><donedata><param name=\"k\" expr=\"1\"/><param name=\"bad\" "
        "expr=\"missing\"/>"
        "</donedata></final><transition event=\"done.state.a\"><log label=\"data\" "
        "expr=\"_event.data\"/></transition></state>");
    EXPECT_EQ(machine.log(), R"(data={"k":1})");
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Limits, ADoublingQueueIsStopped) {
    EXPECT_THROW(Machine("<state id=\"a\"><onentry><raise event=\"x\"/></onentry><transition "
                         "event=\"*\"><raise event=\"x\"/>"
                         "<raise event=\"x\"/></transition></state>"),
                 InternalFault);
}

TEST(NullModel, KnowsInAndNothingElse) {
    Machine machine(
        "<parallel id=\"p\"><state id=\"a\"><transition cond=\"In('x')\" target=\"x\"/><transition "
        "cond=\"In(b)\" "
        "target=\"x\"/></state><state id=\"b\"/></parallel><state id=\"x\"/>",
        "datamodel=\"null\"");
    EXPECT_EQ(machine.active(), "x");
}

}  // namespace waymark::states
