// The part of the presentation that shows journal records.
#include "adapters/http/presentation.hpp"
#include "workflows/runtime/fields.hpp"

namespace waymark::http {
namespace {

void write_id_or_null(Json& json, runtime::InstanceId id) {
    if (id.number == 0)
        json.null();
    else
        json.text(runtime::to_text(id));
}

void write_timers(Json& json, const std::vector<states::Timer>& timers) {
    json.array();
    for (const auto& timer : timers) {
        json.object();
        json.name("id").text(timer.send.id);
        json.name("event").text(timer.send.event);
        json.name("due").instant(timer.due);
        json.end_object();
    }
    json.end_array();
}

void write_notifications(Json& json, const Viewer& viewer, const runtime::Record& record,
                         std::string_view workflow) {
    const auto& program = viewer.service.program();
    json.array();
    for (const auto& each : record.notifications) {
        if (!runtime::may_read_message(program, viewer.actor, each)) continue;
        json.object();
        json.name("message").text(each.message);
        json.name("audience").text(each.audience);
        json.name("late").boolean(each.late);
        json.name("suppressed").boolean(each.suppressed);
        json.name("fields").value(
            viewer.service.reveal(runtime::seen_of_message(program, viewer.actor, workflow, each)));
        json.end_object();
    }
    json.end_array();
}

void write_guards(Json& json, const Viewer& viewer, const runtime::Record& record,
                  const runtime::Definition& definition) {
    json.array();
    for (const auto& verdict : record.verdicts) {
        json.object();
        json.name("guard").text(states::guard_text(*definition.chart, verdict.transition));
        json.name("taken").boolean(verdict.taken);
        json.name("values").object();
        for (const auto& [path, value] : verdict.values)
            if (runtime::may_see_path(viewer.service.program(), viewer.actor, definition, record.event.name,
                                      path))
                json.name(path).value(viewer.service.reveal(value));
        json.end_object();
        json.end_object();
    }
    json.end_array();
}

/// The data of the record's event; what is no event's (an undo's note, a delivery's) is shown whole.
states::Value event_data(const Viewer& viewer, const runtime::Record& record, std::string_view workflow) {
    const bool stepped = record.cause == runtime::Cause::command || record.cause == runtime::Cause::timer ||
                         record.cause == runtime::Cause::message;
    return viewer.service.reveal(
        stepped ? runtime::seen_of_event(viewer.service.program(), viewer.actor, workflow, record.event)
                : record.event.data);
}

/// The state after the record, by the chart it was stepped with.
std::string state_after(const runtime::Record& record, const runtime::Definition& definition) {
    auto state = states::decode(*definition.chart, record.state);
    if (!state) return {};
    runtime::Instance instance;
    instance.definition = &definition;
    instance.state = std::move(*state);
    return std::string(runtime::principal_state(instance));
}

}  // namespace

std::string_view to_text(runtime::Cause cause) {
    switch (cause) {
        case runtime::Cause::command:
            return "command";
        case runtime::Cause::timer:
            return "timer";
        case runtime::Cause::message:
            return "message";
        case runtime::Cause::quarantine:
            return "quarantine";
        case runtime::Cause::release:
            return "release";
        case runtime::Cause::hold:
            return "hold";
        case runtime::Cause::resume:
            return "resume";
        case runtime::Cause::publication:
            return "publication";
        case runtime::Cause::delivery:
            return "delivery";
        case runtime::Cause::undo:
            return "undo";
    }
    CHECK(false, "no such cause");
}

void write_record(Json& json, const Viewer& viewer, const runtime::Record& record) {
    const auto* definition = record.definition == 0 ? nullptr : &viewer.service.definition(record.definition);
    const auto workflow = definition == nullptr ? std::string_view() : definition->workflow;
    json.object();
    json.name("record").number(record.sequence);
    json.name("at").instant(record.at);
    json.name("written_at").instant(record.written_at);
    json.name("late").boolean(record.late);
    json.name("command").number(record.command);
    json.name("cause").text(to_text(record.cause));
    json.name("caused_by");
    if (record.caused_by == 0)
        json.null();
    else
        json.number(record.caused_by);
    json.name("person");
    write_id_or_null(json, record.person);
    json.name("token").text_or_null(record.token);
    json.name("instance");
    write_id_or_null(json, record.instance);
    json.name("partner");
    write_id_or_null(json, runtime::root_of(record.family));
    json.name("workflow").text_or_null(workflow);
    json.name("definition");
    if (definition == nullptr)
        json.null();
    else
        json.number(definition->version);
    json.name("version").number(record.version);
    json.name("previous");
    if (record.previous == 0)
        json.null();
    else
        json.number(record.previous);
    json.name("event").object();
    json.name("name").text(record.event.name);
    json.name("data").value(event_data(viewer, record, workflow));
    json.end_object();
    json.name("timer").text_or_null(record.cause == runtime::Cause::timer ? record.event.sendid
                                                                          : std::string());
    json.name("armed");
    write_timers(json, record.armed);
    json.name("cancelled");
    write_timers(json, record.cancelled);
    json.name("notifications");
    write_notifications(json, viewer, record, workflow);
    json.name("addressed").array();
    for (const auto id : record.addressed) json.text(runtime::to_text(id));
    json.end_array();
    json.name("guards");
    if (definition == nullptr || record.instance.number == 0)
        json.array().end_array();
    else
        write_guards(json, viewer, record, *definition);
    json.name("state").text_or_null(
        definition == nullptr || record.state.empty() ? std::string() : state_after(record, *definition));
    json.name("rulebook").text_or_null(record.rulebook);
    json.end_object();
}

}  // namespace waymark::http
