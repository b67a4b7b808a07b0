#include "workflows/runtime/replayed.hpp"

#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/derivation.hpp"

namespace waymark::runtime {

namespace {

/// One record of the trip more: what moved, what was armed, what was said.
Done add(const Record& record, const Definitions& definitions, Changes& changes, Answer& answer) {
    add_rows(record, changes);
    // Of a message only what the record says.
    const auto outline = [](OutboxKey key) {
        OutboxRow row;
        std::tie(row.record, row.index) = key;
        return std::optional(row);
    };
    if (auto added = add_deliveries(record, outline, changes); !added) return added;
    if (record.instance.number == 0) return done();
    const auto& definition = definitions.at(record.definition);
    auto state = states::decode(*definition.chart, record.state);
    if (!state) return std::move(state).error();
    changes.instances.push_back(instance_after(record, definition, std::move(state).value()));
    for (const auto& timer : record.armed)
        answer.armed.push_back(timer_row(record.instance, record.family, timer));
    return done();
}

}  // namespace

Result<Answer> replayed_answer(const Stage& stage, Sequence first, const IdempotencyKey& key) {
    Answer answer;
    answer.record = first;
    answer.replayed = true;
    Changes changes;
    std::optional<Error> fault;
    stage.journal.scan(first, [&](const EncodedRecord& encoded) {
        const auto record = decode_record(encoded.bytes);
        if (!record) {
            fault = record.error();
            return false;
        }
        if (record->command != first) return false;
        if (record->sequence == first && record->idempotency != key) {
            fault =
                Error{"idempotency-mismatch",
                      "The idempotency key came before with another body. Use a new key for a new request.",
                      {},
                      states::Value::Object{{"record", static_cast<double>(first)}}};
            return false;
        }
        if (record->sequence == first && record->cause == Cause::command)
            answer.undo_until = undo_until(stage.settings, record->at);
        if (auto added = add(*record, stage.definitions, changes, answer); !added) {
            fault = std::move(added).error();
            return false;
        }
        return true;
    });
    if (fault) return *fault;
    set_touched(answer, changes.instances);
    answer.notifications = std::move(changes.outbox);
    return answer;
}

}  // namespace waymark::runtime
