// read_edition of edition.hpp.
#include <algorithm>
#include <fmt/format.h>

#include "workflows/partner/eligibility/condition_reader.hpp"
#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/partner/eligibility/edition_entries.hpp"

namespace waymark::partner {

namespace {

using states::Text;

constexpr std::int64_t whole = 10'000;  // basis points

std::vector<Named> read_named(Entries& document, std::string_view name, std::size_t least, Codes& codes) {
    std::vector<Named> all;
    for (auto& each : document.tables(name, least)) {
        Named named;
        named.code = each.new_code("code", codes);
        named.name = each.text("name");
        each.refuse_others();
        all.push_back(std::move(named));
    }
    return all;
}

std::vector<Benefit> read_benefits(Entries& document, Codes& codes) {
    std::vector<Benefit> all;
    for (auto& each : document.tables("benefit", 0)) {
        Benefit benefit;
        benefit.code = each.new_code("code", codes);
        benefit.name = each.text("name");
        if (each.has("yearly_limit_roubles")) benefit.yearly_limit = each.roubles("yearly_limit_roubles");
        each.refuse_others();
        all.push_back(std::move(benefit));
    }
    return all;
}

struct Span {
    std::optional<Date> from, until;
};

/// Nothing when it is wrong: no other entry can be held against it.
std::optional<Span> read_span(Entries& entries) {
    const Span span{entries.date_if_any("from"), entries.date_if_any("until")};
    if (entries.has("from") != span.from.has_value() || entries.has("until") != span.until.has_value())
        return std::nullopt;
    if (!span.from || !span.until || *span.from < *span.until) return span;
    entries.object("until", {"it lies after \"from\": it is the first day on which this no longer holds.",
                             "должно быть позже «from»: это первый день, когда это уже не так."});
    return std::nullopt;
}

/// Two spans of the same thing never meet.
template <class Entry, class Same>
void object_to_overlap(Entries& entries, const std::vector<Entry>& earlier, const Entry& entry,
                       const Same& same) {
    const bool meets = std::ranges::any_of(earlier, [&](const Entry& other) {
        return same(other) && (!other.until || !entry.from || *entry.from < *other.until) &&
               (!entry.until || !other.from || *other.from < *entry.until);
    });
    if (meets)
        entries.object("from",
                       {"this time is spoken for by another entry; make one end before the other begins.",
                        "на это время уже есть запись; пусть одна кончается до начала другой."});
}

void read_counted(Entries& entries, const std::string& service, Edition& edition, Declared& declared) {
    auto technology = entries.declared("technology", declared.technologies, a_technology);
    const auto span = read_span(entries);
    entries.refuse_others();
    declared.counted.insert(technology);
    if (!span) return;
    CatalogueEntry entry{service, std::move(technology), span->from, span->until};
    object_to_overlap(entries, edition.catalogue, entry, [&](const CatalogueEntry& other) {
        return other.service == entry.service && other.technology == entry.technology;
    });
    edition.catalogue.push_back(std::move(entry));
}

void read_services(Entries& document, Edition& edition, Declared& declared) {
    for (auto& each : document.tables("service", 1)) {
        Named service;
        service.code = each.new_code("code", declared.services);
        service.name = each.text("name");
        for (auto& counted : each.tables("counts_for", 0))
            read_counted(counted, service.code, edition, declared);
        each.refuse_others();
        edition.services.push_back(std::move(service));
    }
}

void read_exclusions(Entries& document, Edition& edition, const Declared& declared) {
    for (auto& each : document.tables("bonus_exclusion", 0)) {
        auto service = each.declared("service", declared.services, a_service);
        const auto span = read_span(each);
        each.refuse_others();
        if (!span) continue;
        Exclusion exclusion{std::move(service), span->from, span->until};
        object_to_overlap(each, edition.exclusions, exclusion,
                          [&](const Exclusion& other) { return other.service == exclusion.service; });
        edition.exclusions.push_back(std::move(exclusion));
    }
}

void read_vat(Entries& document, Edition& edition) {
    for (auto& each : document.tables("vat", 1)) {
        VatRate rate;
        const auto from = each.date("from");
        rate.percent = static_cast<int>(each.number("percent", 0, 99));
        each.refuse_others();
        if (!from) continue;
        rate.from = *from;
        if (!edition.vat.empty() && rate.from <= edition.vat.back().from)
            each.object("from", {"rates stand in the order of their dates, one for a date.",
                                 "ставки стоят по порядку дат, на каждую дату одна."});
        edition.vat.push_back(rate);
    }
}

std::optional<Reward> read_reward(Entries& specialization, const Declared& declared) {
    auto entries = specialization.table_if_any("reward");
    if (!entries) return std::nullopt;
    Reward reward;
    reward.of = entries->choice("of", {"growth", "consumption"}) == "consumption" ? Reward::Of::consumption
                                                                                  : Reward::Of::growth;
    reward.services = partner::read_services(*entries, declared);
    reward.registered_projects = entries->flag_or("registered_projects", true);
    reward.basis_points = static_cast<int>(entries->number("basis_points", 1, whole));
    if (entries->has("comarketing_basis_points"))
        reward.comarketing_basis_points =
            static_cast<int>(entries->number("comarketing_basis_points", 1, whole));
    entries->refuse_others();
    return reward;
}

void read_specializations(Entries& document, Edition& edition, const Declared& declared) {
    Codes codes, levels;
    for (auto& each : document.tables("specialization", 1)) {
        SpecializationRules rules;
        rules.code = each.new_code("code", codes);
        rules.technology = each.declared("technology", declared.technologies, a_technology);
        Codes own;
        if (each.has("level")) rules.level = each.new_code("level", own);
        if (!rules.technology.empty() && !levels.insert(rules.technology + "/" + rules.level).second)
            each.object("technology",
                        {"another specialization has this technology and level; change one of them.",
                         "у другой специализации та же технология и тот же уровень; исправьте одну из них."});
        rules.name = each.text("name");
        rules.directions = each.texts("directions");
        rules.benefits = each.all_declared("benefits", declared.benefits, a_benefit);
        rules.reward = read_reward(each, declared);
        Codes taken;
        rules.conditions = read_conditions(each, "condition", 1, declared, taken);
        each.refuse_others();
        edition.specializations.push_back(std::move(rules));
    }
}

Edition read_document(Entries& document) {
    Edition edition;
    Declared declared;
    Codes versions;
    edition.version = document.new_code("version", versions);
    edition.from = document.date("from").value_or(Date());
    edition.invented = document.flag_or("invented", false);
    edition.transition = document.choice("transition", {"decision", "submission"}) == "submission"
                             ? Edition::Transition::submission
                             : Edition::Transition::decision;
    edition.bonus_basis_points = static_cast<int>(document.number("bonus_basis_points", 0, whole));
    read_vat(document, edition);
    edition.technologies = read_named(document, "technology", 1, declared.technologies);
    edition.certificates = read_named(document, "certificate", 0, declared.certificates);
    edition.products = read_named(document, "product", 0, declared.products);
    edition.benefits = read_benefits(document, declared.benefits);
    read_services(document, edition, declared);
    read_exclusions(document, edition, declared);
    read_specializations(document, edition, declared);
    document.refuse_others();
    return edition;
}

}  // namespace

Result<Edition> read_edition(std::string_view toml, std::string_view file) {
    Findings findings;
    try {
        const auto table = toml::parse(toml, file);
        Entries document(table, findings);
        auto edition = read_document(document);
        if (findings.empty()) return edition;
    } catch (const toml::parse_error& fault) {
        const std::string said(fault.description());
        findings.add(fault.source(), {"This is no TOML: " + said + ".", "Это не TOML: " + said + "."});
    }
    return findings.error(file);
}

}  // namespace waymark::partner
