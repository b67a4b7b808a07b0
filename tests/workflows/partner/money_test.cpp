// Rates, VAT and how amounts are written. Amounts are those of the program's examples, computed there.
#include "workflows/partner/money.hpp"

#include <gtest/gtest.h>

namespace waymark::partner {
namespace {

std::int64_t tenth(std::int64_t base) { return rate_of({base}, 1'000).count; }

TEST(Money, ARateIsRoundedOnceHalfAwayFromZero) {
    EXPECT_EQ(tenth(153'456'789), 15'345'679);
    EXPECT_EQ(tenth(60'000'005), 6'000'001);
    EXPECT_EQ(tenth(4), 0);
    EXPECT_EQ(tenth(5), 1);
    EXPECT_EQ(tenth(-5), -1);
    EXPECT_EQ(tenth(-4), 0);
    EXPECT_EQ(rate_of({12'345'678}, 1'500).count, 1'851'852);
    EXPECT_EQ(rate_of({30'000'000}, 1'200).count, 3'600'000);
    EXPECT_EQ(rate_of({9'000'000'000'000'000'000}, 10'000).count, 9'000'000'000'000'000'000);
}

TEST(Money, VatComesOffOnce) {
    EXPECT_EQ(without_vat({150'000'000}, 22).count, 122'950'820);
    EXPECT_EQ(without_vat({120'000'000}, 20).count, 100'000'000);
    EXPECT_EQ(without_vat({122'000'000}, 22).count, 100'000'000);
    EXPECT_EQ(without_vat({100'000'000}, 20).count, 83'333'333);
    EXPECT_EQ(without_vat({100'000'000}, 22).count, 81'967'213);
    EXPECT_EQ(without_vat({-100'000'000}, 22).count, -81'967'213);
    EXPECT_EQ(without_vat({777}, 0).count, 777);
}

TEST(Money, IsWrittenAsPeopleWriteIt) {
    EXPECT_EQ(in_roubles({60'000'000}, false), "600,000.00");
    EXPECT_EQ(in_roubles({1}, false), "0.01");
    EXPECT_EQ(in_roubles({-100'000'005}, false), "-1,000,000.05");
    EXPECT_EQ(in_roubles({60'000'000}, true), "600\u00a0000,00");
    EXPECT_EQ(in_roubles({99'999}, true), "999,99");
}

}  // namespace
}  // namespace waymark::partner
