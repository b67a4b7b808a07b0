#include "states/functions.hpp"

#include <cmath>
#include <limits>

#include "states/conversions.hpp"
#include "states/list_functions.hpp"
#include "states/unicode.hpp"

namespace waymark::states {

namespace {

using Arguments = std::span<const Value>;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Towards the larger neighbour when just between two (ES5 15.8.2.15), unlike C's round.
double round_half_up(double x) {
    const double below = std::floor(x);
    return std::copysign(x - below >= 0.5 ? below + 1 : below, x);
}

template <class Better>
Value best(Arguments arguments, double worst, Better better) {
    double found = worst;
    for (const Value& argument : arguments) {
        const double number = to_number(argument);
        if (std::isnan(number)) return not_a_number;
        if (better(number, found)) found = number;
    }
    return found;
}

// ES5 15.1.2.2
Value parse_int(Arguments arguments) {
    const std::string text = to_string(arguments[0]);
    std::string_view rest = trim(text);
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    int radix = arguments.size() > 1 ? to_int32(to_number(arguments[1])) : 0;
    if ((radix == 0 || radix == 16) && (rest.starts_with("0x") || rest.starts_with("0X"))) {
        rest.remove_prefix(2);
        radix = 16;
    }
    if (radix == 0) radix = 10;
    if (radix < 2 || radix > 36) return not_a_number;
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'z') return c - 'a' + 10;
        return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 36;
    };
    std::size_t length = 0;
    double number = 0;
    for (; length < rest.size() && digit(rest[length]) < radix; ++length)
        number = number * radix + digit(rest[length]);
    if (length == 0) return not_a_number;
    if (radix == 10) number = leading_number(rest.substr(0, length));  // rounded once, not digit by digit
    return negative ? -number : number;
}

Instant instant_of(const Value& value, std::string_view function) {
    const auto instant = parse_instant(value.string_or(""));
    if (!instant)
        throw EvaluationError(
            std::string(function) + "() takes an instant such as \"2026-03-31T21:00:00Z\", not " +
            (value.is_string() ? "\"" + value.string().substr(0, 64) + "\"" : std::string(type_name(value))) +
            ".");
    return *instant;
}

Value plus_seconds(Arguments arguments) {
    const Instant instant = instant_of(arguments[0], "plus_seconds");
    const double seconds = to_number(arguments[1]);
    if (!(std::fabs(seconds) < 1e12))
        throw EvaluationError("plus_seconds() takes a number of seconds below 10^12 second.");
    std::string text = to_text(instant + std::chrono::microseconds(std::llround(seconds * 1e6)));
    if (!parse_instant(text)) throw EvaluationError("plus_seconds() leaves the years 0 to 9999.");
    return text;
}

void add_numbers(Functions& functions) {
    const auto add = [&](const char* name, double (*function)(double)) {
        functions.add(name, 1, 1,
                      [function](Arguments arguments) { return Value(function(to_number(arguments[0]))); });
    };
    add("Math.floor", [](double x) { return std::floor(x); });
    add("Math.ceil", [](double x) { return std::ceil(x); });
    add("Math.abs", [](double x) { return std::fabs(x); });
    add("Math.round", round_half_up);
    functions.add("Math.min", 0, Functions::any_number, [](Arguments arguments) {
        return best(arguments, std::numeric_limits<double>::infinity(),
                    [](double a, double b) { return a < b; });
    });
    functions.add("Math.max", 0, Functions::any_number, [](Arguments arguments) {
        return best(arguments, -std::numeric_limits<double>::infinity(),
                    [](double a, double b) { return a > b; });
    });
    functions.add("isNaN", 1, 1,
                  [](Arguments arguments) { return Value(std::isnan(to_number(arguments[0]))); });
    functions.add("parseInt", 1, 2, parse_int);
    functions.add("parseFloat", 1, 1,
                  [](Arguments arguments) { return Value(leading_number(to_string(arguments[0]))); });
}

void add_conversions(Functions& functions) {
    functions.add("Number", 0, 1,
                  [](Arguments arguments) { return Value(arguments.empty() ? 0 : to_number(arguments[0])); });
    functions.add("String", 0, 1, [](Arguments arguments) {
        return Value(arguments.empty() ? std::string() : to_string(arguments[0]));
    });
    functions.add("Boolean", 0, 1,
                  [](Arguments arguments) { return Value(!arguments.empty() && truthy(arguments[0])); });
}

void add_instants(Functions& functions) {
    functions.add("instant", 1, 1,
                  [](Arguments arguments) { return Value(to_text(instant_of(arguments[0], "instant"))); });
    functions.add("until", 1, 1, [](Arguments arguments) {
        return Value("@" + to_text(instant_of(arguments[0], "until")));
    });
    functions.add("plus_seconds", 2, 2, plus_seconds);
}

}  // namespace

Functions::Functions() {
    add_numbers(*this);
    add_conversions(*this);
    add_instants(*this);
    add_list_functions(*this);
}

void Functions::add(std::string name, std::size_t least, std::size_t most, Function function) {
    Entry entry{name, least, most, std::move(function)};
    entries_.insert_or_assign(std::move(name), std::move(entry));
}

const Functions::Entry* Functions::find(std::string_view name) const {
    const auto found = entries_.find(std::string(name));
    return found == entries_.end() ? nullptr : &found->second;
}

}  // namespace waymark::states
