#include "workflows/runtime/refusals.hpp"

#include "states/program.hpp"
#include "workflows/runtime/facts.hpp"
#include "workflows/runtime/fields.hpp"

namespace waymark::runtime {

namespace {

states::Value value_of(const states::Text& text) {
    return states::Value::Object{{"en", text.en}, {"ru", text.ru}};
}

states::Text title_of(const states::EventDeclaration& event) {
    return {event.title.en.empty() ? event.name : event.title.en,
            event.title.ru.empty() ? event.name : event.title.ru};
}

/// Of all regions: "Active, No debt".
states::Text state_titles(const Instance& instance) {
    const auto& chart = *instance.definition->chart;
    states::Text all;
    for (const auto state : states::atomic_states(chart, instance.state)) {
        auto title = chart.state_title(state);
        if (title.en.empty()) title.en = chart.state_id(state);
        if (title.ru.empty()) title.ru = title.en;
        all.en += (all.en.empty() ? "" : ", ") + title.en;
        all.ru += (all.ru.empty() ? "" : ", ") + title.ru;
    }
    return is_undone(instance) ? undone_title() : all;
}

states::Value reason_of(const states::Hindrance& hindrance) {
    states::Value::Object values;
    for (const auto& [path, value] : hindrance.values) values.emplace_back(path, value);
    return states::Value::Object{
        {"code", "guard"},
        {"text", value_of(hindrance.reason)},
        {"guard", hindrance.guard},
        {"values", std::move(values)},
        {"possible_from", hindrance.possible_from ? states::Value(waymark::to_text(*hindrance.possible_from))
                                                  : states::Value(nullptr)}};
}

states::Value reasons_of(const Instance& instance, const states::EventDeclaration& event,
                         const states::Possibility& possibility) {
    states::Value::Array reasons;
    if (!possibility.listened) {
        const auto title = title_of(event), now = state_titles(instance);
        reasons.push_back(states::Value::Object{
            {"code", "not-in-state"},
            {"text", value_of({title.en + ": not in the state \"" + now.en + "\".",
                               title.ru + ": невозможно в состоянии «" + now.ru + "»."})},
            {"guard", ""},
            {"values", states::Value::Object{}},
            {"possible_from", nullptr}});
    }
    for (const auto& hindrance : possibility.hindrances) reasons.push_back(reason_of(hindrance));
    return reasons;
}

/// What the guards of an event tell an actor: nothing that is not his to see. What the event itself brings,
/// and the service adds to it, whoever may send it is told in a reason.
class Told {
  public:
    Told(const Program& program, const Actor& actor, const Definition& definition,
         const states::EventDeclaration& event)
        : program_(program), actor_(actor), definition_(definition), event_(event) {}

    void restrict(states::Hindrance& hindrance) const {
        std::erase_if(hindrance.values, [&](const auto& value) { return !sees(value.first); });
        const auto& guard = definition_.chart->program().transitions[hindrance.transition];
        if (guard.possible_from && !may_tell(*guard.possible_from)) hindrance.possible_from.reset();
        if (!guard.reason) return;
        for (const auto* parts : {&guard.reason->en, &guard.reason->ru})
            for (const auto& part : *parts)
                if (part.code && !may_tell(*part.code)) {
                    hindrance.reason = {"It hangs on something that is not yours to see.",
                                        "Это зависит от сведений, которые вам не показываются."};
                    return;
                }
    }

  private:
    [[nodiscard]] bool sees(std::string_view path) const {
        return may_see_path(program_, actor_, definition_, event_.name, path);
    }
    [[nodiscard]] bool may_tell(const states::Code& code) const {
        if (!code.compiled) return true;
        const auto paths = definition_.chart->program().evaluator->paths(*code.compiled);
        return std::ranges::all_of(paths, [&](const auto& path) {
            return (path.first.starts_with("_event.") && may_send(actor_, event_)) || sees(path.first);
        });
    }

    const Program& program_;
    const Actor& actor_;
    const Definition& definition_;
    const states::EventDeclaration& event_;
};

void hide_values(const Program& program, const Actor& actor, const Definition& definition,
                 states::Possibility& possibility) {
    const Told told(program, actor, definition, *possibility.event);
    for (auto& hindrance : possibility.hindrances) told.restrict(hindrance);
}

std::string joined(const states::Value::Array& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name.string();
    return text.empty() ? "none" : text;
}

}  // namespace

bool may_send(const Actor& actor, const states::EventDeclaration& event) {
    return actor.person.number == 0 ||
           std::ranges::any_of(event.roles, [&](const std::string& role) { return actor.has_role(role); });
}

bool may_read(const Program& program, const Actor& actor, std::string_view workflow, FamilyId family,
              InstanceId id) {
    return actor.person.number == 0 || !program.may_read || program.may_read(actor, workflow, family, id);
}

bool may_read(const Program& program, const Actor& actor, const Instance& instance) {
    return may_read(program, actor, instance.definition->workflow, instance.family, instance.id);
}

bool may_operate(const Program& program, const Actor& actor, std::string_view operation) {
    return actor.person.number == 0 || !program.may_operate || program.may_operate(actor, operation);
}

Error not_found(std::string what) {
    return {"not-found", "There is no " + std::move(what) + ", or it is not yours to see.", {}, {}};
}

Error role_missing(const states::EventDeclaration& event) {
    states::Value::Array roles(event.roles.begin(), event.roles.end());
    auto message = roles.empty()
                       ? "\"" + event.name + "\" is sent by the service alone."
                       : "\"" + event.name + "\" is for these roles: " + joined(roles) + ". Ask one of them.";
    return {"role-missing", std::move(message), {}, states::Value::Object{{"roles", std::move(roles)}}};
}

Error operation_refused(std::string_view operation) {
    return {"role-missing",
            "Your roles do not allow to " + std::string(operation) + ". Ask an administrator.",
            {},
            {}};
}

Error event_unknown(const states::Chart& chart, std::string_view event) {
    states::Value::Array events;
    for (const auto& declaration : chart.events()) events.emplace_back(declaration.name);
    auto message = "The workflow \"" + chart.name() + "\" has no event \"" + std::string(event) +
                   "\" that can be sent; it has: " + joined(events) + ".";
    return {"event-unknown", std::move(message), {}, states::Value::Object{{"events", std::move(events)}}};
}

std::vector<states::Possibility> possibilities_for(const Program& program, const Instance& instance,
                                                   Instant at, const Actor& actor,
                                                   const FindInstances& find) {
    const auto session = to_text(instance.id);
    auto all = states::possibilities(*instance.definition->chart, instance.state, {at, session, false},
                                     [&](const states::EventDeclaration& declaration) {
                                         auto event = event_from(actor, declaration.name, {});
                                         const auto facts = facts_for(program, instance, event, at, find);
                                         return with_facts(std::move(event), facts);
                                     });
    for (auto& possibility : all) hide_values(program, actor, *instance.definition, possibility);
    return all;
}

Error event_not_possible(const Program& program, const Instance& instance, Instant at, const Actor& actor,
                         const states::Event& event, const FindInstances& find) {
    const auto& chart = *instance.definition->chart;
    const auto& declaration = *chart.event(event.name);
    const auto session = to_text(instance.id);
    states::Value::Array possible;
    for (const auto& other : possibilities_for(program, instance, at, actor, find))
        if (other.chance != states::Chance::no && may_send(actor, *other.event))
            possible.emplace_back(other.event->name);
    const auto sent = with_facts(event, facts_for(program, instance, event, at, find));
    auto possibility = states::possibility(chart, instance.state, {at, session, false}, declaration, sent);
    hide_values(program, actor, *instance.definition, possibility);
    auto reasons = reasons_of(instance, declaration, possibility);
    std::string why;
    if (!reasons.array().empty()) why = reasons.array().front()["text"]["en"].string_or("");
    if (why.empty()) why = "a condition of the workflow is not met.";
    auto message =
        "\"" + event.name + "\" is not possible now: " + why + " Possible now: " + joined(possible) + ".";
    return {"event-not-possible",
            std::move(message),
            {},
            states::Value::Object{{"possible", std::move(possible)}, {"reasons", std::move(reasons)}}};
}

Error storage_full() {
    return {"storage-full", "The disk is full; nothing was changed. Make room, then send it again.", {}, {}};
}

Error stopping_now() { return {"stopping", "The service is stopping. Send it again in a moment.", {}, {}}; }

Error version_stale(std::uint64_t current) {
    return {"version-stale",
            "The instance has moved on to version " + std::to_string(current) +
                ". Look at it again, then decide again.",
            {},
            states::Value::Object{{"version", static_cast<double>(current)}}};
}

Error quarantined(const Instance& instance) {
    return {"quarantined",
            "The instance " + to_text(instance.id) +
                " is quarantined after a fault of the service. Look at the evidence, then release it.",
            {},
            states::Value::Object{{"instance", to_text(instance.id)}, {"evidence", instance.quarantine}}};
}

}  // namespace waymark::runtime
