// An edition of the rules as tables for a terminal.
#pragma once

#include <ostream>
#include <string_view>

#include "workflows/partner/eligibility/edition.hpp"

namespace waymark::cli {

void show_edition(const partner::Edition& edition, std::string_view language, std::ostream& out);

}  // namespace waymark::cli
