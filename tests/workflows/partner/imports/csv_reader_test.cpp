// RFC 4180 as files come, and what hostile ones are bounded to.
#include "workflows/partner/imports/csv_reader.hpp"

#include <gmock/gmock.h>

namespace waymark::partner {
namespace {

using Fault = CsvReader::Fault;

/// Rows as "1:a|b"; faults as "2!fault@field".
std::vector<std::string> rows(std::string_view text, char separator = ',') {
    std::vector<std::string> all;
    CsvReader reader(text, separator);
    while (reader.next()) {
        auto row = std::to_string(reader.row());
        if (reader.fault() != Fault::none) {
            row += "!" + std::to_string(static_cast<int>(reader.fault())) + "@" +
                   std::to_string(reader.fault_field());
        } else {
            char between = ':';
            for (const auto field : reader.fields()) {
                row += between;
                row += field;
                between = '|';
            }
        }
        all.push_back(std::move(row));
    }
    return all;
}

using testing::ElementsAre;

TEST(CsvReader, ReadsRowsWhateverTheirEnds) {
    EXPECT_THAT(rows("a,b\r\nc,d\ne,f"), ElementsAre("1:a|b", "2:c|d", "3:e|f"));
    EXPECT_THAT(rows("a,b\r"), ElementsAre("1:a|b"));
    EXPECT_THAT(rows("a,\n,b\n"), ElementsAre("1:a|", "2:|b"));
    EXPECT_THAT(rows(""), ElementsAre());
    EXPECT_THAT(rows("a;b,c\n", ';'), ElementsAre("1:a|b,c"));
}

TEST(CsvReader, CountsEmptyLinesAndLeavesThemOut) {
    EXPECT_THAT(rows("\n\r\na\n\nb\n\n"), ElementsAre("3:a", "5:b"));
}

TEST(CsvReader, ReadsQuotedFields) {
    EXPECT_THAT(rows("\"a,b\",\"c\r\nd\",\"e\"\"f\"\"\"\r\n\"\",x\n"),
                ElementsAre("1:a,b|c\r\nd|e\"f\"", "2:|x"));
    EXPECT_THAT(rows("\"\"\"\""), ElementsAre("1:\""));
    EXPECT_THAT(rows("\"a\"\"\",\"\"\"b\""), ElementsAre("1:a\"|\"b"));
    EXPECT_THAT(rows("a \"b\" c\n"), ElementsAre("1:a \"b\" c")) << "quotes within a plain field are data";
}

TEST(CsvReader, ABrokenRowIsOneRow) {
    EXPECT_THAT(rows("a,\"b\nc,d\n"), ElementsAre("1!1@1", "2:c|d"));
    EXPECT_THAT(rows("a,\"b\"c\nd,e\n"), ElementsAre("1!2@1", "2:d|e"));
    EXPECT_THAT(rows("\""), ElementsAre("1!1@0"));
}

TEST(CsvReader, BoundsWhatIsHostile) {
    const std::string longest(CsvReader::most_field_bytes, 'x');
    EXPECT_EQ(rows(longest + "\nb\n").size(), 2U);
    EXPECT_THAT(rows(longest + "x\nb\n"), ElementsAre("1!3@0", "2:b"));
    EXPECT_THAT(rows("a,\"" + longest + "x\"\nb\n"), ElementsAre("1!3@1", "2:b"));
    std::string wide;
    for (int i = 0; i < 7; ++i) wide += longest + ",";
    EXPECT_THAT(rows(wide + "\nb\n"), ElementsAre("1!4@6", "2:b"));
    EXPECT_THAT(rows(std::string(CsvReader::most_fields, ',') + "\nb\n"), ElementsAre("1!5@100", "2:b"));
    EXPECT_THAT(rows("\"" + std::string(200'000, '"') + "x\nb\n"), ElementsAre("1!1@0", "2:b"));
}

TEST(CsvReader, FormulasAreData) {
    EXPECT_THAT(rows("=cmd|' /C calc'!A0,@SUM(1),+1,-1\n"),
                ElementsAre("1:=cmd|' /C calc'!A0|@SUM(1)|+1|-1"));
}

}  // namespace
}  // namespace waymark::partner
