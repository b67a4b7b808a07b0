// Personal data stands in the subjects and nowhere else. (I23)
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class Personal : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(world.open().ok()); }
    [[nodiscard]] bool journal_holds(std::string_view text) {
        bool found = false;
        world.journal.scan(1, [&](const EncodedRecord& record) {
            found = found || record.bytes.find(text) != std::string::npos;
            return !found;
        });
        return found;
    }
    const states::Value data = object(
        {{"name", "Anna Muster"},
         {"contacts", states::Value::Array{object({{"phone", "+7 900 1234567"}, {"role", "buyer"}}),
                                           object({{"phone", "+7 900 7654321"}, {"role", "seller"}})}}});

    World world;
};

TEST_F(Personal, IsInNoRecordAndIsRevealedToReaders) {
    const auto id = world.started("firm", data);
    ASSERT_TRUE(world.send(id, "firm.chain").ok());  // its notification carries the name
    world.settle();
    EXPECT_FALSE(journal_holds("Muster"));
    EXPECT_FALSE(journal_holds("1234567"));
    EXPECT_TRUE(journal_holds("buyer"));

    EXPECT_THAT(world.datum_of(id, "name").string(), testing::StartsWith("subject:" + to_text(id) + "."));
    EXPECT_EQ(world.service->reveal(world.datum_of(id, "name")), states::Value("Anna Muster"));
    EXPECT_EQ(world.service->reveal(world.datum_of(id, "contacts")), data["contacts"]);
    EXPECT_EQ(world.service->reveal(world.outbox().at(0).notification.fields)["who"],
              states::Value("Anna Muster"));
}

TEST_F(Personal, ErasedIsNull) {
    const auto id = world.started("firm", data);
    const auto name = world.datum_of(id, "name");
    Commit erase;
    erase.subjects.push_back({name.string(), ""});
    world.settle();
    world.journal.append(erase);
    EXPECT_EQ(world.service->reveal(name), states::Value(nullptr));
}

TEST_F(Personal, NobodyNamesAnothersSubject) {
    const auto id = world.started("firm", data);
    const auto name = world.datum_of(id, "name").string();
    const auto answer = world.send(id, "firm.note", object({{"text", name}}));
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, "form-invalid");
    EXPECT_EQ(answer.error().place, "/text");
    EXPECT_FALSE(world.start("firm", {}, name).ok());
}

TEST_F(Personal, ADryRunStoresNone) {
    const auto dry = world.perform({world.staff, Start{"firm", data, {}}, {}, {}, true});
    ASSERT_TRUE(dry.ok());
    const auto& state = dry->instance->state;
    EXPECT_EQ(states::datum(*dry->instance->definition->chart, state, "name"), states::Value("Anna Muster"));
    EXPECT_FALSE(world.journal.subject("subject:" + to_text(dry->instance->id) + ".4.name"));
}

TEST_F(Personal, ARefusedCommandStoresNone) {
    const auto id = world.started("firm");
    const auto next = world.journal.last().sequence + 1;
    EXPECT_FALSE(world.send(id, "firm.close").ok());
    EXPECT_FALSE(world.start("firm", object({{"name", std::string(41, 'x')}})).ok());
    ASSERT_TRUE(world.send(id, "firm.count").ok());
    EXPECT_FALSE(world.journal.subject("subject:" + to_text(id) + "." + std::to_string(next) + ".name"));
}

}  // namespace
}  // namespace waymark::runtime
