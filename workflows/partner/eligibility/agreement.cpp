#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

Judgement judge(const AgreementSigned&, const Case& of) {
    const auto& agreement = of.evidence.agreement;
    Judgement found;
    found.verdict = Verdict::fail;
    found.reason = "AGREEMENT_MISSING";
    if (!agreement) {
        found.text = {"The partner agreement is not signed.", "Партнёрский договор не подписан."};
        return found;
    }
    found.sources = {agreement->source};
    if (agreement->ended_on && *agreement->ended_on <= of.on) {
        found.text = with_day("The partner agreement is no longer in force, since {}",
                              "Партнёрский договор больше не действует, с {}", *agreement->ended_on);
        return found;
    }
    if (agreement->signed_on > of.on) {
        found.text = with_day("The partner agreement is dated {}, which is still to come",
                              "Дата партнёрского договора, {}, ещё не наступила", agreement->signed_on);
        if (!agreement->ended_on || *agreement->ended_on > agreement->signed_on)
            found.possible_from = agreement->signed_on;
        return found;
    }
    found.verdict = Verdict::pass;
    found.reason.clear();
    if (agreement->ended_on) found.holds_until = *agreement->ended_on - std::chrono::days(1);
    found.text = with_day("The partner agreement was signed on {}", "Партнёрский договор подписан {}",
                          agreement->signed_on);
    return found;
}

}  // namespace waymark::partner
