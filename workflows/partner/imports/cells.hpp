// What is common to files of facts: errors by row and column, and cells as people write them. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "states/chart.hpp"
#include "workflows/partner/imports/csv_reader.hpp"

namespace waymark::partner {

struct ImportError {
    std::uint32_t row = 0;  // 0: of the file
    std::string column;     // as its heading says; empty: of the whole row
    std::string code;       // "BAD_AMOUNT"
    states::Text text;
    std::string cell;  // what stands there, cut short
};

/// Spaces at both ends gone, no-break ones among them.
std::string_view trimmed(std::string_view text);
/// As headings and choices are compared: trimmed, in lower case, "_" read as a space.
std::string folded(std::string_view text);
/// A cell as an error shows it: cut short; empty when it is no UTF-8.
std::string shown(std::string_view cell);
/// What the reader could not read.
ImportError fault_of(const CsvReader& reader);

/// The parts of a text with `between` between.
std::vector<std::string_view> split(std::string_view text, char between);

}  // namespace waymark::partner
