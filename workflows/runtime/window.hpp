// Committed rows that are not written back yet: what the projections lack. Two generations: one that fills,
// one that is being written. Readers overlay them on a snapshot. Thread: any; one mutex, held briefly.
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

/// What was published, in order, in chunks that are shared with readers: copying them takes no time, however
/// full the window is.
template <class T>
class Trail {
  public:
    using Pointer = std::shared_ptr<const T>;
    using Chunk = std::shared_ptr<const std::vector<Pointer>>;
    static constexpr std::size_t chunk_rows = 2'048;

    void add(Pointer row) {
        newest_.push_back(std::move(row));
        ++size_;
        if (newest_.size() == chunk_rows) seal();
    }
    [[nodiscard]] std::vector<Chunk> chunks() const {
        auto all = sealed_;
        if (!newest_.empty()) all.push_back(std::make_shared<const std::vector<Pointer>>(newest_));
        return all;
    }
    /// More than half of it is outdated: `distinct` rows are left.
    [[nodiscard]] bool wasteful(std::size_t distinct) const { return size_ > 2 * distinct + chunk_rows; }
    void replace(std::vector<Pointer> rows) {
        sealed_.clear();
        newest_ = std::move(rows);
        size_ = newest_.size();
        seal();
    }

  private:
    void seal() {
        sealed_.push_back(std::make_shared<const std::vector<Pointer>>(std::exchange(newest_, {})));
        newest_.reserve(chunk_rows);
    }

    std::vector<Chunk> sealed_;
    std::vector<Pointer> newest_;
    std::size_t size_ = 0;
};

class Window {
  public:
    using OutboxPtr = std::shared_ptr<const OutboxRow>;

    struct Generation {
        std::unordered_map<InstanceId, InstancePtr> instances;
        std::unordered_map<FamilyId, std::vector<InstanceId>> families;
        std::map<OutboxKey, OutboxPtr> outbox;
        std::vector<IdempotencyRow> idempotency;
        std::optional<std::string> hold;
        Sequence last = 0;
        Trail<Instance> instance_trail;
        Trail<OutboxRow> outbox_trail;
        [[nodiscard]] std::size_t rows() const {
            return instances.size() + outbox.size() + idempotency.size();
        }
        [[nodiscard]] bool waits() const { return rows() > 0 || hold.has_value(); }
    };
    /// Snapshot and window at one moment: together they hold every committed change. Later ones replace
    /// earlier ones.
    template <class T>
    struct View {
        std::unique_ptr<Snapshot> snapshot;
        std::vector<typename Trail<T>::Chunk> changed;
    };

    explicit Window(Projections& projections) : projections_(projections) {}

    void publish(const Changes& changes);
    [[nodiscard]] InstancePtr find(InstanceId id) const;
    [[nodiscard]] OutboxPtr find(OutboxKey message) const;
    [[nodiscard]] std::vector<InstancePtr> family(
        FamilyId family) const;  // those of the family in the window, by id

    /// All instances in the window, or those of one family.
    [[nodiscard]] View<Instance> instances(std::optional<FamilyId> family = {}) const;
    [[nodiscard]] View<OutboxRow> outbox() const;
    /// Calls use(const Generation&) for the one being written, when there is one, then for the one that
    /// fills. It must not call the window.
    template <class Use>
    void each_generation(Use use) const {
        const std::lock_guard lock(mutex_);
        if (writing_) use(*writing_);
        use(std::as_const(*filling_));
    }
    /// Of the generation that fills.
    [[nodiscard]] std::size_t rows() const;

    /// Makes the filling generation the one being written; nullptr when nothing waits or one is being written
    /// already.
    std::shared_ptr<const Generation> begin_write_back();
    /// All of it is in the projections.
    void end_write_back();

  private:
    [[nodiscard]] std::vector<InstancePtr> family_locked(FamilyId family) const;

    Projections& projections_;
    mutable std::mutex mutex_;
    std::shared_ptr<Generation> filling_ = std::make_shared<Generation>();
    std::shared_ptr<const Generation> writing_;
};

}  // namespace waymark::runtime
