// What the service sends by itself into other families: after a commit, and again at the start, until it is
// done.
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

constexpr std::string_view post = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="post"
       datamodel="ecmascript" initial="idle">
  <wm:start roles="staff"/>
  <wm:event name="ring" roles="staff"/>
  <state id="idle"><transition event="ring" target="ringing"/></state>
  <final id="ringing"/>
</scxml>)xml";

constexpr std::string_view house = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="house"
       datamodel="ecmascript" initial="quiet">
  <wm:start roles="staff">
    <wm:form>{"type":"object","properties":{"deaf":{"type":"boolean"}}}</wm:form>
  </wm:start>
  <wm:event name="heard"><wm:form>{"type":"object","properties":{"from":{"type":"string"}}}</wm:form></wm:event>
  <datamodel><data id="deaf" expr="false"/><data id="heard" expr="[]"/></datamodel>
  <state id="quiet">
    <transition event="heard" cond="!deaf"><assign location="heard" expr="append(heard, _event.data.from)"/></transition>
  </state>
</scxml>)xml";

/// Every post that rings is to be heard in every house.
class Posts : public testing::Test {
  protected:
    Posts()
        : world({{"post", std::string(post), "post.scxml"}, {"house", std::string(house), "house.scxml"}}) {
        world.program.lookups = {{"houses", "house", [](const Instance&) { return std::string("all"); }}};
        world.program.errands = {
            {"post", [](const Instance& each, const FindInstances& find) {
                 std::vector<Errand> errands;
                 if (principal_state(each) != "ringing") return errands;
                 const states::Value from(to_text(each.id));
                 for (const auto& home : find("houses", "all"))
                     if (!has_heard(*home, from))
                         errands.push_back({home->id, "heard", object({{"from", from}})});
                 return errands;
             }}};
    }
    void SetUp() override { ASSERT_TRUE(world.open().ok()); }

    static bool has_heard(const Instance& home, const states::Value& from) {
        const auto heard = states::datum(*home.definition->chart, home.state, "heard");
        return std::ranges::find(heard.array(), from) != heard.array().end();
    }
    std::size_t times_heard(InstanceId home) { return world.datum_of(home, "heard").array().size(); }

    World world;
};

TEST_F(Posts, WhatFollowsInOtherFamiliesIsSentByTheServiceOnce) {
    std::vector<InstanceId> houses;
    for (int i = 0; i < 600; ++i) houses.push_back(world.started("house"));
    const auto deaf = world.started("house", object({{"deaf", true}}));
    const auto first = world.started("post");
    ASSERT_TRUE(world.send(first, "ring").ok());
    world.settle();
    for (const auto home : houses) ASSERT_EQ(times_heard(home), 1U);
    EXPECT_EQ(times_heard(deaf), 0U) << "a refusal is left";
    EXPECT_EQ(world.records().back().person.number, 0U) << "by the service itself";

    const auto count = world.records().size();
    world.close();
    ASSERT_TRUE(world.open().ok());
    world.settle();
    EXPECT_EQ(world.records().size(), count) << "what is done is not done again";
}

TEST_F(Posts, WhatAKillLeftUndoneIsDoneAtTheStart) {
    const auto first = world.started("house"), second = world.started("house");
    const auto from = world.started("post");
    world.submit({world.staff, SendEvent{from, "ring", {}}, {}, {}, false}, [](const auto&) {});
    ASSERT_TRUE(world.writer.run_one()) << "the ringing is committed, the errands wait";
    EXPECT_EQ(world.state_of(from), "ringing");
    EXPECT_EQ(times_heard(first), 0U);
    world.kill();
    ASSERT_TRUE(world.open().ok());
    world.settle();
    EXPECT_EQ(times_heard(first), 1U);
    EXPECT_EQ(times_heard(second), 1U);
}

TEST_F(Posts, NobodyOutsideSendsThem) {
    const auto home = world.started("house");
    const auto refused = world.send(home, "heard", object({{"from", "me"}}));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "role-missing");
}

/// It rings by itself after a minute, and is over after another.
constexpr std::string_view alarm = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="alarm"
       datamodel="ecmascript" initial="set">
  <wm:start roles="staff"/>
  <wm:event name="ring"/><wm:event name="stop"/>
  <state id="set">
    <onentry><send event="ring" delay="60s"/><send event="stop" delay="120s"/></onentry>
    <transition event="ring" target="ringing"/>
  </state>
  <state id="ringing"><transition event="stop" target="over"/></state>
  <final id="over"/>
</scxml>)xml";

/// A house that an alarm rings in has to be looked for, which takes long; it hears how many there are.
class Search : public Posts {
  protected:
    Search() {
        world.program.documents.push_back({"alarm", std::string(alarm), "alarm.scxml"});
        world.program.errands.push_back({"alarm", [this](const Instance& each, const FindInstances&) {
                                             std::vector<Errand> errands;
                                             if (principal_state(each) == "ringing")
                                                 errands.push_back({home, "heard", {}, count_houses});
                                             return errands;
                                         }});
    }
    void SetUp() override {
        Posts::SetUp();
        home = world.started("house");
    }
    static states::Value count_houses(const Asking& asking) {
        EXPECT_EQ(asking.instance->definition->workflow, "house") << "about whom it is for";
        EXPECT_EQ(asking.actor.person.number, 0U);
        const auto found = asking.find("houses", "all").size();
        EXPECT_EQ(asking.inquiry.all("house").size(), found);
        return object({{"from", std::to_string(found)}});
    }
    /// Up to when the alarm rings, and nothing has been looked for.
    void ring() {
        world.started("alarm");
        world.clock.set(world.clock.wall() + std::chrono::minutes(1));
        while (world.slow.waiting() == 0) ASSERT_TRUE(world.writer.run_one());
    }
    void advance(std::chrono::seconds by) {
        world.service->advance(world.clock.wall() + by, [this](Instant to) { world.clock.set(to); });
    }
    /// When it was, the only time.
    Instant heard_at() {
        std::vector<Instant> all;
        for (const auto& record : world.records())
            if (record.event.name == "heard") all.push_back(record.at);
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? Instant{} : all.front();
    }
    states::Value heard() { return world.datum_of(home, "heard"); }

    InstanceId home;
};

TEST_F(Search, OthersGoOnWhileSomethingIsFoundOut) {
    ring();
    const auto other = world.started("house");
    EXPECT_EQ(times_heard(other), 0U) << "answered meanwhile";
    EXPECT_EQ(times_heard(home), 0U);
    world.settle();
    EXPECT_EQ(heard(), states::Value(states::Value::Array{"2"})) << "of what is committed then";
    EXPECT_EQ(world.records().back().event.name, "heard");
    EXPECT_EQ(world.records().back().person.number, 0U);
}

TEST_F(Search, WhatAKillInterruptsIsFoundOutAtTheNextStart) {
    ring();
    world.kill();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(times_heard(home), 0U);
    world.settle();
    EXPECT_EQ(times_heard(home), 1U);
}

TEST_F(Search, AnOrderlyEndWaitsForIt) {
    ring();
    world.close();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(times_heard(home), 1U);
}

TEST_F(Search, TheClockOfARehearsalWaitsForIt) {
    world.started("alarm");
    const auto rings_at = world.clock.wall() + std::chrono::minutes(1);
    advance(std::chrono::hours(1));
    EXPECT_EQ(heard_at(), rings_at);
}

TEST_F(Search, TheClockOfARehearsalWaitsForWhatAKillInterrupted) {
    ring();
    const auto rings_at = world.clock.wall();
    world.kill();
    ASSERT_TRUE(world.open().ok());
    advance(std::chrono::hours(1));
    EXPECT_EQ(heard_at(), rings_at);
}

}  // namespace
}  // namespace waymark::runtime
