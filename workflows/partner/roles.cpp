#include "workflows/partner/roles.hpp"

#include <algorithm>

namespace waymark::partner {

bool is_staff_role(std::string_view role) {
    return std::ranges::find(staff_roles, role) != staff_roles.end();
}

bool is_partner_role(std::string_view role) {
    return std::ranges::find(partner_roles, role) != partner_roles.end();
}

bool roles_fit(std::span<const std::string_view> roles, bool of_partner) {
    if (of_partner) return std::ranges::all_of(roles, is_partner_role);
    return std::ranges::all_of(roles, is_staff_role) ||
           std::ranges::all_of(roles, [](std::string_view role) { return role == prospect_role; });
}

}  // namespace waymark::partner
