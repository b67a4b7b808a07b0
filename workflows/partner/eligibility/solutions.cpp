#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

namespace {

constexpr Counted counted = {"verified solution", "verified solutions", "одного подтверждённого решения",
                             "подтверждённого решения", "подтверждённых решений"};

states::Text in_words(int have, int need) {
    return in_both([&](Language language) {
        auto text = fmt::format(fmt::runtime(language == Language::en ? "Verified solutions: {} of {}."
                                                                      : "Подтверждённых решений: {} из {}."),
                                have, need);
        if (have < need)
            text += (language == Language::en ? " Missing: " : " Не хватает: ") +
                    more_of(need - have, counted, language);
        return text;
    });
}

}  // namespace

Judgement judge(const VerifiedSolutions& demand, const Case& of) {
    Judgement found;
    std::vector<Date> to_come;
    int have = 0;
    for (const auto& solution : of.evidence.solutions) {
        if (solution.technology != of.rules.technology || !solution.verified_on) continue;
        if (*solution.verified_on > of.on) {
            to_come.push_back(*solution.verified_on);
            continue;
        }
        ++have;
        found.sources.push_back(solution.source);
    }
    found.have = have;
    found.need = demand.at_least;
    found.text = in_words(have, demand.at_least);
    if (have >= demand.at_least) {
        found.verdict = Verdict::pass;
        return found;
    }
    found.verdict = Verdict::fail;
    found.reason = "SOLUTION_NOT_VERIFIED";
    const int missing = demand.at_least - have;
    found.missing = missing;
    std::ranges::sort(to_come);
    if (to_come.size() >= static_cast<std::size_t>(missing))
        found.possible_from = to_come[static_cast<std::size_t>(missing) - 1];
    return found;
}

}  // namespace waymark::partner
