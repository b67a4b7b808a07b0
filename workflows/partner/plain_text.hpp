// Foreign words made fit to stand in a letter: no line break gets into a heading, no control character
// anywhere. Pure.
#pragma once

#include <string>
#include <string_view>

namespace waymark::partner {

/// For subjects and names: one line; line breaks and control characters of every kind become a space, marks
/// that turn the direction of writing vanish.
std::string one_line(std::string_view text);
/// For the text: line breaks of every kind become \n, control characters vanish.
std::string plain_lines(std::string_view text);

/// What is wrong with an e-mail address, as a sentence that does not repeat it; empty: nothing. Narrower than
/// RFC 5321: one dot-atom address of ASCII letters at a host with a dot; no quotes, no literals, no routes.
std::string address_objection(std::string_view address);

}  // namespace waymark::partner
