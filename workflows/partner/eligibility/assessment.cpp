#include "workflows/partner/eligibility/assessment.hpp"

#include <algorithm>
#include <array>

#include "workflows/partner/eligibility/judging.hpp"

namespace waymark::partner {

namespace {

/// In the order of Condition::what; as editions' files call them.
constexpr std::array<std::string_view, 10> kinds = {"agreement", "solutions",   "plan",     "consumption",
                                                    "licences",  "specialists", "projects", "interview",
                                                    "one_of",    "all_of"};
static_assert(std::variant_size_v<decltype(Condition::what)> == kinds.size());

bool applies(const Condition& condition, int window_month) {
    const auto& months = condition.window_months;
    return months.empty() || std::ranges::find(months, window_month) != months.end();
}

}  // namespace

std::string_view to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::pass:
            return "pass";
        case Verdict::fail:
            return "fail";
        case Verdict::unknown:
            break;
    }
    return "unknown";
}

Judgement judge(const Condition& condition, const Case& of) {
    auto judgement = std::visit([&](const auto& demand) { return judge(demand, of); }, condition.what);
    judgement.code = condition.code;
    judgement.kind = kinds.at(condition.what.index());
    return judgement;
}

Verdict all_of(std::span<const Judgement> judgements) {
    const auto any = [&](Verdict verdict) {
        return std::ranges::find(judgements, verdict, &Judgement::verdict) != judgements.end();
    };
    if (any(Verdict::fail)) return Verdict::fail;
    return any(Verdict::unknown) ? Verdict::unknown : Verdict::pass;
}

Assessment assess(const Edition& edition, const SpecializationRules& rules, const Evidence& evidence, Date on,
                  int window_month) {
    Assessment assessment{edition.version, rules.code, on, Verdict::unknown, {}};
    assessment.conditions.reserve(rules.conditions.size());
    const Case of{edition, rules, evidence, on};
    for (const auto& condition : rules.conditions)
        if (applies(condition, window_month)) assessment.conditions.push_back(judge(condition, of));
    assessment.verdict = all_of(assessment.conditions);
    return assessment;
}

}  // namespace waymark::partner
