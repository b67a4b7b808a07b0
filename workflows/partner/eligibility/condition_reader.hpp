// Reads the conditions of a specialization from an edition's file: the closed set of kinds, each with its own
// entries. Pure.
#pragma once

#include "workflows/partner/eligibility/conditions.hpp"
#include "workflows/partner/eligibility/edition_entries.hpp"

namespace waymark::partner {

/// What an edition declares, for whoever names it.
struct Declared {
    Codes technologies, certificates, products, services, benefits;
    Codes counted;  // the technologies for which some service counts
};

// What each is, for findings.
inline const states::Text a_technology{"technology", "технология"};
inline const states::Text a_certificate{"certificate", "сертификат"};
inline const states::Text a_product{"product", "продукт"};
inline const states::Text a_service{"service", "сервис"};
inline const states::Text a_benefit{"benefit", "преимущество"};

/// The technology whose services count; a finding when there are none.
std::string read_services(Entries& entries, const Declared& declared);

/// The tables of `name`, at least `least`; `taken`: the codes of the specialization's other conditions.
std::vector<Condition> read_conditions(Entries& entries, std::string_view name, std::size_t least,
                                       const Declared& declared, Codes& taken);

}  // namespace waymark::partner
