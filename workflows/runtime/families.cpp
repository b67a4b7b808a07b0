#include "workflows/runtime/families.hpp"

#include <algorithm>

#include "workflows/runtime/derivation.hpp"

namespace waymark::runtime {

namespace {

std::optional<TimerKey> earliest_of(const Instance& instance) {
    const auto& timers = instance.state.timers;
    if (!instance.state.running || !instance.quarantine.empty() || timers.empty()) return std::nullopt;
    return TimerKey{timers.front().due, instance.id, timers.front().arming};
}

}  // namespace

const InstancePtr& Family::find(InstanceId id) const {
    static const InstancePtr none;
    const auto found =
        std::ranges::lower_bound(instances_, id, {}, [](const InstancePtr& i) { return i->id; });
    return found != instances_.end() && (*found)->id == id ? *found : none;
}

InstancePtr Family::put(InstanceId id, InstancePtr instance) {
    const auto place =
        std::ranges::lower_bound(instances_, id, {}, [](const InstancePtr& i) { return i->id; });
    const bool known = place != instances_.end() && (*place)->id == id;
    const auto due = instance ? earliest_of(*instance) : std::nullopt;
    InstancePtr before;
    if (!known) {
        if (instance) instances_.insert(place, std::move(instance));
    } else {
        before = std::move(*place);
        if (instance) {
            *place = std::move(instance);
        } else {
            instances_.erase(place);
        }
    }
    if (earliest_ && earliest_->instance == id && (!due || *due > *earliest_)) {
        find_earliest();
    } else if (due && (!earliest_ || *due < *earliest_)) {
        earliest_ = due;
    }
    return before;
}

void Family::find_earliest() {
    earliest_.reset();
    for (const auto& instance : instances_) {
        const auto due = earliest_of(*instance);
        if (due && (!earliest_ || *due < *earliest_)) earliest_ = due;
    }
}

Family& Families::at(FamilyId id) {
    const auto known = by_id_.find(id);
    if (known == by_id_.end()) return load(id);
    if (known->second != families_.begin()) families_.splice(families_.begin(), families_, known->second);
    return *known->second;
}

Family* Families::of(InstanceId id) {
    if (const auto known = family_of_.find(id); known != family_of_.end()) return &at(known->second);
    if (const auto waiting = window_.find(id)) return &at(waiting->family);
    if (const auto row = projections_.snapshot()->instance(id)) return &at(row->family);
    return nullptr;
}

Family& Families::load(FamilyId id) {
    auto& family = families_.emplace_front(id);
    by_id_.emplace(id, families_.begin());
    // The window first: what leaves it meanwhile is in the snapshot, which is taken afterwards.
    for (auto& instance : window_.family(id)) family.put(instance->id, instance);
    for (const auto& row : projections_.snapshot()->family(id))
        if (!family.find(row.id)) family.put(row.id, instance_of(row, definitions_.at(row.definition)));
    for (const auto& instance : family.instances()) family_of_.emplace(instance->id, id);
    dues_.set(id, family.earliest() ? std::optional(family.earliest()->due) : std::nullopt);
    return family;
}

void Families::put(const InstancePtr& instance) {
    if (root_of(instance->family) == instance->id && instance->version == 1 &&
        !by_id_.contains(instance->family)) {
        families_.emplace_front(instance->family);  // begins now: there is nothing to load
        by_id_.emplace(instance->family, families_.begin());
    }
    replace(at(instance->family), instance->id, instance);
}

void Families::replace(Family& family, InstanceId id, InstancePtr instance) {
    const bool removed = !instance;
    auto before = family.put(id, std::move(instance));
    if (removed) {
        family_of_.erase(id);
    } else if (!before) {
        family_of_.emplace(id, family.id());
    }
    dues_.set(family.id(), family.earliest() ? std::optional(family.earliest()->due) : std::nullopt);
    undo_.push_back({family.id(), id, std::move(before)});
}

void Families::roll_back(std::size_t changes) {
    while (undo_.size() > changes) {
        auto last = std::move(undo_.back());
        undo_.pop_back();
        replace(at(last.family), last.instance, std::move(last.before));
        undo_.pop_back();  // what replace() noted
    }
}

void Families::keep() {
    undo_.clear();
    while (family_of_.size() + families_.size() > kept_ && families_.size() > 1) {
        const auto& oldest = families_.back();
        for (const auto& instance : oldest.instances()) family_of_.erase(instance->id);
        by_id_.erase(oldest.id());
        families_.pop_back();
    }
}

}  // namespace waymark::runtime
