#include <algorithm>

#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

namespace {

bool counts(const InterviewEvidence& interview, Date on) {
    return interview.passed_on <= on && on <= interview.valid_to;
}

}  // namespace

Judgement judge(const InterviewPassed&, const Case& of) {
    Judgement found;
    const InterviewEvidence* newest = nullptr;  // that counts longest
    for (const auto& each : of.evidence.interviews) {
        if (each.technology != of.rules.technology) continue;
        if (each.passed_on > of.on) {
            if (each.valid_to >= each.passed_on)
                found.possible_from = std::min(found.possible_from.value_or(each.passed_on), each.passed_on);
        } else if (newest == nullptr || each.valid_to > newest->valid_to) {
            newest = &each;
        }
    }
    if (newest != nullptr) found.sources = {newest->source};
    if (newest != nullptr && counts(*newest, of.on)) {
        found.verdict = Verdict::pass;
        found.possible_from.reset();
        found.holds_until = newest->valid_to;
        found.text =
            with_day("The interview was passed; its result is valid until {} inclusive",
                     "Собеседование пройдено; результат действителен по {} включительно", newest->valid_to);
        return found;
    }
    found.verdict = Verdict::fail;
    found.reason = "INTERVIEW_FAILED";
    found.text =
        newest == nullptr
            ? states::Text{"The interview with an architect is not passed yet.",
                           "Собеседование с архитектором ещё не пройдено."}
            : with_day("The interview's result was valid until {}; the interview has to be passed anew",
                       "Результат собеседования был действителен по {}; его нужно пройти заново",
                       newest->valid_to);
    return found;
}

}  // namespace waymark::partner
