// The part of the presentation that answers "what can happen here, and why not".
#include "adapters/http/presentation.hpp"

namespace waymark::http {
namespace {

void write_reason(Json& json, std::string_view code, const states::Text& text,
                  const states::Hindrance* guard) {
    json.object();
    json.name("code").text(code);
    json.name("text").both(text);
    json.name("guard");
    if (guard == nullptr)
        json.null();
    else
        json.text(guard->guard);
    json.name("values").object();
    if (guard != nullptr)
        for (const auto& [path, value] : guard->values) json.name(path).value(value);
    json.end_object();
    json.name("possible_from");
    if (guard == nullptr || !guard->possible_from)
        json.null();
    else
        json.instant(*guard->possible_from);
    json.end_object();
}

/// What a guard without a reason of its own can say for itself.
states::Text reason_of(const states::Hindrance& hindrance) {
    if (!hindrance.reason.en.empty() || !hindrance.reason.ru.empty()) return hindrance.reason;
    return {"The condition " + hindrance.guard + " does not hold.",
            "Не выполнено условие " + hindrance.guard + "."};
}

void write_reasons(Json& json, const runtime::EventChance& chance) {
    json.array();
    if (chance.declaration.roles.empty())
        write_reason(json, "service-only",
                     {"The service itself sends this.", "Это событие отправляет сама система."}, nullptr);
    else if (chance.role_missing)
        write_reason(json, "role-missing",
                     {"None of your roles may do this.", "Ни одна из ваших ролей не позволяет это сделать."},
                     nullptr);
    if (!chance.possibility.listened)
        write_reason(json, "not-in-state",
                     {"This is not possible in the present state.", "В текущем состоянии это невозможно."},
                     nullptr);
    else if (chance.possibility.chance == states::Chance::no)
        for (const auto& hindrance : chance.possibility.hindrances)
            write_reason(json, "guard", reason_of(hindrance), &hindrance);
    json.end_array();
}

}  // namespace

void write_actions(Json& json, const std::vector<runtime::EventChance>& chances) {
    json.array();
    for (const auto& chance : chances) {
        const auto& declaration = chance.declaration;
        json.object();
        json.name("event").text(declaration.name);
        json.name("title").both(declaration.title);
        json.name("description").both(declaration.description);
        json.name("allowed").boolean(chance.allowed);
        json.name("depends").boolean(chance.possibility.chance == states::Chance::depends);
        json.name("reasons");
        write_reasons(json, chance);
        json.name("form");
        if (declaration.form.is_undefined())
            json.null();
        else
            json.value(declaration.form);
        json.end_object();
    }
    json.end_array();
}

}  // namespace waymark::http
