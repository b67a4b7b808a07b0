// An edition of the program's rules, in force from a date until the next one: specializations with their
// conditions, certificates, products, the catalogue of services, VAT, exclusions. Immutable; read once,
// shared by all threads. Not the calendar and the terms of the workflows (rulebook.hpp). The file's format:
// docs/rulebook.md.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "states/chart.hpp"
#include "states/result.hpp"
#include "workflows/partner/dates.hpp"
#include "workflows/partner/eligibility/conditions.hpp"

namespace waymark::partner {

/// A code with how people write it.
struct Named {
    std::string code;
    states::Text name;
};

/// What a specialization is worth, with its limit for a partner in a calendar year where it has one.
struct Benefit {
    std::string code;
    states::Text name;
    std::optional<Kopecks> yearly_limit;
};

/// What the provider credits for a quarter's paid consumption of a specialization's services.
struct Reward {
    enum class Of : std::uint8_t { growth, consumption } of = Of::growth;
    std::string services;             // a technology's code
    bool registered_projects = true;  // beside subaccounts
    int basis_points = 0;
    int comarketing_basis_points = 0;  // on top, as a budget for joint marketing
};

struct SpecializationRules {
    std::string code;        // "infrastructure"; with levels "infrastructure-expert"
    std::string technology;  // what applications name
    std::string level;       // empty: the edition has no levels
    states::Text name;
    std::vector<states::Text> directions;  // of work, for the catalogue
    std::vector<std::string> benefits;     // codes
    std::optional<Reward> reward;          // none: it earns no rebate
    std::vector<Condition> conditions;
};

/// For which technology a service counts, and when.
struct CatalogueEntry {
    std::string service, technology;
    std::optional<Date> from;   // none: it always did
    std::optional<Date> until;  // the first day on which it no longer does
};

struct VatRate {
    Date from;
    int percent = 0;
};

struct Exclusion {
    std::string service;  // its usage earns no bonus
    std::optional<Date> from, until;
};

struct Edition {
    std::string version;    // "r1"
    Date from;              // the first day on which decisions are judged by it
    bool invented = false;  // some values are made up, to try the format
    int bonus_basis_points = 1'000;
    /// Applications submitted under another edition: judged by the edition of the decision's day
    /// ("decision"), or by that of their submission ("submission").
    enum class Transition : std::uint8_t { decision, submission } transition = Transition::decision;
    std::vector<SpecializationRules> specializations;
    std::vector<Named> technologies, certificates, products, services;
    std::vector<Benefit> benefits;
    std::vector<CatalogueEntry> catalogue;
    std::vector<VatRate> vat;  // by date
    std::vector<Exclusion> exclusions;

    [[nodiscard]] const SpecializationRules* specialization(std::string_view code) const;
    /// By its code, or what an application for the technology is judged by: of several levels the last one
    /// listed, with which partners begin.
    [[nodiscard]] const SpecializationRules* applied_for(std::string_view technology) const;
    [[nodiscard]] const Named* certificate(std::string_view code) const;
    [[nodiscard]] const Named* product(std::string_view code) const;
    [[nodiscard]] const Named* technology(std::string_view code) const;
    [[nodiscard]] const Named* service(std::string_view code) const;
    [[nodiscard]] const Benefit* benefit(std::string_view code) const;
    /// Nothing: the edition knows no rate for the day.
    [[nodiscard]] std::optional<int> vat_percent(Date on) const;
    [[nodiscard]] bool counts_for(std::string_view service, std::string_view technology, Date on) const;
    [[nodiscard]] bool earns_bonus(std::string_view service, Date on) const;
};

/// Reads one edition.
/// Errors: "bad-rulebook": not TOML, an unknown, missing, wrong or duplicate entry, a code that is not
/// declared; the first one's message and place (file:line:column), all of them in details.findings as
/// {place, text: {en, ru}}.
Result<Edition> read_edition(std::string_view toml, std::string_view file);

/// Editions by their first day.
class Editions {
  public:
    /// Errors: "bad-rulebook": two of the same version or from the same day; none. All of them in
    /// details.findings as {place: "", text: {en, ru}}.
    static Result<Editions> of(std::vector<Edition> editions);
    /// The one in force on a day; nullptr: before the first.
    [[nodiscard]] const Edition* on(Date day) const;
    /// The first that comes into force after a day; nullptr: none is known.
    [[nodiscard]] const Edition* after(Date day) const;
    [[nodiscard]] const Edition* version(std::string_view version) const;
    [[nodiscard]] std::span<const Edition> all() const { return editions_; }

  private:
    std::vector<Edition> editions_;
};

}  // namespace waymark::partner
