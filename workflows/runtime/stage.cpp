#include "workflows/runtime/stage.hpp"

#include <algorithm>

namespace waymark::runtime {

std::vector<InstancePtr> Stage::find(std::string_view lookup, std::string_view key) const {
    const auto& index = lookups.at(lookup);
    auto ids = lookups.find(lookup, key);
    for (const auto& changed : batch.changes().instances)
        if (changed->definition->workflow == index.workflow) ids.push_back(changed->id);
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    std::vector<InstancePtr> found;
    for (const auto id : ids) {
        auto* family = families.of(id);
        if (!family) continue;
        const auto& instance = family->find(id);
        if (instance && index.key(*instance) == key) found.push_back(instance);
    }
    return found;
}

}  // namespace waymark::runtime
