#include "workflows/runtime/derivation.hpp"

#include "workflows/runtime/undo_note.hpp"

namespace waymark::runtime {

InstancePtr instance_after(const Record& record, const Definition& definition, states::State state) {
    auto instance = std::make_shared<Instance>();
    instance->id = record.instance;
    instance->family = record.family;
    instance->parent = record.parent;
    instance->definition = &definition;
    instance->key = record.key;
    instance->version = record.version;
    instance->record = record.sequence;
    instance->created_at = record.created_at;
    instance->updated_at = record.at;
    instance->state = std::move(state);
    instance->blob = record.state;
    if (record.cause == Cause::quarantine) {
        instance->quarantine = record.event.data.string_or("");
        if (instance->quarantine.empty()) instance->quarantine = "no evidence was recorded";
    }
    return instance;
}

void add_rows(const Record& record, Changes& changes) {
    std::uint32_t index = 0;
    for (const auto& notification : record.notifications) {
        const auto delivery = notification.suppressed ? Delivery::suppressed : Delivery::pending;
        changes.outbox.push_back({record.sequence,
                                  index++,
                                  record.instance,
                                  record.family,
                                  record.at,
                                  delivery,
                                  notification,
                                  {},
                                  {}});
    }
    if (record.cause == Cause::undo)
        for (auto& row : undo_note(record).cancelled) changes.outbox.push_back(std::move(row));
    if (record.idempotency)
        changes.idempotency.push_back({*record.idempotency, record.sequence, record.written_at});
    if (record.cause == Cause::hold) changes.hold = record.event.data.string_or("");
    if (record.cause == Cause::resume) changes.hold = "";
    changes.last = record.sequence;
}

Done add_deliveries(const Record& record, const FindMessage& find, Changes& changes) {
    if (record.cause != Cause::delivery) return done();
    const auto notes = delivery_notes(record);
    if (!notes) return notes.error();
    for (const auto& note : *notes) {
        auto row = find(note.message);
        if (!row)
            return Error{"bad-record",
                         "The record tells of message " + std::to_string(note.message.second) +
                             " of record " + std::to_string(note.message.first) +
                             ", which does not exist. Restore the journal from a backup.",
                         {},
                         {}};
        apply(note, record, *row);
        changes.outbox.push_back(std::move(*row));
    }
    return done();
}

TimerRow timer_row(InstanceId instance, FamilyId family, const states::Timer& timer) {
    return {{timer.due, instance, timer.arming}, family, timer.send.id, timer.send.event};
}

InstanceRow row_of(const Instance& instance) {
    InstanceRow row;
    row.id = instance.id;
    row.family = instance.family;
    row.parent = instance.parent;
    row.definition = instance.definition->number;
    row.workflow = instance.definition->workflow;
    row.state = principal_state(instance);
    row.key = instance.key;
    row.version = instance.version;
    row.record = instance.record;
    row.created_at = instance.created_at;
    row.updated_at = instance.updated_at;
    row.blob = instance.blob;
    row.quarantine = instance.quarantine;
    for (const auto& timer : instance.state.timers)
        row.timers.push_back(timer_row(instance.id, instance.family, timer));
    return row;
}

InstancePtr instance_of(const InstanceRow& row, const Definition& definition) {
    auto state = states::decode(*definition.chart, row.blob);
    CHECK(state.ok(),
          "the row of instance " + to_text(row.id) + " is damaged: " + state.error().message +
              " Delete projections.db while the service is down; it is built again at the next start.");
    auto instance = std::make_shared<Instance>();
    instance->id = row.id;
    instance->family = row.family;
    instance->parent = row.parent;
    instance->definition = &definition;
    instance->key = row.key;
    instance->version = row.version;
    instance->record = row.record;
    instance->created_at = row.created_at;
    instance->updated_at = row.updated_at;
    instance->state = std::move(state).value();
    instance->blob = row.blob;
    instance->quarantine = row.quarantine;
    return instance;
}

}  // namespace waymark::runtime
