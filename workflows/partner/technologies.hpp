// The technologies that a partner can specialize in, by their codes in charts and rules.
#pragma once

#include <string>
#include <string_view>

namespace waymark::partner {

/// As people write it, in every language: "ML & AI". An unknown code stands for itself.
std::string technology_name(std::string_view code);

}  // namespace waymark::partner
