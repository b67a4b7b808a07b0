#include "workflows/runtime/fields.hpp"

#include <algorithm>

#include "workflows/runtime/form.hpp"

namespace waymark::runtime {

namespace {

constexpr std::string_view event_data = "_event.data.";

bool may_see(const Program& program, const Actor& actor, std::string_view workflow, std::string_view event,
             std::string_view member) {
    return actor.person.number == 0 || !program.may_see || program.may_see(actor, workflow, event, member);
}

template <class Keep>
states::Value members(const states::Value& value, Keep&& keep) {
    if (!value.is_object()) return value;
    states::Value::Object kept = value.object();
    std::erase_if(kept, [&](const auto& member) { return !keep(member.first); });
    return kept;
}

bool may_set(const Program& program, const Actor& actor, std::string_view workflow, std::string_view event,
             std::string_view member) {
    return actor.person.number == 0 || !program.may_set || program.may_set(actor, workflow, event, member);
}

}  // namespace

bool may_see(const Program& program, const Actor& actor, std::string_view workflow, std::string_view name) {
    return may_see(program, actor, workflow, {}, name);
}

states::Value seen_of_event(const Program& program, const Actor& actor, std::string_view workflow,
                            const states::Event& event) {
    return members(event.data, [&](const std::string& name) {
        return may_see(program, actor, workflow, event.name, name);
    });
}

bool may_read_message(const Program& program, const Actor& actor, const Notification& message) {
    return actor.person.number == 0 || !program.may_read_messages_to ||
           program.may_read_messages_to(actor, message.audience);
}

states::Value seen_of_message(const Program& program, const Actor& actor, std::string_view workflow,
                              const Notification& message) {
    return members(message.fields, [&](const std::string& name) {
        return actor.person.number == 0 || !program.may_see_field ||
               program.may_see_field(actor, workflow, message.message, name);
    });
}

bool may_see_path(const Program& program, const Actor& actor, const Definition& definition,
                  std::string_view event, std::string_view path) {
    const bool of_event = path.starts_with(event_data);
    if (of_event) path.remove_prefix(event_data.size());
    const auto head = path.substr(0, path.find_first_of(".["));
    if (of_event) return may_see(program, actor, definition.workflow, event, head);
    const auto names = definition.chart->data_names();
    return std::ranges::find(names, head) == names.end() ||
           may_see(program, actor, definition.workflow, {}, head);
}

Done check_settable(const Program& program, const Actor& actor, std::string_view workflow,
                    std::string_view event, const states::Value& data) {
    if (!data.is_object()) return done();
    for (const auto& [name, value] : data.object())
        if (!may_set(program, actor, workflow, event, name))
            return form_invalid("/" + name, "\"" + name + "\" is not yours to give; leave it out");
    return done();
}

states::Value form_for(const Program& program, const Actor& actor, std::string_view workflow,
                       const states::EventDeclaration& event) {
    const auto& properties = event.form["properties"];
    if (!properties.is_object()) return event.form;
    return event.form.with("properties", members(properties, [&](const std::string& name) {
                               return may_set(program, actor, workflow, event.name, name);
                           }));
}

}  // namespace waymark::runtime
