#include <algorithm>

#include "workflows/partner/eligibility/edition.hpp"

namespace waymark::partner {

namespace {

const Named* find(const std::vector<Named>& all, std::string_view code) {
    const auto found = std::ranges::find(all, code, &Named::code);
    return found == all.end() ? nullptr : &*found;
}

template <class Entry>
bool holds(const Entry& entry, Date on) {
    return entry.from <= on && (!entry.until || on < *entry.until);
}

}  // namespace

const SpecializationRules* Edition::specialization(std::string_view code) const {
    const auto found = std::ranges::find(specializations, code, &SpecializationRules::code);
    return found == specializations.end() ? nullptr : &*found;
}

const Named* Edition::certificate(std::string_view code) const { return find(certificates, code); }

const Named* Edition::product(std::string_view code) const { return find(products, code); }

std::optional<int> Edition::vat_percent(Date on) const {
    std::optional<int> percent;
    for (const auto& rate : vat)
        if (rate.from <= on) percent = rate.percent;
    return percent;
}

bool Edition::counts_for(std::string_view service, std::string_view group, Date on) const {
    return std::ranges::any_of(catalogue, [&](const CatalogueEntry& entry) {
        return entry.service == service && entry.group == group && holds(entry, on);
    });
}

bool Edition::earns_bonus(std::string_view service, Date on) const {
    return std::ranges::none_of(exclusions, [&](const Exclusion& exclusion) {
        return exclusion.service == service && holds(exclusion, on);
    });
}

}  // namespace waymark::partner
