// What files of facts have in common: parts that are one file, a row of headings in either language, rows,
// and errors by row and column. What the rows mean is for its kinds: consumption_file.hpp, record_file.hpp.
// Thread: one at a time.
#pragma once

#include <optional>
#include <vector>

#include "workflows/partner/imports/cells.hpp"
#include "workflows/partner/money.hpp"

namespace waymark::partner {

class FactFile {
  public:
    static constexpr std::size_t kept_errors = 1'000;

    /// The next part: whole rows; the first begins with the headings.
    void take(std::string_view part);
    /// After the last part: what only the whole shows.
    void finish();
    /// Notes what somebody else found.
    void object(ImportError error);
    /// Errors by row, however they were found.
    void sort_errors();

    [[nodiscard]] std::uint64_t row_count() const { return counted_; }
    [[nodiscard]] Kopecks total() const { return total_; }  // of the rows that could be read
    [[nodiscard]] const std::vector<ImportError>& errors() const { return errors_; }
    [[nodiscard]] std::uint64_t error_count() const { return error_count_; }

  protected:
    struct Column {
        std::string name;  // as an error says it when the file has no such heading
        bool required = false;
    };
    FactFile(std::vector<Column> columns, std::size_t most_rows);
    ~FactFile() = default;
    FactFile(FactFile&&) = default;
    FactFile& operator=(FactFile&&) = default;

    /// As the file has it.
    [[nodiscard]] const std::string& heading(std::size_t column) const { return columns_[column].name; }
    [[nodiscard]] bool has(std::size_t column) const { return position_[column] != absent; }
    /// Trimmed; empty where the file has no such column.
    [[nodiscard]] std::string_view cell(const CsvReader& reader, std::size_t column) const;

    Kopecks total_;

  private:
    static constexpr int absent = -1;

    [[nodiscard]] virtual std::optional<std::size_t> column_called(std::string_view heading) const = 0;
    /// Of as many fields as there are headings.
    virtual void read(const CsvReader& row) = 0;

    bool read_headings(CsvReader& reader);
    void read_heading(const CsvReader& reader, std::size_t field);
    void read_row(const CsvReader& reader);

    std::vector<Column> columns_;
    std::vector<int> position_;  // by column
    std::size_t most_rows_;
    std::vector<ImportError> errors_;
    std::uint64_t error_count_ = 0, counted_ = 0;
    std::size_t width_ = 0;
    char separator_ = ',';
    std::uint32_t next_row_ = 1;
    bool headed_ = false, unreadable_ = false;
};

}  // namespace waymark::partner
