#include "workflows/runtime/commands.hpp"

#include "workflows/runtime/personal.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

Result<InstancePtr> find_for(Stage& stage, const Actor& actor, InstanceId id) {
    if (auto* family = stage.families.of(id)) {
        const auto& instance = family->find(id);
        if (instance && may_read(stage.program, actor, *instance)) return instance;
    }
    return not_found("instance " + to_text(id));
}

Trip::Origin origin_of(const Stage& stage, const Command& command) {
    return {stage.batch.now(), false, false, command.actor.person, command.actor.token, command.idempotency};
}

Result<states::Value> accept_data(Stage& stage, const Command& command,
                                  const states::EventDeclaration& declaration, const states::Value& data,
                                  InstanceId instance) {
    const auto* form = stage.definitions.form(declaration);
    if (!form) {
        if (data.is_undefined() || data.is_null() || (data.is_object() && data.object().empty()))
            return states::Value();
        return form_invalid({}, "\"" + declaration.name + "\" takes no data; leave it out");
    }
    if (auto fits = form->check(data); !fits) return std::move(fits).error();
    if (auto clean = check_no_subjects(data); !clean) return std::move(clean).error();
    if (command.dry_run || !form->personal()) return data;
    return move_personal(form->schema(), data, instance, stage.batch.next(), stage.batch.subjects());
}

std::vector<FamilyId> families_of(Stage& stage, const Command& command) {
    if (const auto* undo = std::get_if<UndoCommand>(&command.act))
        return families_of(stage, command.actor, *undo);
    InstanceId subject;
    if (const auto* send = std::get_if<SendEvent>(&command.act)) subject = send->instance;
    if (const auto* release = std::get_if<ReleaseQuarantine>(&command.act)) subject = release->instance;
    const auto* family = subject.number == 0 ? nullptr : stage.families.of(subject);
    return family ? std::vector{family->id()} : std::vector<FamilyId>{};
}

std::optional<Instant> undo_until(const Settings& settings, Instant at) {
    return settings.mail_hold.count() == 0 ? std::nullopt : std::optional(at + settings.mail_hold);
}

Answer answer(Stage& stage, const Command& command, const Trip& trip, const Batch::Mark& before) {
    Answer answer;
    const auto& changes = stage.batch.changes();
    set_touched(answer, std::span(changes.instances).subspan(before.instances));
    answer.notifications.assign(changes.outbox.begin() + static_cast<std::ptrdiff_t>(before.outbox),
                                changes.outbox.end());
    answer.armed = trip.armed();
    if (command.dry_run) {
        stage.batch.roll_back(before);
    } else {
        answer.record = trip.first();
        if (std::holds_alternative<Start>(command.act) || std::holds_alternative<SendEvent>(command.act))
            answer.undo_until = undo_until(stage.settings, stage.batch.now());
    }
    return answer;
}

void set_touched(Answer& answer, std::span<const InstancePtr> moved) {
    for (const auto& instance : moved) {
        const auto known =
            std::ranges::find(answer.touched, instance->id, [](const InstancePtr& i) { return i->id; });
        if (known == answer.touched.end()) {
            answer.touched.push_back(instance);
        } else {
            *known = instance;
        }
    }
    if (!answer.touched.empty()) answer.instance = answer.touched.front();
}

}  // namespace waymark::runtime
