#include "workflows/partner/roles.hpp"

#include <algorithm>

namespace waymark::partner {

bool is_staff_role(std::string_view role) {
    return std::ranges::find(staff_roles, role) != staff_roles.end();
}

bool is_partner_role(std::string_view role) {
    return std::ranges::find(partner_roles, role) != partner_roles.end();
}

}  // namespace waymark::partner
