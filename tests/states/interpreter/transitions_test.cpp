// Which transitions are taken, what they leave and enter (SCXML 3.1, 3.5, 3.10, 3.12, 3.13).
#include "tests/states/interpreter/machine.hpp"

namespace waymark::states {

namespace {

// A state that logs "+id" and "-id".
std::string state(const std::string& id, const std::string& content = "", const std::string& name = "state") {
    return "<" + name + " id=\"" + id + "\"><onentry><log label=\"+" + id +
           "\"/></onentry><onexit><log label=\"-" + id + "\"/></onexit>" + content + "</" + name + ">";
}

std::string on(const std::string& event, const std::string& target, const std::string& more = "") {
    return "<transition event=\"" + event + "\"" + (target.empty() ? "" : " target=\"" + target + "\"") +
           more + "/>";
}

}  // namespace

TEST(Transitions, EnterAncestorsFirstAndLeaveDescendantsFirst) {
    Machine machine(state("a", on("e", "b2") + state("a1", state("a11"))) +
                    state("b", state("b1") + state("b2")));
    EXPECT_EQ(machine.log(), "+a +a1 +a11");
    machine.send("e");
    EXPECT_EQ(machine.log(), "-a11 -a1 -a +b +b2");
}

TEST(Transitions, ExternalToADescendantLeavesTheSourceInternalDoesNot) {
    Machine machine(
        state("a", on("out", "a2") + on("in", "a2", " type=\"internal\"") + state("a1") + state("a2")));
    machine.log();
    machine.send("in");
    EXPECT_EQ(machine.log(), "-a1 +a2");
    machine.send("out");
    EXPECT_EQ(machine.log(), "-a2 -a +a +a2");
}

TEST(Transitions, InternalOfAParallelIsExternal) {
    Machine machine(state("p", on("in", "r1", " type=\"internal\"") + state("r1") + state("r2"), "parallel"));
    machine.log();
    machine.send("in");
    EXPECT_EQ(machine.log(), "-r2 -r1 -p +p +r1 +r2");
}

TEST(Transitions, InternalToTheSourceItselfIsExternal) {
    Machine machine(state("a", on("in", "a", " type=\"internal\"") + state("a1")));
    machine.log();
    machine.send("in");
    EXPECT_EQ(machine.log(), "-a1 -a +a +a1");
}

TEST(Transitions, WithoutATargetRunTheirContentAndLeaveNothing) {
    Machine machine(state("a", "<transition event=\"e\"><log label=\"here\"/></transition>"));
    machine.log();
    machine.send("e");
    EXPECT_EQ(machine.log(), "here");
    EXPECT_TRUE(machine.outcome().matched);
    EXPECT_TRUE(machine.outcome().exited.empty());
}

TEST(Transitions, TheFirstThatHoldsInDocumentOrderIsTaken) {
    Machine machine(
        "<datamodel><data id=\"x\" expr=\"2\"/></datamodel>" +
        state("a", on("e", "b", " cond=\"x == 1\"") + on("e", "c", " cond=\"x == 2\"") + on("e", "b")) +
        state("b") + state("c"));
    machine.send("e");
    EXPECT_EQ(machine.active(), "c");
    ASSERT_EQ(machine.outcome().verdicts.size(), 2U);
    EXPECT_FALSE(machine.outcome().verdicts[0].taken);
    EXPECT_TRUE(machine.outcome().verdicts[1].taken);
    EXPECT_EQ(machine.outcome().verdicts[1].values.at(0).first, "x");
    EXPECT_EQ(machine.outcome().verdicts[1].values.at(0).second, Value(2));
}

TEST(Transitions, OfADescendantPreEmptThoseOfAnAncestor) {
    Machine machine(state("a", on("e", "c") + state("a1", on("e", "b"))) + state("b") + state("c"));
    machine.send("e");
    EXPECT_EQ(machine.active(), "b");
}

TEST(Transitions, MatchEventsTokenByToken) {
    const auto taken = [](const std::string& descriptor, const std::string& event) {
        Machine machine(state("a", on(descriptor, "b")) + state("b"));
        machine.send(event);
        return machine.active() == "b";
    };
    for (const auto* descriptor : {"error", "error.", "error.*", "*", "foo error"}) {
        EXPECT_TRUE(taken(descriptor, "error")) << descriptor;
        EXPECT_TRUE(taken(descriptor, "error.send")) << descriptor;
        EXPECT_TRUE(taken(descriptor, "error.send.failed")) << descriptor;
    }
    for (const auto* event : {"errors", "errors.my.custom", "errorhandler.mistake", "my.error", "Error"})
        EXPECT_FALSE(taken("error", event)) << event;
    EXPECT_FALSE(taken("error.send", "error"));
    EXPECT_FALSE(taken("error.send", "error.sender"));
}

TEST(Transitions, AnUnmatchedEventChangesNothing) {
    Machine machine(state("a", on("e", "b")) + state("b"));
    machine.log();
    machine.send("other");
    EXPECT_EQ(machine.active(), "a");
    EXPECT_FALSE(machine.outcome().matched);
    EXPECT_EQ(machine.log(), "");
}

TEST(Conflicts, TheEarlierRegionWins) {
    // Both leave p: only the transition of the region that comes first is taken.
    Machine machine(state("p",
                          state("r1", state("r11", on("e", "x"))) + state("r2", state("r21", on("e", "y"))),
                          "parallel") +
                    state("x") + state("y"));
    machine.send("e");
    EXPECT_EQ(machine.active(), "x");
}

TEST(Conflicts, OneThatLeavesThePeersRegionStopsThePeersOwn) {
    // r1 leaves p, r2 would stay within itself: r1 was selected first.
    Machine first(state("p",
                        state("r1", state("r11", on("e", "x"))) +
                            state("r2", state("r21", on("e", "r22")) + state("r22")),
                        "parallel") +
                  state("x"));
    first.send("e");
    EXPECT_EQ(first.active(), "x");
    // The other way round: the one that stays was selected first, and the one that leaves yields.
    Machine second(state("p",
                         state("r1", state("r11", on("e", "r12")) + state("r12")) +
                             state("r2", state("r21", on("e", "x"))),
                         "parallel") +
                   state("x"));
    second.send("e");
    EXPECT_EQ(second.active(), "r12 r21");
}

TEST(Conflicts, ADescendantsTransitionRemovesSeveralOfItsAncestors) {
    // e in r1 selects p's own transition; r2's is of a descendant of p and pre-empts it, so r1 stays.
    Machine machine(state("p",
                          on("e", "x") + state("r1", state("r11")) +
                              state("r2", state("r21", on("e", "r22")) + state("r22")),
                          "parallel") +
                    state("x"));
    machine.send("e");
    EXPECT_EQ(machine.active(), "r11 r22");
}

TEST(Conflicts, InNestedParallelsOnlyWhatMeetsIsStopped) {
    // q lies in r1. q1 leaves q for r12, which pre-empts q2's; r2 is not touched and moves, too.
    const auto q = state(
        "q",
        state("q1", state("q11", on("e", "r12"))) + state("q2", state("q21", on("e", "q22")) + state("q22")),
        "parallel");
    Machine machine(
        state("p", state("r1", q + state("r12")) + state("r2", state("r21", on("e", "r22")) + state("r22")),
              "parallel"));
    machine.log();
    machine.send("e");
    EXPECT_EQ(machine.active(), "r12 r22");
    EXPECT_EQ(machine.log(), "-r21 -q21 -q2 -q11 -q1 -q +r12 +r22");
}

TEST(Conflicts, TargetlessTransitionsConflictWithNone) {
    Machine machine(
        state("p",
              state("r1", state("r11", "<transition event=\"e\"><log label=\"here\"/></transition>")) +
                  state("r2", state("r21", on("e", "x"))),
              "parallel") +
        state("x"));
    machine.log();
    machine.send("e");
    EXPECT_EQ(machine.log(), "-r21 -r2 -r11 -r1 -p here +x");
}

TEST(Conflicts, RegionsWithoutConflictMoveTogether) {
    Machine machine(state("p",
                          state("r1", state("r11", on("e", "r12")) + state("r12")) +
                              state("r2", state("r21", on("e", "r22")) + state("r22")),
                          "parallel"));
    machine.log();
    machine.send("e");
    EXPECT_EQ(machine.log(), "-r21 -r11 +r12 +r22");
}

TEST(Targets, SeveralAreEnteredTogether) {
    Machine machine(state("a", on("e", "r22 r12")) +
                    state("p",
                          state("r1", state("r11") + state("r12")) +
                              state("r2", state("r21") + state("r22")) + state("r3", state("r31")),
                          "parallel"));
    machine.log();
    machine.send("e");
    EXPECT_EQ(machine.log(), "-a +p +r1 +r12 +r2 +r22 +r3 +r31");
}

TEST(Targets, InitialMayNameDeepStates) {
    Machine machine(
        state("p", state("r1", state("r11") + state("r12")) + state("r2", state("r21") + state("r22")),
              "parallel"),
        "initial=\"r22 r12\"");
    EXPECT_EQ(machine.active(), "r12 r22");
}

TEST(Targets, InitialContentRunsAfterTheStatesOwnEntry) {
    Machine machine(
        "<state id=\"a\"><initial><transition target=\"a12\"><log label=\"initial\"/></transition></initial>"
        "<onentry><log label=\"+a\"/></onentry>" +
        state("a1", state("a11") + state("a12")) + "</state>");
    EXPECT_EQ(machine.log(), "+a initial +a1 +a12");
}

TEST(Eventless, AreTakenUntilNoneHolds) {
    Machine machine("<datamodel><data id=\"n\" expr=\"0\"/></datamodel>" +
                    state("a",
                          "<transition cond=\"n &lt; 3\" target=\"a\"><assign location=\"n\" expr=\"n + "
                          "1\"/></transition>"));
    EXPECT_EQ(machine.data("n"), Value(3));
}

TEST(Eventless, ComeBeforeInternalEventsAndThoseBeforeExternalOnes) {
    Machine machine(
        state("a",
              "<onentry><send event=\"ext\"/><raise event=\"int\"/></onentry><transition target=\"b\"/>") +
        state("b", on("ext", "wrong") + on("int", "c")) + state("c", on("ext", "d")) + state("d") +
        state("wrong"));
    EXPECT_EQ(machine.active(), "d");
}

TEST(Eventless, ACircleIsOurFaultToStop) {
    EXPECT_THROW(Machine("<state id=\"a\"><transition target=\"b\"/></state><state id=\"b\"><transition "
                         "target=\"a\"/></state>"),
                 InternalFault);
}

TEST(History, ShallowRemembersTheChildDeepTheLeaf) {
    const auto body = [](const std::string& type) {
        return state("a", "<history id=\"h\" type=\"" + type + "\"><transition target=\"a1\"/></history>" +
                              on("out", "b") + state("a1", state("a11", on("next", "a12")) + state("a12"))) +
               state("b", on("back", "h"));
    };
    for (const auto& [type, leaf] : {std::pair{"shallow", "a11"}, std::pair{"deep", "a12"}}) {
        Machine machine(body(type));
        machine.send("next");
        machine.send("out");
        machine.send("back");
        EXPECT_EQ(machine.active(), leaf) << type;
    }
}

TEST(History, GoesToItsDefaultTheFirstTimeWithItsContentBehindTheParentsEntry) {
    Machine machine(
        state("b", on("back", "h") + on("direct", "a")) +
        state("a",
              "<history id=\"h\"><transition target=\"a2\"><log label=\"default\"/></transition></history>" +
                  on("out", "b") + state("a1") + state("a2")));
    machine.log();
    machine.send("back");
    EXPECT_EQ(machine.log(), "-b +a default +a2");
    machine.send("out");
    machine.send("direct");
    EXPECT_EQ(machine.active(), "a1");
    machine.send("out");
    machine.log();
    machine.send("back");
    EXPECT_EQ(machine.log(), "-b +a +a1");
}

TEST(History, OfAParallelRemembersAllRegions) {
    Machine machine(state("p",
                          "<history id=\"h\" type=\"deep\"><transition target=\"r11\"/></history>" +
                              on("out", "b") + state("r1", state("r11", on("e", "r12")) + state("r12")) +
                              state("r2", state("r21", on("f", "r22")) + state("r22")),
                          "parallel") +
                    state("b", on("back", "h")));
    machine.send("f");
    machine.send("out");
    machine.send("back");
    EXPECT_EQ(machine.active(), "r11 r22");
}

TEST(Finals, RaiseDoneOfTheParentAndOfTheParallelWhenAllRegionsAreDone) {
    const auto region = [](const std::string& id, const std::string& event) {
        return state(id, state(id + "1", on(event, id + "f")) + "<final id=\"" + id + "f\"/>");
    };
    Machine machine(state("p",
                          on("done.state.r1", "", "") +
                              "<transition event=\"done.state.p\" target=\"end\"/>" + region("r1", "e") +
                              region("r2", "f"),
                          "parallel") +
                    state("end"));
    machine.send("e");
    EXPECT_EQ(machine.active(), "r1f r21");
    machine.send("f");
    EXPECT_EQ(machine.active(), "end");
}

TEST(Finals, ATopLevelOneEndsTheInstance) {
    Machine machine(
        "<datamodel><data id=\"x\" expr=\"7\"/></datamodel>" +
        state("a", "<onentry><send event=\"later\" delay=\"1s\" id=\"t\"/></onentry>" + on("e", "f")) +
        "<final id=\"f\"><onentry><raise event=\"never\"/></onentry><onexit><log label=\"-f\"/></onexit>"
        "<donedata><param name=\"x\" expr=\"x\"/></donedata></final>");
    machine.log();
    machine.send("e");
    EXPECT_FALSE(machine.state().running);
    EXPECT_TRUE(machine.outcome().ended);
    EXPECT_EQ(machine.outcome().done_data["x"], Value(7));
    EXPECT_EQ(machine.log(), "-a -f");
    EXPECT_EQ(machine.active(), "f") << "where it ended can be seen";
    ASSERT_EQ(machine.outcome().cancelled.size(), 1U);
    EXPECT_EQ(machine.outcome().cancelled[0].send.id, "t");
    EXPECT_TRUE(machine.state().timers.empty());
    machine.send("e");
    EXPECT_FALSE(machine.outcome().matched) << "an ended instance takes nothing";
}

}  // namespace waymark::states
