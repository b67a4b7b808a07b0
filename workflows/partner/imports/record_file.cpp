#include "workflows/partner/imports/record_file.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "states/unicode.hpp"
#include "workflows/partner/dates.hpp"
#include "workflows/partner/imports/consumption_file.hpp"

namespace waymark::partner {

namespace {

using states::Text;
using states::Value;

runtime::Form form_of(const RecordKind& kind) {
    auto form = runtime::Form::compile(adding_event(kind).form);
    CHECK(form.ok(), form.error().message);
    return std::move(form).value();
}

/// "2026-03-31" or "31.03.2026"
std::optional<std::string> date_in(std::string_view cell) {
    auto text = std::string(cell);
    if (cell.size() == 10 && cell[2] == '.' && cell[5] == '.')
        text = fmt::format("{}-{}-{}", cell.substr(6), cell.substr(3, 2), cell.substr(0, 2));
    return parse_date(text) ? std::optional(text) : std::nullopt;
}

std::optional<bool> flag_in(std::string_view cell) {
    const auto word = folded(cell);
    for (const auto* yes : {"yes", "да", "true", "1"})
        if (word == yes) return true;
    for (const auto* no : {"no", "нет", "false", "0"})
        if (word == no) return false;
    return std::nullopt;
}

std::optional<std::int64_t> number_in(std::string_view cell) {
    constexpr std::int64_t most = 9'007'199'254'740'992;  // 2^53, exact in JSON
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size() || number > most || number < -most)
        return std::nullopt;
    return number;
}

Value list_in(std::string_view cell) {
    Value::Array list;
    while (!cell.empty()) {
        const auto end = std::min(cell.find(';'), cell.size());
        if (const auto each = trimmed(cell.substr(0, end)); !each.empty()) list.emplace_back(each);
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return list;
}

/// Texts without control characters but line breaks, which some members may have.
bool is_text(std::string_view cell) {
    return states::is_utf8(cell) && std::ranges::none_of(cell, [](unsigned char c) {
               return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
           });
}

std::string listed(const Value& choices) {
    std::string text;
    for (const auto& each : choices.array())
        text += (text.empty() ? "" : ", ") + std::string(each.string_or(""));
    return text;
}

/// What the form demands of the member, in words.
Text demand(const Value& schema) {
    const auto& rule = schema["type"] == Value("array") ? schema["items"] : schema;
    if (rule["enum"].is_array())
        return {"It is one of: " + listed(rule["enum"]) + ".", "Допустимо: " + listed(rule["enum"]) + "."};
    if (rule["pattern"].is_string())
        return {"It is not written as it should be: " + rule["pattern"].string() + ".",
                "Записано не по образцу: " + rule["pattern"].string() + "."};
    if (rule["maxLength"].is_number())
        return {fmt::format("It is a text of at most {} characters.", rule["maxLength"].number()),
                fmt::format("Это текст не длиннее {} знаков.", rule["maxLength"].number())};
    return {"The form does not take this value.", "Форма не принимает это значение."};
}

}  // namespace

std::optional<Value> parse_cell(const RecordColumn& column, std::string_view cell, std::string& code,
                                Text& how) {
    const auto fail = [&](const char* what, Text text) -> std::optional<Value> {
        code = what;
        how = std::move(text);
        return std::nullopt;
    };
    const auto type = column.schema["type"].string_or("string");
    if (!is_text(cell))
        return fail("BAD_TEXT", {"It is a text in UTF-8 without control characters.",
                                 "Это текст в UTF-8 без управляющих символов."});
    if (type == "boolean") {
        const auto flag = flag_in(cell);
        return flag ? std::optional(Value(*flag))
                    : fail("BAD_FLAG", {"It is yes or no.", "Это «да» или «нет»."});
    }
    if (column.is_amount()) {
        const auto amount = parse_amount(cell);
        return amount ? std::optional(Value(amount->count))
                      : fail("BAD_AMOUNT", {"An amount is written 1234.56 or 1 234,56, in roubles.",
                                            "Сумма пишется 1234.56 или 1 234,56, в рублях."});
    }
    if (type == "integer") {
        const auto number = number_in(cell);
        return number ? std::optional(Value(*number))
                      : fail("BAD_NUMBER", {"It is a whole number.", "Это целое число."});
    }
    if (type == "array") return list_in(cell);
    if (column.schema["format"] == Value("date")) {
        auto date = date_in(cell);
        return date ? std::optional(Value(*std::move(date)))
                    : fail("BAD_DATE", {"A date is written 2026-03-31 or 31.03.2026.",
                                        "Дата пишется 2026-03-31 или 31.03.2026."});
    }
    return Value(cell);
}

RecordFile::RecordFile(const RecordKind& kind) : RecordFile(kind, columns_of(kind)) {}

RecordFile::RecordFile(const RecordKind& kind, std::vector<RecordColumn> columns)
    : FactFile(
          [&] {
              std::vector<FactFile::Column> all;
              for (const auto& each : columns) all.push_back({heading_of(each, "en"), each.required});
              return all;
          }(),
          most_rows),
      columns_(std::move(columns)),
      form_(form_of(kind)) {}

std::optional<std::size_t> RecordFile::column_called(std::string_view heading) const {
    const auto known = std::ranges::find_if(
        columns_, [&](const RecordColumn& column) { return is_heading_of(column, heading); });
    if (known == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(known - columns_.begin());
}

void RecordFile::read(const CsvReader& reader) {
    RecordRow row;
    row.row = reader.row();
    row.values.resize(columns_.size());
    row.cells.resize(columns_.size());
    bool good = true;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (!has(column)) continue;
        const auto text = cell(reader, column);
        row.cells[column] = shown(text);
        row.values[column] = read_cell(row, column, text, good);
    }
    if (!good || !fits(row)) return;
    for (std::size_t column = 0; column < columns_.size(); ++column)
        if (columns_[column].is_amount() && row.values[column].is_number())
            total_ = total_ + Kopecks{static_cast<std::int64_t>(row.values[column].number())};
    rows_.push_back(std::move(row));
}

Value RecordFile::read_cell(const RecordRow& row, std::size_t column, std::string_view cell, bool& good) {
    if (cell.empty()) {
        if (columns_[column].required) {
            good = false;
            object(row, columns_[column].name, "MISSING", {"It is missing.", "Не заполнено."});
        }
        return {};
    }
    std::string code;
    Text how;
    auto value = parse_cell(columns_[column], cell, code, how);
    if (value) return *std::move(value);
    good = false;
    object(row, columns_[column].name, std::move(code), std::move(how));
    return {};
}

/// By the event's own form.
bool RecordFile::fits(const RecordRow& row) {
    const auto checked = form_.check(data_of(row));
    if (checked) return true;
    for (const auto& violation : checked.error().details["violations"].array()) {
        const auto pointer = violation["pointer"].string_or("");
        const auto member = pointer.empty() ? pointer : pointer.substr(1, pointer.find('/', 1) - 1);
        const auto column = std::ranges::find(columns_, member, &RecordColumn::name);
        object(row, member, "BAD_VALUE", demand(column == columns_.end() ? Value() : column->schema));
    }
    return false;
}

Value RecordFile::data_of(const RecordRow& row) const {
    Value::Object data;
    for (std::size_t column = 0; column < columns_.size(); ++column)
        if (columns_[column].holds == RecordColumn::Holds::member && !row.values[column].is_undefined())
            data.emplace_back(columns_[column].name, row.values[column]);
    return data;
}

const Value& RecordFile::value(const RecordRow& row, std::string_view column) const {
    static const Value none;
    const auto found = std::ranges::find(columns_, column, &RecordColumn::name);
    return found == columns_.end() ? none : row.values[static_cast<std::size_t>(found - columns_.begin())];
}

void RecordFile::object(const RecordRow& row, std::string_view column, std::string code, Text text) {
    const auto found = std::ranges::find(columns_, column, &RecordColumn::name);
    if (column.empty() || found == columns_.end())
        return FactFile::object({row.row, {}, std::move(code), std::move(text), {}});
    const auto index = static_cast<std::size_t>(found - columns_.begin());
    FactFile::object({row.row, heading(index), std::move(code), std::move(text), row.cells[index]});
}

}  // namespace waymark::partner
