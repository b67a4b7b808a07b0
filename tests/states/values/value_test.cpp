#include "states/value.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace waymark::states {
namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();

TEST(AValue, KnowsItsKind) {
    EXPECT_TRUE(Value().is_undefined());
    EXPECT_TRUE(Value(nullptr).is_null());
    EXPECT_TRUE(Value(true).is_boolean());
    EXPECT_TRUE(Value(1).is_number());
    EXPECT_TRUE(Value("a").is_string());
    EXPECT_TRUE(Value(Value::Array{}).is_array());
    EXPECT_TRUE(Value(Value::Object{}).is_object());
}

TEST(AValue, IsTheSameWhenItsContentIs) {
    EXPECT_EQ(Value(not_a_number), Value(not_a_number));
    EXPECT_EQ(Value(0.0), Value(-0.0));
    EXPECT_NE(Value(), Value(nullptr));
    EXPECT_NE(Value(1), Value("1"));
    EXPECT_NE(Value(1), Value(true));
    EXPECT_EQ(Value(Value::Array{1, "a"}), Value(Value::Array{1, "a"}));
    EXPECT_NE(Value(Value::Array{1, 2}), Value(Value::Array{2, 1}));
    EXPECT_NE(Value(Value::Array{}), Value(Value::Object{}));
}

TEST(AValue, DoesNotHangOnTheOrderOfMembers) {
    const Value one = Value::Object{{"a", 1}, {"b", Value::Array{2}}};
    const Value other = Value::Object{{"b", Value::Array{2}}, {"a", 1}};
    EXPECT_EQ(one, other);
    EXPECT_NE(one, Value(Value::Object{{"b", 1}, {"a", Value::Array{2}}}));
    EXPECT_NE(one, Value(Value::Object{{"a", 1}}));
    EXPECT_NE(one, Value(Value::Object{{"a", 1}, {"c", Value::Array{2}}}));
}

TEST(AValue, GivesMembersAndUndefinedForAllElse) {
    const Value object = Value::Object{{"a", 1}};
    EXPECT_EQ(object["a"], Value(1));
    EXPECT_TRUE(object["b"].is_undefined());
    EXPECT_TRUE(Value("text")["a"].is_undefined());
    EXPECT_EQ(Value("text").string_or("other"), "text");
    EXPECT_EQ(Value(1).string_or("other"), "other");
}

TEST(AValue, IsCopiedWithAMemberAndStaysAsItWas) {
    const Value before = Value::Object{{"a", 1}, {"b", 2}};
    EXPECT_EQ(before.with("a", 3), Value(Value::Object{{"a", 3}, {"b", 2}}));
    EXPECT_EQ(before.with("c", 3), Value(Value::Object{{"a", 1}, {"b", 2}, {"c", 3}}));
    EXPECT_EQ(before.with("a", {}), Value(Value::Object{{"b", 2}}));
    EXPECT_EQ(before.with("c", {}), before);
    EXPECT_EQ(before, Value(Value::Object{{"a", 1}, {"b", 2}}));
}

TEST(AValue, KnowsItsDepthWithoutAWalk) {
    EXPECT_EQ(Value("a").extent().depth, 0U);
    EXPECT_EQ(Value(Value::Array{}).extent().depth, 1U);
    EXPECT_EQ(Value(Value::Array{1, Value::Object{{"a", Value::Array{}}}}).extent().depth, 3U);
}

TEST(AValue, KnowsItsSizeEvenWhenItDoublesBeyondAllMemory) {
    Value twice = Value::Array{"0123456789"};
    std::uint64_t before = 0;
    for (int i = 0; i < 40; ++i) {
        EXPECT_GE(twice.extent().bytes, 2 * before);
        before = twice.extent().bytes;
        twice = Value::Array{twice, twice};
    }
    for (int i = 0; i < 100; ++i) twice = Value::Array{twice, twice};
    EXPECT_GE(twice.extent().bytes, before) << "it stops growing, but never wraps";
}

}  // namespace
}  // namespace waymark::states
