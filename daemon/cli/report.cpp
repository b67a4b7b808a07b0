#include <algorithm>
#include <optional>

#include "daemon/cli/answers.hpp"
#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view kopecks = "_kopecks";

std::string cell_of(const json::value& row, const std::string& column, const Speech& speech) {
    const auto* member = row.as_object().if_contains(column);
    if (member == nullptr || member->is_null()) return "";
    if (column.ends_with(kopecks)) return speech.roubles(*member);
    if (member->is_object()) return speech.text(*member);
    return speech.instant(plain(row, column));
}

/// What stands above a column; nothing: it is in the language that nobody asked for.
std::optional<std::string> heading_of(std::string column, const Speech& speech) {
    for (const std::string_view language : {"en", "ru"})
        if (column.ends_with("_" + std::string(language))) {
            if (language != speech.language) return {};
            column.resize(column.size() - 1 - language.size());
            return column;
        }
    if (column.ends_with(kopecks)) column.resize(column.size() - kopecks.size());
    return column;
}

}  // namespace

void print_report(std::ostream& out, const Speech& speech, const json::value& answer) {
    const auto* names = answer.as_object().if_contains("columns");
    if (names == nullptr) return Session::print_json(answer, out);
    std::vector<std::string> columns, headings;
    for (auto& column : json::value_to<std::vector<std::string>>(*names))
        if (auto heading = heading_of(column, speech)) {
            columns.push_back(std::move(column));
            headings.push_back(std::move(*heading));
        }
    const auto& rows = answer.at("rows").as_array();
    Table table(std::move(headings));
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (std::ranges::any_of(rows, [&](const json::value& row) {
                const auto* member = row.as_object().if_contains(columns[i]);
                return member != nullptr && member->is_number();
            }))
            table.align_right(i);
    for (const auto& row : rows) {
        std::vector<std::string> cells;
        for (const auto& column : columns) cells.push_back(cell_of(row, column, speech));
        table.add(std::move(cells));
    }
    table.print(out);
}

}  // namespace waymark::cli
