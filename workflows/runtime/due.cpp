#include "workflows/runtime/due.hpp"

namespace waymark::runtime {

void DueTree::set(FamilyId family, std::optional<Instant> earliest) {
    const auto known = earliest_.find(family);
    if (known != earliest_.end()) {
        if (earliest && known->second == *earliest) return;
        order_.erase({known->second, family});
        if (!earliest) {
            earliest_.erase(known);
            return;
        }
        known->second = *earliest;
    } else {
        if (!earliest) return;
        earliest_.emplace(family, *earliest);
    }
    order_.emplace(*earliest, family);
}

void DueTree::at_latest(FamilyId family, Instant earliest) {
    const auto known = earliest_.find(family);
    if (known == earliest_.end() || earliest < known->second) set(family, earliest);
}

std::optional<std::pair<Instant, FamilyId>> DueTree::first() const {
    if (order_.empty()) return std::nullopt;
    return *order_.begin();
}

}  // namespace waymark::runtime
