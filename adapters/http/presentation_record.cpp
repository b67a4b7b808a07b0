// The part of the presentation that shows journal records.
#include "adapters/http/presentation.hpp"

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

void write_notifications(Json& json, runtime::Service& service, const runtime::Record& record) {
    json.array();
    for (const auto& each : record.notifications) {
        json.object();
        json.name("message").text(each.message);
        json.name("audience").text(each.audience);
        json.name("late").boolean(each.late);
        json.name("suppressed").boolean(each.suppressed);
        json.name("fields").value(service.reveal(each.fields));
        json.end_object();
    }
    json.end_array();
}

void write_guards(Json& json, runtime::Service& service, const runtime::Record& record,
                  const states::Chart& chart) {
    json.array();
    for (const auto& verdict : record.verdicts) {
        json.object();
        json.name("guard").text(states::guard_text(chart, verdict.transition));
        json.name("taken").boolean(verdict.taken);
        json.name("values").object();
        for (const auto& [path, value] : verdict.values) json.name(path).value(service.reveal(value));
        json.end_object();
        json.end_object();
    }
    json.end_array();
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

void write_record(Json& json, runtime::Service& service, const runtime::Record& record) {
    const auto* definition = record.definition == 0 ? nullptr : &service.definition(record.definition);
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
    json.name("workflow").text_or_null(definition == nullptr ? std::string_view() : definition->workflow);
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
    json.name("data").value(service.reveal(record.event.data));
    json.end_object();
    json.name("timer").text_or_null(record.cause == runtime::Cause::timer ? record.event.sendid
                                                                          : std::string());
    json.name("armed");
    write_timers(json, record.armed);
    json.name("cancelled");
    write_timers(json, record.cancelled);
    json.name("notifications");
    write_notifications(json, service, record);
    json.name("addressed").array();
    for (const auto id : record.addressed) json.text(runtime::to_text(id));
    json.end_array();
    json.name("guards");
    if (definition == nullptr || record.instance.number == 0)
        json.array().end_array();
    else
        write_guards(json, service, record, *definition->chart);
    json.name("state").text_or_null(
        definition == nullptr || record.state.empty() ? std::string() : state_after(record, *definition));
    json.name("rulebook").text_or_null(record.rulebook);
    json.end_object();
}

}  // namespace waymark::http
