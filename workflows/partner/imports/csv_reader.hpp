// A reader of CSV (RFC 4180) in memory: rows of fields, as views where it can. Any bytes may stand in a
// field: what they mean, and whether they are UTF-8, is the caller's matter. What is broken is one row; the
// next begins at the next line. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::partner {

class CsvReader {
  public:
    static constexpr std::size_t most_field_bytes = 10 * 1024, most_row_bytes = 64 * 1024, most_fields = 100;

    enum class Fault : std::uint8_t {
        none,
        open_quote,
        text_after_quote,
        field_too_long,
        row_too_long,
        too_many_fields
    };

    /// `text` outlives the reader. `first_row`: the number of its first row.
    CsvReader(std::string_view text, char separator, std::uint32_t first_row = 1);

    /// The next row, empty ones left out but counted; false: there is none.
    bool next();
    /// Valid until the next call of next(); empty after a fault.
    [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
    [[nodiscard]] std::uint32_t row() const { return row_; }  // as a spreadsheet counts them
    [[nodiscard]] Fault fault() const { return fault_; }
    /// The field that the fault was met in, from 0.
    [[nodiscard]] std::size_t fault_field() const { return fault_field_; }
    /// The number of the row after the last one.
    [[nodiscard]] std::uint32_t next_row() const { return row_ + 1; }

  private:
    enum class Ended : std::uint8_t { field, row, fault };
    bool read_row();
    Ended plain_field();
    Ended quoted_field();
    Ended after_field();
    void fail(Fault fault);

    std::string_view text_;
    char separator_;
    std::uint32_t row_;
    std::size_t at_ = 0, row_at_ = 0;
    std::vector<std::string_view> fields_;
    std::string unquoted_;  // of fields with doubled quotes; never grows, so that views into it stay
    Fault fault_ = Fault::none;
    std::size_t fault_field_ = 0;
};

}  // namespace waymark::partner
