#include "states/unicode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace waymark::states {
namespace {

TEST(Unicode, KnowsWellFormedText) {
    for (const char* text : {"", "abc", "ж", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"})
        EXPECT_TRUE(is_utf8(text)) << text;
    for (const char* text :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xD0", "a\xE2\x82"})
        EXPECT_FALSE(is_utf8(text)) << text;
}

TEST(Unicode, CountsAsUtf16Does) {
    EXPECT_EQ(utf16_length("abc"), 3U);
    EXPECT_EQ(utf16_length("жук"), 3U);
    EXPECT_EQ(utf16_length("a\xF0\x9F\x98\x80"), 3U);
}

TEST(Unicode, OrdersAsUtf16Does) {
    EXPECT_LT(compare_as_utf16("a", "b"), 0);
    EXPECT_LT(compare_as_utf16("a", "ab"), 0);
    EXPECT_EQ(compare_as_utf16("ж", "ж"), 0);
    EXPECT_LT(compare_as_utf16("Z", "a"), 0);
    EXPECT_LT(compare_as_utf16("\xF0\x9F\x98\x80", "\xEF\xBC\xA1"), 0)
        << "U+1F600 is D83D DE00, before U+FF21";
    EXPECT_GT(compare_as_utf16("\xEE\x80\x80", "\xF0\x9F\x98\x80"), 0);
}

TEST(Unicode, ComparesTextsAsTheirCodeUnits) {
    EXPECT_TRUE(rc::check("the order is that of to_utf16", [] {
        const auto text = [] {
            std::string out;
            for (const auto c : *rc::gen::container<std::vector<std::uint32_t>>(
                     rc::gen::elementOf(std::vector<std::uint32_t>{
                         'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF})))
                append_utf8(out, c);
            return out;
        };
        const std::string a = text(), b = text();
        const int order = to_utf16(a).compare(to_utf16(b));
        RC_ASSERT((compare_as_utf16(a, b) < 0) == (order < 0));
        RC_ASSERT((compare_as_utf16(a, b) == 0) == (order == 0));
        RC_ASSERT(to_utf8(to_utf16(a)) == a);
        RC_ASSERT(is_utf8(a));
    }));
}

TEST(Unicode, ChangesTheCaseOfTheAlphabetsItKnows) {
    EXPECT_EQ(upper_case("abcz019 éÿž αω привет ёђѡ"), "ABCZ019 ÉŸŽ ΑΩ ПРИВЕТ ЁЂѠ");
    EXPECT_EQ(lower_case("ABCZ ÉŸŽ ΑΩ ПРИВЕТ ЁЂѠ"), "abcz éÿž αω привет ёђѡ");
    EXPECT_EQ(upper_case("ß÷×ı漢"), "ß÷×ı漢");
    EXPECT_EQ(lower_case("×÷漢"), "×÷漢");
}

TEST(Unicode, TrimsWhatEcmaScriptCallsSpace) {
    EXPECT_EQ(trim(" \t\n a b \r\v\f"), "a b");
    EXPECT_EQ(trim("\xC2\xA0x\xEF\xBB\xBF\xE2\x80\xA8"), "x");
    EXPECT_EQ(trim("  "), "");
    EXPECT_EQ(trim(""), "");
}

}  // namespace
}  // namespace waymark::states
