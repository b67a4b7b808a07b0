// CSV as it is written: one cell stays one cell, and none is a formula.
#include "adapters/http/csv.hpp"

#include <array>
#include <gmock/gmock.h>

#include "adapters/http/accept.hpp"

namespace waymark::http {
namespace {

using states::Value;

std::string row(const std::vector<Value>& cells) {
    std::string out;
    Csv csv(out);
    for (const auto& cell : cells) csv.value(cell);
    csv.end_row();
    return out;
}

TEST(Csv, TextsAreQuotedAndTheRestIsBare) {
    EXPECT_EQ(row({"a", "b,c", "say \"so\"", "Ромашка"}), "\"a\",\"b,c\",\"say \"\"so\"\"\",\"Ромашка\"\r\n");
    EXPECT_EQ(row({60'000'000'00, -5, 0.5, true, nullptr, {}, "x"}), "6000000000,-5,0.5,true,,,\"x\"\r\n");
    EXPECT_EQ(row({Value(Value::Array{1, "=2"})}), "\"[1,\"\"=2\"\"]\"\r\n");
}

TEST(Csv, NoRowIsAnEmptyLine) {
    EXPECT_EQ(row({{}}), "\"\"\r\n");
    EXPECT_EQ(row({{}, {}}), "\"\",\r\n");
}

TEST(Csv, AFormulaIsKeptAsText) {
    for (const char* cell :
         {"=1+1", "+7 495", "-5", "@x", " \t=1", "\u200b=1", "\u00ad=1", "﹦1", "−1", "\tx"}) {
        EXPECT_TRUE(looks_like_formula(cell)) << cell;
        EXPECT_EQ(row({cell}), "\"'" + std::string(cell) + "\"\r\n");
    }
    for (const char* cell : {"", " ", "a=1", "'=1", "1-2", "Ромашка", "5"})
        EXPECT_FALSE(looks_like_formula(cell)) << cell;
}

constexpr std::array<std::string_view, 2> offered = {"application/json", "text/csv"};

TEST(Accept, TheHeaviestOfWhatIsOffered) {
    EXPECT_EQ(preferred("", offered), 0U);
    EXPECT_EQ(preferred("*/*", offered), 0U);
    EXPECT_EQ(preferred("text/csv", offered), 1U);
    EXPECT_EQ(preferred("Text/CSV; header=present", offered), 1U);
    EXPECT_EQ(preferred("text/*, application/*;q=0.9", offered), 1U);
    EXPECT_EQ(preferred("application/json;q=0.5, text/csv;q=0.501", offered), 1U);
    EXPECT_EQ(preferred("text/csv, application/json", offered), 0U) << "liked as much";
    EXPECT_EQ(preferred("*/*, application/json;q=0", offered), 1U) << "the most specific range counts";
    EXPECT_EQ(preferred("text/html,*/*;q=0.1", offered), 0U);
}

TEST(Accept, NothingWhenNoneWillDo) {
    for (const char* accept :
         {"text/html", "text/csv;q=0", "application/json;q=x", "text", "/", ";", "te*/csv"})
        EXPECT_EQ(preferred(accept, offered), std::nullopt) << accept;
}

}  // namespace
}  // namespace waymark::http
