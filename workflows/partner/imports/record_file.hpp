// A file of records as it came, read into values by its kind's columns; and what is wrong with it, by row and
// column, in both languages. Whom a row belongs to and what is recorded already: record_plan.hpp. Thread: one
// at a time.
#pragma once

#include "workflows/partner/imports/fact_file.hpp"
#include "workflows/partner/imports/record_kinds.hpp"
#include "workflows/runtime/form.hpp"

namespace waymark::partner {

struct RecordRow {
    std::uint32_t row = 0;              // in the file
    std::vector<states::Value> values;  // by column; undefined: nothing stands there
    std::vector<std::string> cells;     // the same as errors show them
};

class RecordFile final : public FactFile {
  public:
    /// All of a file's events are one commit, for which everybody waits.
    static constexpr std::size_t most_rows = 1'000;

    explicit RecordFile(const RecordKind& kind);

    using FactFile::object;
    /// `column`: by name; empty: the whole row.
    void object(const RecordRow& row, std::string_view column, std::string code, states::Text text);

    [[nodiscard]] const std::vector<RecordColumn>& columns() const { return columns_; }
    /// Of the row, under the column's name; undefined: nothing stands there.
    [[nodiscard]] const states::Value& value(const RecordRow& row, std::string_view column) const;
    /// The members that the row gives for the event's form.
    [[nodiscard]] states::Value data_of(const RecordRow& row) const;
    [[nodiscard]] const std::vector<RecordRow>& rows() const { return rows_; }  // those that could be read

  private:
    RecordFile(const RecordKind& kind, std::vector<RecordColumn> columns);

    [[nodiscard]] std::optional<std::size_t> column_called(std::string_view heading) const override;
    void read(const CsvReader& reader) override;
    states::Value read_cell(const RecordRow& row, std::size_t column, std::string_view cell, bool& good);
    bool fits(const RecordRow& row);

    std::vector<RecordColumn> columns_;
    runtime::Form form_;
    std::vector<RecordRow> rows_;
};

/// A cell by the schema of its member: a date, yes or no, a whole number, an amount in roubles, texts with
/// ";" between, a text. Nothing: it is none, and `how` says how one is written.
std::optional<states::Value> parse_cell(const RecordColumn& column, std::string_view cell, std::string& code,
                                        states::Text& how);

}  // namespace waymark::partner
