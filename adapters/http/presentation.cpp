#include "adapters/http/presentation.hpp"

#include <algorithm>

#include "adapters/http/exchange.hpp"
#include "workflows/runtime/fields.hpp"

namespace waymark::http {
namespace {

void write_id_or_null(Json& json, runtime::InstanceId id) {
    if (id.number == 0)
        json.null();
    else
        json.text(runtime::to_text(id));
}

/// The title of the state that stands for the whole instance.
const states::Text& principal_title(const runtime::Instance& instance, std::string_view principal) {
    const auto& chart = *instance.definition->chart;
    if (runtime::is_undone(instance)) return runtime::undone_title();
    const states::Text* title = nullptr;
    instance.state.configuration.each([&](states::StateIndex state) {
        if (title == nullptr && chart.state_id(state) == principal) title = &chart.state_title(state);
    });
    static const states::Text none;
    return title == nullptr ? none : *title;
}

void write_state_timer(Json& json, const states::Timer& timer) {
    json.object();
    json.name("id").text(timer.send.id);
    json.name("event").text(timer.send.event);
    json.name("due").instant(timer.due);
    json.end_object();
}

void write_data(Json& json, const Viewer& viewer, const runtime::Instance& instance) {
    const auto names = instance.definition->chart->data_names();
    json.name("data").object();
    for (std::size_t i = 0; i < names.size() && i < instance.state.data.size(); ++i) {
        const auto& value = instance.state.data[i];
        if (!value.is_undefined() &&
            runtime::may_see(viewer.service.program(), viewer.actor, instance.definition->workflow, names[i]))
            json.name(names[i]).value(viewer.service.reveal(value));
    }
    json.end_object();
}

void write_touched(Json& json, const runtime::Instance& instance) {
    json.object();
    json.name("id").text(runtime::to_text(instance.id));
    json.name("workflow").text(instance.definition->workflow);
    json.name("state").text(runtime::principal_state(instance));
    json.name("version").number(instance.version);
    json.end_object();
}

}  // namespace

Viewer viewer_of(const Exchange& exchange) { return {exchange.service(), exchange.actor}; }

Response render_answer(Exchange& exchange, runtime::Answer answer) {
    Response response;
    if (!exchange.dry_run) response.etag = std::to_string(answer.instance->version);
    Json json(response.body);
    write_answer(json, viewer_of(exchange), answer, *answer.instance, exchange.dry_run);
    return response;
}

void write_undo_until(Json& json, const runtime::Answer& answer) {
    if (answer.undo_until)
        json.instant(*answer.undo_until);
    else
        json.null();
}

void open_instance(Json& json, const Viewer& viewer, const runtime::Instance& instance) {
    const auto& chart = *instance.definition->chart;
    const auto principal = runtime::principal_state(instance);
    json.object();
    json.name("id").text(runtime::to_text(instance.id));
    json.name("workflow").text(instance.definition->workflow);
    json.name("definition").number(instance.definition->version);
    json.name("partner").text(runtime::to_text(instance.family));
    json.name("parent");
    write_id_or_null(json, instance.parent);
    json.name("key").text(instance.key);
    json.name("state").text(principal);
    json.name("configuration").array();
    instance.state.configuration.each([&](states::StateIndex state) {
        if (chart.atomic(state)) json.text(chart.state_id(state));
    });
    json.end_array();
    json.name("title").both(principal_title(instance, principal));
    write_data(json, viewer, instance);
    json.name("version").number(instance.version);
    json.name("record").number(instance.record);
    json.name("created_at").instant(instance.created_at);
    json.name("updated_at").instant(instance.updated_at);
    json.name("quarantine").text_or_null(instance.quarantine);
    json.name("timers").array();
    for (const auto& timer : instance.state.timers) write_state_timer(json, timer);
    json.end_array();
    json.name("next_event");
    if (instance.state.timers.empty())
        json.null();
    else
        write_state_timer(json, instance.state.timers.front());
}

void write_instance(Json& json, const Viewer& viewer, const runtime::Instance& instance) {
    open_instance(json, viewer, instance);
    json.end_object();
}

void write_answer(Json& json, const Viewer& viewer, const runtime::Answer& answer,
                  const runtime::Instance& instance, bool dry_run) {
    const auto& program = viewer.service.program();
    const auto readable = [&](const runtime::Instance& each) {
        return !program.may_read ||
               program.may_read(viewer.actor, each.definition->workflow, each.family, each.id);
    };
    /// nullptr: none that he may know of.
    const auto touched = [&](runtime::InstanceId id) -> const runtime::Instance* {
        const auto found = std::ranges::find_if(
            answer.touched, [&](const auto& each) { return each->id == id && readable(*each); });
        return found == answer.touched.end() ? nullptr : found->get();
    };
    json.object();
    json.name("record");
    if (dry_run)
        json.null();
    else
        json.number(answer.record);
    json.name("replayed").boolean(answer.replayed);
    json.name("dry_run").boolean(dry_run);
    json.name("undo_until");
    write_undo_until(json, answer);
    json.name("instance");
    write_instance(json, viewer, instance);
    json.name("touched").array();
    for (const auto& each : answer.touched)
        if (readable(*each)) write_touched(json, *each);
    json.end_array();
    json.name("notifications").array();
    for (const auto& row : answer.notifications) {
        const auto* about = touched(row.instance);
        if (about == nullptr || !runtime::may_read_message(program, viewer.actor, row.notification)) continue;
        json.object();
        write_told(json, viewer, row, about->definition->workflow);
        json.end_object();
    }
    json.end_array();
    json.name("timers").array();
    for (const auto& row : answer.armed) {
        if (touched(row.key.instance) == nullptr) continue;
        json.object();
        json.name("id").text(row.id);
        json.name("event").text(row.event);
        json.name("due").instant(row.key.due);
        json.name("instance").text(runtime::to_text(row.key.instance));
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

void write_timer(Json& json, const runtime::TimerRow& row, const runtime::Definition& definition) {
    const auto* declaration = definition.chart->event(row.event);
    json.object();
    json.name("id").text(row.id);
    json.name("event").text(row.event);
    json.name("title").both(declaration != nullptr ? declaration->title : states::Text());
    json.name("workflow").text(definition.workflow);
    json.name("due").instant(row.key.due);
    json.name("instance").text(runtime::to_text(row.key.instance));
    json.name("partner").text(runtime::to_text(row.family));
    json.end_object();
}

void write_recorded(Json& json, const runtime::Answer& answer, bool dry_run) {
    json.object();
    json.name("record");
    if (dry_run)
        json.null();
    else
        json.number(answer.record);
    json.name("replayed").boolean(answer.replayed);
    json.name("dry_run").boolean(dry_run);
    json.end_object();
}

void write_definition(Json& json, const runtime::Definition& definition) {
    json.object();
    json.name("workflow").text(definition.workflow);
    json.name("version").number(definition.version);
    json.name("digest").text(definition.digest);
    json.name("title").both(definition.chart->title());
    json.name("events").array();
    for (const auto& event : definition.chart->events()) {
        json.object();
        json.name("event").text(event.name);
        json.name("title").both(event.title);
        json.name("roles").array();
        for (const auto& role : event.roles) json.text(role);
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace waymark::http
