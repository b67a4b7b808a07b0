// The edition that ships judges as the one made by hand from domain.md does.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/workflows/partner/eligibility/program.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner::eligibility_test {
namespace {

/// Verdict, reason and numbers of every condition, parts included.
std::string outcome(std::vector<Judgement> judgements) {
    std::ranges::stable_sort(judgements, {}, &Judgement::kind);  // in whatever order they are demanded
    std::string text;
    for (const auto& each : judgements) {
        text += each.kind + " " + std::string(to_text(each.verdict)) + " " + each.reason + " ";
        text += to_json(states::Value::Array{each.have, each.need, each.missing});
        text += " " + seats(each) + "(" + outcome(each.parts) + ") ";
    }
    return text;
}

void expect_same(std::string_view technology, const Evidence& evidence, std::string_view on) {
    const auto* edition = shipped_editions().on(day(on));
    ASSERT_NE(edition, nullptr);
    const auto* rules = edition->specialization(technology);
    ASSERT_NE(rules, nullptr) << technology;
    EXPECT_EQ(outcome(assess(*edition, *rules, evidence, day(on), 4).conditions),
              outcome(assess_r1(technology, evidence, on).conditions))
        << technology;
}

TEST(ShippedRules, JudgeAsThePagesDo) {
    for (const auto* technology :
         {"infrastructure", "devops", "data-platform", "ml-ai", "security-compliance"}) {
        expect_same(technology, {}, "2026-04-20");
        expect_same(technology, common(technology), "2026-04-20");
        auto evidence = everything(technology);
        expect_same(technology, evidence, "2026-04-20");
        expect_same(technology, evidence, "2026-10-31");
        evidence.employees.pop_back();
        evidence.projects = {project(technology, "2026-01-01", "brand-voice-cc")};
        evidence.usage.clear();
        for (const auto* service :
             {"compute", "object-storage", "managed-gitlab", "managed-clickhouse", "storedoc", "speechkit"}) {
            evidence.usage.push_back(cell({"2025-12", service, 133'333'333, 0, 1'200}));
            evidence.usage.push_back(cell({"2026-03", service, 11'111'112, 0, 0, false, "brand-voice-cc"}));
            evidence.usage.push_back(cell({"2026-03", service, 1'000'000, 500'000, 0, true}));
        }
        expect_same(technology, evidence, "2026-04-20");
        evidence.complete_months.erase(month("2026-03"));
        expect_same(technology, evidence, "2026-04-20");
    }
}

}  // namespace
}  // namespace waymark::partner::eligibility_test
