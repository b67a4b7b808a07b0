// The technologies that a partner can specialize in, by their codes in charts and rules.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace waymark::partner {

struct Technology {
    std::string_view code, name;  // the name as people write it, in every language
};
inline constexpr std::array<Technology, 5> technologies = {{{"infrastructure", "Infrastructure"},
                                                            {"devops", "DevOps"},
                                                            {"data-platform", "Data Platform"},
                                                            {"ml-ai", "ML & AI"},
                                                            {"security-compliance", "Security Compliance"}}};

/// An unknown code stands for itself.
std::string technology_name(std::string_view code);

}  // namespace waymark::partner
