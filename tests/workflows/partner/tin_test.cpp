#include "workflows/partner/tin.hpp"

#include <gmock/gmock.h>
#include <string>

namespace waymark::partner {
namespace {

// Numbers that companies publish, and the tax service's own examples for entrepreneurs.
TEST(Tin, Valid) {
    for (const char* tin : {"7707083893", "7736207543", "7830002293", "500100732259", "526317984689"})
        EXPECT_TRUE(tin_valid(tin)) << tin;
}

TEST(Tin, EverySlipOfOneDigitOfACompanysIsSeen) {
    const std::string good = "7707083893";
    for (std::size_t i = 0; i < good.size(); ++i)
        for (char c = '0'; c <= '9'; ++c) {
            std::string slip = good;
            slip[i] = c;
            if (c != good[i]) {
                EXPECT_FALSE(tin_valid(slip)) << slip;
            }
        }
}

TEST(Tin, Invalid) {
    for (const char* tin : {"", "0", "770708389", "77070838933", "7707083894", "500100732258", "500100732249",
                            "77070838９3", "770708389a", " 7707083893", "5001007322590"})
        EXPECT_FALSE(tin_valid(tin)) << tin;
}

}  // namespace
}  // namespace waymark::partner
