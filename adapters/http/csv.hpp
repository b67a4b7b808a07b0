// Tables as CSV (RFC 4180) for people who open them in a spreadsheet: every field quoted, and what the
// spreadsheet would run as a formula made a text. Not the reading of CSV. Thread: any.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace waymark::http {

/// Appends a row with its line end.
void append_csv_row(std::string& out, std::span<const std::string> fields);

/// Would a spreadsheet take the field for a formula? By its first character that is not blank.
bool reads_as_formula(std::string_view field);

}  // namespace waymark::http
