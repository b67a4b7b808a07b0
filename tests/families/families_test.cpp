// Random lives of whole families: after every commit the promises hold (I3, I5, I14, I15, I16); downtime
// changes nothing (I6); a service rebuilt from the journal is the same one (I7, I9).
#include <array>
#include <cstdlib>
#include <gmock/gmock.h>
#include <iostream>

#include "tests/families/chance.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::families {
namespace {

constexpr std::size_t partners = 4;

struct Lived {
    std::vector<Deed> deeds;
    std::vector<bool> accepted;
    std::map<std::string, int> done;  // "application grant" → how often
};

Lived live(Program& program, std::uint64_t seed, int turns) {
    Chance chance(seed, program);
    Lived lived;
    for (int i = 0; i < turns && !testing::Test::HasFailure(); ++i) {
        auto deed = chance.deed();
        const auto whom = program.watch().instances()[deed.whom]->definition->workflow;
        lived.accepted.push_back(program.perform(deed));
        if (lived.accepted.back()) ++lived.done[whom + " " + deed.event];
        lived.deeds.push_back(std::move(deed));
    }
    return lived;
}

/// The same deeds, but the service is away between them, as often as not while timers fall due.
void live_again(Program& program, const Lived& lived, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t i = 0; i < lived.deeds.size() && !testing::Test::HasFailure(); ++i) {
        const auto& deed = lived.deeds[i];
        const auto wait = deed.at - program.now();
        if (wait.count() > 0 && random() % 2 == 0)
            program.down_until(program.now() + wait / static_cast<int>(1 + random() % 3), random() % 2 == 0);
        EXPECT_EQ(program.perform(deed), lived.accepted[i]) << deed.event;
    }
}

/// What a start finds that has nothing but the journal.
void expect_rebuilt(Program& program) {
    auto& world = program.world();
    const auto by_service = [&] {
        std::vector<std::string> all;
        for (const auto& each : program.watch().instances()) {
            const auto instance = world.at(each->id);
            all.push_back(runtime::to_text(instance->id) + " " + std::to_string(instance->version) + " " +
                          instance->blob);
        }
        return all;
    };
    const auto before = by_service();
    std::vector<std::string> by_journal;
    for (const auto& each : program.watch().instances())
        by_journal.push_back(runtime::to_text(each->id) + " " + std::to_string(each->version) + " " +
                             each->blob);
    EXPECT_EQ(before, by_journal);
    world.close();
    const auto definitions = world.journal.definitions();
    ASSERT_TRUE(world.open().ok());
    const auto verified = runtime::verify(world.journal, world.projections, [&](std::uint32_t number) {
        return &world.service->definition(number);
    });
    for (const auto& finding : verified.findings) ADD_FAILURE() << finding.sequence << ": " << finding.what;
    EXPECT_EQ(verified.records, program.watch().records());
    world.kill();
    world.projections.clear();
    ASSERT_TRUE(world.open().ok());
    EXPECT_EQ(by_service(), before);
}

/// Says where they part.
void expect_same(const std::vector<std::string>& with_downtime, const std::vector<std::string>& without) {
    EXPECT_EQ(with_downtime.size(), without.size());
    for (std::size_t i = 0; i < std::min(with_downtime.size(), without.size()); ++i)
        ASSERT_EQ(with_downtime[i], without[i]) << "line " << i;
}

int turns() { return std::getenv("WAYMARK_LONG") != nullptr ? 20'000 : 1'500; }

void live_and_compare(std::uint64_t seed, std::map<std::string, int>& done) {
    std::cout << "seed " << seed << std::endl;
    Program program(partners), often_down(partners);
    const auto lived = live(program, seed, turns());
    for (const auto& [what, times] : lived.done) done[what] += times;
    if (testing::Test::HasFailure()) return;
    live_again(often_down, lived, seed);
    const auto end = std::max(program.now(), often_down.now());
    program.pass_until(end);
    often_down.pass_until(end);
    expect_same(often_down.watch().story(), program.watch().story());
    expect_same(often_down.watch().standing(), program.watch().standing());
    expect_rebuilt(program);
}

TEST(Families, KeepTheirPromisesInEveryLife) {
    std::map<std::string, int> done;
    live_and_compare(std::random_device{}(), done);
}

/// What has to have happened, or the test tests less than it says.
constexpr std::array expected = {"partner notice.register",
                                 "partner application.open",
                                 "partner revocation.propose",
                                 "partner revocation.appeal",
                                 "notice validate",
                                 "notice refuse",
                                 "notice withdraw",
                                 "notice change_date",
                                 "application submit",
                                 "application check",
                                 "application ask",
                                 "application answer",
                                 "application complete",
                                 "application grant",
                                 "application late_grant.propose",
                                 "application late_grant.approve",
                                 "application reject",
                                 "application withdraw",
                                 "interview schedule",
                                 "interview reschedule",
                                 "interview pass",
                                 "interview fail",
                                 "interview no_show",
                                 "interview cancel",
                                 "revocation cure.grant",
                                 "revocation approve",
                                 "revocation drop",
                                 "revocation uphold",
                                 "revocation reverse",
                                 "window extension.propose",
                                 "window extension.approve",
                                 "specialization relinquish",
                                 "specialization risk.set",
                                 "specialization end.decide"};

TEST(Families, LiveThroughEverything) {
    std::map<std::string, int> done;
    const auto missing = [&] {
        return std::ranges::find_if(expected, [&](const char* what) { return done[what] == 0; });
    };
    constexpr std::uint64_t fewest = 3, most = 40;
    for (std::uint64_t seed = 1; seed <= fewest || (missing() != expected.end() && seed <= most); ++seed) {
        live_and_compare(seed, done);
        if (HasFailure()) return;
    }
    if (missing() != expected.end()) FAIL() << *missing() << " was never done";
}

}  // namespace
}  // namespace waymark::families
