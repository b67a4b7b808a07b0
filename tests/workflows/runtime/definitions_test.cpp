// Versions of documents: published once, kept for ever; an instance stays with its own.
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

TEST(DefinitionVersions, AreRecordedOnce) {
    World world;
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.journal.definitions().size(), 3u);
    EXPECT_EQ(world.records().size(), 3u);
    EXPECT_EQ(world.records().front().cause, Cause::publication);
    world.close();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(world.journal.last().sequence, 3u);
}

TEST(DefinitionVersions, InstancesKeepTheirs) {
    World world;
    ASSERT_TRUE(world.open().ok());
    const auto old = world.started("firm");
    world.close();
    world.program.documents = {charts::firm_of_tomorrow(), charts::job(), charts::meter()};
    ASSERT_TRUE(world.open().ok());
    const auto young = world.started("firm");
    EXPECT_EQ(world.at(old)->definition->version, 1u);
    EXPECT_EQ(world.at(young)->definition->version, 2u);
    const auto code = [&](InstanceId id) {
        const auto answer = world.send(id, "firm.renamed");
        return answer ? "ok" : answer.error().code;
    };
    EXPECT_EQ(code(old), "event-unknown");
    EXPECT_EQ(code(young), "event-not-possible");
    EXPECT_EQ(world.service->definitions(world.staff)->size(), 4u);
    EXPECT_EQ(world.service->definition(4).version, 2u);
}

TEST(DefinitionVersions, ABrokenDocumentKeepsTheServiceShut) {
    auto broken = charts::firm();
    broken.source.resize(broken.source.size() / 2);
    World world({broken});
    const auto opened = world.open();
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, "bad-chart");
    EXPECT_THAT(opened.error().place, testing::StartsWith("firm.scxml:"));
}

TEST(DefinitionVersions, ABrokenFormKeepsTheServiceShut) {
    auto broken = charts::meter();
    const std::string_view form = R"("minimum":1)";
    broken.source.replace(broken.source.find(form), form.size(), R"("minimum":[])");
    World world({broken});
    const auto opened = world.open();
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, "bad-form");
}

TEST(Observers, SeeEachCommitAndWhatWasThere) {
    World world;
    ASSERT_TRUE(world.open().ok());
    const auto id = world.started("firm");
    world.close();
    world.service = std::make_unique<Service>(world.ports(), world.program, world.settings);
    std::vector<std::uint64_t> versions;
    world.service->observe("firm", [&](const Instance& instance) { versions.push_back(instance.version); });
    std::vector<std::string> moved;
    world.service->observe_commits(
        [&](const Instance& instance) { moved.push_back(instance.definition->workflow); });
    ASSERT_TRUE(world.service->open().ok());
    EXPECT_TRUE(moved.empty()) << "nothing was committed yet";
    ASSERT_TRUE(world.send(id, "firm.count").ok());
    ASSERT_TRUE(world.start("meter").ok());
    EXPECT_EQ(versions, (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(moved, (std::vector<std::string>{"firm", "meter"}));
}

}  // namespace
}  // namespace waymark::runtime
