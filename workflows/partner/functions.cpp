#include "workflows/partner/functions.hpp"

#include <algorithm>
#include <cmath>

#include "workflows/partner/arguments.hpp"
#include "workflows/partner/employees.hpp"
#include "workflows/partner/roles.hpp"
#include "workflows/partner/tin.hpp"

namespace waymark::partner {

namespace {

using states::EvaluationError;
using states::Functions;
using states::Value;
using Arguments = std::span<const Value>;

constexpr int longest_term = 100'000;  // days: 273 years

int days_in(const Value& value) {
    if (!value.is_number() || value.number() != std::floor(value.number()) ||
        std::fabs(value.number()) > longest_term)
        throw EvaluationError("A whole number of days is needed, not " + shown(value) + ".");
    return static_cast<int>(value.number());
}

/// As a value, if it can be read back.
Value value_of(Date date) {
    std::string text = to_text(date);
    if (!parse_date(text)) throw EvaluationError("The date leaves the years 1 to 9998.");
    return text;
}

Value value_of(Instant instant) { return waymark::to_text(instant); }

// Texts that are all dates, or all instants in the canonical form, sort as what they mean.
Value later(Arguments arguments) {
    for (const Value& each : arguments)
        if (!each.is_string() || each.string().size() != arguments[0].string_or("").size())
            throw EvaluationError("later() takes dates only or instants only, not " + shown(each) + ".");
    Value latest = arguments[0];
    for (const Value& each : arguments.subspan(1))
        if (each.string() > latest.string()) latest = each;
    return latest;
}

Value business_term(const Calendar& calendar, Arguments arguments) {
    const int n = days_in(arguments[1]);
    if (n < 1) throw EvaluationError("A term has at least one business day.");
    const BusinessTerm term =
        calendar.business_days_after(calendar.date_of(instant_in(arguments[0], calendar)), n);
    return Value::Object{{"due", value_of(term.due)},
                         {"ends_at", value_of(calendar.at(term.due + std::chrono::days(1)))},
                         {"provisional", term.provisional}};
}

Value business_days_between(const Calendar& calendar, Arguments arguments) {
    const Date after = date_in(arguments[0]), until = date_in(arguments[1]);
    if ((until - after).count() > longest_term) throw EvaluationError("The dates lie too far apart.");
    const BusinessDays counted = calendar.business_days_between(after, until);
    return Value::Object{{"count", counted.count}, {"provisional", counted.provisional}};
}

void add_dates(Functions& functions) {
    functions.add("is_date", 1, 1,
                  [](Arguments a) { return Value(parse_date(a[0].string_or("")).has_value()); });
    functions.add("is_instant", 1, 1,
                  [](Arguments a) { return Value(parse_instant(a[0].string_or("")).has_value()); });
    functions.add("plus_days", 2, 2,
                  [](Arguments a) { return value_of(date_in(a[0]) + std::chrono::days(days_in(a[1]))); });
    functions.add("days_between", 2, 2,
                  [](Arguments a) { return Value(std::int64_t{(date_in(a[1]) - date_in(a[0])).count()}); });
    functions.add("weekday", 1, 1, [](Arguments a) {
        return Value(static_cast<int>(std::chrono::weekday(date_in(a[0])).iso_encoding()));
    });
    functions.add("later", 1, Functions::any_number, later);
}

void add_calendar(Functions& functions, const Calendar& calendar) {
    functions.add("date_of", 1, 1,
                  [&](Arguments a) { return value_of(calendar.date_of(instant_in(a[0], calendar))); });
    functions.add("has_date", 1, 1, [&](Arguments a) {
        const auto instant = parse_instant(a[0].string_or(""));
        return Value(instant && *instant >= calendar.begins_at());
    });
    functions.add("start_of_day", 1, 1, [&](Arguments a) { return value_of(calendar.at(date_in(a[0]))); });
    functions.add("at_time", 2, 2, [&](Arguments a) {
        const auto time = parse_time_of_day(a[1].string_or(""));
        if (!time) throw EvaluationError("A time such as \"10:00\" is needed, not " + shown(a[1]) + ".");
        return value_of(calendar.at(date_in(a[0]), *time));
    });
    functions.add("is_business_day", 1, 1,
                  [&](Arguments a) { return Value(calendar.is_business_day(date_in(a[0]))); });
    functions.add("business_calendar_known", 1, 1,
                  [&](Arguments a) { return Value(calendar.knows(year_of(date_in(a[0])))); });
    functions.add("business_term", 2, 2, [&](Arguments a) { return business_term(calendar, a); });
    functions.add("business_days_between", 2, 2,
                  [&](Arguments a) { return business_days_between(calendar, a); });
    functions.add("in_window", 1, 1,
                  [&](Arguments a) { return Value(calendar.in_window(instant_in(a[0], calendar))); });
    functions.add("next_window_start", 1, 1, [&](Arguments a) {
        return value_of(calendar.next_window(instant_in(a[0], calendar)).opens_at);
    });
    functions.add("window_end", 1, 1, [&](Arguments a) {
        return value_of(calendar.window_at(instant_in(a[0], calendar)).closes_at);
    });
}

/// Of the n-th reminder before an exit date, from 0.
Value reminder_at(const Rulebook& rulebook, Arguments arguments) {
    const Value::Array& days = rulebook.parameter("quit.reminder_days").array();
    const int n = days_in(arguments[1]);
    if (n < 0 || n >= static_cast<int>(days.size()))
        throw EvaluationError("There is no reminder " + shown(arguments[1]) + ".");
    const auto before = std::chrono::days(days_in(days[static_cast<std::size_t>(n)]));
    const auto time = parse_time_of_day(rulebook.parameter("quit.reminder_time").string());
    return value_of(rulebook.calendar.at(date_in(arguments[0]) - before, *time));
}

/// Whether an interview of so many minutes lies within a business day's hours.
Value in_working_hours(const Rulebook& rulebook, Arguments arguments) {
    const Calendar& calendar = rulebook.calendar;
    const Instant starts_at = instant_in(arguments[0], calendar);
    const auto ends_at = starts_at + std::chrono::minutes(days_in(arguments[1]));
    const Date date = calendar.date_of(starts_at);
    const auto today_at = [&](std::string_view name) {
        return calendar.at(date, *parse_time_of_day(rulebook.parameter(name).string()));
    };
    return calendar.is_business_day(date) && starts_at >= today_at("interview.opens") &&
           ends_at <= today_at("interview.closes");
}

Value roles_fit(Arguments arguments) {
    if (!arguments[0].is_array())
        throw EvaluationError("A list of roles is needed, not " + shown(arguments[0]) + ".");
    std::vector<std::string_view> roles;
    for (const Value& role : arguments[0].array()) roles.push_back(role.string_or(""));
    return partner::roles_fit(roles, arguments[1].is_string());
}

/// What each of the conditions says, one sentence.
Value in_words(Arguments arguments) {
    if (!arguments[0].is_array())
        throw EvaluationError("A list of conditions is needed, not " + shown(arguments[0]) + ".");
    std::string sentence;
    for (const Value& condition : arguments[0].array())
        sentence += (sentence.empty() ? "" : " ") +
                    std::string(condition["text"][arguments[1].string_or("en")].string_or(""));
    return Value(sentence);
}

void add_rules(Functions& functions, const Rulebook& rulebook) {
    functions.add("rule", 1, 1, [&](Arguments a) {
        const auto found = rulebook.parameters.find(a[0].string_or(""));
        if (found == rulebook.parameters.end())
            throw EvaluationError("The rulebook has no parameter " + shown(a[0]) + ".");
        return found->second;
    });
    functions.add("exit_instant", 1, 1,
                  [&](Arguments a) { return value_of(rulebook.exit_at(date_in(a[0]))); });
    functions.add("last_day", 1, 1, [&](Arguments a) { return value_of(rulebook.last_day(date_in(a[0]))); });
    functions.add("reminder_at", 2, 2, [&](Arguments a) { return reminder_at(rulebook, a); });
    functions.add("in_working_hours", 2, 2, [&](Arguments a) { return in_working_hours(rulebook, a); });
    functions.add("in_words", 2, 2, in_words);
    functions.add("roles_fit", 2, 2, roles_fit);
    functions.add("tin_valid", 1, 1, [](Arguments a) { return Value(tin_valid(a[0].string_or(""))); });
}

}  // namespace

void add_functions(Functions& functions, const Rulebook& rulebook) {
    add_dates(functions);
    add_calendar(functions, rulebook.calendar);
    add_rules(functions, rulebook);
    add_employees(functions, rulebook);
}

}  // namespace waymark::partner
