// Starts and events from outside: what is checked, in which order, and what a refusal says.
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

using testing::ElementsAre;

class Commands : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(world.open().ok()); }

    std::string code(Result<Answer> answer) { return answer ? "ok" : answer.error().code; }
    std::string code_for(Actor actor, InstanceId id, std::string event, states::Value data = {}) {
        return code(world.perform(
            {std::move(actor), SendEvent{id, std::move(event), std::move(data)}, {}, {}, false}));
    }

    World world;
    Actor clerk{InstanceId{2}, "t2", {"clerk"}, {}};
};

TEST_F(Commands, StartGivesAnInstanceOfItsOwnFamily) {
    const auto answer = world.start("firm", {}, "acme");
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    const auto& firm = *answer->instance;
    EXPECT_EQ(firm.family, family_rooted_at(firm.id));
    EXPECT_EQ(firm.version, 1u);
    EXPECT_EQ(firm.key, "acme");
    EXPECT_EQ(firm.record, answer->record);
    EXPECT_EQ(firm.created_at, world.clock.wall());
    EXPECT_EQ(principal_state(firm), "active");
    EXPECT_EQ(world.at(firm.id)->record, firm.record);
}

TEST_F(Commands, IdsGrowWithoutTheClock) {
    const auto a = world.started("firm"), b = world.started("firm");
    world.close();
    ASSERT_TRUE(world.open().ok());
    const auto c = world.started("firm");
    EXPECT_LT(a, b);
    EXPECT_LT(b, c);
}

TEST_F(Commands, EventMovesTheInstanceAndItsVersion) {
    const auto id = world.started("firm");
    const auto answer = world.send(id, "firm.note", object({{"text", "hello"}}));
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->instance->version, 2u);
    EXPECT_EQ(world.datum_of(id, "notes"), states::Value(1));
    const auto records = world.records();
    const auto& record = records.back();
    EXPECT_EQ(record.cause, Cause::command);
    EXPECT_EQ(record.event.name, "firm.note");
    EXPECT_EQ(record.person, world.staff.person);
    EXPECT_EQ(record.token, "t1");
    EXPECT_EQ(record.rulebook, "r1");
    EXPECT_EQ(record.previous, records[records.size() - 2].sequence);
}

TEST_F(Commands, RefusesInOrder) {
    const auto id = world.started("firm");
    const Actor stranger{InstanceId{3}, "t3", {"staff"}, family_rooted_at(InstanceId{77})};
    EXPECT_EQ(code(world.start("nothing")), "not-found");
    EXPECT_EQ(code(world.start("job")), "event-unknown");
    EXPECT_EQ(code(world.perform({clerk, Start{"firm", {}, {}}, {}, {}, false})), "role-missing");
    EXPECT_EQ(code(world.send(InstanceId{5}, "firm.note")), "not-found");
    EXPECT_EQ(code_for(stranger, id, "firm.count"), "not-found");
    EXPECT_EQ(code_for(stranger, id, "no.such.event"), "not-found");
    EXPECT_EQ(code_for(clerk, id, "no.such.event"), "event-unknown");
    EXPECT_EQ(code_for(clerk, id, "firm.count"), "role-missing");
    EXPECT_EQ(code(world.send(id, "firm.go")), "event-not-possible");
    EXPECT_EQ(code_for(Actor{}, id, "firm.count"), "ok");  // the service itself
    EXPECT_EQ(world.at(id)->version, 2u);
}

TEST_F(Commands, AnUnknownEventIsAnsweredWithTheKnownOnes) {
    const auto id = world.started("meter");
    const auto answer = world.send(id, "meter.burn");
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().details["events"],
              states::Value(states::Value::Array{"meter.arm", "meter.read", "meter.beside"}));
}

TEST_F(Commands, AnImpossibleEventIsAnsweredWithReasonsAndWhatIsPossible) {
    const auto id = world.started("firm");
    const auto refused = world.send(id, "firm.close");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "event-not-possible");
    const auto& reason = refused.error().details["reasons"].array().at(0);
    EXPECT_EQ(reason["code"], states::Value("guard"));
    EXPECT_EQ(reason["text"]["en"], states::Value("A firm is closed with at least one note, not 0."));
    EXPECT_EQ(reason["text"]["ru"], states::Value("Нужна хотя бы одна заметка, а их 0."));
    EXPECT_EQ(reason["values"]["notes"], states::Value(0));

    ASSERT_TRUE(world.send(id, "firm.pause").ok());
    const auto paused = world.send(id, "firm.count");
    ASSERT_FALSE(paused.ok());
    EXPECT_EQ(paused.error().details["reasons"].array().at(0)["code"], states::Value("not-in-state"));
    EXPECT_EQ(paused.error().details["possible"], states::Value(states::Value::Array{"firm.go"}));
}

TEST_F(Commands, ARefusalLeavesNoRecord) {
    const auto id = world.started("firm");
    const auto before = world.journal.last().sequence;
    EXPECT_FALSE(world.send(id, "firm.close").ok());
    EXPECT_FALSE(world.send(id, "firm.note", object({{"text", 5}})).ok());
    EXPECT_EQ(world.journal.last().sequence, before);
    EXPECT_EQ(world.at(id)->version, 1u);
}

TEST_F(Commands, WrongDataIsAnsweredWithPointers) {
    const auto id = world.started("firm");
    const auto answer = world.send(id, "firm.note", object({{"text", 5}, {"more", true}}));
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "form-invalid");
    std::vector<std::string> pointers;
    for (const auto& violation : answer.error().details["violations"].array())
        pointers.push_back(violation["pointer"].string());
    EXPECT_THAT(pointers, testing::Contains("/text"));
    EXPECT_EQ(code(world.send(id, "firm.note")), "form-invalid");
    EXPECT_EQ(code(world.send(id, "firm.count", object({{"x", 1}}))), "form-invalid");
    EXPECT_EQ(code(world.send(id, "firm.count", object({}))), "ok");
}

TEST_F(Commands, AStaleVersionIsRefusedWithTheCurrentOne) {
    const auto id = world.started("firm");
    const auto with_version = [&](std::uint64_t version) {
        return world.perform({world.staff, SendEvent{id, "firm.count", {}}, {}, version, false});
    };
    EXPECT_TRUE(with_version(1).ok());
    const auto stale = with_version(1);
    ASSERT_FALSE(stale.ok());
    EXPECT_EQ(stale.error().code, "version-stale");
    EXPECT_EQ(stale.error().details["version"], states::Value(2));
    EXPECT_TRUE(with_version(2).ok());
}

TEST_F(Commands, DryRunSaysWhatWouldHappenAndChangesNothing) {
    const auto id = world.started("firm");
    const auto commits = world.journal.commits();
    const auto answer = world.perform(
        {world.staff, SendEvent{id, "firm.hire", object({{"key", "cook"}})}, key_of(9), {}, true});
    ASSERT_TRUE(answer.ok()) << answer.error().message;
    EXPECT_EQ(answer->record, 0u);
    ASSERT_EQ(answer->touched.size(), 2u);
    EXPECT_EQ(answer->instance->version, 3u);  // hired, and told that the job is ready
    EXPECT_EQ(answer->touched[1]->definition->workflow, "job");
    EXPECT_EQ(world.journal.commits(), commits);
    EXPECT_EQ(world.at(id)->version, 1u);
    // And the real one does the same, under the same key.
    const auto real = world.perform(
        {world.staff, SendEvent{id, "firm.hire", object({{"key", "cook"}})}, key_of(9), {}, false});
    ASSERT_TRUE(real.ok());
    EXPECT_FALSE(real->replayed);
    EXPECT_EQ(real->instance->blob, answer->instance->blob);
    EXPECT_EQ(real->touched[1]->id, answer->touched[1]->id);
}

TEST_F(Commands, DryRunOfAStartLeavesNoFamily) {
    const auto dry = world.perform({world.staff, Start{"firm", {}, {}}, {}, {}, true});
    ASSERT_TRUE(dry.ok());
    EXPECT_FALSE(world.service->instance(world.staff, dry->instance->id).ok());
    EXPECT_EQ(code(world.send(dry->instance->id, "firm.count")), "not-found");
}

TEST_F(Commands, ChancesSayWhoMayDoWhat) {
    const auto id = world.started("firm");
    const auto chances = world.service->chances(clerk, id);
    ASSERT_TRUE(chances.ok());
    for (const auto& chance : *chances) {
        EXPECT_TRUE(chance.role_missing) << chance.declaration.name;
        EXPECT_FALSE(chance.allowed);
    }
    const auto own = world.service->chances(world.staff, id);
    for (const auto& chance : *own) {
        const bool expected = chance.declaration.name != "firm.close" && chance.declaration.name != "firm.go";
        EXPECT_EQ(chance.allowed, expected) << chance.declaration.name;
    }
}

TEST_F(Commands, AfterStopCommandsAreRefused) {
    const auto id = world.started("firm");
    world.service->close();
    EXPECT_EQ(code(world.send(id, "firm.count")), "stopping");
}

}  // namespace
}  // namespace waymark::runtime
