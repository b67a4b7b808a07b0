#include "workflows/partner/functions.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using states::EvaluationError;
using states::Value;

Value call(const char* name, const std::vector<Value>& arguments) {
    const auto* function = chart_functions().find(name);
    EXPECT_NE(function, nullptr) << name;
    return function->call(arguments);
}

TEST(Functions, DatesAndInstants) {
    EXPECT_EQ(call("date_of", {"2026-03-01T21:30:00Z"}), Value("2026-03-02"));
    EXPECT_EQ(call("date_of", {"2026-03-01T21:30:00+03:00"}), Value("2026-03-01"));
    EXPECT_EQ(call("start_of_day", {"2026-04-01"}), Value("2026-03-31T21:00:00.000Z"));
    EXPECT_EQ(call("at_time", {"2026-04-26", "10:00"}), Value("2026-04-26T07:00:00.000Z"));
    EXPECT_EQ(call("has_date", {"2014-10-25T22:00:00Z"}), Value(true));
    EXPECT_EQ(call("has_date", {"2014-10-25T21:59:59Z"}), Value(false));
    EXPECT_EQ(call("has_date", {"yesterday"}), Value(false));
    EXPECT_EQ(call("is_instant", {"2026-02-30T00:00:00Z"}), Value(false));
    EXPECT_EQ(call("is_date", {"2028-02-29"}), Value(true));
    EXPECT_EQ(call("is_date", {20280229.0}), Value(false));
    EXPECT_EQ(call("weekday", {"2026-11-01"}), Value(7));
}

// S11, and months of every length.
TEST(Functions, PlusDays) {
    const std::vector<std::array<const char*, 2>> thirty_days = {
        {"2026-03-02", "2026-04-01"}, {"2027-01-30", "2027-03-01"}, {"2028-01-30", "2028-02-29"},
        {"2028-01-31", "2028-03-01"}, {"2028-02-29", "2028-03-30"}, {"2026-12-02", "2027-01-01"},
        {"2026-04-10", "2026-05-10"}};
    for (const auto& [from, to] : thirty_days) {
        EXPECT_EQ(call("plus_days", {from, 30}), Value(to));
        EXPECT_EQ(call("plus_days", {to, -30}), Value(from));
        EXPECT_EQ(call("days_between", {from, to}), Value(30));
        EXPECT_EQ(call("days_between", {to, from}), Value(-30));
    }
    EXPECT_THROW(call("plus_days", {"9998-12-31", 1}), EvaluationError);
    EXPECT_THROW(call("plus_days", {"2026-03-02", 0.5}), EvaluationError);
    EXPECT_THROW(call("plus_days", {"2026-03-02", 1e9}), EvaluationError);
    EXPECT_THROW(call("plus_days", {"2 March", 1}), EvaluationError);
}

TEST(Functions, Later) {
    EXPECT_EQ(call("later", {"2026-03-31", "2026-04-01", "2025-12-31"}), Value("2026-04-01"));
    EXPECT_THROW(call("later", {"2026-03-31", "2026-03-31T21:00:00.000Z"}), EvaluationError);
    EXPECT_THROW(call("later", {"2026-03-31", nullptr}), EvaluationError);
}

TEST(Functions, BusinessTerms) {
    EXPECT_EQ(call("business_term", {"2026-04-23T15:30:00Z", 7}),
              json("{'due': '2026-05-05', 'ends_at': '2026-05-05T21:00:00.000Z', 'provisional': false}"));
    EXPECT_EQ(call("business_term", {"2026-12-30T09:00:00Z", 1}),
              json("{'due': '2027-01-01', 'ends_at': '2027-01-01T21:00:00.000Z', 'provisional': true}"));
    EXPECT_EQ(call("business_days_between", {"2026-04-23", "2026-04-28"}),
              json("{'count': 3, 'provisional': false}"));
    EXPECT_EQ(call("business_days_between", {"2026-04-30", "2026-05-11"}),
              json("{'count': 5, 'provisional': false}"));
    EXPECT_EQ(call("business_days_between", {"2026-04-28", "2026-04-23"})["count"], Value(0));
    EXPECT_EQ(call("business_days_between", {"2026-12-30", "2027-01-04"}),
              json("{'count': 2, 'provisional': true}"));
    EXPECT_THROW(call("business_days_between", {"2026-12-30", "9000-01-01"}), EvaluationError);
    EXPECT_EQ(call("is_business_day", {"2026-05-11"}), Value(false));
    EXPECT_EQ(call("business_calendar_known", {"2026-05-11"}), Value(true));
    EXPECT_EQ(call("business_calendar_known", {"2027-05-11"}), Value(false));
    EXPECT_THROW(call("business_term", {"2026-04-23T15:30:00Z", 0}), EvaluationError);
}

TEST(Functions, Windows) {
    EXPECT_EQ(call("in_window", {"2026-04-30T20:59:59Z"}), Value(true));
    EXPECT_EQ(call("in_window", {"2026-04-30T21:00:00Z"}), Value(false));
    EXPECT_EQ(call("next_window_start", {"2026-07-15T00:00:00Z"}), Value("2026-09-30T21:00:00.000Z"));
    EXPECT_EQ(call("window_end", {"2026-10-25T12:00:00Z"}), Value("2026-10-31T21:00:00.000Z"));
}

TEST(Functions, ExitsAndReminders) {
    EXPECT_EQ(call("exit_instant", {"2026-05-10"}), Value("2026-05-09T21:00:00.000Z"));
    EXPECT_EQ(call("last_day", {"2026-05-10"}), Value("2026-05-09"));
    EXPECT_EQ(call("reminder_at", {"2026-05-10", 0}), Value("2026-04-26T07:00:00.000Z"));
    EXPECT_EQ(call("reminder_at", {"2026-05-10", 1}), Value("2026-05-03T07:00:00.000Z"));
    EXPECT_EQ(call("reminder_at", {"2026-05-10", 2}), Value("2026-05-09T07:00:00.000Z"));
    EXPECT_THROW(call("reminder_at", {"2026-05-10", 3}), EvaluationError);
}

TEST(Functions, RulesAndNumbers) {
    EXPECT_EQ(call("rule", {"quit.notice_days"}), Value(30));
    EXPECT_THROW(call("rule", {"quit.days"}), EvaluationError);
    EXPECT_EQ(call("tin_valid", {"7707083893"}), Value(true));
    EXPECT_EQ(call("tin_valid", {7707083893.0}), Value(false));
    EXPECT_EQ(call("roles_fit", {json("['support', 'finance']"), nullptr}), Value(true));
    EXPECT_EQ(call("roles_fit", {json("['support', 'partner-owner']"), nullptr}), Value(false));
    EXPECT_EQ(call("roles_fit", {json("['prospect']"), nullptr}), Value(true));
    EXPECT_EQ(call("roles_fit", {json("['prospect', 'support']"), nullptr}), Value(false));
    EXPECT_EQ(call("roles_fit", {json("['prospect']"), "0123456789abc"}), Value(false));
    EXPECT_EQ(call("roles_fit", {json("['partner-owner']"), "0123456789abc"}), Value(true));
    EXPECT_EQ(call("roles_fit", {json("['partner-owner', 'admin']"), "0123456789abc"}), Value(false));
}

}  // namespace
}  // namespace waymark::partner
