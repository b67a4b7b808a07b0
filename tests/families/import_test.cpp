// An import while the disk is full: what was found is written down when there is room again, without a new
// start. (I26)
#include "tests/contract/memory_bulk.hpp"
#include "tests/workflows/runtime/world.hpp"
#include "workflows/partner/imports/import_desk.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::families {
namespace {

using contract::Failure;
using runtime::InstanceId;
using states::Value;

class FullDisk : public testing::Test {
  protected:
    void SetUp() override {
        world.program = partner::partner_program(book);
        world.staff = {{1}, "t", {"admin", "finance", "coordinator"}, {}};
        auto ports = world.ports();
        ports.bulk = &bulk;
        world.service = std::make_unique<runtime::Service>(ports, world.program, world.settings);
        desk.emplace(*world.service, bulk, reading, *book);
        ASSERT_TRUE(world.service->open({}).ok());
        partner = world.started("partner", Value::Object{{"name", "Romashka"}, {"tin", "7707083893"}});
        world.staff.person =
            world.started("person", Value::Object{{"name", "Somebody"}, {"roles", Value::Array{"finance"}}});
        import = world.started("import", Value::Object{{"kind", "consumption"}, {"file", "february.csv"}});
        ASSERT_TRUE(world.service
                        ->keep_slice(world.staff, import, 1,
                                     "account,partner,service,month,amount\r\n"
                                     "a,7707083893,compute,2026-02,10.25\r\n")
                        .ok());
    }
    void TearDown() override {
        reading.drop();
        world.kill();
    }

    void settle() {
        do world.settle();
        while (reading.run_all() > 0);
    }
    void pass(std::chrono::microseconds by) {
        world.clock.set(world.clock.wall() + by);
        settle();
    }
    void check() {
        ASSERT_TRUE(world.send(import, "check").ok());
        settle();
    }
    void publish() {
        ASSERT_TRUE(
            world
                .send(import, "publish",
                      Value::Object{
                          {"rows", 1}, {"total_kopecks", 1'025}, {"complete", Value::Array{"2026-02"}}})
                .ok());
    }

    const std::shared_ptr<partner::ConsumptionBook> book = std::make_shared<partner::ConsumptionBook>();
    contract::MemoryBulk bulk;
    runtime::World world;
    executor::ManualExecutor reading{world.clock};
    std::optional<partner::ImportDesk> desk;
    InstanceId partner, import;
};

TEST_F(FullDisk, WhatTheCheckFoundIsToldWhenThereIsRoom) {
    ASSERT_TRUE(world.send(import, "check").ok());
    world.journal.fail_append(1, Failure::full);
    settle();
    EXPECT_EQ(world.state_of(import), "checking");
    pass(partner::ImportDesk::retry - std::chrono::milliseconds(1));
    EXPECT_EQ(world.state_of(import), "checking") << "not at once, for ever";
    world.journal.fail_append(1, Failure::full);
    pass(std::chrono::milliseconds(1));
    EXPECT_EQ(world.state_of(import), "checking") << "still full";
    pass(partner::ImportDesk::retry);
    EXPECT_EQ(world.state_of(import), "checked");
    EXPECT_EQ(world.datum_of(import, "found")["rows"], Value(1));
}

TEST_F(FullDisk, APublicationGoesOnWhenThereIsRoom) {
    check();
    ASSERT_EQ(world.state_of(import), "checked");
    publish();
    bulk.fail_put(1, Failure::full);  // of whom the partners stand for
    settle();
    EXPECT_EQ(world.state_of(import), "publishing");
    world.journal.fail_append(1, Failure::full);  // of the publication itself
    pass(partner::ImportDesk::retry);
    EXPECT_EQ(world.state_of(import), "publishing");
    EXPECT_EQ(book->cells(), 0U);
    pass(partner::ImportDesk::retry);
    EXPECT_EQ(world.state_of(import), "published");
    EXPECT_EQ(book->usage_of(partner).size(), 1U);
}

TEST_F(FullDisk, TheNextImportWaitsForItAndComesAfterwards) {
    const auto other = world.started("import", Value::Object{{"kind", "consumption"}, {"file", "other.csv"}});
    ASSERT_TRUE(world.service->keep_slice(world.staff, other, 1, "account\r\nno such file\r\n").ok());
    ASSERT_TRUE(world.send(import, "check").ok());
    ASSERT_TRUE(world.send(other, "check").ok());
    world.journal.fail_append(1, Failure::full);
    settle();
    EXPECT_EQ(world.state_of(other), "checking");
    pass(partner::ImportDesk::retry);
    EXPECT_EQ(world.state_of(import), "checked");
    EXPECT_EQ(world.state_of(other), "faulty");
}

TEST_F(FullDisk, WhoStopsMeanwhileTriesNoMore) {
    ASSERT_TRUE(world.send(import, "check").ok());
    world.journal.fail_append(1, Failure::full);
    settle();
    desk->stop();
    pass(partner::ImportDesk::retry);
    EXPECT_EQ(world.state_of(import), "checking") << "the next start takes it up";
}

}  // namespace
}  // namespace waymark::families
