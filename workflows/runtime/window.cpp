#include "workflows/runtime/window.hpp"

#include <algorithm>

namespace waymark::runtime {

namespace {

template <class Map>
auto rows_of(const Map& map) {
    std::vector<typename Map::mapped_type> rows;
    rows.reserve(map.size());
    for (const auto& [key, row] : map) rows.push_back(row);
    return rows;
}

void put(Window::Generation& generation, const InstancePtr& instance) {
    const auto [at, is_new] = generation.instances.insert_or_assign(instance->id, instance);
    if (is_new) generation.families[instance->family].push_back(instance->id);
    generation.instance_trail.add(instance);
    if (generation.instance_trail.wasteful(generation.instances.size()))
        generation.instance_trail.replace(rows_of(generation.instances));
}

void put(Window::Generation& generation, const OutboxRow& row) {
    const auto shared = std::make_shared<const OutboxRow>(row);
    generation.outbox.insert_or_assign({row.record, row.index}, shared);
    generation.outbox_trail.add(shared);
    if (generation.outbox_trail.wasteful(generation.outbox.size()))
        generation.outbox_trail.replace(rows_of(generation.outbox));
}

}  // namespace

void Window::publish(const Changes& changes) {
    const std::lock_guard lock(mutex_);
    for (const auto& instance : changes.instances) put(*filling_, instance);
    for (const auto& row : changes.outbox) put(*filling_, row);
    filling_->idempotency.insert(filling_->idempotency.end(), changes.idempotency.begin(),
                                 changes.idempotency.end());
    if (changes.hold) filling_->hold = changes.hold;
    filling_->last = std::max(filling_->last, changes.last);
}

InstancePtr Window::find(InstanceId id) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = filling_->instances.find(id); found != filling_->instances.end())
        return found->second;
    if (!writing_) return nullptr;
    const auto found = writing_->instances.find(id);
    return found == writing_->instances.end() ? nullptr : found->second;
}

Window::OutboxPtr Window::find(OutboxKey message) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = filling_->outbox.find(message); found != filling_->outbox.end())
        return found->second;
    if (!writing_) return nullptr;
    const auto found = writing_->outbox.find(message);
    return found == writing_->outbox.end() ? nullptr : found->second;
}

std::vector<InstancePtr> Window::family(FamilyId family) const {
    const std::lock_guard lock(mutex_);
    return family_locked(family);
}

std::vector<InstancePtr> Window::family_locked(FamilyId family) const {
    std::vector<InstancePtr> members;
    const auto take = [&](const Generation& generation, auto&& wanted) {
        const auto found = generation.families.find(family);
        if (found == generation.families.end()) return;
        for (const auto id : found->second)
            if (wanted(id)) members.push_back(generation.instances.at(id));
    };
    take(*filling_, [](InstanceId) { return true; });
    if (writing_) take(*writing_, [&](InstanceId id) { return !filling_->instances.contains(id); });
    std::ranges::sort(members, {}, [](const InstancePtr& member) { return member->id; });
    return members;
}

Window::View<Instance> Window::instances(std::optional<FamilyId> family) const {
    const std::lock_guard lock(mutex_);
    View<Instance> view{projections_.snapshot(), {}};
    if (family) {
        view.changed.push_back(std::make_shared<const std::vector<InstancePtr>>(family_locked(*family)));
        return view;
    }
    if (writing_) view.changed = writing_->instance_trail.chunks();
    std::ranges::move(filling_->instance_trail.chunks(), std::back_inserter(view.changed));
    return view;
}

Window::View<OutboxRow> Window::outbox() const {
    const std::lock_guard lock(mutex_);
    View<OutboxRow> view{projections_.snapshot(), {}};
    if (writing_) view.changed = writing_->outbox_trail.chunks();
    std::ranges::move(filling_->outbox_trail.chunks(), std::back_inserter(view.changed));
    return view;
}

std::size_t Window::rows() const {
    const std::lock_guard lock(mutex_);
    return filling_->rows();
}

std::shared_ptr<const Window::Generation> Window::begin_write_back() {
    const std::lock_guard lock(mutex_);
    if (writing_ || !filling_->waits()) return nullptr;
    writing_ = std::exchange(filling_, std::make_shared<Generation>());
    filling_->last = writing_->last;  // a mark never goes back
    return writing_;
}

void Window::end_write_back() {
    std::shared_ptr<const Generation> written;  // outlives the lock: freeing it takes a while
    const std::lock_guard lock(mutex_);
    written.swap(writing_);
}

}  // namespace waymark::runtime
