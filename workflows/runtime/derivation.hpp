// What follows from a record: the instance as it leaves it, and rows. The trip publishes by these functions
// and the replay rebuilds by them, so that both give the same. Pure.
#pragma once

#include "workflows/runtime/delivery_note.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

/// The instance as the record leaves it; every record alone suffices. `state` is what record.state decodes
/// to. Quarantined exactly while its newest record is of Cause::quarantine: until the release no other record
/// may follow.
InstancePtr instance_after(const Record& record, const Definition& definition, states::State state);

/// Appends what else follows: rows of the outbox, the idempotency key, the hold; and sets `last`.
void add_rows(const Record& record, Changes& changes);
/// Of a record of Cause::delivery: the rows of the messages as it leaves them; of others: nothing. `find`
/// gives them as they stand before it. Errors: "bad-record": there is no such message, or it cannot be read.
Done add_deliveries(const Record& record, const FindMessage& find, Changes& changes);

TimerRow timer_row(InstanceId instance, FamilyId family, const states::Timer& timer);
InstanceRow row_of(const Instance& instance);

/// The way back from a row. InternalFault when its blob is damaged: the file has to be rebuilt.
InstancePtr instance_of(const InstanceRow& row, const Definition& definition);

}  // namespace waymark::runtime
