// Records as files write them, in either language: a column of each type, and every way to write it wrongly.
#include "workflows/partner/imports/record_file.hpp"

#include <fstream>
#include <gmock/gmock.h>

#include "workflows/partner/imports/record_imports.hpp"
#include "workflows/partner/policy.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;

RecordFile read(const char* kind, std::initializer_list<std::string> parts) {
    RecordFile file(*record_kind(kind));
    for (const auto& part : parts) file.take(part);
    file.finish();
    return file;
}

/// "CODE row column"
std::vector<std::string> errors(const RecordFile& file) {
    std::vector<std::string> all;
    for (const auto& error : file.errors()) {
        EXPECT_FALSE(error.text.en.empty());
        EXPECT_FALSE(error.text.ru.empty());
        EXPECT_NE(error.text.en, error.text.ru);
        all.push_back(error.code + " " + std::to_string(error.row) + " " + error.column);
    }
    return all;
}
std::vector<std::string> errors_of_invoice(const std::string& row) {
    return errors(read("invoices", {"partner,number,month,amount,issued on,due on,paid on\n" + row + "\n"}));
}
std::string data_of(const RecordFile& file, std::size_t row) {
    return states::to_json(file.data_of(file.rows().at(row)));
}

TEST(RecordKinds, EachHasColumnsThatNobodyConfuses) {
    for (const auto& kind : record_kinds()) {
        const auto columns = columns_of(kind);
        for (const char* language : {"en", "ru"}) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const auto heading = heading_of(columns[i], language);
                EXPECT_FALSE(heading.empty()) << kind.name << " " << columns[i].name;
                for (std::size_t other = 0; other < columns.size(); ++other)
                    EXPECT_EQ(is_heading_of(columns[other], heading), other == i)
                        << kind.name << ": “" << heading << "” and " << columns[other].name;
            }
        }
    }
}

TEST(RecordKinds, AreReadUnderTheirOwnTemplates) {
    for (const auto& kind : record_kinds()) {
        for (const char* language : {"en", "ru"}) {
            std::string line;
            for (const auto& column : columns_of(kind))
                line += (line.empty() ? "" : ";") + heading_of(column, language);
            RecordFile file(kind);
            file.take(line + "\n");
            EXPECT_THAT(errors(file), IsEmpty()) << kind.name << " " << line;
        }
    }
}

TEST(RecordKinds, AreTheImportsOfTheChart) {
    const auto roles = [](std::vector<std::string> names) {
        return runtime::Actor{{5}, {}, std::move(names), {}};
    };
    EXPECT_EQ(record_kind("consumption"), nullptr);
    EXPECT_TRUE(may_import(roles({"finance"}), "consumption"));
    EXPECT_FALSE(may_import(roles({"pam", "coordinator"}), "consumption"));
    EXPECT_TRUE(may_import(roles({"finance"}), "invoices"));
    EXPECT_FALSE(may_import(roles({"pam", "coordinator", "lead", "admin"}), "invoices"));
    EXPECT_TRUE(may_import(roles({"coordinator"}), "employees"));
    EXPECT_FALSE(may_import(roles({"coordinator"}), "solutions"));
    EXPECT_FALSE(may_import(roles({"admin", "auditor"}), "employees"));
    EXPECT_FALSE(may_import(roles({"pam"}), "invented"));
    auto partners = roles({"partner-owner"});
    partners.partner = runtime::FamilyId{7};
    EXPECT_FALSE(may_import(partners, "employees")) << "imports are the provider's";
}

TEST(RecordFile, ReadsEveryTypeInEnglish) {
    const auto file =
        read("invoices", {"Partner,Number of the invoice,For which month,Amount with VAT,Issued "
                          "on,To be paid by,Paid on\r\n7707083893,R-1,2026-03,\"1,200.50\",x,y,z\r\n",
                          "7707083893,R-2,2026-03,1200.5,2026-04-01,2026-04-15,\r\n"});
    EXPECT_THAT(errors(file), ElementsAre("BAD_AMOUNT 2 Amount with VAT", "BAD_DATE 2 Issued on",
                                          "BAD_DATE 2 To be paid by", "BAD_DATE 2 Paid on"));
    ASSERT_EQ(file.rows().size(), 1U);
    EXPECT_EQ(file.rows()[0].row, 3U);
    EXPECT_EQ(data_of(file, 0), R"({"number":"R-2","month":"2026-03","amount_kopecks":120050,)"
                                R"("issued_on":"2026-04-01","due_on":"2026-04-15"})");
    EXPECT_EQ(file.total().count, 120'050);
    EXPECT_EQ(file.row_count(), 2U);
}

TEST(RecordFile, ReadsRussianHeadingsInAnyOrderWithSemicolonsAndAMark) {
    const auto file = read("customers", {"\xef\xbb\xbfПрямой договор с провайдером;НАЗВАНИЕ;партнер\n"
                                         "Да;\"ООО \"\"Лютик\"\"\";7707083893\nнет; Василёк ;7707083893\n"});
    ASSERT_THAT(errors(file), IsEmpty());
    EXPECT_EQ(data_of(file, 0), R"({"name":"ООО \"Лютик\"","direct_contract":true})");
    EXPECT_EQ(data_of(file, 1), R"({"name":"Василёк","direct_contract":false})");
    EXPECT_EQ(file.value(file.rows()[1], "partner"), Value("7707083893"));
    EXPECT_TRUE(file.value(file.rows()[1], "tin").is_undefined());
}

TEST(RecordFile, SaysWhichCellIsWrongAndWhy) {
    const std::string good = "7707083893,R-1,2026-03,10,2026-04-01,2026-04-15,";
    EXPECT_THAT(errors_of_invoice(good), IsEmpty());
    EXPECT_THAT(errors_of_invoice("7707083893,,2026-03,10,2026-04-01,,"),
                ElementsAre("MISSING 2 number", "MISSING 2 due on"));
    EXPECT_THAT(errors_of_invoice("7707083893,R-1,2026-13,10,2026-04-01,2026-04-15,"),
                ElementsAre("BAD_VALUE 2 month"));
    EXPECT_THAT(errors_of_invoice("7707083893,R-1,2026-03,-10,2026-04-01,2026-04-15,"),
                ElementsAre("BAD_VALUE 2 amount"));
    EXPECT_THAT(errors_of_invoice("7707083893,R-1,2026-03,10.001,2026-04-01,2026-04-15,"),
                ElementsAre("BAD_AMOUNT 2 amount"));
    EXPECT_THAT(errors_of_invoice("7707083893,R-1,2026-03,10,30.02.2026,2026-04-15,"),
                ElementsAre("BAD_DATE 2 issued on"));
    EXPECT_THAT(errors_of_invoice("7707083893,R\x01,2026-03,10,2026-04-01,2026-04-15,"),
                ElementsAre("BAD_TEXT 2 number"));
    EXPECT_THAT(errors_of_invoice("7707083893,\xff\xfe,2026-03,10,2026-04-01,2026-04-15,"),
                ElementsAre("BAD_TEXT 2 number"));
    EXPECT_THAT(
        errors_of_invoice("7707083893," + std::string(101, 'x') + ",2026-03,10,2026-04-01,2026-04-15,"),
        ElementsAre("BAD_VALUE 2 number"));
    EXPECT_THAT(errors_of_invoice("7707083893,R-1"), ElementsAre("FIELD_COUNT 2 "));
    EXPECT_THAT(errors_of_invoice("7707083893,\"R-1"), ElementsAre("OPEN_QUOTE 2 2"));
    EXPECT_THAT(errors(read("customers", {"partner,name,direct contract\n7707083893,A,maybe\n"})),
                ElementsAre("BAD_FLAG 2 direct contract"));
    EXPECT_THAT(errors(read("solutions",
                            {"partner,technology,title,implemented on\n7707083893,cobol,A,2026-01-01\n"})),
                ElementsAre("BAD_VALUE 2 technology"));
}

TEST(RecordFile, ListsAndNumbersAreCellsToo) {
    const auto parse = [](const char* schema, std::string_view cell) {
        RecordColumn column;
        column.name = "x";
        column.schema = *states::parse_json(schema);
        std::string code;
        states::Text how;
        const auto value = parse_cell(column, cell, code, how);
        return value ? states::to_json(*value) : code;
    };
    EXPECT_EQ(parse(R"({"type":"array"})", "pam; lead ;"), R"(["pam","lead"])");
    EXPECT_EQ(parse(R"({"type":"integer"})", "-17"), "-17");
    EXPECT_EQ(parse(R"({"type":"integer"})", "17.5"), "BAD_NUMBER");
    EXPECT_EQ(parse(R"({"type":"integer"})", "99999999999999999999"), "BAD_NUMBER");
    EXPECT_EQ(parse(R"({"type":"boolean"})", "ДА"), "true");
    EXPECT_EQ(parse(R"({"type":"string"})", "=1+1"), R"("=1+1")");
}

TEST(RecordFile, HeadingsAreCheckedBeforeAnything) {
    EXPECT_THAT(errors(read("employees", {""})), ElementsAre("NO_HEADINGS 1 "));
    EXPECT_THAT(errors(read("employees", {})), ElementsAre("EMPTY 0 "));
    EXPECT_THAT(errors(read("employees", {"partner,name,from\n"})), ElementsAre("EMPTY 0 "));
    EXPECT_THAT(
        errors(read("employees", {"partner,name,name,salary\n7707083893,a,b,1\n"})),
        ElementsAre("HEADING_TWICE 1 name", "UNKNOWN_HEADING 1 salary", "NO_COLUMN 1 Works there from"));
}

TEST(RecordFile, IsBounded) {
    std::string text = "partner,name,from\n";
    for (std::size_t i = 0; i < RecordFile::most_rows; ++i) text += "7707083893,a,2026-01-01\n";
    EXPECT_THAT(errors(read("employees", {text})), IsEmpty());
    EXPECT_THAT(errors(read("employees", {text + "7707083893,a,2026-01-01\n"})),
                ElementsAre("TOO_MANY_ROWS 1002 "));
}

TEST(RecordFile, TakesHostileCellsAsTheyAre) {
    const char* shared = std::getenv("WAYMARK_SHARED");
    std::ifstream cells(std::string(shared ? shared : PROJECT_DIR "/../shared") +
                        "/conformance/hostile/own/csv/cells.jsonl");
    if (!cells) GTEST_SKIP() << "the shared material is not here";
    std::size_t taken = 0;
    for (std::string line; std::getline(cells, line);) {
        const auto cell = (*states::parse_json(line))["cell"].string();
        std::string quoted;
        for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        const auto file =
            read("employees", {"partner,name,from\n7707083893,\"" + quoted + "\",2026-01-01\n"});
        EXPECT_EQ(file.row_count(), 1U) << "one cell became several: " << line;
        if (!file.rows().empty() && file.value(file.rows()[0], "name") == Value(cell)) ++taken;
        for (const auto& error : file.errors()) EXPECT_LE(error.cell.size(), 104U);
    }
    EXPECT_GT(taken, 10U);
}

TEST(RecordImports, SayRefusalsInBothLanguages) {
    const Error chart{"event-not-possible", "…", {}, *states::parse_json(R"({"reasons":[{"text":
        {"en":"BAD_DATE: two dates.","ru":"BAD_DATE: две даты."}}]})")};
    const auto told = refusal_of(chart);
    EXPECT_EQ(told.code, "BAD_DATE");
    EXPECT_EQ(told.text.en, "two dates.");
    EXPECT_EQ(told.text.ru, "две даты.");
    EXPECT_EQ(refusal_of({"role-missing", "m", {}, {}}).code, "ROLE_MISSING");
    EXPECT_NE(refusal_of({"role-missing", "m", {}, {}}).text.ru, "m");
}

}  // namespace
}  // namespace waymark::partner
