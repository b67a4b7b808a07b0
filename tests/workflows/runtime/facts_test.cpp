// What an event is given by the program before the step, and the start of a new family by a workflow.
#include "tests/workflows/runtime/world.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::runtime {
namespace {

constexpr std::string_view desk = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="desk"
       datamodel="ecmascript" initial="free">
  <wm:start roles="staff">
    <wm:form>{"type":"object","properties":{"number":{"type":"string"}}}</wm:form>
  </wm:start>
  <wm:event name="take" roles="staff" facts="taken_elsewhere">
    <wm:form>{"type":"object","required":["by"],"properties":{"by":{"type":"string"}}}</wm:form>
  </wm:event>
  <wm:event name="hand_over" roles="staff" facts="guest">
    <wm:form>{"type":"object","required":["to"],"properties":{"to":{"type":"string"}}}</wm:form>
  </wm:event>
  <wm:event name="ring" facts="taken_elsewhere"/>
  <wm:event name="approve" roles="staff"/>
  <wm:event name="found" roles="staff"/>
  <wm:event name="leave" roles="staff"/>
  <wm:event name="call" roles="staff"/>
  <datamodel>
    <data id="number" expr="''"/>
    <data id="founded" expr="false"/>
    <data id="by" expr="''"/>
    <data id="taker" expr="''"/>
    <data id="heard" expr="[]"/>
  </datamodel>
  <state id="free">
    <onentry>
      <if cond="founded"><send type="urn:waymark:instance" target="parent" event="born"/></if>
    </onentry>
    <transition event="take" target="taken" cond="_event.data.facts.taken_elsewhere === 0">
      <wm:reason xml:lang="en">TAKEN: {_event.data.facts.taken_elsewhere} of that number is taken.</wm:reason>
      <wm:reason xml:lang="ru">TAKEN: занято {_event.data.facts.taken_elsewhere}.</wm:reason>
      <assign location="by" expr="_event.data.by"/>
      <assign location="taker" expr="_event.origin"/>
    </transition>
    <transition event="found">
      <send type="urn:waymark:start" target="new-family/desk">
        <param name="number" expr="number + '+'"/><param name="founded" expr="true"/>
      </send>
    </transition>
    <transition event="call"><send type="urn:waymark:instance" target="parent" event="call"/></transition>
    <transition event="born error.communication"><assign location="heard" expr="append(heard, _event.name)"/></transition>
  </state>
  <state id="taken">
    <onentry><send event="ring" delay="60s"/></onentry>
    <transition event="ring"><assign location="heard" expr="append(heard, _event.data.facts.taken_elsewhere)"/></transition>
    <transition event="leave" target="free"/>
    <transition event="hand_over" cond="_event.data.facts.guest.known">
      <wm:reason xml:lang="en">STRANGER: nobody knows {_event.data.to}.</wm:reason>
      <assign location="by" expr="_event.data.to"/>
    </transition>
    <transition event="approve" cond="_event.origin !== taker"/>
  </state>
</scxml>)xml";

/// Desks by number while they are taken; the fact counts the others.
class Desks : public testing::Test {
  protected:
    static Settings holding() {
        Settings settings;
        settings.mail_hold = std::chrono::minutes(10);
        return settings;
    }
    Desks() : world({{"desk", std::string(desk), "desk.scxml"}}, holding()) {
        world.program.lookups = {
            {"taken", "desk", [](const Instance& instance) {
                 const auto number = states::datum(*instance.definition->chart, instance.state, "number");
                 return principal_state(instance) == "taken" ? std::string(number.string()) : std::string();
             }}};
        world.program.facts = [this](const FactQuestion& question) {
            ++asked;
            if (question.fact == "guest") {
                const auto& guest = question.event.data["to"];
                return guest.is_undefined() ? states::Value()
                                            : object({{"known", guest == states::Value("Olga")}});
            }
            const auto& chart = *question.instance.definition->chart;
            const auto number = states::datum(chart, question.instance.state, "number");
            const auto found = question.find("taken", number.string());
            return states::Value(static_cast<int>(std::ranges::count_if(
                found, [&](const InstancePtr& other) { return other->id != question.instance.id; })));
        };
    }
    void SetUp() override { ASSERT_TRUE(world.open().ok()); }
    InstanceId new_desk(std::string_view number) {
        return world.started("desk", object({{"number", std::string(number)}}));
    }
    Result<Answer> take(InstanceId id) { return world.send(id, "take", object({{"by", "me"}})); }
    EventChance chance(InstanceId id, std::string_view event) {
        const auto chances = world.service->chances(world.staff, id);
        for (const auto& each : chances.value())
            if (each.declaration.name == event) return each;
        throw std::runtime_error("no such event");
    }
    void verify_journal() {
        world.close();
        ASSERT_TRUE(world.open().ok());
        const auto verified =
            verify(world.journal, world.projections,
                   [&](std::uint32_t number) { return &world.service->definition(number); }, {});
        for (const auto& finding : verified.findings) ADD_FAILURE() << finding.what;
    }

    World world;
    int asked = 0;
};

TEST_F(Desks, AGuardSeesOtherFamiliesAndTheRecordKeepsWhatItSaw) {
    const auto first = new_desk("7"), second = new_desk("7"), other = new_desk("8");
    EXPECT_EQ(chance(second, "take").possibility.chance, states::Chance::yes);
    ASSERT_TRUE(take(first).ok());
    const auto refused = take(second);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "event-not-possible");
    EXPECT_THAT(refused.error().message, testing::HasSubstr("TAKEN: 1 of that number is taken."));
    // Known before the event is sent, though its data is not.
    EXPECT_EQ(chance(second, "take").possibility.chance, states::Chance::no);
    EXPECT_EQ(chance(second, "take").possibility.hindrances.front().reason.ru, "TAKEN: занято 1.");
    EXPECT_TRUE(take(other).ok());
    const auto record = world.records().back();
    EXPECT_EQ(record.event.data["facts"]["taken_elsewhere"], states::Value(0));
    EXPECT_EQ(record.event.data["by"], states::Value("me"));
    verify_journal();
}

TEST_F(Desks, AFactThatHangsOnTheEventsDataIsOpenUntilItIsSent) {
    const auto id = new_desk("7");
    ASSERT_TRUE(take(id).ok());
    EXPECT_EQ(chance(id, "hand_over").possibility.chance, states::Chance::depends);
    EXPECT_TRUE(chance(id, "hand_over").allowed);
    const auto refused = world.send(id, "hand_over", object({{"to", "Nobody"}}));
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, testing::HasSubstr("STRANGER: nobody knows Nobody."));
    EXPECT_TRUE(world.send(id, "hand_over", object({{"to", "Olga"}})).ok());
    EXPECT_EQ(world.datum_of(id, "by"), states::Value("Olga"));
    verify_journal();
}

TEST_F(Desks, OfTwoCommandsInOneCommitTheSecondSeesTheFirst) {
    const auto first = new_desk("7"), second = new_desk("7");
    std::vector<bool> taken;
    for (const auto id : {first, second})
        world.submit({world.staff, SendEvent{id, "take", object({{"by", "me"}})}, {}, {}, false},
                     [&](Result<Answer> answer) { taken.push_back(answer.ok()); });
    const auto commits = world.journal.commits();
    world.settle();
    EXPECT_EQ(world.journal.commits(), commits + 1);
    EXPECT_EQ(taken, (std::vector<bool>{true, false}));
}

TEST_F(Desks, LookupsOutliveARestart) {
    const auto first = new_desk("7"), second = new_desk("7");
    ASSERT_TRUE(take(first).ok());
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_FALSE(take(second).ok());
}

TEST_F(Desks, ATimersEventHasFactsToo) {
    const auto first = new_desk("7"), second = new_desk("8");
    ASSERT_TRUE(take(first).ok());
    ASSERT_TRUE(take(second).ok());
    world.pass(std::chrono::minutes(2));
    EXPECT_EQ(world.datum_of(first, "heard"), states::Value(states::Value::Array{0}));
    verify_journal();
}

TEST_F(Desks, NobodyIsAskedForEventsWithoutFacts) {
    const auto id = new_desk("7");
    ASSERT_TRUE(world.send(id, "found").ok());
    EXPECT_EQ(asked, 0);
}

TEST_F(Desks, AGuardKnowsWhoSends) {
    const auto id = new_desk("7");
    ASSERT_TRUE(take(id).ok());
    EXPECT_EQ(world.datum_of(id, "taker"), states::Value(to_text(world.staff.person)));
    EXPECT_FALSE(world.send(id, "approve").ok());
    EXPECT_FALSE(chance(id, "approve").allowed);
    const auto answer = world.perform(
        {Actor{InstanceId{2}, "t2", {"staff"}, {}}, SendEvent{id, "approve", {}}, {}, {}, false});
    EXPECT_TRUE(answer.ok());
}

TEST_F(Desks, ANewFamilyBeginsInTheSameCommitAndTellsWhoBeganIt) {
    const auto id = new_desk("7");
    const auto commits = world.journal.commits();
    const auto answer = world.send(id, "found");
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(world.journal.commits(), commits + 1);
    ASSERT_EQ(answer->touched.size(), 2u);
    const auto& root = answer->touched[1];
    EXPECT_EQ(root->family, family_rooted_at(root->id));
    EXPECT_EQ(root->parent, id);
    EXPECT_EQ(world.datum_of(root->id, "number"), states::Value("7+"));
    EXPECT_EQ(world.datum_of(id, "heard"), states::Value(states::Value::Array{"born"}));
    // Later nothing leaves the family: the other one's timers could be due before it.
    ASSERT_TRUE(world.send(root->id, "call").ok());
    EXPECT_EQ(world.datum_of(root->id, "heard"), states::Value(states::Value::Array{"error.communication"}));
    verify_journal();
}

// Undone, the command would give back what is somebody else's by now.
TEST_F(Desks, WhatWasGivenToOthersSinceIsNotTakenBack) {
    const auto first = new_desk("7"), second = new_desk("7");
    ASSERT_TRUE(take(first).ok());
    const auto left = world.send(first, "leave");
    const auto undo = [&] {
        return world.perform({world.staff, UndoCommand{left->record, {}}, {}, {}, false});
    };
    const auto taken = take(second);
    ASSERT_TRUE(taken.ok());
    const auto refused = undo();
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "undo-moved");
    EXPECT_EQ(refused.error().details["instance"], states::Value(to_text(second)));
    EXPECT_EQ(world.state_of(first), "free");
    ASSERT_TRUE(world.send(second, "leave").ok());
    EXPECT_TRUE(undo().ok());
    EXPECT_EQ(world.state_of(first), "taken");
    EXPECT_FALSE(take(second).ok()) << "it is found again";
    verify_journal();
}

TEST_F(Desks, AnUndoEndsTheFamilyThatTheCommandBegan) {
    const auto id = new_desk("7");
    const auto founded = world.send(id, "found");
    const auto root = founded->touched.at(1)->id;
    ASSERT_TRUE(world.perform({world.staff, UndoCommand{founded->record, {}}, {}, {}, false}).ok());
    EXPECT_EQ(world.state_of(root), "undone");
    EXPECT_EQ(world.datum_of(id, "heard"), states::Value(states::Value::Array{}));
    verify_journal();
}

}  // namespace
}  // namespace waymark::runtime
