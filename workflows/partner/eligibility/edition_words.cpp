#include "workflows/partner/eligibility/edition_words.hpp"

#include <array>
#include <fmt/format.h>

namespace waymark::partner {

namespace {

using states::Text;
using states::Value;

const Text none_between{"; ", "; "};

struct Kind {
    std::string_view name;
    Text title;
};

/// In the order of Condition::what.
const std::array<Kind, std::variant_size_v<decltype(Condition::what)>>& kinds() {
    static const std::array<Kind, std::variant_size_v<decltype(Condition::what)>> all = {{
        {"agreement", {"The partner agreement is signed", "Партнёрский договор подписан"}},
        {"solutions", {"Verified solutions on the technology", "Подтверждённые решения на технологии"}},
        {"plan", {"An approved business plan", "Утверждённый бизнес-план"}},
        {"consumption", {"Net consumption", "Чистое потребление"}},
        {"licences",
         {"Licences in use in the last month that has ended",
          "Лицензии в работе за последний завершённый месяц"}},
        {"specialists", {"Specialists, each a different person", "Специалисты, каждый — отдельный человек"}},
        {"projects", {"Implemented projects", "Реализованные проекты"}},
        {"interview", {"The interview with an architect is passed", "Интервью с архитектором пройдено"}},
        {"one_of", {"One of these", "Одно из этого"}},
        {"all_of", {"All of these", "Всё это вместе"}},
    }};
    return all;
}

/// "12 месяцев": the forms for 1, 2 and 5.
std::string russian_count(int n, std::string_view one, std::string_view two, std::string_view five) {
    const bool teens = n % 100 >= 11 && n % 100 <= 14;
    const auto form = !teens && n % 10 == 1 ? one : !teens && n % 10 >= 2 && n % 10 <= 4 ? two : five;
    return fmt::format("{} {}", n, form);
}

Text month_in(int month) {
    static const std::array<Text, 12> names = {{{"January", "январе"},
                                                {"February", "феврале"},
                                                {"March", "марте"},
                                                {"April", "апреле"},
                                                {"May", "мае"},
                                                {"June", "июне"},
                                                {"July", "июле"},
                                                {"August", "августе"},
                                                {"September", "сентябре"},
                                                {"October", "октябре"},
                                                {"November", "ноябре"},
                                                {"December", "декабре"}}};
    return names.at(static_cast<std::size_t>(month - 1));
}

template <class Entry>
Text name_of(const Entry* entry, std::string_view code) {
    return entry == nullptr ? Text{std::string(code), std::string(code)} : entry->name;
}

Text in_words(const Period& period) {
    switch (period.kind) {
        case Period::Kind::calendar_year:
            return {"in the last calendar year that has ended", "за последний завершённый календарный год"};
        case Period::Kind::half_year:
            return {"in the last half-year that has ended", "за последнее завершённое полугодие"};
        case Period::Kind::trailing:
            break;
    }
    if (period.months == 1) return {"in the last month that has ended", "за последний завершённый месяц"};
    return {fmt::format("in the last {} months that have ended", period.months),
            "за " + russian_count(period.months, "последний завершённый месяц",
                                  "последних завершённых месяца", "последних завершённых месяцев")};
}

Value to_value(const Period& period) {
    const auto kind = period.kind == Period::Kind::calendar_year ? "calendar-year"
                      : period.kind == Period::Kind::half_year   ? "half-year"
                                                                 : "trailing";
    return Value::Object{{"kind", kind}, {"months", period.months}};
}

/// The facets of each kind.
class Describe {
  public:
    explicit Describe(const Edition& edition) : edition_(edition) {}
    std::vector<Facet> take() && { return std::move(facets_); }

    void operator()(const AgreementSigned&) {}
    void operator()(const PlanApproved&) {}
    void operator()(const InterviewPassed&) {}
    void operator()(const OneOf&) {}
    void operator()(const AllOf&) {}
    void operator()(const VerifiedSolutions& solutions) { at_least(solutions.at_least); }
    void operator()(const LicencesReached& licences) {
        product(licences.product, "", "");
        at_least(licences.at_least);
    }
    void operator()(const ProjectsImplemented& projects) {
        product(projects.product, "on ", "на ");
        at_least(projects.at_least);
        if (projects.months > 0)
            add("months", projects.months, {"period", "период"},
                {fmt::format("in the {} months before the day of the decision", projects.months),
                 "за " + russian_count(projects.months, "месяц", "месяца", "месяцев") + " до дня решения"});
    }
    void operator()(const ConsumptionReached& reached) {
        const auto roubles = [&](bool russian) { return in_roubles(reached.threshold, russian); };
        add("threshold",
            Value::Object{
                {reached.exceeding ? "exceeding_kopecks" : "at_least_kopecks", reached.threshold.count}},
            {"threshold", "порог"},
            {(reached.exceeding ? "more than " : "at least ") + roubles(false) + " RUB",
             (reached.exceeding ? "более " : "не менее ") + roubles(true) + " руб."});
        add("period", to_value(reached.period), {"period", "период"}, in_words(reached.period));
        if (reached.monthly_average)
            add("monthly_average", true, {"average", "среднее"},
                {"on average a month", "в среднем за месяц"});
        scope(reached.scope);
    }
    void operator()(const SpecialistsEmployed& employed) {
        for (const auto& role : employed.roles) {
            Value::Array certificates;
            std::vector<Text> all;
            for (const auto& any : role.all_of) {
                certificates.push_back(any.size() == 1 ? Value(any[0])
                                                       : Value(Value::Array(any.begin(), any.end())));
                all.push_back(choice(any));
            }
            add("roles." + role.code, std::move(certificates), {"role " + role.code, "роль " + role.code},
                joined(all, {", ", ", "}, {" and ", " и "}));
        }
    }
    void windows(const std::vector<int>& months) {
        if (months.empty()) return;
        std::vector<Text> names;
        names.reserve(months.size());
        for (const int month : months) names.push_back(month_in(month));
        const auto all = joined(names, {", ", ", "}, {" and ", " и "});
        add("window_months", Value::Array(months.begin(), months.end()), {"windows", "окна"},
            {"only for decisions in " + all.en, "только для решений в " + all.ru});
    }

  private:
    void add(std::string entry, Value value, Text label, Text words) {
        facets_.push_back({std::move(entry), std::move(value), std::move(label), std::move(words)});
    }
    void at_least(int count) {
        add("at_least", count, {"how many", "сколько"},
            {fmt::format("at least {}", count), fmt::format("не менее {}", count)});
    }
    void product(const std::string& code, const std::string& en, const std::string& ru) {
        if (code.empty()) return;
        const auto name = name_of(edition_.product(code), code);
        add("product", code, {"product", "продукт"}, {en + name.en, ru + name.ru});
    }
    void scope(const ConsumptionScope& scope) {
        const auto name = name_of(edition_.technology(scope.services), scope.services);
        add("services", scope.services, {"services", "сервисы"},
            {name.en + " services", "сервисы " + name.ru});
        product(scope.product, "in projects on ", "в проектах на ");
        const bool both = scope.subaccounts && scope.registered_projects;
        add("where",
            Value::Object{{"subaccounts", scope.subaccounts},
                          {"registered_projects", scope.registered_projects}},
            {"where", "где"},
            both ? Text{"subaccounts and registered projects", "субаккаунты и зарегистрированные проекты"}
            : scope.subaccounts ? Text{"subaccounts only", "только субаккаунты"}
                                : Text{"registered projects only", "только зарегистрированные проекты"});
    }
    Text choice(const std::vector<std::string>& any) {
        std::vector<Text> names;
        names.reserve(any.size());
        for (const auto& code : any) {
            const auto name = name_of(edition_.certificate(code), code);
            names.push_back({"“" + name.en + "”", "«" + name.ru + "»"});
        }
        return joined(names, {", ", ", "}, {" or ", " или "});
    }

    const Edition& edition_;
    std::vector<Facet> facets_;
};

/// ", from 2026-01-01 to 2026-05-31"
Text span_in_words(const std::optional<Date>& from, const std::optional<Date>& until) {
    Text text;
    if (from) text = {" from " + to_text(*from), " с " + to_text(*from)};
    if (until) {
        text.en += " until " + to_text(*until - std::chrono::days(1));
        text.ru += " по " + to_text(*until - std::chrono::days(1));
    }
    return text;
}

}  // namespace

Text joined(const std::vector<Text>& texts, const Text& between, const Text& last) {
    Text all;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool is_last = i + 1 == texts.size();
        const Text none;
        const Text& link = i == 0 ? none : is_last ? last : between;
        all.en += link.en + texts[i].en;
        all.ru += link.ru + texts[i].ru;
    }
    return all;
}

std::string_view kind_of(const Condition& condition) { return kinds().at(condition.what.index()).name; }

std::span<const Condition> parts_of(const Condition& condition) {
    if (const auto* any = std::get_if<OneOf>(&condition.what)) return any->alternatives;
    if (const auto* all = std::get_if<AllOf>(&condition.what)) return all->parts;
    return {};
}

std::vector<Facet> facets(const Condition& condition, const Edition& edition) {
    Describe describe(edition);
    std::visit(describe, condition.what);
    describe.windows(condition.window_months);
    return std::move(describe).take();
}

Text in_words(const Condition& condition, const Edition& edition) {
    auto text = kinds().at(condition.what.index()).title;
    std::vector<Text> said;
    for (auto& facet : facets(condition, edition)) {
        if (facet.entry.starts_with("roles.")) {
            facet.words.en.insert(0, facet.entry.substr(6) + " with ");
            facet.words.ru.insert(0, facet.entry.substr(6) + " — ");
        }
        said.push_back(std::move(facet.words));
    }
    if (said.empty()) return text;
    const auto all = joined(said, none_between, none_between);
    return {text.en + ": " + all.en, text.ru + ": " + all.ru};
}

Text wholly_in_words(const Condition& condition, const Edition& edition) {
    auto text = in_words(condition, edition);
    std::vector<Text> parts;
    for (const auto& part : parts_of(condition)) {
        const auto words = wholly_in_words(part, edition);
        parts.push_back({"(" + part.code + ") " + words.en, "(" + part.code + ") " + words.ru});
    }
    if (parts.empty()) return text;
    const auto all = joined(parts, none_between, none_between);
    return {text.en + ": " + all.en, text.ru + ": " + all.ru};
}

Text percent_in_words(int basis_points) {
    auto digits = fmt::format("{}.{:02}", basis_points / 100, basis_points % 100);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
    auto russian = digits;
    if (const auto point = russian.find('.'); point != std::string::npos) russian[point] = ',';
    return {digits + " %", russian + " %"};
}

Text in_words(const Reward& reward, const Edition& edition) {
    const auto percent = percent_in_words(reward.basis_points);
    const auto name = name_of(edition.technology(reward.services), reward.services);
    const bool growth = reward.of == Reward::Of::growth;
    Text text{
        percent.en + (growth ? " of the growth of a quarter's" : " of a quarter's") +
            " paid consumption of " + name.en + " services, " +
            (reward.registered_projects ? "subaccounts and registered projects" : "subaccounts only"),
        percent.ru + (growth ? " от прироста" : " от") + " оплаченного потребления сервисов " + name.ru +
            " за квартал, " +
            (reward.registered_projects ? "субаккаунты и зарегистрированные проекты" : "только субаккаунты")};
    if (reward.comarketing_basis_points > 0) {
        const auto more = percent_in_words(reward.comarketing_basis_points);
        text.en += ", and " + more.en + " for joint marketing";
        text.ru += ", и " + more.ru + " на совместный маркетинг";
    }
    return text;
}

Text counts_in_words(std::string_view service, const Edition& edition) {
    std::vector<Text> all;
    for (const auto& entry : edition.catalogue) {
        if (entry.service != service) continue;
        const auto name = name_of(edition.technology(entry.technology), entry.technology);
        const auto span = span_in_words(entry.from, entry.until);
        all.push_back({name.en + span.en, name.ru + span.ru});
    }
    return joined(all, {", ", ", "}, {", ", ", "});
}

Text exclusion_in_words(std::string_view service, const Edition& edition) {
    std::vector<Text> all;
    for (const auto& entry : edition.exclusions) {
        if (entry.service != service) continue;
        const auto span = span_in_words(entry.from, entry.until);
        all.push_back({"no bonus" + span.en, "без бонуса" + span.ru});
    }
    return joined(all, {", ", ", "}, {", ", ", "});
}

Text in_words(Edition::Transition transition) {
    return transition == Edition::Transition::decision
               ? Text{"an application is judged by the edition in force on the day of the decision",
                      "заявку судят по редакции, действующей в день решения"}
               : Text{"an application is judged by the edition in force on the day of its submission",
                      "заявку судят по редакции, действовавшей в день её подачи"};
}

}  // namespace waymark::partner
