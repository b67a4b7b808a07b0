// Benefits of specializations (domain.md section 6): who has which from when to when, and what is left of
// the limited ones. Amounts are reckoned here, never in charts. Pure.
#pragma once

#include "workflows/partner/money.hpp"
#include "workflows/partner/rulebook.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// Codes of the benefits that a specialization gives: "training-grants".
using BenefitsOf = std::function<std::vector<std::string>(std::string_view technology)>;

/// As the program's pages have them. The architects are those of two technologies (A31).
std::vector<std::string> shipped_benefits(std::string_view technology);

struct Entitlement {
    std::string benefit, technology;
    Date from;
    std::optional<Date> to;  // the first day without; nothing: it goes on
};
/// One for each benefit and period of the specializations, in the order of these.
std::vector<Entitlement> entitlements(const std::vector<runtime::InstancePtr>& specializations,
                                      const BenefitsOf& benefits);

/// "specializations-by-partner", "booked-benefits".
std::vector<runtime::Lookup> benefit_lookups();

/// Of the use that the event describes, at its partner: {code: why it is refused, or null; text: {en, ru};
/// entitled; cap_kopecks, remaining_kopecks: null without a limit; used_kopecks}, all of its calendar year.
states::Value benefits_fact(const Rulebook& rulebook, const runtime::FactQuestion& question,
                            const BenefitsOf& benefits);

}  // namespace waymark::partner
