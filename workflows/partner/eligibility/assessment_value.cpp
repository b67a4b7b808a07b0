#include "workflows/partner/eligibility/assessment.hpp"

namespace waymark::partner {

namespace {

using states::Value;

/// Undefined members are left out where a value is written; they would be found by a walk over it, though.
void add(Value::Object& object, std::string_view name, Value value) {
    if (!value.is_undefined()) object.emplace_back(name, std::move(value));
}

template <class Items, class Make>
void add_list(Value::Object& object, std::string_view name, const Items& items, const Make& make) {
    if (items.empty()) return;
    Value::Array list;
    list.reserve(items.size());
    for (const auto& item : items) list.push_back(make(item));
    object.emplace_back(name, std::move(list));
}

Value of_date(const std::optional<Date>& date) { return date ? Value(to_text(*date)) : Value(); }

Value of_source(const Source& source) { return Value::Object{{"id", source.id}, {"on", to_text(source.on)}}; }

Value of_text(const states::Text& text) { return Value::Object{{"en", text.en}, {"ru", text.ru}}; }

Value of_role(const RoleAssignment& role) {
    Value::Object object{{"role", role.role}};
    if (role.employee.empty()) return object;
    object.emplace_back("employee", role.employee);
    add_list(object, "certificates", role.certificates, [](const std::string& code) { return Value(code); });
    add_list(object, "names", role.names, of_text);
    return object;
}

Value of_judgement(const Judgement& judgement) {
    Value::Object object{
        {"code", judgement.code}, {"kind", judgement.kind}, {"result", to_text(judgement.verdict)}};
    if (!judgement.reason.empty()) object.emplace_back("reason", judgement.reason);
    object.emplace_back("text", of_text(judgement.text));
    add(object, "have", judgement.have);
    add(object, "need", judgement.need);
    add(object, "missing", judgement.missing);
    add_list(object, "sources", judgement.sources, of_source);
    add(object, "possible_from", of_date(judgement.possible_from));
    add(object, "holds_until", of_date(judgement.holds_until));
    add_list(object, "roles", judgement.roles, of_role);
    add_list(object, "parts", judgement.parts, of_judgement);
    return object;
}

}  // namespace

Value to_value(const Assessment& assessment) {
    Value::Object object{{"version", assessment.version},
                         {"specialization", assessment.specialization},
                         {"on", to_text(assessment.on)},
                         {"result", to_text(assessment.verdict)}};
    Value::Array conditions;
    conditions.reserve(assessment.conditions.size());
    for (const auto& judgement : assessment.conditions) conditions.push_back(of_judgement(judgement));
    object.emplace_back("conditions", std::move(conditions));
    return object;
}

}  // namespace waymark::partner
