// The in-memory fake of the projections. A snapshot shares the content until the next write, which then
// copies it. Thread: as the port says.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "states/check.hpp"
#include "tests/contract/failures.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::contract {

/// All that stands in the file.
struct ProjectedRows {
    std::map<runtime::InstanceId, runtime::InstanceRow> instances;
    std::map<runtime::TimerKey, runtime::TimerRow> timers;
    std::map<std::pair<runtime::Sequence, std::uint32_t>, runtime::OutboxRow> outbox;
    std::map<std::pair<Instant, runtime::Sequence>, runtime::IdempotencyRow> idempotency;
    std::string hold;
    runtime::Sequence mark = 0;

    void apply(const runtime::Slice& slice) {
        const auto not_before = [](const auto& a, const auto& b) { return !(a.id < b.id); };
        CHECK(std::ranges::adjacent_find(slice.instances, not_before) == slice.instances.end(),
              "rows must be sorted");
        for (const auto& row : slice.instances) {
            const auto old = instances.find(row.id);
            if (old != instances.end())
                for (const auto& timer : old->second.timers) timers.erase(timer.key);
            for (const auto& timer : row.timers) timers.insert_or_assign(timer.key, timer);
            instances.insert_or_assign(row.id, row);
        }
        for (const auto& row : slice.outbox) outbox.insert_or_assign({row.record, row.index}, row);
        for (const auto& row : slice.idempotency) idempotency.insert_or_assign({row.at, row.record}, row);
        if (slice.forget_idempotency_before)
            idempotency.erase(idempotency.begin(),
                              idempotency.lower_bound({*slice.forget_idempotency_before, 0}));
        if (slice.hold) hold = *slice.hold;
        if (slice.mark) mark = *slice.mark;
    }
};

class MemorySnapshot final : public runtime::Snapshot {
  public:
    explicit MemorySnapshot(std::shared_ptr<const ProjectedRows> rows) : rows_(std::move(rows)) {}

    runtime::Sequence mark() override { return rows_->mark; }
    std::string hold() override { return rows_->hold; }
    std::optional<runtime::InstanceRow> instance(runtime::InstanceId id) override {
        const auto found = rows_->instances.find(id);
        if (found == rows_->instances.end()) return std::nullopt;
        return found->second;
    }
    std::vector<runtime::InstanceRow> family(runtime::FamilyId family) override {
        std::vector<runtime::InstanceRow> rows;
        for (const auto& [id, row] : rows_->instances)
            if (row.family == family) rows.push_back(row);
        return rows;
    }
    void instances(const runtime::InstanceQuery& query,
                   const std::function<bool(const runtime::InstanceRow&)>& take) override {
        std::map<std::uint64_t, const runtime::InstanceRow*> sorted;
        for (const auto& [id, row] : rows_->instances) {
            const bool fits = (query.workflow.empty() || row.workflow == query.workflow) &&
                              (query.state.empty() || row.state == query.state) &&
                              (query.key.empty() || row.key == query.key) &&
                              (!query.family || row.family == *query.family);
            if (fits)
                sorted[query.sort == runtime::InstanceQuery::Sort::created ? id.number : row.record] = &row;
        }
        const auto deref = [&](const runtime::InstanceRow* row) { return take(*row); };
        each_behind(sorted, query.after, query.descending, deref);
    }
    void timers(const runtime::TimerQuery& query,
                const std::function<bool(const runtime::TimerRow&)>& take) override {
        each_behind(rows_->timers, query.after, false, [&](const runtime::TimerRow& row) {
            const bool fits = (!query.family || row.family == *query.family) &&
                              (!query.instance || row.key.instance == *query.instance);
            return !fits || take(row);
        });
    }
    void outbox(const runtime::OutboxQuery& query,
                const std::function<bool(const runtime::OutboxRow&)>& take) override {
        each_behind(rows_->outbox, query.after, query.descending, [&](const runtime::OutboxRow& row) {
            bool stands = !query.delivery || (row.recipients.empty() && row.delivery == *query.delivery);
            for (const auto& each : row.recipients) stands = stands || each.delivery == *query.delivery;
            const bool fits = stands && (!query.family || row.family == *query.family) &&
                              (!query.instance || row.instance == *query.instance) &&
                              (!query.later_than || row.at > *query.later_than) &&
                              (!query.until || row.at <= *query.until);
            return !fits || take(row);
        });
    }
    void idempotency(const std::function<bool(const runtime::IdempotencyRow&)>& take) override {
        for (const auto& [key, row] : rows_->idempotency)
            if (!take(row)) return;
    }
    void earliest_dues(const std::function<void(runtime::FamilyId, Instant)>& take) override {
        std::map<runtime::FamilyId, Instant>
            earliest;  // timers come in due order: the first of a family is it
        for (const auto& [key, row] : rows_->timers) earliest.emplace(row.family, key.due);
        for (const auto& [family, due] : earliest) take(family, due);
    }

  private:
    template <class Map, class Take>
    static void each_behind(const Map& map, const std::optional<typename Map::key_type>& after,
                            bool descending, Take&& take) {
        if (descending) {
            const auto end = after ? map.lower_bound(*after) : map.end();
            for (auto at = std::make_reverse_iterator(end); at != map.rend(); ++at)
                if (!take(at->second)) return;
            return;
        }
        for (auto at = after ? map.upper_bound(*after) : map.begin(); at != map.end(); ++at)
            if (!take(at->second)) return;
    }

    std::shared_ptr<const ProjectedRows> rows_;
};

class MemoryProjections final : public runtime::Projections {
  public:
    MemoryProjections() = default;

    /// The n-th write from now fails, once, and leaves nothing.
    void fail_write(std::uint64_t n, Failure failure) { failures_.order(n, failure); }
    /// What copy_to left under this path; nullptr: nothing.
    [[nodiscard]] MemoryProjections* copy(const std::string& path) {
        const std::lock_guard lock(mutex_);
        const auto found = copies_.find(path);
        return found == copies_.end() ? nullptr : found->second.get();
    }
    /// As if the file had been deleted while nothing ran.
    void clear() {
        const std::lock_guard lock(mutex_);
        rows_ = std::make_shared<ProjectedRows>();
        shared_ = false;
    }

    void write(const runtime::Slice& slice) override {
        failures_.meet("write");
        const std::lock_guard lock(mutex_);
        if (shared_) rows_ = std::make_shared<ProjectedRows>(*rows_);
        shared_ = false;
        rows_->apply(slice);
    }
    void settle() override {}
    std::unique_ptr<runtime::Snapshot> snapshot() override {
        const std::lock_guard lock(mutex_);
        shared_ = true;
        return std::make_unique<MemorySnapshot>(rows_);
    }
    void copy_to(const std::string& path) override {
        const std::lock_guard lock(mutex_);
        auto copy = std::make_unique<MemoryProjections>();
        copy->rows_ = std::make_shared<ProjectedRows>(*rows_);
        copies_[path] = std::move(copy);
    }

  private:
    std::mutex mutex_;
    std::shared_ptr<ProjectedRows> rows_ = std::make_shared<ProjectedRows>();
    bool shared_ = false;  // with a snapshot, living or not
    std::map<std::string, std::unique_ptr<MemoryProjections>> copies_;
    Failures failures_;
};

}  // namespace waymark::contract
