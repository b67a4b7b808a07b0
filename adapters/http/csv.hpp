// Writes CSV text cell by cell into a string (RFC 4180, UTF-8): texts always in quotes, and what a
// spreadsheet would take for a formula behind an apostrophe, so that data stays data. Not a reader of CSV.
#pragma once

#include <string>
#include <string_view>

#include "states/value.hpp"

namespace waymark::http {

class Csv {
  public:
    static constexpr std::string_view media = "text/csv; charset=utf-8; header=present";

    /// Appends to `out`, which must outlive the writer.
    explicit Csv(std::string& out) : out_(out) {}

    Csv& text(std::string_view text);
    /// Texts as such; numbers, true and false bare; undefined and null as an empty cell; arrays and objects
    /// as a text of JSON.
    Csv& value(const states::Value& value);
    Csv& end_row();

  private:
    void separate();

    std::string& out_;
    bool row_is_empty_ = true;
};

/// Would a spreadsheet run this cell, or may it do so after taking away what cannot be seen in front?
bool looks_like_formula(std::string_view cell);

}  // namespace waymark::http
