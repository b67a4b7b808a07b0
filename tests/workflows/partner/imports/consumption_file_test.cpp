// Consumption as files write it, in either language, and every way to write it wrongly.
#include "workflows/partner/imports/consumption_file.hpp"

#include <gmock/gmock.h>

namespace waymark::partner {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PartnerMeant meant(std::string_view text) {
    if (text == "7707083893") return {PartnerMeant::Kind::one, {1}};
    if (text == "7830002293") return {PartnerMeant::Kind::one, {2}};
    if (text == "5001007322") return {PartnerMeant::Kind::several, {}};
    return {};
}

ConsumptionFile read(std::initializer_list<std::string> parts) {
    ConsumptionFile file(meant);
    for (const auto& part : parts) file.take(part);
    file.finish();
    return file;
}

/// "CODE row column"
std::vector<std::string> errors(const ConsumptionFile& file) {
    std::vector<std::string> all;
    for (const auto& error : file.errors()) {
        EXPECT_FALSE(error.text.en.empty());
        EXPECT_FALSE(error.text.ru.empty());
        all.push_back(error.code + " " + std::to_string(error.row) + " " + error.column);
    }
    return all;
}
std::vector<std::string> errors_of_row(const std::string& row) {
    return errors(
        read({"account,partner,service,month,amount,grants,product,where,deal_rate\n" + row + "\n"}));
}

std::string shown(ConsumptionFile& file, std::size_t i) {
    const auto& row = file.rows().at(i);
    return std::to_string(row.partner.number) + " " + std::string(file.words()[row.account]) + " " +
           std::string(file.words()[row.service]) + " " + std::string(file.words()[row.product]) + " " +
           to_text(month_of_number(row.month)) + " " + std::to_string(row.gross.count) + " " +
           std::to_string(row.grants.count) + (row.registered_project ? " registered " : " subaccount ") +
           std::to_string(row.deal_basis_points);
}

TEST(ConsumptionFile, ReadsEnglishHeadings) {
    auto file = read({"Account,Partner,Service,Month,Amount\r\na-1,7707083893,compute,2026-03,1234.56\r\n"});
    ASSERT_THAT(errors(file), IsEmpty());
    EXPECT_EQ(shown(file, 0), "1 a-1 compute  2026-03 123456 0 subaccount 0");
    EXPECT_EQ(file.row_count(), 1U);
    EXPECT_EQ(file.total().count, 123456);
}

TEST(ConsumptionFile, ReadsRussianHeadingsInAnyOrderWithSemicolonsAndAMark) {
    auto file =
        read({"\xef\xbb\xbfСумма с НДС;Месяц;Услуга;ИНН;Субаккаунт;Гранты;Продукт;Где;Ставка сделки\r\n"
              "\"1 234,56\";03.2026;Вычисления;7830002293;а-1;34,5;GP;Зарегистрированный проект;1000\r\n"});
    ASSERT_THAT(errors(file), IsEmpty());
    EXPECT_EQ(shown(file, 0), "2 а-1 Вычисления GP 2026-03 123456 3450 registered 1000");
}

TEST(ConsumptionFile, PartsAreOneFileAndRowsAreCountedOn) {
    auto file = read({"account,partner,service,month,amount\na,7707083893,s,2026-01,1\n",
                      "b,7707083893,s,2026-02,2\nc,nobody,s,2026-02,4\n"});
    EXPECT_THAT(errors(file), ElementsAre("UNKNOWN_PARTNER 4 partner"));
    EXPECT_EQ(file.row_count(), 3U);
    EXPECT_EQ(file.total().count, 700);
    EXPECT_EQ(file.months().size(), 2U);
}

TEST(ConsumptionFile, AmountsAreExact) {
    const std::vector<std::pair<const char*, std::optional<std::int64_t>>> cases = {
        {"0", 0},
        {"0.01", 1},
        {"0,1", 10},
        {"1234.56", 123456},
        {"1 234,56", 123456},
        {"1\u00a0234\u00a0567,89", 123456789},
        {"1\u202f234", 123400},
        {"-5", -500},
        {"-0.07", -7},
        {"1000000000000", 100'000'000'000'000},
        {"1000000000000.01", std::nullopt},
        {"1,234.56", std::nullopt},
        {"1.234,56", std::nullopt},
        {"1.234", std::nullopt},
        {"12 34", std::nullopt},
        {"1234 567", std::nullopt},
        {"1 23,4", std::nullopt},
        {".5", std::nullopt},
        {"5.", std::nullopt},
        {"", std::nullopt},
        {"-", std::nullopt},
        {"+5", std::nullopt},
        {"1e3", std::nullopt},
        {"=1+1", std::nullopt},
        {"99999999999999999999999", std::nullopt},
    };
    for (const auto& [text, kopecks] : cases) {
        const auto read = parse_amount(text);
        EXPECT_EQ(read ? std::optional(read->count) : std::nullopt, kopecks) << text;
    }
}

TEST(ConsumptionFile, MonthsInBothForms) {
    EXPECT_EQ(parse_month("2026-03"), 2026 * 12 + 2);
    EXPECT_EQ(parse_month("03.2026"), 2026 * 12 + 2);
    for (const char* bad :
         {"2026-13", "00.2026", "1999-12", "2100-01", "2026-3", "3.2026", "2026/03", "202603 "})
        EXPECT_FALSE(parse_month(bad)) << bad;
}

TEST(ConsumptionFile, ErrorsByRowAndColumn) {
    EXPECT_THAT(errors_of_row(",7707083893,s,2026-01,1,,,,"), ElementsAre("MISSING 2 account"));
    EXPECT_THAT(errors_of_row("a,5001007322,s,2026-01,1,,,,"), ElementsAre("SEVERAL_PARTNERS 2 partner"));
    EXPECT_THAT(errors_of_row("a,,s,2026-01,1,,,,"), ElementsAre("UNKNOWN_PARTNER 2 partner"));
    EXPECT_THAT(errors_of_row("a,7707083893,,march,x,y,,there,11000"),
                ElementsAre("MISSING 2 service", "BAD_MONTH 2 month", "BAD_AMOUNT 2 amount",
                            "BAD_WHERE 2 where", "BAD_RATE 2 deal_rate"));
    EXPECT_THAT(errors_of_row("a,7707083893,s,2026-01,1,1.01,,,"),
                ElementsAre("GRANTS_BEYOND_AMOUNT 2 grants"));
    EXPECT_THAT(errors_of_row("a,7707083893,s,2026-01,-1,0.5,,,"),
                ElementsAre("GRANTS_BEYOND_AMOUNT 2 grants"));
    EXPECT_THAT(errors_of_row("a,7707083893,s,2026-01,1,,,"), ElementsAre("FIELD_COUNT 2 "));
    EXPECT_THAT(errors_of_row("a\x01,7707083893,s,2026-01,1,,,,"), ElementsAre("BAD_TEXT 2 account"));
    EXPECT_THAT(errors_of_row("\xff\xfe,7707083893,s,2026-01,1,,,,"), ElementsAre("BAD_TEXT 2 account"));
    EXPECT_THAT(errors_of_row("a,\"7707083893,s,2026-01,1,,,,"), ElementsAre("OPEN_QUOTE 2 2"));
    EXPECT_THAT(errors_of_row("=cmd|' /C calc'!A0,7707083893,s,2026-01,1,,,,"), IsEmpty())
        << "data stays data";
}

TEST(ConsumptionFile, TheSameKeyTwiceIsAnError) {
    const auto file = read(
        {"account,partner,service,month,amount\na,7707083893,s,2026-01,1\n", "a,7707083893,s,2026-01,1\n"});
    EXPECT_THAT(errors(file), ElementsAre("ROW_TWICE 3 "));
}

TEST(ConsumptionFile, HeadingsAreSaidAllAtOnce) {
    EXPECT_THAT(errors(read({"account,account,service,colour\na,b,c,d\n"})),
                ElementsAre("HEADING_TWICE 1 account", "UNKNOWN_HEADING 1 colour", "NO_COLUMN 1 partner",
                            "NO_COLUMN 1 month", "NO_COLUMN 1 amount"));
    EXPECT_THAT(errors(read({})), ElementsAre("EMPTY 0 "));
    EXPECT_THAT(errors(read({"account,partner,service,month,amount\n"})), ElementsAre("EMPTY 0 "));
}

TEST(ConsumptionFile, KeepsTheFirstErrorsAndCountsAll) {
    std::string rows = "account,partner,service,month,amount\n";
    for (int i = 0; i < 2'500; ++i) rows += "a,7707083893,s,2026-01,x\n";
    const auto file = read({rows});
    EXPECT_EQ(file.error_count(), 2'500U);
    EXPECT_EQ(file.errors().size(), ConsumptionFile::kept_errors);
}

}  // namespace
}  // namespace waymark::partner
