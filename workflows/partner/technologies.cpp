#include "workflows/partner/technologies.hpp"

#include <algorithm>

namespace waymark::partner {

std::string technology_name(std::string_view code) {
    const auto* known = std::ranges::find(technologies, code, &Technology::code);
    return std::string(known == technologies.end() ? code : known->name);
}

}  // namespace waymark::partner
