// What ports/bulk.hpp says, held against every implementation.
#include <gmock/gmock.h>

#include "tests/contract/rows.hpp"
#include "tests/contract/stores.hpp"

namespace waymark::contract {
namespace {

using runtime::Bulk;
using runtime::InstanceId;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr InstanceId first{std::uint64_t{1} << 60}, second{(std::uint64_t{1} << 60) + 1};

template <class Store>
class BulkContract : public testing::Test {
  protected:
    Bulk& bulk() { return store_.bulk(); }
    Store store_;
};

using Stores = testing::Types<MemoryStore, SqliteStore>;
TYPED_TEST_SUITE(BulkContract, Stores);

TYPED_TEST(BulkContract, BeginsEmpty) {
    EXPECT_THAT(this->bulk().owners(), IsEmpty());
    EXPECT_THAT(this->bulk().slices(first), IsEmpty());
    EXPECT_FALSE(this->bulk().slice(first, 1));
}

TYPED_TEST(BulkContract, KeepsSlicesWholeAndByNumberWhateverTheOrder) {
    const std::string large(3'000'000, 'x'), odd("a\0b\xff", 4);
    EXPECT_EQ(this->bulk().put(second, 7, "of another"), Bulk::Put::kept);
    EXPECT_EQ(this->bulk().put(first, 4'000'000'000U, large), Bulk::Put::kept);
    EXPECT_EQ(this->bulk().put(first, 2, odd), Bulk::Put::kept);
    EXPECT_EQ(this->bulk().put(first, 0, ""), Bulk::Put::kept);
    EXPECT_THAT(this->bulk().slices(first), ElementsAre(0U, 2U, 4'000'000'000U));
    EXPECT_EQ(*this->bulk().slice(first, 4'000'000'000U), large);
    EXPECT_EQ(*this->bulk().slice(first, 2), odd);
    EXPECT_EQ(*this->bulk().slice(first, 0), "");
    EXPECT_FALSE(this->bulk().slice(first, 7));
    EXPECT_THAT(this->bulk().owners(), ElementsAre(first, second));
}

TYPED_TEST(BulkContract, TheSameAgainChangesNothingAndOtherBytesAreRefused) {
    this->bulk().put(first, 1, "a;b");
    EXPECT_EQ(this->bulk().put(first, 1, "a;b"), Bulk::Put::known);
    EXPECT_EQ(this->bulk().put(first, 1, "a;c"), Bulk::Put::different);
    EXPECT_EQ(this->bulk().put(first, 1, ""), Bulk::Put::different);
    EXPECT_EQ(*this->bulk().slice(first, 1), "a;b");
    EXPECT_EQ(this->bulk().put(second, 1, "a;c"), Bulk::Put::kept) << "another's";
}

TYPED_TEST(BulkContract, ErasesOneSliceAndNoOther) {
    for (const auto number : {1U, 2U}) this->bulk().put(first, number, "x");
    this->bulk().put(second, 1, "x");
    this->bulk().erase(first, 1);
    this->bulk().erase(first, 9);
    EXPECT_THAT(this->bulk().slices(first), ElementsAre(2U));
    EXPECT_THAT(this->bulk().slices(second), ElementsAre(1U));
    EXPECT_EQ(this->bulk().put(first, 1, "other"), Bulk::Put::kept);
}

TYPED_TEST(BulkContract, AllIsThereAfterAnOrderlyEnd) {
    this->bulk().put(first, 1, "kept");
    this->store_.journal().append(commit(1, 3));
    this->store_.reopen();
    EXPECT_EQ(*this->bulk().slice(first, 1), "kept");
    EXPECT_EQ(this->bulk().put(first, 1, "kept"), Bulk::Put::known);
    EXPECT_EQ(this->store_.journal().last().sequence, 3U);
}

TEST(SqliteSlices, StandInACopyOfTheJournal) {
    SqliteStore store;
    store.bulk().put(first, 1, "kept");
    store.journal().copy_to(store.path("copy.db"));
    store.bulk().put(first, 2, "later");
    auto& copy = dynamic_cast<Bulk&>(store.copied_journal("copy.db"));
    EXPECT_THAT(copy.slices(first), ElementsAre(1U));
    EXPECT_EQ(*copy.slice(first, 1), "kept");
}

}  // namespace
}  // namespace waymark::contract
