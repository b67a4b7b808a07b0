#include "daemon/cli/table.hpp"

#include <algorithm>

namespace waymark::cli {
namespace {

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void Table::print(std::ostream& out) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    for (const auto& row : rows_) {
        if (&row == &rows_.front() && std::ranges::all_of(row, &std::string::empty)) continue;
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blank(widths[i] - width(row[i]), ' ');
            line += right_.contains(i) ? blank + row[i] : row[i] + blank;
            if (i + 1 < row.size()) line += "  ";
        }
        out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
    }
}

}  // namespace waymark::cli
