#include "workflows/partner/benefits.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/data.hpp"
#include "workflows/partner/technologies.hpp"
#include "workflows/partner/wording.hpp"

namespace waymark::partner {

namespace {

using runtime::FactQuestion;
using runtime::Instance;
using states::Value;

Kopecks amount_in(const Value& kopecks) { return {static_cast<std::int64_t>(kopecks.number())}; }

std::string booked_key(std::string_view family, std::string_view benefit, std::string_view year) {
    return fmt::format("{}/{}/{}", family, benefit, year);
}

/// Under its partner, its benefit and the calendar year of its day.
std::string booked(const Instance& use) {
    if (runtime::principal_state(use) != "booked") return {};
    return booked_key(runtime::to_text(use.family), text(use, "benefit"), text(use, "on").substr(0, 4));
}

bool holds(const Entitlement& entitlement, Date on) {
    return entitlement.from <= on && (!entitlement.to || on < *entitlement.to);
}

struct Refusal {
    std::string code;
    states::Text text;
};

Refusal bad_date(Date today) {
    return {
        "BAD_DATE",
        {fmt::format("a date that is no later than today, {}, is needed.", day_in_words(today, Language::en)),
         fmt::format("нужна дата не позже сегодняшней, {}.", to_text(today))}};
}

Refusal not_entitled(std::string_view technology, Date on) {
    const auto name = technology_name(technology);
    return {"NOT_ENTITLED",
            {fmt::format("on {} the partner has no active specialization {} that gives this benefit.",
                         day_in_words(on, Language::en), name),
             fmt::format("на {} у партнёра нет действующей специализации {}, которая даёт это преимущество.",
                         to_text(on), name)}};
}

Refusal beyond_cap(Kopecks remaining, Kopecks asked, std::string_view year) {
    return {
        "CAP_EXCEEDED",
        {fmt::format("{} RUB remain; {} were asked for. The limit is that of the calendar year {}, of all "
                     "specializations together.",
                     in_roubles(remaining, false), in_roubles(asked, false), year),
         fmt::format("осталось {} ₽, запрошено {} ₽. Лимит — на {} календарный год, на все специализации "
                     "вместе.",
                     in_roubles(remaining, true), in_roubles(asked, true), year)}};
}

}  // namespace

std::vector<Entitlement> entitlements(const Edition& edition,
                                      const std::vector<runtime::InstancePtr>& specializations) {
    std::vector<Entitlement> found;
    for (const auto& specialization : specializations) {
        const auto technology = text(*specialization, "technology");
        const auto* rules = edition.applied_for(technology);
        if (!rules) continue;
        for (const Value& period : items(*specialization, "periods")) {
            const auto from = parse_date(period["from"].string_or(""));
            const auto to = parse_date(period["to"].string_or(""));
            if (!from || (to && *to <= *from)) continue;  // granted and ended on one day
            for (const auto& code : rules->benefits) found.push_back({code, technology, *from, to});
        }
    }
    return found;
}

std::vector<runtime::Lookup> benefit_lookups() {
    return {{"specializations-by-partner", "specialization",
             [](const Instance& specialization) {
                 return items(specialization, "periods").empty() ? std::string()
                                                                 : runtime::to_text(specialization.family);
             }},
            {"booked-benefits", "benefit", booked}};
}

Kopecks used_in(std::string_view year, std::string_view benefit, runtime::FamilyId partner,
                const runtime::FindInstances& find) {
    Kopecks used;
    for (const auto& each : find("booked-benefits", booked_key(runtime::to_text(partner), benefit, year)))
        used += amount_in(datum(*each, "amount_kopecks"));
    return used;
}

Value benefits_fact(const Editions& editions, const Calendar& calendar, const FactQuestion& question) {
    const Value& use = question.event.data;
    const Value &benefit = use["benefit"], &technology = use["technology"], &amount = use["amount_kopecks"];
    if (!benefit.is_string() || !technology.is_string() || !amount.is_number() || !use["on"].is_string())
        return {};
    const auto family = runtime::to_text(question.instance.family);
    const auto today = calendar.date_of(question.at);
    const auto on = parse_date(use["on"].string());
    const auto year = use["on"].string().substr(0, 4);

    const auto* edition = on ? editions.on(*on) : nullptr;
    const auto all = edition ? entitlements(*edition, question.find("specializations-by-partner", family))
                             : std::vector<Entitlement>();
    const bool entitled = std::ranges::any_of(all, [&](const Entitlement& each) {
        return each.benefit == benefit.string() && each.technology == technology.string() && holds(each, *on);
    });
    const auto used = used_in(year, benefit.string(), question.instance.family, question.find);
    const auto* rules = edition ? edition->benefit(benefit.string()) : nullptr;
    const std::optional<Kopecks> unlimited;
    const auto& cap = rules ? rules->yearly_limit : unlimited;
    const auto asked = amount_in(amount);

    std::optional<Refusal> refusal;
    if (!on || *on > today)
        refusal = bad_date(today);
    else if (!entitled)
        refusal = not_entitled(technology.string(), *on);
    else if (cap && used + asked > *cap)
        refusal = beyond_cap(*cap - used, asked, year);
    return Value::Object{
        {"code", refusal ? Value(refusal->code) : Value(nullptr)},
        {"text",
         refusal ? Value(Value::Object{{"en", refusal->text.en}, {"ru", refusal->text.ru}}) : Value(nullptr)},
        {"entitled", entitled},
        {"cap_kopecks", cap ? Value(cap->count) : Value(nullptr)},
        {"used_kopecks", used.count},
        {"remaining_kopecks", cap ? Value((*cap - used).count) : Value(nullptr)}};
}

}  // namespace waymark::partner
