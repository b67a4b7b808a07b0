#include "daemon/sample/diary.hpp"

#include <algorithm>
#include <array>

namespace waymark::sample {

const std::vector<Architect>& architects() {
    static const std::vector<Architect> all = {{"architect-1", {"infrastructure", "devops"}},
                                               {"architect-2", {"data-platform", "infrastructure"}},
                                               {"architect-3", {"security-compliance", "devops"}},
                                               {"architect-4", {"data-platform", "security-compliance"}}};
    return all;
}

Slot Diary::book(partner::Date date, const std::string& technology) {
    using std::chrono::minutes;
    constexpr std::array begins = {minutes(600), minutes(690), minutes(780), minutes(870), minutes(960)};
    for (const auto& architect : architects()) {
        if (std::ranges::find(architect.competences, technology) == architect.competences.end()) continue;
        auto& taken = taken_[{architect.who, date}];
        if (taken == static_cast<int>(begins.size())) continue;
        return {architect.who, calendar_.at(date, begins.at(static_cast<std::size_t>(taken++)))};
    }
    return {};
}

}  // namespace waymark::sample
