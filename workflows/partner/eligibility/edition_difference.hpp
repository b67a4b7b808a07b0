// What one edition of the rules says differently from another, in words. Pure; not its effect on partners.
#pragma once

#include "workflows/partner/eligibility/edition.hpp"

namespace waymark::partner {

struct Difference {
    enum class Change : std::uint8_t { added, removed, changed } change = Change::changed;
    /// Where, by codes: "vat/2026-01-01", "specialization/devops/condition/C4/threshold".
    std::string path;
    states::Text text;            // "Changed: DevOps, C4, threshold: at least … → at least …"
    states::Value before, after;  // undefined where there is none
};
std::string_view to_text(Difference::Change change);  // "added"

/// By subject, in the order of a file. What is added or removed as a whole is one difference.
std::vector<Difference> diff(const Edition& before, const Edition& after);

/// {change, path, text: {en, ru}, before, after}
states::Value to_value(const Difference& difference);

}  // namespace waymark::partner
