// Committed rows that are not written back yet: what the projections lack. Two generations: one that fills, one that is being
// written. Readers overlay them on a snapshot. Thread: any; one mutex, held briefly.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "workflows/runtime/ports/projections.hpp"

namespace waymark::runtime {

/// What one commit changed.
struct Changes {
    std::vector<InstancePtr> instances;
    std::vector<OutboxRow> outbox;
    std::vector<IdempotencyRow> idempotency;
    std::optional<std::string> hold;
    Sequence last = 0;
};

InstanceRow row_of(const Instance& instance);

class Window {
  public:
    struct Generation {
        std::unordered_map<InstanceId, InstancePtr> instances;
        std::map<std::pair<Sequence, std::uint32_t>, OutboxRow> outbox;
        std::vector<IdempotencyRow> idempotency;
        std::optional<std::string> hold;
        Sequence last = 0;
        [[nodiscard]] std::size_t rows() const { return instances.size() + outbox.size() + idempotency.size(); }
    };
    /// Snapshot and window at one moment: together they hold every committed change.
    struct View {
        std::unique_ptr<Snapshot> snapshot;
        std::unordered_map<InstanceId, InstancePtr> instances;
        std::map<std::pair<Sequence, std::uint32_t>, OutboxRow> outbox;
    };

    explicit Window(Projections& projections) : projections_(projections) {}

    void publish(const Changes& changes);
    /// What became of a message after its commit.
    void delivered(const OutboxRow& row);
    [[nodiscard]] InstancePtr find(InstanceId id) const;
    [[nodiscard]] std::vector<InstancePtr> family(FamilyId family) const;  // those of the family in the window
    [[nodiscard]] View view() const;
    [[nodiscard]] std::size_t rows() const;
    /// Both generations, the older first: for the start, while nobody else asks.
    template <class Take>
    void each_generation(Take take) const {
        const std::lock_guard lock(mutex_);
        if (writing_) take(*writing_);
        take(*filling_);
    }

    /// Makes the filling generation the one being written; nullptr when nothing waits or one is being written already.
    std::shared_ptr<const Generation> begin_write_back();
    void end_write_back();

  private:
    Projections& projections_;
    mutable std::mutex mutex_;
    std::shared_ptr<Generation> filling_ = std::make_shared<Generation>();
    std::shared_ptr<Generation> writing_;
};

}  // namespace waymark::runtime
