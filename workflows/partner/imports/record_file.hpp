// A file of records as it came, read into values by its kind's columns; and what is wrong with it, by row and
// column, in both languages. Whom a row belongs to and what is recorded already: record_plan.hpp. Thread: one
// at a time.
#pragma once

#include "workflows/partner/imports/cells.hpp"
#include "workflows/partner/imports/record_kinds.hpp"
#include "workflows/partner/money.hpp"
#include "workflows/runtime/form.hpp"

namespace waymark::partner {

struct RecordRow {
    std::uint32_t row = 0;              // in the file
    std::vector<states::Value> values;  // by column; undefined: nothing stands there
    std::vector<std::string> cells;     // the same as errors show them
};

class RecordFile {
  public:
    static constexpr std::size_t kept_errors = 1'000;
    /// All of a file's events are one commit, for which everybody waits.
    static constexpr std::size_t most_rows = 1'000;

    explicit RecordFile(const RecordKind& kind);

    /// The next part: whole rows; the first begins with the headings.
    void take(std::string_view part);
    /// After the last part: what only the whole shows.
    void finish();
    /// Notes what somebody else found.
    void object(ImportError error);
    /// `column`: by name; empty: the whole row.
    void object(const RecordRow& row, std::string_view column, std::string code, states::Text text);
    /// Errors by row, however they were found.
    void sort_errors();

    [[nodiscard]] const std::vector<RecordColumn>& columns() const { return columns_; }
    /// Of the row, under the column's name; undefined: nothing stands there.
    [[nodiscard]] const states::Value& value(const RecordRow& row, std::string_view column) const;
    /// The members that the row gives for the event's form.
    [[nodiscard]] states::Value data_of(const RecordRow& row) const;
    [[nodiscard]] const std::vector<RecordRow>& rows() const { return rows_; }  // those that could be read
    [[nodiscard]] std::uint64_t row_count() const { return counted_; }
    [[nodiscard]] Kopecks total() const { return total_; }
    [[nodiscard]] const std::vector<ImportError>& errors() const { return errors_; }
    [[nodiscard]] std::uint64_t error_count() const { return error_count_; }

  private:
    static constexpr int absent = -1;

    bool read_headings(CsvReader& reader);
    void read_row(const CsvReader& reader);
    states::Value read_cell(const RecordRow& row, std::size_t column, std::string_view cell, bool& good);
    bool fits(const RecordRow& row);
    [[nodiscard]] std::string shown_heading(std::size_t column) const;

    std::vector<RecordColumn> columns_;
    runtime::Form form_;
    std::vector<int> position_;         // by column
    std::vector<std::string> heading_;  // as the file has it
    std::size_t width_ = 0;
    std::vector<RecordRow> rows_;
    std::vector<ImportError> errors_;
    std::uint64_t error_count_ = 0, counted_ = 0;
    Kopecks total_;
    char separator_ = ',';
    std::uint32_t next_row_ = 1;
    bool headed_ = false, unreadable_ = false;
};

/// A cell by the schema of its member: a date, yes or no, a whole number, an amount in roubles, texts with
/// ";" between, a text. Nothing: it is none, and `how` says how one is written.
std::optional<states::Value> parse_cell(const RecordColumn& column, std::string_view cell, std::string& code,
                                        states::Text& how);

}  // namespace waymark::partner
