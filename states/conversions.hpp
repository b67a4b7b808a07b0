// ECMAScript's conversions and comparisons (ES5 section 9 and 11) on Values. Arrays and objects are values
// here, not identities: they are equal when their contents are. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "states/value.hpp"

namespace waymark::states {

/// The shortest text that reads back as the same number, as ECMAScript writes it: "0.1", "1e+21", "NaN".
std::string number_text(double number);
/// ToNumber of a string: white space around it, "0x1F", "Infinity", "" is 0; NaN for anything else.
double number_from_text(std::string_view text);
/// What parseFloat reads: the longest decimal number that `text` begins with after white space, or NaN.
double leading_number(std::string_view text);

bool truthy(const Value& value);
double to_number(const Value& value);
/// ToString; an array is its elements with commas between, an object "[object Object]". Throws
/// EvaluationError beyond 1 MiB.
std::string to_string(const Value& value);
std::int32_t to_int32(double number);
/// ToInteger: towards zero, NaN is 0; infinities stay.
double to_integer(double number);
/// What typeof answers.
std::string_view type_name(const Value& value);

bool strictly_equal(const Value& a, const Value& b);
bool loosely_equal(const Value& a, const Value& b);
/// a < b by text or by number; nothing when NaN is involved.
std::optional<bool> is_less(const Value& a, const Value& b);

/// Long texts are refused where they are made. Throws EvaluationError.
constexpr std::size_t most_text_bytes = std::size_t{1} << 20;
void check_text_size(std::size_t bytes);
constexpr std::size_t most_elements = 100'000;
void check_element_count(std::size_t elements);

}  // namespace waymark::states
