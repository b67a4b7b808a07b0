#include "workflows/runtime/ids.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace waymark::runtime {
namespace {

TEST(Ids, AreThirteenCharactersOfCrockfordsBase32) {
    EXPECT_EQ(to_text(InstanceId{0}), "0000000000000");
    EXPECT_EQ(to_text(InstanceId{31}), "000000000000z");
    EXPECT_EQ(to_text(InstanceId{32}), "0000000000010");
    EXPECT_EQ(to_text(InstanceId{~std::uint64_t{0}}), "fzzzzzzzzzzzz");
}

TEST(Ids, ReadBackAndSortAsTheirNumbersDo) {
    EXPECT_TRUE(rc::check("ids", [](std::uint64_t a, std::uint64_t b) {
        RC_ASSERT(parse_instance_id(to_text(InstanceId{a})) == InstanceId{a});
        RC_ASSERT((to_text(InstanceId{a}) < to_text(InstanceId{b})) == (a < b));
    }));
}

TEST(Ids, AreReadStrictly) {
    for (const auto* text : {"", "0", "000000000000", "00000000000000", "000000000000i", "000000000000o",
                             "000000000000u", "000000000000l", "000000000000Z", "g000000000000",
                             "00000000 0000", "-000000000000", "000000000000\xff"})
        EXPECT_FALSE(parse_instance_id(text)) << text;
}

}  // namespace
}  // namespace waymark::runtime
