// The roles of the program's people: the provider's staff, the partners' own, and prospects, who want to
// become partners. What each may see is policy.hpp; what each may send stands in the definitions.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace waymark::partner {

inline constexpr std::array<std::string_view, 10> staff_roles = {
    "admin",   "auditor",      "lead",      "coordinator",      "pam",
    "support", "support-lead", "architect", "customer-manager", "finance"};

inline constexpr std::array<std::string_view, 5> partner_roles = {
    "partner-owner", "partner-admin", "partner-accountant", "partner-editor", "partner-viewer"};

/// Of a person without a partner, who holds no other role.
inline constexpr std::string_view prospect_role = "prospect";

/// Every role there is: the provider's, the partners', and the prospect's.
inline constexpr std::size_t role_count = staff_roles.size() + partner_roles.size() + 1;

bool is_staff_role(std::string_view role);
bool is_partner_role(std::string_view role);
/// May one person hold all of them? A partner's person only the partners' roles; the provider's own only
/// staff roles; a prospect nothing else.
bool roles_fit(std::span<const std::string_view> roles, bool of_partner);

}  // namespace waymark::partner
