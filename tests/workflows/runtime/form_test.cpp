// A form's dates are days that there are, wherever in it they stand.
#include "workflows/runtime/form.hpp"

#include <gtest/gtest.h>

namespace waymark::runtime {
namespace {

using states::Value;

Value date() { return Value::Object{{"type", "string"}, {"format", "date"}}; }

/// Where data break a form of a date, a list of dates, an object with one, and a date or a number.
std::string place(Value::Object data) {
    const Value either = Value::Object{
        {"oneOf", Value::Array{date(), Value::Object{{"type", "integer"}}}},
    };
    const Value inner = Value::Object{{"type", "object"}, {"properties", Value::Object{{"on", date()}}}};
    const Value schema = Value::Object{
        {"type", "object"},
        {"properties", Value::Object{{"on", date()},
                                     {"days", Value::Object{{"type", "array"}, {"items", date()}}},
                                     {"inner", inner},
                                     {"either", either}}}};
    const auto form = Form::compile(schema);
    if (!form) return form.error().message;
    const auto checked = form->check(Value(std::move(data)));
    return checked ? "" : checked.error().place;
}

TEST(Form, ADateIsADayThatThereIs) {
    for (const char* day : {"2026-03-31", "2024-02-29", "0001-01-01"})
        EXPECT_EQ(place({{"on", day}}), "") << day;
    for (const char* none : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-3-31", "31.03.2026",
                             "2026-03-31T", "", "-000-01-01", "2026--1-01", "+026-01-01", "2026-01-0a"})
        EXPECT_EQ(place({{"on", none}}), "/on") << none;
}

TEST(Form, DatesAreLookedAtWhereverTheyStand) {
    EXPECT_EQ(place({{"days", Value::Array{"2026-03-31", "2026-03-32"}}}), "/days/1");
    EXPECT_EQ(place({{"inner", Value::Object{{"on", "soon"}}}}), "/inner/on");
    EXPECT_EQ(place({{"either", "2026-03-31"}}), "");
    EXPECT_EQ(place({{"either", 7}}), "");
    EXPECT_NE(place({{"either", "soon"}}), "");
}

}  // namespace
}  // namespace waymark::runtime
