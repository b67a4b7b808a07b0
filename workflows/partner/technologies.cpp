#include "workflows/partner/technologies.hpp"

#include <algorithm>
#include <array>

namespace waymark::partner {

std::string technology_name(std::string_view code) {
    struct Technology {
        std::string_view code, name;
    };
    constexpr std::array technologies = {
        Technology{"infrastructure", "Infrastructure"}, Technology{"devops", "DevOps"},
        Technology{"data-platform", "Data Platform"}, Technology{"ml-ai", "ML & AI"},
        Technology{"security-compliance", "Security Compliance"}};
    const auto* known = std::ranges::find(technologies, code, &Technology::code);
    return std::string(known == technologies.end() ? code : known->name);
}

}  // namespace waymark::partner
