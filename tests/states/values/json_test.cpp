#include <chrono>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "states/result.hpp"
#include "tests/states/values/any_value.hpp"

namespace waymark::states {
namespace {

Value read(std::string_view text) {
    auto read = parse_json(text);
    EXPECT_TRUE(read.ok()) << text << ": " << (read.ok() ? "" : read.error().message);
    return read.ok() ? *read : Value();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, IsReadIntoValues) {
    EXPECT_EQ(read("null"), Value(nullptr));
    EXPECT_EQ(read(" true "), Value(true));
    EXPECT_EQ(read("false"), Value(false));
    EXPECT_EQ(read("-12.5e1"), Value(-125));
    EXPECT_EQ(read(R"("a\n\u0416\ud83d\ude00\/")"), Value("a\nЖ\xF0\x9F\x98\x80/"));
    EXPECT_EQ(read("[]"), Value(Value::Array{}));
    EXPECT_EQ(read("[1,[2],{}]"), Value(Value::Array{1, Value::Array{2}, Value::Object{}}));
    EXPECT_EQ(read(R"({"a":{"b":[null]},"":0})"),
              Value(Value::Object{{"a", Value::Object{{"b", Value::Array{nullptr}}}}, {"", 0}}));
    EXPECT_EQ(read(R"("\u0000")"), Value(std::string(1, '\0')));
}

TEST(Json, KeepsTheOrderOfMembers) {
    const Value object = read(R"({"z":1,"a":2,"m":3})");
    ASSERT_EQ(object.object().size(), 3U);
    EXPECT_EQ(object.object()[0].first, "z");
    EXPECT_EQ(object.object()[1].first, "a");
    EXPECT_EQ(object.object()[2].first, "m");
}

TEST(Json, ReadsNumbersToTheNearestDouble) {
    EXPECT_EQ(read("0.1").number(), 0.1);
    EXPECT_EQ(read("9007199254740991").number(), 9007199254740991.0);
    EXPECT_EQ(read("-9007199254740991").number(), -9007199254740991.0);
    EXPECT_EQ(read("1.7976931348623157e308").number(), std::numeric_limits<double>::max());
    EXPECT_EQ(read("5e-324").number(), std::numeric_limits<double>::denorm_min());
    EXPECT_EQ(read("1e-400").number(), 0.0);
    EXPECT_EQ(read("123456789.12345678").number(), 123456789.12345678);
    EXPECT_EQ(read("2.2250738585072011e-308").number(), 2.2250738585072011e-308);
}

struct Refused {
    const char* text;
    const char* place;
};

TEST(Json, IsRefusedWithItsPlace) {
    const Refused refused[] = {
        {"", "1:1"},
        {"   ", "1:4"},
        {"[1,]", "1:4"},
        {"[1]]", "1:4"},
        {"[1] x", "1:5"},
        {"{\n \"a\": 1,\n \"b\": tru\n}", "3:7"},
        {"{'a':1}", "1:2"},
        {"[01]", "1:3"},
        {"[NaN]", "1:2"},
        {"[+1]", "1:2"},
        {"[0x1]", "1:3"},
        {"// no\n1", "1:1"},
        {"\xEF\xBB\xBF[]", "1:1"},
    };
    for (const auto& [text, place] : refused) {
        const auto result = parse_json(text);
        ASSERT_FALSE(result.ok()) << text;
        EXPECT_EQ(result.error().code, "bad-json") << text;
        EXPECT_EQ(result.error().place, place) << text << ": " << result.error().message;
    }
}

TEST(Json, RefusesWhatIJsonForbids) {
    for (const char* text : {R"({"a":1,"a":2})", R"({"a":1,"\u0061":2})", R"([{"x":{"b":0,"c":1,"b":2}}])",
                             "1e400", "-1e400", "9007199254740992", "-9007199254740992",
                             "123456789012345678901234567890", R"("\ud800")", R"("\udc00\ud800")", "\"\xff\"",
                             "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"a\nb\"", R"({"a\u0000b":1})"})
        EXPECT_FALSE(parse_json(text).ok()) << text;
}

TEST(Json, SaysWhichNameIsThereTwice) {
    const auto result = parse_json("{\"date\":1,\n\"date\":2}");
    ASSERT_FALSE(result.ok());
    EXPECT_NE(result.error().message.find("\"date\""), std::string::npos) << result.error().message;
    EXPECT_TRUE(result.error().place.starts_with("2:")) << result.error().place;
}

TEST(Json, NestsSixtyFourDeepAndNoDeeper) {
    EXPECT_TRUE(parse_json(nested(64)).ok());
    EXPECT_FALSE(parse_json(nested(65)).ok());
    EXPECT_FALSE(parse_json(std::string(1'000'000, '[')).ok());
}

TEST(Json, ReadsManyMembersWithoutComparingEachWithEach) {
    std::string text = "{";
    for (int i = 0; i < 200'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
    EXPECT_EQ(read(text + "\"z\":1}").object().size(), 200'001U);
    EXPECT_FALSE(parse_json(text + "\"k7\":1}").ok());
}

TEST(Json, IsWrittenInItsShortestForm) {
    const Value value = Value::Object{{"a", Value::Array{1, 2.5, -0.0, Value(), nullptr, true}},
                                      {"gone", Value()},
                                      {"t\"\\\n\x01", "ж\x7f"},
                                      {"e", Value::Object{{"gone", Value()}}}};
    EXPECT_EQ(to_json(value), "{\"a\":[1,2.5,0,null,null,true],\"t\\\"\\\\\\n\\u0001\":\"ж\x7f\",\"e\":{}}");
    EXPECT_EQ(to_json(Value()), "null");
    EXPECT_EQ(to_json(Value::Array{}), "[]");
}

TEST(Json, WritesNumbersSoThatTheyCanBeReadAgain) {
    EXPECT_EQ(to_json(9007199254740991.0), "9007199254740991");
    EXPECT_EQ(to_json(0.1), "0.1");
    EXPECT_EQ(to_json(1e-7), "1e-7");
    EXPECT_EQ(to_json(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(to_json(std::nan("")), "null");
    for (const double large :
         {9007199254740992.0, 1e20, 1e21, -123456789012345680000.0, 1.7976931348623157e308})
        EXPECT_EQ(read(to_json(large)).number(), large) << to_json(large);
}

TEST(Json, IsReadBackAsItWasWritten) {
    EXPECT_TRUE(rc::check("parse_json(to_json(v)) == v", [] {
        const Value value = *any_value();
        const auto read_back = parse_json(to_json(value));
        RC_ASSERT(read_back.ok());
        RC_ASSERT(*read_back == value);
        RC_ASSERT(to_json(*read_back) == to_json(value));
    }));
}

TEST(Json, NeverFailsButByAnswer) {
    EXPECT_TRUE(rc::check("damaged text is read or refused", [] {
        std::string text = to_json(*any_value());
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        text[at] = *rc::gen::arbitrary<char>();
        const auto result = parse_json(text);
        if (!result.ok()) RC_ASSERT(result.error().code == "bad-json");
    }));
}

}  // namespace
}  // namespace waymark::states
