// Somebody outside sends an instance an event.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/fields.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

namespace {

/// The checks that need no step. Errors: as Service::submit has them.
Result<const states::EventDeclaration*> check(const Stage& stage, const Command& command,
                                              const SendEvent& send, const Instance& instance) {
    const auto& chart = *instance.definition->chart;
    const auto* declaration = chart.event(send.event);
    if (!declaration) return event_unknown(chart, send.event);
    if (!may_send(command.actor, *declaration)) return role_missing(*declaration);
    if (!instance.quarantine.empty()) return quarantined(instance);
    if (command.if_version && *command.if_version != instance.version) return version_stale(instance.version);
    if (auto may = check_settable(stage.program, command.actor, instance.definition->workflow, send.event,
                                  send.data);
        !may)
        return std::move(may).error();
    return declaration;
}

}  // namespace

Result<Answer> perform(Stage& stage, const Command& command, const SendEvent& send) {
    auto found = find_for(stage, command.actor, send.instance);
    if (!found) return std::move(found).error();
    const auto& instance = *found;
    auto checked = check(stage, command, send, *instance);
    if (!checked) return std::move(checked).error();
    const auto& declaration = **checked;

    const auto before = stage.batch.mark();
    Trip trip(stage, origin_of(stage, command));
    Result<states::Value> data = states::Value();
    bool taken = false;
    const auto ran = trip.run([&] {
        data = accept_data(stage, command, declaration, send.data, instance->id);
        if (data) taken = trip.send(instance, event_from(command.actor, send.event, *data));
    });
    if (!ran) {
        if (command.dry_run) stage.batch.roll_back(before);
        return ran.error();
    }
    if (!data) return std::move(data).error();
    if (!taken) {
        stage.batch.roll_back(before);
        return event_not_possible(
            stage.program, *instance, stage.batch.now(), command.actor,
            event_from(command.actor, send.event, *data),
            [&](std::string_view lookup, std::string_view key) { return stage.find(lookup, key); });
    }
    return answer(stage, command, trip, before);
}

}  // namespace waymark::runtime
