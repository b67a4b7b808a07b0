// The roles of the program's people: the provider's staff and the partners' own. What each may see is
// policy.hpp; what each may send stands in the definitions.
#pragma once

#include <array>
#include <string_view>

namespace waymark::partner {

inline constexpr std::array<std::string_view, 10> staff_roles = {
    "admin",   "auditor",      "lead",      "coordinator",      "pam",
    "support", "support-lead", "architect", "customer-manager", "finance"};

inline constexpr std::array<std::string_view, 5> partner_roles = {
    "partner-owner", "partner-admin", "partner-accountant", "partner-editor", "partner-viewer"};

bool is_staff_role(std::string_view role);
bool is_partner_role(std::string_view role);

}  // namespace waymark::partner
