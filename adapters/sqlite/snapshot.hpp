// A view of the projections as of its making: a read transaction on a leased connection. Short-lived: the
// write-ahead log cannot be emptied behind it.
#pragma once

#include "adapters/sqlite/readers.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::sqlite {

class SqliteSnapshot final : public runtime::Snapshot {
  public:
    explicit SqliteSnapshot(Readers& readers);
    ~SqliteSnapshot() override;

    runtime::Sequence mark() override { return mark_; }
    std::string hold() override { return hold_; }
    std::optional<runtime::InstanceRow> instance(runtime::InstanceId id) override;
    std::vector<runtime::InstanceRow> family(runtime::FamilyId family) override;
    void instances(const runtime::InstanceQuery& query,
                   const std::function<bool(const runtime::InstanceRow&)>& take) override;
    void timers(const runtime::TimerQuery& query,
                const std::function<bool(const runtime::TimerRow&)>& take) override;
    void outbox(const runtime::OutboxQuery& query,
                const std::function<bool(const runtime::OutboxRow&)>& take) override;
    void idempotency(const std::function<bool(const runtime::IdempotencyRow&)>& take) override;
    void earliest_dues(const std::function<void(runtime::FamilyId, Instant)>& take) override;

  private:
    void merge(const runtime::InstanceQuery& query,
               const std::function<bool(const runtime::InstanceRow&)>& take);
    std::optional<std::string> workflow_after(const std::string& workflow);
    std::vector<runtime::TimerRow> timers_of(const runtime::TimerQuery& query);

    Readers::Lease reader_;
    runtime::Sequence mark_ = 0;
    std::string hold_;
};

}  // namespace waymark::sqlite
