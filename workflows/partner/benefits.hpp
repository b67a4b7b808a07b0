// Benefits of specializations (domain.md section 6): who has which from when to when, and what is left of
// the limited ones. Amounts are reckoned here, never in charts. Pure.
#pragma once

#include "workflows/partner/calendar.hpp"
#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

struct Entitlement {
    std::string benefit, technology;
    Date from;
    std::optional<Date> to;  // the first day without; nothing: it goes on
};
/// By what the edition gives for each: one for each benefit and period of the specializations, in the order
/// of these.
std::vector<Entitlement> entitlements(const Edition& edition,
                                      const std::vector<runtime::InstancePtr>& specializations);

/// "specializations-by-partner", "booked-benefits".
std::vector<runtime::Lookup> benefit_lookups();

/// Of a limited benefit, booked uses of a calendar year at a partner.
Kopecks used_in(std::string_view year, std::string_view benefit, runtime::FamilyId partner,
                const runtime::FindInstances& find);

/// Of the use that the event describes, at its partner: {code: why it is refused, or null; text: {en, ru};
/// entitled; cap_kopecks, remaining_kopecks: null without a limit; used_kopecks}, all of its calendar year.
states::Value benefits_fact(const Editions& editions, const Calendar& calendar,
                            const runtime::FactQuestion& question);

}  // namespace waymark::partner
