#include "daemon/cli/table.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace waymark::cli {
namespace {

std::string printed(const Table& table) {
    std::ostringstream out;
    table.print(out);
    return out.str();
}

TEST(Table, ColumnsLineUpByCharactersNotBytes) {
    Table table({"id", "state", "due"});
    table.add({"1", "Действует", "2026"});
    table.add({"22", "Active", ""});
    EXPECT_EQ(printed(table),
              "id  state      due\n"
              "1   Действует  2026\n"
              "22  Active\n");
}

TEST(Table, NumbersStandAtTheRight) {
    Table table({"what", "amount", ""});
    table.align_right(1);
    table.add({"a", "1,000.00", "x"});
    table.add({"b", "1\u00a0₽", "y"});
    EXPECT_EQ(printed(table),
              "what    amount\n"
              "a     1,000.00  x\n"
              "b          1\u00a0₽  y\n");
}

TEST(Table, AHeadingOfNothingIsNotPrinted) {
    Table table({"", ""});
    table.add({"name", "Anna"});
    EXPECT_EQ(printed(table), "name  Anna\n");
}

TEST(Table, IsEmptyWithoutRows) {
    Table table({"id"});
    EXPECT_TRUE(table.empty());
    table.add({"1"});
    EXPECT_FALSE(table.empty());
}

}  // namespace
}  // namespace waymark::cli
