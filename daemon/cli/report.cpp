#include <algorithm>

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

}  // namespace

void print_report(std::ostream& out, const Speech& speech, const json::value& answer) {
    const auto* names = answer.as_object().if_contains("columns");
    if (names == nullptr) return Session::print_json(answer, out);
    const auto columns = json::value_to<std::vector<std::string>>(*names);
    const auto& rows = answer.at("rows").as_array();
    auto headings = columns;
    for (auto& heading : headings)
        if (heading.ends_with(kopecks)) heading.resize(heading.size() - kopecks.size());
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
