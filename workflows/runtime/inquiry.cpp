#include "workflows/runtime/inquiry.hpp"

#include <algorithm>

#include "workflows/runtime/personal.hpp"

namespace waymark::runtime {

const std::vector<InstancePtr>& CommittedInquiry::family(FamilyId family) {
    const auto known = families_.find(family);
    return known != families_.end() ? known->second
                                    : families_.emplace(family, reading_.family(family)).first->second;
}

const std::vector<InstancePtr>& CommittedInquiry::all(const std::string& workflow) {
    const auto known = workflows_.find(workflow);
    if (known != workflows_.end()) return known->second;
    auto& all = workflows_[workflow];
    reading_.each(workflow, [&](const InstancePtr& instance) { all.push_back(instance); });
    std::ranges::sort(all, {}, [](const InstancePtr& instance) { return instance->id; });
    return all;
}

states::Value CommittedInquiry::reveal(const states::Value& value) {
    return runtime::reveal(value, journal_);
}

}  // namespace waymark::runtime
