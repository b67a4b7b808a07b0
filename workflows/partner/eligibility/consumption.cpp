#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/periods.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

namespace {

/// A group's entries of the catalogue by service: a partner's usage asks hundreds of times.
class Group {
  public:
    Group(const Edition& edition, std::string_view code) {
        for (const auto& entry : edition.catalogue) {
            const auto& [service, group, from, until] = entry;
            if (group == code) entries_.emplace(service, &entry);
        }
    }

    [[nodiscard]] bool counts(std::string_view service, Date on) const {
        const auto [begin, end] = entries_.equal_range(service);
        return std::any_of(begin, end, [&](const auto& each) {
            const auto& [listed, group, from, until] = *each.second;
            return from <= on && (!until || on < *until);
        });
    }

  private:
    std::unordered_multimap<std::string_view, const CatalogueEntry*> entries_;
};

/// What counts of one month, with VAT. Rounding comes at the end, once for each sum: so it is the same
/// however the usage was split among records.
struct MonthUsage {
    struct Base {  // of the bonus at one deal's rate
        int basis_points;
        Kopecks paid;
    };
    Kopecks paid;
    std::vector<Base> bases;

    void add_to_base(int basis_points, Kopecks amount) {
        const auto base = std::ranges::find(bases, basis_points, &Base::basis_points);
        if (base == bases.end())
            bases.push_back({basis_points, amount});
        else
            base->paid += amount;
    }

    /// domain.md 7.6: VAT comes off once of the month's sum, and once of each base of the bonus.
    [[nodiscard]] Kopecks net(int vat_percent, int bonus_basis_points) const {
        auto sum = without_vat(paid, vat_percent);
        for (const auto& base : bases)
            sum = sum - rate_of(without_vat(base.paid, vat_percent), bonus_basis_points + base.basis_points);
        return sum;
    }
};

std::vector<MonthUsage> usage_by_month(const ConsumptionScope& scope, const Months& months, const Case& of) {
    std::vector<MonthUsage> all(static_cast<std::size_t>(months.count));
    const Group group(of.edition, scope.services);
    for (const auto& cell : of.evidence.usage) {
        const int index = months.index_of(cell.month);
        if (index < 0 || index >= months.count) continue;
        if (cell.registered_project ? !scope.registered_projects : !scope.subaccounts) continue;
        if (!scope.product.empty() && cell.product != scope.product) continue;
        const auto day = first_day(cell.month);
        if (!group.counts(cell.service, day)) continue;
        auto& month = all[static_cast<std::size_t>(index)];
        const auto paid = cell.gross - cell.grants;
        month.paid += paid;
        // A direct contract carries no discount of the partner.
        if (!cell.registered_project && of.edition.earns_bonus(cell.service, day))
            month.add_to_base(cell.deal_basis_points, paid);
    }
    return all;
}

struct Total {
    Kopecks known;  // of the months that are known
    std::vector<std::chrono::year_month> not_imported, without_vat;
    [[nodiscard]] bool complete() const { return not_imported.empty() && without_vat.empty(); }
};

Total total_of(const ConsumptionReached& demand, const Months& months, const Case& of) {
    const auto usage = usage_by_month(demand.scope, months, of);
    Total total;
    for (int i = 0; i < months.count; ++i) {
        const auto month = months.at(i);
        const auto vat = of.edition.vat_percent(first_day(month));
        if (!of.evidence.complete_months.contains(month))
            total.not_imported.push_back(month);
        else if (!vat)
            total.without_vat.push_back(month);
        else
            total.known += usage[static_cast<std::size_t>(i)].net(*vat, of.edition.bonus_basis_points);
    }
    return total;
}

Kopecks average(Kopecks sum, int months) {
    const auto down = sum.count / months;
    return {sum.count % months < 0 ? down - 1 : down};
}

std::string all_months(const std::vector<std::chrono::year_month>& months, Language language) {
    std::vector<std::string> names;
    for (const auto month : months) names.push_back(month_in_words(month, language));
    return list_in_words(names, language == Language::en ? " and " : " и ");
}

/// "12,000,000.00 RUB of Brand Voice Core a month on average for April 2025 to March 2026; at least …"
std::string figures(const ConsumptionReached& demand, Kopecks have, const Months& months, const Case& of,
                    Language language) {
    const bool english = language == Language::en;
    const auto& product = demand.scope.product;
    const auto on_product = product.empty()
                                ? std::string()
                                : fmt::format(fmt::runtime(english ? " of {}" : " в проектах на {}"),
                                              name_in_words(of.edition.product(product), product, language));
    return fmt::format(
        fmt::runtime(english ? "consumption{} without VAT and bonus is {}{} for {}; {} {} is needed"
                             : "потребление{} без НДС и премии составляет {}{} за {}; нужно {} {}"),
        on_product, amount_in_words(have, language),
        !demand.monthly_average ? ""
        : english               ? " a month on average"
                                : " в месяц в среднем",
        months_in_words(months.first, months.last(), language),
        demand.exceeding ? (english ? "more than" : "более") : (english ? "at least" : "не менее"),
        amount_in_words(demand.threshold, language));
}

/// "Cannot tell yet, because …"
std::string why_unknown(const Total& total, Language language) {
    const bool english = language == Language::en;
    std::string text = english ? "Cannot tell yet, because " : "Пока нельзя сказать: ";
    if (!total.not_imported.empty())
        text += fmt::format(fmt::runtime(english ? "the consumption of {} is not imported completely"
                                                 : "потребление за {} загружено не полностью"),
                            all_months(total.not_imported, language));
    if (!total.not_imported.empty() && !total.without_vat.empty()) text += english ? ", and " : ", и ";
    if (!total.without_vat.empty())
        text += fmt::format(
            fmt::runtime(english ? "the rules have no VAT rate for {}" : "в правилах нет ставки НДС на {}"),
            all_months(total.without_vat, language));
    return text;
}

}  // namespace

Judgement judge(const ConsumptionReached& demand, const Case& of) {
    const auto months = closed_months(demand.period, of.on);
    const auto total = total_of(demand, months, of);
    const auto have = demand.monthly_average ? average(total.known, months.count) : total.known;
    const Kopecks least{demand.threshold.count + (demand.exceeding ? 1 : 0)};
    Judgement found;
    found.have = have.count;
    found.need = demand.threshold.count;
    if (of.evidence.usage_source) found.sources = {*of.evidence.usage_source};
    const auto say = [&](const auto& begin) {
        found.text = in_both(
            [&](Language language) { return begin(language) + figures(demand, have, months, of, language); });
    };
    if (!total.complete()) {
        found.reason = "DATA_MISSING";
        say([&](Language language) {
            return why_unknown(total, language) +
                   (language == Language::en ? "; without it, " : "; без этого ");
        });
    } else if (have >= least) {
        found.verdict = Verdict::pass;
        say([](Language language) {
            return std::string(language == Language::en ? "Enough: " : "Достаточно: ");
        });
    } else {
        found.verdict = Verdict::fail;
        found.reason = "CONSUMPTION_BELOW";
        const auto missing = least - have;
        found.missing = missing.count;
        say([&](Language language) {
            const auto amount = amount_in_words(missing, language);
            return language == Language::en ? amount + " short: " : "Не хватает " + amount + ": ";
        });
    }
    return found;
}

}  // namespace waymark::partner
