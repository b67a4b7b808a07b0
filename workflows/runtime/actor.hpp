// Who acts: a person (an instance of the workflow "person"), with the roles he holds. Never only a token.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/runtime/ids.hpp"

namespace waymark::runtime {

struct Actor {
    InstanceId person;  // 0: the service itself (timers, consequences, the first start)
    std::string token;  // public part of the token's id, for the audit; empty for the service
    std::vector<std::string>
        roles;         // "support", "pam", "coordinator", "lead", "partner-owner", "auditor", "admin" …
    FamilyId partner;  // a partner's person: the only family that exists for him; 0: provider's staff

    [[nodiscard]] bool has_role(std::string_view role) const {
        return std::ranges::find(roles, role) != roles.end();
    }
};

}  // namespace waymark::runtime
