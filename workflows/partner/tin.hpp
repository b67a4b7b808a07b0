// The Russian taxpayer number (ИНН): form and check digits. Not a register: a valid number need not belong to
// anybody.
#pragma once

#include <string_view>

namespace waymark::partner {

/// 10 digits (companies) or 12 (entrepreneurs), with the right check digits.
bool tin_valid(std::string_view tin);

}  // namespace waymark::partner
