// Text as ECMAScript counts it: strings are held as UTF-8, positions in them are UTF-16 code units. Not a
// Unicode library: no normalisation, no collation, and case only for the alphabets named below.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waymark::states {

/// True when the bytes are well-formed UTF-8: no overlong forms, no surrogates.
bool is_utf8(std::string_view bytes);

/// The number of UTF-16 code units.
std::size_t utf16_length(std::string_view utf8);
std::u16string to_utf16(std::string_view utf8);
/// A surrogate without its other half becomes U+FFFD.
std::string to_utf8(std::u16string_view utf16);
void append_utf8(std::string& out, char32_t code_point);

/// Negative, 0 or positive, in the order of UTF-16 code units (ECMAScript 11.8.5), which is not that of
/// bytes.
int compare_as_utf16(std::string_view a, std::string_view b);

/// ECMAScript's white space and line ends (7.2, 7.3).
bool is_space(char32_t code_point);
std::string_view trim(std::string_view utf8);

/// Case of Latin (to U+017F), Greek and Cyrillic letters; all else stays as it is.
std::string upper_case(std::string_view utf8);
std::string lower_case(std::string_view utf8);

/// Reads the code point at `at` and moves behind it. Well-formed text is assumed; a broken byte is read as
/// U+FFFD.
char32_t next_code_point(std::string_view utf8, std::size_t& at);

}  // namespace waymark::states
