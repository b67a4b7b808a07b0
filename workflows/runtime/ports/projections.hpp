// Port: the projections file: instances, timers, outbox, idempotency keys, derived from the journal up to a
// mark. May be deleted at any time while nothing runs. Implemented by adapters/sqlite and by the in-memory
// fake; one contract suite for both.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

/// A part of a write-back. Instances come sorted by id, each once. An instance's row replaces its old row and
/// all its old timers; its family, parent, workflow, key and created_at never change. Of a message that is
/// there only delivery, reason and recipients change.
struct Slice {
    std::vector<InstanceRow> instances;
    std::vector<OutboxRow> outbox;
    std::vector<IdempotencyRow> idempotency;
    std::optional<Instant> forget_idempotency_before;
    std::optional<std::string> hold;  // why all timers are held; empty text: they are not
    std::optional<Sequence> mark;     // with the last slice: complete up to this record
};

/// A consistent view as of its making; to be held for the length of one question. Thread: one at a time.
class Snapshot {
  public:
    virtual ~Snapshot() = default;
    [[nodiscard]] virtual Sequence mark() = 0;
    virtual std::optional<InstanceRow> instance(InstanceId id) = 0;
    virtual std::vector<InstanceRow> family(FamilyId family) = 0;
    // In the query's order, from behind `after`, until `take` returns false.
    virtual void instances(const InstanceQuery& query,
                           const std::function<bool(const InstanceRow&)>& take) = 0;
    /// As instances, but only what counting and skipping needs: no blob is read.
    virtual void instance_keys(
        const InstanceQuery& query,
        const std::function<bool(InstanceId, FamilyId, const std::string& workflow)>& take) {
        instances(query, [&](const InstanceRow& row) { return take(row.id, row.family, row.workflow); });
    }
    virtual void timers(const TimerQuery& query, const std::function<bool(const TimerRow&)>& take) = 0;
    virtual void outbox(const OutboxQuery& query, const std::function<bool(const OutboxRow&)>& take) = 0;
    /// Oldest first, by (at, record). A key that was forgotten and used again may stand here twice: the later
    /// one holds.
    virtual void idempotency(const std::function<bool(const IdempotencyRow&)>& take) = 0;
    /// The earliest due of each family that has a timer.
    virtual void earliest_dues(const std::function<void(FamilyId, Instant)>& take) = 0;
    [[nodiscard]] virtual std::string hold() = 0;
};

class Projections {
  public:
    virtual ~Projections() = default;
    /// One transaction. Throws StorageFull, StorageFailed. Thread: the projections' own.
    virtual void write(const Slice& slice) = 0;
    /// Housekeeping after a write-back (checkpoint). Thread: the projections' own.
    virtual void settle() = 0;
    /// Thread: any.
    virtual std::unique_ptr<Snapshot> snapshot() = 0;
    virtual void copy_to(const std::string& path) = 0;
};

}  // namespace waymark::runtime
