#include "workflows/partner/imports/partner_directory.hpp"

#include <algorithm>

#include "workflows/partner/data.hpp"

namespace waymark::partner {

void PartnerDirectory::take(const runtime::Instance& partner) {
    Known now{text(partner, "tin"), is_in_program(partner)};
    const std::lock_guard lock(mutex_);
    auto& known = partners_[partner.id];
    if (known.tin != now.tin) {
        if (const auto old = by_tin_.find(known.tin); old != by_tin_.end()) old->second.erase(partner.id);
        if (!now.tin.empty()) by_tin_[now.tin].insert(partner.id);
    }
    known = std::move(now);
}

PartnerMeant PartnerDirectory::find(std::string_view text) const {
    using Kind = PartnerMeant::Kind;
    const std::lock_guard lock(mutex_);
    if (const auto id = runtime::parse_instance_id(text))
        return partners_.contains(*id) ? PartnerMeant{Kind::one, *id} : PartnerMeant{};
    const auto found = by_tin_.find(text);
    if (found == by_tin_.end() || found->second.empty()) return {};
    std::vector<runtime::InstanceId> live;
    std::ranges::copy_if(found->second, std::back_inserter(live),
                         [&](runtime::InstanceId id) { return partners_.at(id).live; });
    if (live.size() == 1) return {Kind::one, live.front()};
    if (live.empty() && found->second.size() == 1) return {Kind::one, *found->second.begin()};
    return {Kind::several, {}};
}

}  // namespace waymark::partner
