// What is exported as CSV opens as a table and runs nothing.
#include "adapters/http/csv.hpp"

#include <fstream>
#include <gmock/gmock.h>

#include "states/result.hpp"
#include "states/value.hpp"
#include "tests/adapters/http/corpora.hpp"
#include "workflows/partner/imports/csv_reader.hpp"

namespace waymark::http {
namespace {

/// As a reader of CSV sees them.
std::vector<std::string> read_back(const std::vector<std::string>& fields) {
    std::string row;
    append_csv_row(row, fields);
    partner::CsvReader reader(row, ',');
    EXPECT_TRUE(reader.next()) << row;
    EXPECT_EQ(reader.fault(), partner::CsvReader::Fault::none) << row;
    std::vector<std::string> read(reader.fields().begin(), reader.fields().end());
    EXPECT_FALSE(reader.next()) << row;
    return read;
}

TEST(Csv, FieldsComeBackWhole) {
    EXPECT_THAT(read_back({"a", "b,c", "d\"e", "f\r\ng", ""}),
                testing::ElementsAre("a", "b,c", "d\"e", "f\r\ng", ""));
}

TEST(Csv, FormulasBecomeTexts) {
    EXPECT_THAT(read_back({"=1+1", "\u00a0\t@SUM(1)", "a=1", "-5"}),
                testing::ElementsAre("'=1+1", "'\u00a0\t@SUM(1)", "a=1", "'-5"));
}

TEST(Csv, TheHostileCellsStayData) {
    const auto folder = hostile_folder();
    if (!folder) GTEST_SKIP() << "the shared corpus is not here";
    std::ifstream cells(*folder / "own/csv/cells.jsonl");
    std::size_t count = 0;
    for (std::string line; std::getline(cells, line); ++count) {
        const auto entry = states::parse_json(line);
        ASSERT_TRUE(entry.ok()) << line;
        const auto& cell = (*entry)["cell"].string();
        if (cell.size() > partner::CsvReader::most_field_bytes) continue;
        const auto expected = ((*entry)["expect_field_prefix_quote"].boolean() ? "'" : "") + cell;
        EXPECT_THAT(read_back({cell, "next"}), testing::ElementsAre(expected, "next")) << line;
    }
    EXPECT_GT(count, 30U);
}

}  // namespace
}  // namespace waymark::http
