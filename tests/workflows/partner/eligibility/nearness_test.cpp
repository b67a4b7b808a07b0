// Who is ready, and who nearly (domain.md 4.6): by consumption, specialists and projects only.
#include "workflows/partner/eligibility/nearness.hpp"

#include <gtest/gtest.h>

#include "tests/workflows/partner/eligibility/program.hpp"

namespace waymark::partner::eligibility_test {
namespace {

std::string near(std::string_view specialization, const Evidence& evidence) {
    const auto nearness = nearness_of(assess_r1(specialization, evidence));
    EXPECT_FALSE(nearness.ready && nearness.nearly);
    EXPECT_EQ(nearness.ready, nearness.gap.en.empty());
    EXPECT_EQ(nearness.ready, nearness.gap.ru.empty());
    return nearness.ready ? "ready" : nearness.nearly ? "nearly" : "far";
}

Evidence consuming(std::int64_t counted, bool specialists) {
    auto evidence = everything("infrastructure");
    evidence.usage = {cell({"2026-01", "compute", counted, 0, 0, true})};
    if (!specialists) evidence.employees.pop_back();
    return evidence;
}

TEST(Nearness, DocumentsAndInterviewsDoNotMatter) {
    auto evidence = everything("infrastructure");
    evidence.agreement.reset();
    evidence.solutions.clear();
    evidence.plans.clear();
    evidence.interviews.clear();
    EXPECT_EQ(near("infrastructure", evidence), "ready");
}

TEST(Nearness, OneRuleMissingOrMostOfTheThresholdIsNearly) {
    EXPECT_EQ(near("infrastructure", consuming(1'200'000'000, true)), "ready");
    EXPECT_EQ(near("infrastructure", consuming(1'200'000'000, false)), "nearly");
    EXPECT_EQ(near("infrastructure", consuming(1, true)), "nearly");
    EXPECT_EQ(near("infrastructure", consuming(960'000'000, false)), "nearly");
    EXPECT_EQ(near("infrastructure", consuming(959'999'999, false)), "far");
}

TEST(Nearness, AlternativesAreOneRule) {
    auto evidence = common("ml-ai");
    EXPECT_EQ(near("ml-ai", evidence), "nearly");
    evidence.projects = {project("ml-ai", "2026-01-01", "brand-voice-core")};
    EXPECT_EQ(near("ml-ai", evidence), "ready");
    EXPECT_EQ(near("security-compliance", common("security-compliance")), "far");
}

TEST(Nearness, WhatIsNotKnownIsNotNear) {
    auto evidence = consuming(1'200'000'000, true);
    evidence.complete_months.erase(month("2025-05"));
    EXPECT_EQ(near("infrastructure", evidence), "far");
}

TEST(Nearness, HowMuchIsMissingIsThatOfTheWorstRule) {
    const auto missing = [](const Evidence& evidence) {
        return nearness_of(assess_r1("infrastructure", evidence)).missing_percent;
    };
    EXPECT_EQ(missing(consuming(1'200'000'000, true)), 0);
    EXPECT_EQ(missing(consuming(1'199'999'999, true)), 1) << "never 0 when something is missing";
    EXPECT_EQ(missing(consuming(300'000'000, true)), 75);
    EXPECT_EQ(missing(consuming(1'200'000'000, false)), 50) << "one of two people";
    EXPECT_EQ(missing(consuming(960'000'000, false)), 50);
    EXPECT_EQ(nearness_of(assess_r1("ml-ai", common("ml-ai"))).missing_percent, Nearness::untold);
}

TEST(Nearness, TheGapIsWhatIsMissing) {
    const auto gap = nearness_of(assess_r1("infrastructure", consuming(1'140'000'000, false))).gap;
    EXPECT_EQ(
        gap.en,
        "600,000.00 RUB short: consumption without VAT and bonus is 11,400,000.00 RUB for April 2025 to "
        "March 2026; at least 12,000,000.00 RUB is needed. Specialists: 1 of 2, as one person cannot fill "
        "two roles. Missing: one more person with Cloud service engineer.");
    EXPECT_TRUE(gap.ru.starts_with("Не хватает 600\u00a0000,00\u00a0руб.: ")) << gap.ru;
}

}  // namespace
}  // namespace waymark::partner::eligibility_test
