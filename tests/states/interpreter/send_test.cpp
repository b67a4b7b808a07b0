// <send>, <cancel>, timers and what they become (SCXML 6.2, 6.3, C.1).
#include "states/step.hpp"
#include "tests/states/interpreter/machine.hpp"

namespace waymark::states {

namespace {

using namespace std::chrono_literals;

std::string entry(const std::string& content, const std::string& more = "") {
    return "<datamodel><data id=\"x\" expr=\"1\"/></datamodel><state id=\"a\"><onentry>" + content +
           "</onentry>" + more + "</state>";
}

const std::string log_event =
    "<transition event=\"*\"><log label=\"e\" expr=\"[_event.name, _event.type, _event.sendid, "
    "_event.origin, _event.origintype, _event.data]\"/></transition>";

}  // namespace

TEST(Delay, IsACssTime) {
    EXPECT_EQ(parse_delay("1s"), 1s);
    EXPECT_EQ(parse_delay(".5s"), 500ms);
    EXPECT_EQ(parse_delay("1.5s"), 1500ms);
    EXPECT_EQ(parse_delay("200ms"), 200ms);
    EXPECT_EQ(parse_delay("0s"), 0s);
    for (const auto* bad :
         {"", "1", "s", "-1s", "1 s", "1m", "1.s", "NaNs", "1e3s", "99999999999999999999s", "+1s", "1.2.3s"})
        EXPECT_FALSE(parse_delay(bad)) << bad;
}

TEST(Send, WithoutDelayIsTheNextExternalEvent) {
    Machine machine(entry("<send event=\"e\" id=\"given\"><param name=\"k\" expr=\"x\"/></send>", log_event));
    EXPECT_EQ(
        machine.log(),
        R"(e=["e","external","given","#_scxml_m1","http://www.w3.org/TR/scxml/#SCXMLEventProcessor",{"k":1}])");
}

TEST(Send, AnIdThatNobodyGaveStaysAway) {
    Machine machine(entry("<send event=\"e\"/>", log_event));
    EXPECT_EQ(
        machine.log(),
        R"(e=["e","external",null,"#_scxml_m1","http://www.w3.org/TR/scxml/#SCXMLEventProcessor",null])");
}

TEST(Send, IdlocationTakesTheIdThatTheEventCarries) {
    Machine machine(
        entry("<send event=\"e\" idlocation=\"x\"/><send event=\"f\" idlocation=\"y\"/>",
              "<transition event=\"e\"><log label=\"same\" expr=\"_event.sendid === x\"/></transition>") +
        "<state id=\"b\"><datamodel><data id=\"y\"/></datamodel></state>");
    EXPECT_EQ(machine.log(), "same=true");
    EXPECT_FALSE(machine.data("x") == Value(1));
}

TEST(Send, ToInternalIsAnInternalEvent) {
    Machine machine(entry("<send event=\"e\" target=\"#_internal\"/>", log_event));
    EXPECT_EQ(machine.log(), R"(e=["e","internal",null,null,null,null])");
}

TEST(Send, ArgumentsAreThoseOfTheMomentOfSending) {
    Machine machine(
        entry("<send event=\"e\" delay=\"1s\"><param name=\"k\" expr=\"x\"/></send><assign location=\"x\" "
              "expr=\"2\"/>",
              "<transition event=\"e\"><log label=\"k\" expr=\"_event.data.k\"/></transition>"));
    machine.advance(2s);
    EXPECT_EQ(machine.log(), "k=1");
}

TEST(Send, NothingIsSentWhenAnArgumentFails) {
    Machine machine(
        entry("<send event=\"e\"><param name=\"k\" expr=\"missing\"/></send><log label=\"after\"/>",
              "<transition event=\"e\"><log label=\"sent\"/></transition>"));
    EXPECT_EQ(machine.log(), "");
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Send, AnErrorCarriesTheSendid) {
    Machine machine(
        entry("<send event=\"e\" id=\"s1\" target=\"nonsense\"/>",
              "<transition event=\"error\"><log label=\"id\" expr=\"_event.sendid\"/></transition>"));
    EXPECT_EQ(machine.log(), "id=\"s1\"");
}

TEST(Send, ToNobodyIsAnErrorOfTheRightKind) {
    for (const auto& [target, error] :
         {std::pair{"#_scxml_other", "error.communication"}, std::pair{"#_parent", "error.communication"},
          std::pair{"nonsense", "error.execution"}}) {
        Machine machine(entry("<send event=\"e\" target=\"" + std::string(target) + "\"/>"));
        EXPECT_EQ(machine.errors(), error) << target;
    }
    Machine machine(entry("<send event=\"e\" type=\"smoke\"/>"));
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Send, OwnTypesAreHandedOut) {
    Machine machine(
        entry("<send event=\"mail\" id=\"m\" type=\"urn:waymark:notification\" target=\"partner\"><param "
              "name=\"k\" "
              "expr=\"x\"/></send>"));
    ASSERT_EQ(machine.outcome().sends.size(), 1U);
    const auto& send = machine.outcome().sends[0];
    EXPECT_EQ(send.id, "m");
    EXPECT_EQ(send.type, "urn:waymark:notification");
    EXPECT_EQ(send.target, "partner");
    EXPECT_EQ(send.event, "mail");
    EXPECT_EQ(send.data["k"], Value(1));
}

TEST(Send, OwnTypesWithADelayWaitAsTimers) {
    Machine machine(entry(
        "<send event=\"mail\" type=\"urn:waymark:notification\" delay=\"1s\" wm:superseded-by=\"a b\"/>"));
    EXPECT_TRUE(machine.outcome().sends.empty());
    ASSERT_EQ(machine.state().timers.size(), 1U);
    EXPECT_EQ(machine.state().timers[0].send.type, "urn:waymark:notification");
    EXPECT_EQ(machine.state().timers[0].superseded_by, (std::vector<std::string>{"a", "b"}));
}

TEST(Send, RepeatedNamesKeepAllValues) {
    Machine machine(
        entry("<send event=\"e\"><param name=\"k\" expr=\"1\"/><param name=\"k\" expr=\"2\"/></send>",
              "<transition event=\"e\"><log label=\"k\" expr=\"_event.data.k\"/></transition>"));
    EXPECT_EQ(machine.log(), "k=[1,2]");
}

TEST(Timers, AreOrderedByDueThenByArming) {
    Machine machine(
        entry("<send event=\"second\" delay=\"2s\"/><send event=\"first\" delay=\"1s\"/><send "
              "event=\"third\" delay=\"2s\"/>",
              "<transition event=\"*\"><log label=\"at\" expr=\"_event.name\"/></transition>"));
    machine.advance(3s);
    EXPECT_EQ(machine.log(), "at=\"first\" at=\"second\" at=\"third\"");
}

TEST(Timers, TakeAnAbsoluteInstant) {
    Machine machine(
        entry("<send event=\"e\" delayexpr=\"'@2026-04-01T00:00:00Z'\"/><send event=\"bad\" "
              "delayexpr=\"'@tomorrow'\"/>"));
    ASSERT_EQ(machine.state().timers.size(), 1U);
    EXPECT_EQ(machine.state().timers[0].due, parse_instant("2026-04-01T00:00:00Z"));
    EXPECT_EQ(machine.errors(), "error.execution");
}

TEST(Timers, AreCancelledByTheirIdAllOfThem) {
    Machine machine(
        entry("<send event=\"e\" id=\"t\" delay=\"1s\"/><send event=\"f\" id=\"t\" delay=\"2s\"/><send "
              "event=\"g\" delay=\"3s\"/>",
              "<transition event=\"stop\"><cancel sendidexpr=\"'t'\"/></transition>"
              "<transition event=\"*\"><log label=\"at\" expr=\"_event.name\"/></transition>"));
    machine.send("stop");
    EXPECT_EQ(machine.outcome().cancelled.size(), 2U);
    machine.advance(5s);
    EXPECT_EQ(machine.log(), "at=\"g\"");
}

TEST(Timers, ArmedAndCancelledInOneStepNeverWere) {
    Machine machine(entry("<send event=\"e\" id=\"t\" delay=\"1s\"/><cancel sendid=\"t\"/>"));
    EXPECT_TRUE(machine.outcome().armed.empty());
    EXPECT_TRUE(machine.outcome().cancelled.empty());
    EXPECT_TRUE(machine.state().timers.empty());
}

TEST(Timers, SaySoWhenTheyAreLate) {
    Machine machine(entry("<send event=\"e\" delay=\"1s\"/>",
                          "<transition event=\"e\"><log label=\"late\" expr=\"_event.late\"/></transition>"));
    machine.be_late();
    machine.advance(1s);
    EXPECT_EQ(machine.log(), "late=true");
}

TEST(System, VariablesTellTheSession) {
    Machine machine(
        entry("<log label=\"v\" expr=\"[_sessionid, _name, "
              "_ioprocessors['http://www.w3.org/TR/scxml/#SCXMLEventProcessor']"
              ".location, now, typeof _event]\"/>"));
    EXPECT_EQ(machine.log(), R"(v=["m1","m","#_scxml_m1","2026-03-31T23:33:20.000Z","undefined"])");
}

}  // namespace waymark::states
