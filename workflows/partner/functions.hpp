// The functions that the program's charts may call beside those every chart has: civil dates, windows,
// business days, the rulebook's parameters, taxpayer numbers. Pure: the instant comes as an argument.
#pragma once

#include "states/functions.hpp"
#include "workflows/partner/rulebook.hpp"

namespace waymark::partner {

/// Dates are texts "2026-03-31", instants texts "2026-03-30T21:00:00.000Z"; both compare as texts.
/// docs/charts.md lists them. A wrong argument becomes error.execution in the chart. `rulebook` must outlive
/// `functions`.
void add_functions(states::Functions& functions, const Rulebook& rulebook);

}  // namespace waymark::partner
