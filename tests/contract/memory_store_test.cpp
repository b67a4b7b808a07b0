// What only the fakes can: fail when told to.
#include "tests/contract/memory_store.hpp"

#include <gtest/gtest.h>

#include "tests/contract/rows.hpp"

namespace waymark::contract {
namespace {

TEST(MemoryJournal, FailsTheAppendItWasToldTo) {
    MemoryJournal journal;
    journal.fail_append(2, Failure::full);
    journal.append(commit(1, 2));
    EXPECT_THROW(journal.append(commit(3, 4)), runtime::StorageFull);
    EXPECT_EQ(journal.last().sequence, 2U);
    journal.append(commit(3, 4));
    EXPECT_EQ(journal.last().sequence, 4U);
    EXPECT_EQ(journal.commits(), 2U);
    journal.fail_append(1, Failure::failed);
    EXPECT_THROW(journal.append(commit(5, 5)), runtime::StorageFailed);
}

TEST(MemoryProjections, FailTheWriteTheyWereToldTo) {
    MemoryProjections projections;
    projections.fail_write(1, Failure::full);
    runtime::Slice slice;
    slice.mark = 1;
    EXPECT_THROW(projections.write(slice), runtime::StorageFull);
    EXPECT_EQ(projections.snapshot()->mark(), 0U);
    projections.write(slice);
    EXPECT_EQ(projections.snapshot()->mark(), 1U);
    projections.clear();
    EXPECT_EQ(projections.snapshot()->mark(), 0U);
}

}  // namespace
}  // namespace waymark::contract
