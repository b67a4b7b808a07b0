#include <algorithm>
#include <gmock/gmock.h>

#include "adapters/clock/manual_clock.hpp"
#include "adapters/clock/randomness.hpp"
#include "adapters/clock/system_clock.hpp"

namespace waymark::clock {
namespace {

using namespace std::chrono_literals;

const Instant start = *parse_instant("2026-03-31T21:00:00Z");

TEST(SystemClock, GoesOn) {
    const SystemClock clock;
    const auto wall = clock.wall();
    const auto boottime = clock.boottime();
    EXPECT_GT(wall, *parse_instant("2025-01-01T00:00:00Z"));
    EXPECT_GT(boottime, 0us);
    while (clock.boottime() == boottime) continue;
    EXPECT_GT(clock.boottime(), boottime);
}

TEST(ManualClock, StandsStill) {
    const ManualClock clock(start);
    EXPECT_EQ(clock.wall(), start);
    EXPECT_EQ(clock.boottime(), 0us);
    EXPECT_EQ(clock.wall(), start);
}

TEST(ManualClock, TimeThatPassesMovesBothClocks) {
    ManualClock clock(start);
    clock.advance(90s);
    clock.set(start + 30 * 24h);
    EXPECT_EQ(clock.wall(), start + 30 * 24h);
    EXPECT_EQ(clock.boottime(), 30 * 24h);
    clock.set(start);
    EXPECT_EQ(clock.wall(), start + 30 * 24h) << "set is no way back";
}

TEST(ManualClock, AJumpIsUnknownToTheTimeSinceBoot) {
    ManualClock clock(start);
    clock.jump(start + 24h);
    EXPECT_EQ(clock.wall(), start + 24h);
    clock.jump(start - 24h);
    EXPECT_EQ(clock.wall(), start - 24h);
    EXPECT_EQ(clock.boottime(), 0us);
}

TEST(ManualClock, TellsOfEachMoveAfterIt) {
    ManualClock clock(start);
    std::vector<Instant> seen;
    clock.on_change([&] { seen.push_back(clock.wall()); });
    clock.advance(1s);
    clock.set(start + 5s);
    clock.set(start + 5s);  // not ahead: no move
    clock.jump(start);
    EXPECT_THAT(seen, testing::ElementsAre(start + 1s, start + 5s, start));
}

TEST(SystemRandomness, FillsWholeAndDiffers) {
    SystemRandomness randomness;
    std::array<std::uint8_t, 4096> one{}, two{};
    randomness.fill(one);
    randomness.fill(two);
    EXPECT_NE(one, two);
    EXPECT_GT(std::ranges::count_if(std::span(one).last(64), [](auto byte) { return byte != 0; }), 32);
    randomness.fill({});
}

TEST(SeededRandomness, RepeatsWhateverTheSizes) {
    SeededRandomness whole(7), parts(7), other(8);
    std::array<std::uint8_t, 32> a{}, b{}, c{};
    whole.fill(a);
    parts.fill(std::span(b).first(5));
    parts.fill(std::span(b).subspan(5));
    other.fill(c);
    EXPECT_EQ(a, b);
    EXPECT_NE(a, c);
}

}  // namespace
}  // namespace waymark::clock
