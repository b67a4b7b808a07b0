#include "workflows/runtime/facts.hpp"

#include <algorithm>
#include <mutex>

namespace waymark::runtime {

void Lookups::take(const Instance& instance) {
    for (const auto& lookup : program_.lookups) {
        if (lookup.workflow != instance.definition->workflow) continue;
        auto key = lookup.key(instance);
        const std::unique_lock lock(mutex_);
        auto& index = indexes_[lookup.name];
        const auto known = index.key_of.find(instance.id);
        if (known != index.key_of.end()) {
            if (known->second == key) continue;
            const auto [first, last] = index.by_key.equal_range(known->second);
            index.by_key.erase(
                std::find_if(first, last, [&](const auto& entry) { return entry.second == instance.id; }));
            index.key_of.erase(known);
        }
        if (key.empty()) continue;
        index.by_key.emplace(key, instance.id);
        index.key_of.emplace(instance.id, std::move(key));
    }
}

const Lookup& Lookups::at(std::string_view name) const {
    const auto found = std::ranges::find(program_.lookups, name, &Lookup::name);
    CHECK(found != program_.lookups.end(), "there is no lookup " + std::string(name));
    return *found;
}

std::vector<InstanceId> Lookups::find(std::string_view name, std::string_view key) const {
    const std::shared_lock lock(mutex_);
    std::vector<InstanceId> ids;
    const auto index = indexes_.find(name);
    if (index == indexes_.end()) return ids;
    const auto [first, last] = index->second.by_key.equal_range(key);
    for (auto entry = first; entry != last; ++entry) ids.push_back(entry->second);
    std::ranges::sort(ids);
    return ids;
}

states::Value facts_for(const Program& program, const Instance& instance, const states::Event& event,
                        Instant at, const FindInstances& find) {
    const auto* declaration = instance.definition->chart->event(event.name);
    if (!declaration || declaration->facts.empty()) return {};
    states::Value::Object facts;
    for (const auto& fact : declaration->facts) {
        auto known =
            program.facts ? program.facts({fact, instance, event, at, find}) : states::Value(nullptr);
        if (!known.is_undefined()) facts.emplace_back(fact, std::move(known));
    }
    return facts;
}

states::Event event_from(const Actor& actor, std::string_view name, states::Value data) {
    states::Event event;
    event.name = name;
    event.data = std::move(data);
    if (actor.person.number != 0) event.origin = to_text(actor.person);
    return event;
}

states::Event with_facts(states::Event event, const states::Value& facts) {
    if (facts.is_undefined()) return event;
    event.data = event.data.is_object() ? event.data.with("facts", facts)
                                        : states::Value(states::Value::Object{{"facts", facts}});
    return event;
}

}  // namespace waymark::runtime
