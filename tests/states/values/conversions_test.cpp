#include "states/conversions.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "states/functions.hpp"
#include "tests/states/values/any_value.hpp"

namespace waymark::states {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Source: ES5 9.8.1.
TEST(ANumber, IsWrittenAsEcmaScriptWritesIt) {
    const std::pair<double, const char*> expected[] = {{0, "0"},
                                                       {-0.0, "0"},
                                                       {1, "1"},
                                                       {-1, "-1"},
                                                       {100, "100"},
                                                       {1.5, "1.5"},
                                                       {0.1, "0.1"},
                                                       {-0.25, "-0.25"},
                                                       {123456.789, "123456.789"},
                                                       {0.000001, "0.000001"},
                                                       {0.00000123, "0.00000123"},
                                                       {1e-7, "1e-7"},
                                                       {1.25e-7, "1.25e-7"},
                                                       {1e20, "100000000000000000000"},
                                                       {1e21, "1e+21"},
                                                       {1.5e21, "1.5e+21"},
                                                       {-1e21, "-1e+21"},
                                                       {123456789012345680000.0, "123456789012345680000"},
                                                       {4294967296.0, "4294967296"},
                                                       {9007199254740993.0, "9007199254740992"},
                                                       {5e-324, "5e-324"},
                                                       {1.7976931348623157e308, "1.7976931348623157e+308"},
                                                       {0.1 + 0.2, "0.30000000000000004"},
                                                       {infinity, "Infinity"},
                                                       {-infinity, "-Infinity"},
                                                       {std::nan(""), "NaN"}};
    for (const auto& [number, text] : expected) EXPECT_EQ(number_text(number), text);
}

TEST(ANumber, IsReadBackAsItWasWritten) {
    EXPECT_TRUE(rc::check("number_from_text(number_text(n)) == n", [] {
        const double number = *any_finite_number();
        RC_ASSERT(number_from_text(number_text(number)) == number);
    }));
}

// Source: ES5 9.3.1.
TEST(AText, BecomesANumber) {
    const std::pair<const char*, double> expected[] = {{"", 0},
                                                       {"  ", 0},
                                                       {"\n\t", 0},
                                                       {"1", 1},
                                                       {" 1 ", 1},
                                                       {"-1", -1},
                                                       {"+1", 1},
                                                       {"1.", 1},
                                                       {".5", 0.5},
                                                       {"1e3", 1000},
                                                       {"1E-3", 0.001},
                                                       {"010", 10},
                                                       {"0x1F", 31},
                                                       {"0Xff", 255},
                                                       {"Infinity", infinity},
                                                       {"-Infinity", -infinity},
                                                       {"1e400", infinity},
                                                       {"-1e400", -infinity},
                                                       {"1e-400", 0},
                                                       {"0e999999999999999999999", 0},
                                                       {"1e99999999999999999999", infinity},
                                                       {"0.1e-99999999999999999999", 0},
                                                       {"\xC2\xA0"
                                                        "7",
                                                        7}};
    for (const auto& [text, number] : expected) EXPECT_EQ(number_from_text(text), number) << text;
    const std::string zeros(400, '0');
    EXPECT_EQ(number_from_text("1" + zeros + "e-400"), 1);
    EXPECT_EQ(number_from_text("1" + zeros + "e-50"), infinity);
    EXPECT_EQ(number_from_text("0." + zeros + "1e10"), 0);
    for (const char* text :
         {"a",   "1a",   "1 2",      "--1",       "+-1", ".",     "e5",  "1e",  "1e+", "0x",
          "0xg", "-0x1", "infinity", "Infinityx", "NaN", "1_000", "1,5", "nan", "inf", "0b1"})
        EXPECT_TRUE(std::isnan(number_from_text(text))) << text;
}

TEST(AText, IsJoinedFromWhatAnArrayHolds) {
    EXPECT_EQ(to_string(Value::Array{1, Value::Array{2, 3}, nullptr, Value(), "x", true}), "1,2,3,,,x,true");
    EXPECT_EQ(to_string(Value::Object{{"a", 1}}), "[object Object]");
    EXPECT_EQ(to_string(Value()), "undefined");
    EXPECT_EQ(to_string(nullptr), "null");
}

TEST(AText, IsNeverMadeLongerThanItsBound) {
    const Value part(std::string(1000, 'x'));
    EXPECT_THROW(to_string(Value(Value::Array(2000, part))), EvaluationError);
}

// Source: ES5 9.5.
TEST(AnInteger, WrapsAt32Bits) {
    const std::pair<double, std::int32_t> expected[] = {{0, 0},
                                                        {1.9, 1},
                                                        {-1.9, -1},
                                                        {2147483648.0, -2147483648},
                                                        {4294967295.0, -1},
                                                        {4294967296.0, 0},
                                                        {-2147483649.0, 2147483647},
                                                        {1e300, 0},
                                                        {infinity, 0},
                                                        {9007199254740991.0, -1},
                                                        {std::nan(""), 0}};
    for (const auto& [number, integer] : expected) EXPECT_EQ(to_int32(number), integer) << number;
}

// Source: ES5 9.2.
TEST(Truth, IsWhatEcmaScriptSays) {
    for (const Value& value :
         {Value(), Value(nullptr), Value(false), Value(0), Value(-0.0), Value(std::nan("")), Value("")})
        EXPECT_FALSE(truthy(value)) << to_json(value);
    for (const Value& value : {Value(true), Value(-1), Value(infinity), Value("0"), Value("false"),
                               Value(" "), Value(Value::Array{}), Value(Value::Object{})})
        EXPECT_TRUE(truthy(value)) << to_json(value);
}

}  // namespace
}  // namespace waymark::states
