#include "workflows/partner/eligibility/condition_reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace waymark::partner {

namespace {

constexpr std::int64_t most_months = 60, most_counted = 1'000'000;

/// What reading a condition needs around it.
struct Around {
    const Declared& declared;
    Codes& taken;
};

int months_of(Entries& entries) { return static_cast<int>(entries.number("months", 1, most_months)); }

int at_least_of(Entries& entries) { return static_cast<int>(entries.number("at_least", 1, most_counted)); }

std::string product_if_any(Entries& entries, const Declared& declared) {
    return entries.has("product") ? entries.declared("product", declared.products, a_product) : std::string();
}

Period read_period(Entries& entries) {
    const auto kind = entries.choice("period", {"trailing", "calendar-year", "half-year"});
    if (kind == "calendar-year") return {Period::Kind::calendar_year, 12};
    if (kind == "half-year") return {Period::Kind::half_year, 6};
    if (kind == "trailing" || entries.has("months")) return {Period::Kind::trailing, months_of(entries)};
    return {};
}

ConsumptionReached read_consumption(Entries& entries, const Around& around) {
    ConsumptionReached reached;
    reached.scope.services = read_services(entries, around.declared);
    reached.scope.subaccounts = entries.flag_or("subaccounts", true);
    reached.scope.registered_projects = entries.flag_or("registered_projects", true);
    reached.scope.product = product_if_any(entries, around.declared);
    if (!reached.scope.subaccounts && !reached.scope.registered_projects)
        entries.object("registered_projects",
                       {"neither subaccounts nor registered projects would count; leave one of them true.",
                        "не считались бы ни субаккаунты, ни проекты; оставьте одно из двух."});
    reached.exceeding = entries.has("exceeding_roubles");
    if (reached.exceeding && entries.has("at_least_roubles"))
        entries.object("exceeding_roubles",
                       {"\"at_least_roubles\" stands here as well; leave one of the two.",
                        "рядом стоит «at_least_roubles»; оставьте одно из двух."});
    reached.threshold = entries.roubles(
        reached.exceeding && !entries.has("at_least_roubles") ? "exceeding_roubles" : "at_least_roubles");
    reached.period = read_period(entries);
    reached.monthly_average = entries.flag_or("monthly_average", false);
    return reached;
}

/// ["cse", ["mch", "mgp"]]: the first, and one of the two.
std::vector<std::vector<std::string>> read_role_certificates(Entries& role, const Declared& declared) {
    std::vector<std::vector<std::string>> all;
    const auto* list = role.array("certificates", 1);
    if (list == nullptr) return all;
    Codes taken;
    for (const auto& node : *list) {
        std::vector<std::string> any;
        const auto take = [&](const toml::node& each) {
            auto code = role.checked(each, declared.certificates, a_certificate);
            if (!code.empty() && !taken.insert(code).second)
                role.object(each, {fmt::format("\"{}\" stands here twice; leave one.", code),
                                   fmt::format("«{}» стоит здесь дважды; оставьте одно.", code)});
            any.push_back(std::move(code));
        };
        if (const auto* choice = node.as_array()) {
            if (choice->size() < 2)
                role.object(node, {"A choice has at least two certificates.",
                                   "Выбирают из двух сертификатов или более."});
            for (const auto& each : *choice) take(each);
        } else {
            take(node);
        }
        all.push_back(std::move(any));
    }
    return all;
}

SpecialistsEmployed read_specialists(Entries& entries, const Around& around) {
    SpecialistsEmployed employed;
    Codes taken;
    for (auto& each : entries.tables("roles", 1)) {
        SpecialistRole role;
        role.code = each.new_code("code", taken);
        role.all_of = read_role_certificates(each, around.declared);
        each.refuse_others();
        employed.roles.push_back(std::move(role));
    }
    return employed;
}

LicencesReached read_licences(Entries& entries, const Around& around) {
    return {entries.declared("product", around.declared.products, a_product), at_least_of(entries)};
}

ProjectsImplemented read_projects(Entries& entries, const Around& around) {
    ProjectsImplemented implemented;
    implemented.product = product_if_any(entries, around.declared);
    implemented.at_least = at_least_of(entries);
    if (entries.has("months")) implemented.months = months_of(entries);
    return implemented;
}

using What = decltype(Condition::what);
using Read = What (*)(Entries&, const Around&);

struct Kind {
    std::string_view name;
    Read read;
};

constexpr std::array kinds = {
    Kind{"agreement", [](Entries&, const Around&) -> What { return AgreementSigned{}; }},
    Kind{"solutions",
         [](Entries& entries, const Around&) -> What { return VerifiedSolutions{at_least_of(entries)}; }},
    Kind{"plan", [](Entries&, const Around&) -> What { return PlanApproved{}; }},
    Kind{"consumption",
         [](Entries& entries, const Around& around) -> What { return read_consumption(entries, around); }},
    Kind{"licences",
         [](Entries& entries, const Around& around) -> What { return read_licences(entries, around); }},
    Kind{"specialists",
         [](Entries& entries, const Around& around) -> What { return read_specialists(entries, around); }},
    Kind{"projects",
         [](Entries& entries, const Around& around) -> What { return read_projects(entries, around); }},
    Kind{"interview", [](Entries&, const Around&) -> What { return InterviewPassed{}; }},
    Kind{"one_of",
         [](Entries& entries, const Around& around) -> What {
             return OneOf{read_conditions(entries, "alternative", 2, around.declared, around.taken)};
         }},
    Kind{"all_of",
         [](Entries& entries, const Around& around) -> What {
             return AllOf{read_conditions(entries, "part", 2, around.declared, around.taken)};
         }},
};

std::vector<int> read_window_months(Entries& entries) {
    std::vector<int> months;
    const auto* list = entries.array("window_months", 1);
    if (list == nullptr) return months;
    for (const auto& node : *list) {
        const auto month = node.value_exact<std::int64_t>().value_or(0);
        const auto number = static_cast<int>(std::clamp<std::int64_t>(month, 0, 13));
        if (number < 1 || number > 12 || std::ranges::find(months, number) != months.end())
            entries.object(node, {"A month is a number from 1 to 12, and stands here once.",
                                  "Месяц — число от 1 до 12, и стоит здесь один раз."});
        months.push_back(number);
    }
    return months;
}

Condition read_condition(Entries& entries, bool outermost, const Around& around) {
    Condition condition;
    condition.code = entries.new_code("code", around.taken);
    if (outermost && entries.has("window_months")) condition.window_months = read_window_months(entries);
    const auto name = entries.choice("kind", {"agreement", "solutions", "plan", "consumption", "licences",
                                              "specialists", "projects", "interview", "one_of", "all_of"});
    const auto kind = std::ranges::find(kinds, name, &Kind::name);
    if (kind == kinds.end()) return condition;  // nobody can tell which entries belong to it
    condition.what = kind->read(entries, around);
    entries.refuse_others();
    return condition;
}

}  // namespace

std::string read_services(Entries& entries, const Declared& declared) {
    auto technology = entries.declared("services", declared.technologies, a_technology);
    if (!technology.empty() && !declared.counted.contains(technology))
        entries.object(
            "services",
            {fmt::format("no service counts for \"{}\"; say which in their \"counts_for\".", technology),
             fmt::format("для «{}» не считается ни один сервис; укажите их в «counts_for».", technology)});
    return technology;
}

std::vector<Condition> read_conditions(Entries& entries, std::string_view name, std::size_t least,
                                       const Declared& declared, Codes& taken) {
    std::vector<Condition> conditions;
    for (auto& each : entries.tables(name, least))
        conditions.push_back(read_condition(each, name == "condition", {declared, taken}));
    return conditions;
}

}  // namespace waymark::partner
