// The partner program as the runtime takes it: definitions, functions, collections, policy, rulebook. All of
// it is in the binary; nothing is looked up in files. Owned by the composition root, outlives the service.
#pragma once

#include "workflows/partner/consumption_book.hpp"
#include "workflows/partner/eligibility/edition.hpp"
#include "workflows/partner/rulebook.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// The rulebook in the binary. The same object at every call.
const Rulebook& shipped_rulebook();

/// The editions of the rules in the binary. The same object at every call.
const Editions& shipped_editions();

/// The functions of its charts, on that rulebook. The same object at every call.
const states::Functions& chart_functions();

/// `consumption`: what partners consumed, as far as anything is imported.
runtime::Program partner_program(
    std::shared_ptr<const ConsumptionBook> consumption = std::make_shared<ConsumptionBook>());

}  // namespace waymark::partner
