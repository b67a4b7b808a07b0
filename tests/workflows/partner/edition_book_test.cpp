// The editions in force as a book that grows: what was handed out stays what it was.
#include "workflows/partner/edition_book.hpp"

#include <gtest/gtest.h>

#include "tests/workflows/partner/editions.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

constexpr runtime::InstanceId first{41}, second{42};

std::string versions(const Editions& editions) {
    std::string all;
    for (const auto& each : editions.all()) all += (all.empty() ? "" : " ") + each.version;
    return all;
}

TEST(EditionBook, GrowsByWhatIsPublishedAndKeepsWhatWasHandedOut) {
    EditionBook book(shipped_editions());
    const auto& before = book.now();
    const auto* r1 = before.version("r1");
    EXPECT_EQ(versions(before), "r1");

    book.add(first, test_edition("r2.toml"));
    EXPECT_EQ(versions(book.now()), "r1 r2");
    EXPECT_EQ(versions(before), "r1") << "who had begun to read goes on with what he has";
    EXPECT_EQ(r1, before.version("r1"));
    EXPECT_TRUE(book.has(first));
    EXPECT_FALSE(book.has(second));

    const auto& grown = book.now();
    book.add(first, test_edition("r2.toml"));
    EXPECT_EQ(&grown, &book.now()) << "known already";
}

TEST(EditionBook, APublicationThatIsUndoneCountsNoMore) {
    EditionBook book(shipped_editions());
    book.add(first, test_edition("r2.toml"));
    book.add(second, test_edition("r0.toml"));
    EXPECT_EQ(versions(book.now()), "r0 r1 r2");
    book.remove(first);
    EXPECT_EQ(versions(book.now()), "r0 r1");
    book.remove(first);
    book.remove(second);
    EXPECT_EQ(versions(book.now()), "r1");
}

TEST(EditionBook, WhatWasPublishedOutlivesAShippedOneOfItsVersionOrDay) {
    EditionBook book(shipped_editions());
    auto same_version = *shipped_editions().version("r1");
    same_version.bonus_basis_points = 1;
    same_version.from += std::chrono::days(30);
    book.add(first, same_version);
    EXPECT_EQ(versions(book.now()), "r1");
    EXPECT_EQ(book.now().version("r1")->bonus_basis_points, 1);
    book.remove(first);

    auto same_day = test_edition("r2.toml");
    same_day.from = shipped_editions().all().front().from;
    book.add(second, same_day);
    EXPECT_EQ(versions(book.now()), "r2");
}

}  // namespace
}  // namespace waymark::partner
