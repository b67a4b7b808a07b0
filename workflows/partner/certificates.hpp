// What the editions of the rules know of certificates: their names, and whether there is such a one at all.
// Pure.
#pragma once

#include "workflows/partner/calendar.hpp"
#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// As the edition in force on the day names it, else the next one to come that does; nullptr: none of them
/// knows the code.
const Named* certificate_named(const Editions& editions, std::string_view code, Date on);

/// Of the code that the event names: {name: {en, ru}, fault: null}, or {name: null, fault: {en, ru}}, why
/// there is no such certificate. Neither, when it names none.
states::Value certificate_fact(const Editions& editions, const Calendar& calendar,
                               const runtime::FactQuestion& question);

}  // namespace waymark::partner
