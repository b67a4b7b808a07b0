#include "workflows/partner/imports/fact_file.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "states/unicode.hpp"

namespace waymark::partner {

FactFile::FactFile(std::vector<Column> columns, std::size_t most_rows)
    : columns_(std::move(columns)), position_(columns_.size(), absent), most_rows_(most_rows) {}

void FactFile::take(std::string_view part) {
    if (unreadable_) return;
    if (!headed_) {
        if (part.starts_with("\xef\xbb\xbf")) part.remove_prefix(3);
        const auto first_line = part.substr(0, part.find('\n'));
        separator_ = first_line.find(';') == std::string_view::npos ? ',' : ';';
    }
    CsvReader reader(part, separator_, next_row_);
    if (!headed_) {
        headed_ = true;
        unreadable_ = !read_headings(reader);
        if (unreadable_) return;
    }
    while (reader.next()) {
        if (counted_ == most_rows_) {
            unreadable_ = true;
            return object({reader.row(),
                           {},
                           "TOO_MANY_ROWS",
                           {fmt::format("Such a file has at most {} rows; split it.", most_rows_),
                            fmt::format("В таком файле не более {} строк; разделите его.", most_rows_)},
                           {}});
        }
        ++counted_;
        read_row(reader);
    }
    next_row_ = reader.next_row();
}

bool FactFile::read_headings(CsvReader& reader) {
    if (!reader.next() || reader.fault() != CsvReader::Fault::none) {
        object({1,
                {},
                "NO_HEADINGS",
                {"The file begins with no row of headings.", "В начале файла нет строки заголовков."},
                {}});
        return false;
    }
    width_ = reader.fields().size();
    for (std::size_t field = 0; field < width_; ++field) read_heading(reader, field);
    for (std::size_t column = 0; column < columns_.size(); ++column)
        if (!has(column) && columns_[column].required)
            object({reader.row(),
                    columns_[column].name,
                    "NO_COLUMN",
                    {"The column is missing.", "Столбца нет."},
                    {}});
    return error_count_ == 0;
}

void FactFile::read_heading(const CsvReader& reader, std::size_t field) {
    const auto text = reader.fields()[field];
    const auto column = states::is_utf8(text) ? column_called(text) : std::nullopt;
    if (!column)
        return object({reader.row(),
                       shown(text),
                       "UNKNOWN_HEADING",
                       {"There is no such column; leave it out, or correct its heading.",
                        "Такого столбца нет; уберите его или исправьте заголовок."},
                       {}});
    if (has(*column))
        return object({reader.row(),
                       shown(text),
                       "HEADING_TWICE",
                       {"The column stands twice.", "Столбец указан дважды."},
                       {}});
    position_[*column] = static_cast<int>(field);
    columns_[*column].name = std::string(trimmed(text));
}

void FactFile::read_row(const CsvReader& reader) {
    if (reader.fault() != CsvReader::Fault::none) return object(fault_of(reader));
    if (reader.fields().size() == width_) return read(reader);
    object({reader.row(),
            {},
            "FIELD_COUNT",
            {fmt::format("The row has {} fields, the headings {}.", reader.fields().size(), width_),
             fmt::format("В строке полей {}, в заголовке {}.", reader.fields().size(), width_)},
            {}});
}

std::string_view FactFile::cell(const CsvReader& reader, std::size_t column) const {
    return has(column) ? trimmed(reader.fields()[static_cast<std::size_t>(position_[column])])
                       : std::string_view();
}

void FactFile::finish() {
    if (!headed_)
        object({0, {}, "EMPTY", {"The file is empty.", "Файл пуст."}, {}});
    else if (!unreadable_ && counted_ == 0)
        object({0,
                {},
                "EMPTY",
                {"The file has headings and no rows.", "В файле есть заголовки, но нет строк."},
                {}});
}

void FactFile::object(ImportError error) {
    ++error_count_;
    if (errors_.size() < kept_errors) errors_.push_back(std::move(error));
}

void FactFile::sort_errors() { std::ranges::stable_sort(errors_, {}, &ImportError::row); }

}  // namespace waymark::partner
