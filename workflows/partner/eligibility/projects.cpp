#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/judging.hpp"
#include "workflows/partner/eligibility/periods.hpp"
#include "workflows/partner/eligibility/phrases.hpp"

namespace waymark::partner {

namespace {

constexpr Counted counted = {"project", "projects", "одного проекта", "проекта", "проектов"};

bool asked_for(const ProjectsImplemented& demand, const ProjectEvidence& project, const Case& of) {
    if (!project.implemented_on) return false;
    return demand.product.empty() ? project.technology == of.rules.technology
                                  : project.product == demand.product;
}

/// Whether a project implemented on a day counts in (on − months, on].
bool counts(const ProjectsImplemented& demand, Date implemented, Date on) {
    return implemented <= on && (demand.months == 0 || implemented > plus_months(on, -demand.months));
}

/// The days of those that the demand can ever count; sorted.
class Days {
  public:
    Days(const ProjectsImplemented& demand, std::vector<Date> days)
        : demand_(demand), days_(std::move(days)) {
        std::ranges::sort(days_);
    }

    [[nodiscard]] std::int64_t count(Date on) const {
        return std::ranges::count_if(days_, [&](Date day) { return counts(demand_, day, on); });
    }
    [[nodiscard]] bool enough(Date on) const { return count(on) >= demand_.at_least; }

    /// It is enough on `on`. The last day before it is not, unless more projects come; none: it stays enough.
    [[nodiscard]] std::optional<Date> enough_until(Date on) const {
        if (demand_.months == 0 || demand_.at_least <= 0) return std::nullopt;
        for (Date last = on; enough(last);) {
            // The oldest of the newest that it takes falls out first.
            const auto known = std::ranges::upper_bound(days_, last) - days_.begin();
            on = last_day_of(days_[static_cast<std::size_t>(known - demand_.at_least)]);
            last = on + std::chrono::days(1);
        }
        return on;
    }

    /// It is not enough on `on`. The first day on which it is, by what is known to come.
    [[nodiscard]] std::optional<Date> enough_from(Date on) const {
        for (auto day = std::ranges::upper_bound(days_, on); day != days_.end(); ++day)
            if (enough(*day)) return *day;
        return std::nullopt;
    }

  private:
    [[nodiscard]] Date last_day_of(Date implemented) const {
        Date last = plus_months(implemented, demand_.months) - std::chrono::days(1);
        while (counts(demand_, implemented, last + std::chrono::days(1))) last += std::chrono::days(1);
        return last;
    }

    const ProjectsImplemented& demand_;
    std::vector<Date> days_;
};

std::string in_words(const ProjectsImplemented& demand, std::int64_t have, std::int64_t unconfirmed,
                     const Case& of, Language language) {
    const bool english = language == Language::en;
    std::string text = english ? "Projects" : "Проектов";
    if (!demand.product.empty()) {
        text += english ? " on " : " на ";
        text += name_in_words(of.edition.product(demand.product), demand.product, language);
    }
    if (demand.months != 0)
        text += fmt::format(fmt::runtime(english ? " from {} to {}" : " с {} по {}"),
                            day_in_words(plus_months(of.on, -demand.months) + std::chrono::days(1), language),
                            day_in_words(of.on, language));
    text += fmt::format(fmt::runtime(english ? ": {} of {}." : ": {} из {}."), have, demand.at_least);
    if (have < demand.at_least)
        text += (english ? " Missing: " : " Не хватает: ") +
                more_of(demand.at_least - have, counted, language) + ".";
    if (have < demand.at_least && unconfirmed > 0)
        text += fmt::format(fmt::runtime(english ? " Not confirmed by the provider yet: {}."
                                                 : " Ещё не подтверждено провайдером: {}."),
                            unconfirmed);
    return text;
}

}  // namespace

Judgement judge(const ProjectsImplemented& demand, const Case& of) {
    Judgement found;
    std::vector<Date> days;
    std::int64_t unconfirmed = 0;
    for (const auto& project : of.evidence.projects) {
        if (!asked_for(demand, project, of)) continue;
        const bool now = counts(demand, *project.implemented_on, of.on);
        if (!project.confirmed) {
            unconfirmed += now ? 1 : 0;
            continue;
        }
        days.push_back(*project.implemented_on);
        if (now) found.sources.push_back(project.source);
    }
    const Days implemented(demand, std::move(days));
    const auto have = implemented.count(of.on);
    found.have = have;
    found.need = demand.at_least;
    found.text =
        in_both([&](Language language) { return in_words(demand, have, unconfirmed, of, language); });
    if (have >= demand.at_least) {
        found.verdict = Verdict::pass;
        found.holds_until = implemented.enough_until(of.on);
        return found;
    }
    found.verdict = Verdict::fail;
    found.reason = "PROJECTS_MISSING";
    found.missing = demand.at_least - have;
    found.possible_from = implemented.enough_from(of.on);
    return found;
}

}  // namespace waymark::partner
