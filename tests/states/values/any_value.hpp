// Random values for properties: texts of several alphabets, numbers of every size, arrays and objects a few
// levels deep.
#pragma once

#include <bit>
#include <cmath>
#include <map>
#include <ostream>
#include <rapidcheck.h>
#include <string>

#include "states/value.hpp"

namespace waymark::states {

/// How rapidcheck prints a value that it found.
inline void showValue(const Value& value, std::ostream& out) {  // NOLINT(readability-identifier-naming)
    out << to_json(value);
}

inline rc::Gen<std::string> any_text() {
    return rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("abcXYZ019 \"\\/\n\t\x01\x1f{}[],:_-")));
}

inline rc::Gen<double> any_finite_number() {
    const auto any_bits = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>());
    const auto of_bits =
        rc::gen::map(any_bits, [](std::uint64_t bits) { return std::bit_cast<double>(bits); });
    return rc::gen::suchThat(rc::gen::oneOf(of_bits, rc::gen::cast<double>(rc::gen::arbitrary<int>())),
                             [](double number) { return std::isfinite(number); });
}

inline rc::Gen<Value> any_value_within(int depth) {
    const auto text =
        rc::gen::map(rc::gen::oneOf(any_text(), rc::gen::elementOf(std::vector<std::string>{
                                                    "привет", "\xF0\x9F\x98\x80", "é", "\xEF\xBF\xBD"})),
                     [](std::string each) { return Value(std::move(each)); });
    const auto number = rc::gen::map(any_finite_number(), [](double each) { return Value(each); });
    const auto word = rc::gen::element(Value(nullptr), Value(true), Value(false));
    if (depth == 0) return rc::gen::oneOf(text, number, word);
    const auto array = rc::gen::map(rc::gen::container<Value::Array>(any_value_within(depth - 1)),
                                    [](Value::Array each) { return Value(std::move(each)); });
    const auto members =
        rc::gen::container<std::map<std::string, Value>>(any_text(), any_value_within(depth - 1));
    const auto object = rc::gen::map(members, [](const std::map<std::string, Value>& each) {
        return Value(Value::Object(each.begin(), each.end()));
    });
    return rc::gen::oneOf(text, number, word, array, object);
}

/// Small ones: many of them show more than a few large ones, and shrink in no time.
inline rc::Gen<Value> any_value(int depth = 3) { return rc::gen::resize(8, any_value_within(depth)); }

}  // namespace waymark::states
