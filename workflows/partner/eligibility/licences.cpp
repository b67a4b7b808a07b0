#include <fmt/format.h>

#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/periods.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

namespace {
constexpr Counted counted = {"licence", "licences", "одной лицензии", "лицензии", "лицензий"};
}

Judgement judge(const LicencesReached& demand, const Case& of) {
    const auto month = month_of_day(of.on) - std::chrono::months(1);
    std::int64_t have = 0;
    for (const auto& cell : of.evidence.licences)
        if (cell.month == month && cell.product == demand.product) have += cell.count;
    const bool known = of.evidence.complete_months.contains(month);
    const auto missing = demand.at_least - have;
    Judgement found;
    found.have = have;
    found.need = demand.at_least;
    if (of.evidence.usage_source) found.sources = {*of.evidence.usage_source};
    if (!known) {
        found.reason = "DATA_MISSING";
    } else if (missing <= 0) {
        found.verdict = Verdict::pass;
    } else {
        found.verdict = Verdict::fail;
        found.reason = "CONSUMPTION_BELOW";
        found.missing = missing;
    }
    found.text = in_both([&](Language language) {
        const bool english = language == Language::en;
        const auto in_month = month_in_words(month, language);
        if (!known)
            return fmt::format(
                fmt::runtime(english ? "Cannot tell yet, because the usage of {} is not imported completely"
                                     : "Пока нельзя сказать: данные за {} загружены не полностью"),
                in_month);
        auto text = fmt::format(fmt::runtime(english ? "Licences of {} in use in {}: {} of {}."
                                                     : "Используется лицензий {}, {}: {} из {}."),
                                name_in_words(of.edition.product(demand.product), demand.product, language),
                                in_month, have, demand.at_least);
        if (missing > 0)
            text += (english ? " Missing: " : " Не хватает: ") + more_of(missing, counted, language);
        return text;
    });
    return found;
}

}  // namespace waymark::partner
