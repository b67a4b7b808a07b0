#include "workflows/runtime/due_timers.hpp"

#include "workflows/runtime/trip.hpp"

namespace waymark::runtime {

namespace {

/// A reminder that comes after its minute is pointless when what replaces it, or what it announces, is due as
/// well.
bool is_pointless(const states::Timer& timer, const states::State& state, Instant now) {
    return std::ranges::any_of(state.timers, [&](const states::Timer& other) {
        return other.due <= now && other.arming != timer.arming &&
               std::ranges::find(timer.superseded_by, other.send.id) != timer.superseded_by.end();
    });
}

void fire(Stage& stage, const InstancePtr& instance) {
    const auto& timer = instance->state.timers.front();
    const auto now = stage.batch.now();
    const auto at =
        std::max(timer.due, instance->updated_at);  // it may have been armed for an instant of the past
    const bool late = now - timer.due > stage.settings.lateness;
    Trip trip(stage, {at, late, late && is_pointless(timer, instance->state, now), {}, {}, {}});
    (void)trip.run([&] { trip.fire(instance, timer); });  // a fault quarantines, which is recorded
}

/// The one whose timer comes first; nullptr: none is due.
InstancePtr next_due_of(Stage& stage, FamilyId family) {
    const auto earliest = stage.families.at(family).earliest();
    if (!earliest || earliest->due > stage.batch.now() || stage.held()) return nullptr;
    return stage.families.at(family).find(earliest->instance);
}

}  // namespace

bool has_room(const Stage& stage) {
    return stage.batch.records() < stage.settings.batch_commands &&
           stage.batch.bytes() < stage.settings.batch_bytes;
}

bool fire_due(Stage& stage, FamilyId family) {
    while (const auto instance = next_due_of(stage, family)) {
        if (!has_room(stage)) return false;
        fire(stage, instance);
    }
    return true;
}

void fire_all_due_in(Stage& stage, FamilyId family) {
    while (const auto instance = next_due_of(stage, family)) fire(stage, instance);
}

bool fire_all_due(Stage& stage, const DueTree& dues, std::size_t most) {
    most += stage.batch.records();
    while (!stage.held()) {
        const auto first = dues.first();
        if (!first || first->first > stage.batch.now()) return true;
        if (stage.batch.records() >= most || stage.batch.bytes() >= stage.settings.batch_bytes) return false;
        const auto earliest = stage.families.at(first->second).earliest();
        if (!earliest || earliest->due != first->first) continue;  // loading it has corrected the tree
        const auto instance = stage.families.at(first->second).find(earliest->instance);
        fire(stage, instance);
    }
    return true;
}

}  // namespace waymark::runtime
