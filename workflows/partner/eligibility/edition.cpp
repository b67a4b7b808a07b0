#include "workflows/partner/eligibility/edition.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace waymark::partner {

namespace {

using states::Value;

template <class Entry>
const Entry* find(const std::vector<Entry>& entries, std::string_view code) {
    const auto found = std::ranges::find(entries, code, &Entry::code);
    return found == entries.end() ? nullptr : &*found;
}

template <class Entry>
bool holds(const Entry& entry, Date on) {
    return (!entry.from || *entry.from <= on) && (!entry.until || on < *entry.until);
}

Value finding(std::string en, std::string ru) {
    return Value::Object{{"place", ""},
                         {"text", Value::Object{{"en", std::move(en)}, {"ru", std::move(ru)}}}};
}

/// What keeps these, by their dates, from being one rulebook.
Value::Array objections(const std::vector<Edition>& editions) {
    Value::Array all;
    if (editions.empty())
        all.push_back(
            finding("There is no edition; give one at least.", "Нет ни одной редакции; нужна хотя бы одна."));
    for (auto each = editions.begin(); each != editions.end(); ++each) {
        if (std::find_if(editions.begin(), each,
                         [&](const Edition& other) { return other.version == each->version; }) != each)
            all.push_back(finding(
                fmt::format("Two editions have the version \"{}\"; change one of them.", each->version),
                fmt::format("У двух редакций одна версия «{}»; исправьте одну из них.", each->version)));
        if (each != editions.begin() && std::prev(each)->from == each->from)
            all.push_back(finding(
                fmt::format("\"{}\" and \"{}\" are both in force from {}; only one edition can be.",
                            std::prev(each)->version, each->version, to_text(each->from)),
                fmt::format("«{}» и «{}» действуют с одного дня, {}; с одного дня действует одна редакция.",
                            std::prev(each)->version, each->version, to_text(each->from))));
    }
    return all;
}

}  // namespace

const SpecializationRules* Edition::specialization(std::string_view code) const {
    return find(specializations, code);
}
const SpecializationRules* Edition::applied_for(std::string_view technology) const {
    if (const auto* same = specialization(technology)) return same;
    const auto found =
        std::find_if(specializations.rbegin(), specializations.rend(),
                     [&](const SpecializationRules& each) { return each.technology == technology; });
    return found == specializations.rend() ? nullptr : &*found;
}
const Named* Edition::certificate(std::string_view code) const { return find(certificates, code); }
const Named* Edition::product(std::string_view code) const { return find(products, code); }
const Named* Edition::technology(std::string_view code) const { return find(technologies, code); }
const Named* Edition::service(std::string_view code) const { return find(services, code); }
const Benefit* Edition::benefit(std::string_view code) const { return find(benefits, code); }

std::optional<int> Edition::vat_percent(Date on) const {
    std::optional<int> percent;
    for (const auto& rate : vat)
        if (rate.from <= on) percent = rate.percent;
    return percent;
}

bool Edition::counts_for(std::string_view service, std::string_view technology, Date on) const {
    return std::ranges::any_of(catalogue, [&](const CatalogueEntry& entry) {
        return entry.service == service && entry.technology == technology && holds(entry, on);
    });
}

bool Edition::earns_bonus(std::string_view service, Date on) const {
    return std::ranges::none_of(exclusions, [&](const Exclusion& exclusion) {
        return exclusion.service == service && holds(exclusion, on);
    });
}

Result<Editions> Editions::of(std::vector<Edition> editions) {
    std::ranges::stable_sort(editions, {}, &Edition::from);
    if (auto all = objections(editions); !all.empty())
        return Error{"bad-rulebook",
                     std::string(all[0]["text"]["en"].string_or("")),
                     {},
                     Value::Object{{"findings", std::move(all)}}};
    Editions read;
    read.editions_ = std::move(editions);
    return read;
}

const Edition* Editions::on(Date day) const {
    const auto later = std::ranges::upper_bound(editions_, day, {}, &Edition::from);
    return later == editions_.begin() ? nullptr : &*std::prev(later);
}

const Edition* Editions::after(Date day) const {
    const auto later = std::ranges::upper_bound(editions_, day, {}, &Edition::from);
    return later == editions_.end() ? nullptr : &*later;
}

const Edition* Editions::version(std::string_view version) const {
    const auto found = std::ranges::find(editions_, version, &Edition::version);
    return found == editions_.end() ? nullptr : &*found;
}

}  // namespace waymark::partner
