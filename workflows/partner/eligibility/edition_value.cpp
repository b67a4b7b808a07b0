// to_value of edition_words.hpp.
#include "workflows/partner/eligibility/edition_words.hpp"

namespace waymark::partner {

namespace {

using states::Value;

Value date_or_nothing(const std::optional<Date>& date) { return date ? Value(to_text(*date)) : Value(); }

template <class Entry>
Value named(const std::vector<Entry>& entries) {
    Value::Array all;
    for (const auto& each : entries)
        all.push_back(Value::Object{{"code", each.code}, {"name", to_value(each.name)}});
    return all;
}

Value benefits_value(const Edition& edition) {
    Value::Array all;
    for (const auto& each : edition.benefits)
        all.push_back(Value::Object{
            {"code", each.code},
            {"name", to_value(each.name)},
            {"yearly_limit_kopecks", each.yearly_limit ? Value(each.yearly_limit->count) : Value()}});
    return all;
}

Value services_value(const Edition& edition) {
    Value::Array all;
    for (const auto& each : edition.services)
        all.push_back(Value::Object{{"code", each.code},
                                    {"name", to_value(each.name)},
                                    {"counts_for", counts_value(each.code, edition)},
                                    {"bonus_exclusions", exclusions_value(each.code, edition)}});
    return all;
}

Value vat_value(const Edition& edition) {
    Value::Array all;
    for (const auto& rate : edition.vat)
        all.push_back(Value::Object{{"from", to_text(rate.from)}, {"percent", rate.percent}});
    return all;
}

}  // namespace

Value to_value(const states::Text& text) { return Value::Object{{"en", text.en}, {"ru", text.ru}}; }

Value to_value(const Condition& condition, const Edition& edition) {
    Value::Object value{{"code", condition.code}, {"kind", kind_of(condition)}};
    for (auto& facet : facets(condition, edition))
        if (!facet.entry.starts_with("roles.")) value.emplace_back(facet.entry, std::move(facet.value));
    if (const auto* employed = std::get_if<SpecialistsEmployed>(&condition.what)) {
        Value::Array roles;
        for (const auto& role : employed->roles) {
            Value::Array all;
            for (const auto& any : role.all_of) all.emplace_back(Value::Array(any.begin(), any.end()));
            roles.push_back(Value::Object{{"code", role.code}, {"all_of", std::move(all)}});
        }
        value.emplace_back("roles", std::move(roles));
    }
    Value::Array parts;
    for (const auto& part : parts_of(condition)) parts.push_back(to_value(part, edition));
    if (!parts.empty()) value.emplace_back("parts", std::move(parts));
    value.emplace_back("text", to_value(in_words(condition, edition)));
    return value;
}

Value to_value(const Reward& reward) {
    return Value::Object{
        {"of", reward.of == Reward::Of::growth ? "growth" : "consumption"},
        {"services", reward.services},
        {"registered_projects", reward.registered_projects},
        {"basis_points", reward.basis_points},
        {"comarketing_basis_points",
         reward.comarketing_basis_points > 0 ? Value(reward.comarketing_basis_points) : Value()}};
}

Value to_value(const SpecializationRules& rules, const Edition& edition) {
    Value::Array directions, conditions;
    for (const auto& each : rules.directions) directions.push_back(to_value(each));
    for (const auto& each : rules.conditions) conditions.push_back(to_value(each, edition));
    return Value::Object{{"code", rules.code},
                         {"technology", rules.technology},
                         {"level", rules.level.empty() ? Value() : Value(rules.level)},
                         {"name", to_value(rules.name)},
                         {"directions", std::move(directions)},
                         {"benefits", Value::Array(rules.benefits.begin(), rules.benefits.end())},
                         {"reward", rules.reward ? to_value(*rules.reward) : Value()},
                         {"conditions", std::move(conditions)}};
}

Value counts_value(std::string_view service, const Edition& edition) {
    Value::Array all;
    for (const auto& entry : edition.catalogue)
        if (entry.service == service)
            all.push_back(Value::Object{{"technology", entry.technology},
                                        {"from", date_or_nothing(entry.from)},
                                        {"until", date_or_nothing(entry.until)}});
    return all;
}

Value exclusions_value(std::string_view service, const Edition& edition) {
    Value::Array all;
    for (const auto& entry : edition.exclusions)
        if (entry.service == service)
            all.push_back(Value::Object{{"from", date_or_nothing(entry.from)},
                                        {"until", date_or_nothing(entry.until)}});
    return all;
}

Value to_value(const Edition& edition) {
    Value::Array specializations;
    for (const auto& each : edition.specializations) specializations.push_back(to_value(each, edition));
    return Value::Object{
        {"version", edition.version},
        {"from", to_text(edition.from)},
        {"invented", edition.invented},
        {"transition", edition.transition == Edition::Transition::decision ? "decision" : "submission"},
        {"bonus_basis_points", edition.bonus_basis_points},
        {"vat", vat_value(edition)},
        {"technologies", named(edition.technologies)},
        {"certificates", named(edition.certificates)},
        {"products", named(edition.products)},
        {"benefits", benefits_value(edition)},
        {"services", services_value(edition)},
        {"specializations", std::move(specializations)}};
}

}  // namespace waymark::partner
