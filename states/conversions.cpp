#include "states/conversions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "states/functions.hpp"
#include "states/unicode.hpp"

namespace waymark::states {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

struct Decimal {
    std::string digits;  // no point, no zeros at the end
    int point;           // the number is 0.digits * 10^point
};

Decimal shortest(double positive) {
    std::array<char, 32> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), positive, std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = text.find('e');
    Decimal decimal{std::string(text.substr(0, 1)), 0};
    if (e > 2) decimal.digits += text.substr(2, e - 2);
    const char* exponent = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
    std::from_chars(exponent, end, decimal.point);
    ++decimal.point;
    return decimal;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

// The length of the StrUnsignedDecimalLiteral that text begins with; 0 when there is none.
std::size_t decimal_length(std::string_view text) {
    std::size_t at = skip_digits(text, 0);
    std::size_t digits = at;
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = skip_digits(text, at + 1);
        digits += end - at - 1;
        if (digits > 0) at = end;
    }
    if (digits == 0) return 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const std::size_t sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? 1 : 0;
        const std::size_t end = skip_digits(text, at + 1 + sign);
        if (end > at + 1 + sign) at = end;
    }
    return at;
}

// from_chars only says "out of range": whether too large or too small is seen from where the first digit that
// counts stands.
double beyond_range(std::string_view literal) {
    const std::size_t e = std::min(literal.find_first_of("eE"), literal.size());
    const std::string_view mantissa = literal.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return 0;
    std::int64_t exponent = 0;
    if (e < literal.size()) {
        const bool negative = literal[e + 1] == '-';
        const std::string_view digits = literal.substr(e + (is_digit(literal[e + 1]) ? 1 : 2));
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (read.ec != std::errc()) exponent = std::numeric_limits<std::int32_t>::max();
        if (negative) exponent = -exponent;
    }
    return exponent + static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) > 0 ? infinity : 0;
}

double decimal_value(std::string_view literal) {
    double number = 0;
    const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), number);
    return error == std::errc::result_out_of_range ? beyond_range(literal) : number;
}

double hexadecimal_value(std::string_view digits) {
    double number = 0;
    for (const char c : digits) {
        const int digit = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return not_a_number;
        number = number * 16 + digit;
    }
    return digits.empty() ? not_a_number : number;
}

// A sign and a decimal literal or Infinity at the start; `length` is what was read.
double signed_prefix(std::string_view text, std::size_t& length) {
    const bool negative = text.starts_with('-');
    const std::size_t sign = negative || text.starts_with('+') ? 1 : 0;
    const std::string_view literal = text.substr(sign);
    double number = infinity;
    if (literal.starts_with("Infinity")) {
        length = sign + 8;
    } else {
        const std::size_t digits = decimal_length(literal);
        length = digits == 0 ? 0 : sign + digits;
        number = digits == 0 ? not_a_number : decimal_value(literal.substr(0, digits));
    }
    return negative ? -number : number;
}

// ToPrimitive: arrays and objects become texts, the rest stays.
Value primitive(const Value& value) {
    return value.is_array() || value.is_object() ? Value(to_string(value)) : value;
}

void append_text(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::undefined:
            out += "undefined";
            break;
        case Value::Kind::null:
            out += "null";
            break;
        case Value::Kind::boolean:
            out += value.boolean() ? "true" : "false";
            break;
        case Value::Kind::number:
            out += number_text(value.number());
            break;
        case Value::Kind::string:
            out += value.string();
            break;
        case Value::Kind::object:
            out += "[object Object]";
            break;
        case Value::Kind::array: {
            bool first = true;
            for (const Value& element : value.array()) {
                if (!first) out += ',';
                first = false;
                if (!element.is_undefined() && !element.is_null()) append_text(out, element);
            }
            break;
        }
    }
    check_text_size(out.size());
}

}  // namespace

std::string number_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (number == 0) return "0";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    std::string text(number < 0 ? "-" : "");
    const Decimal decimal = shortest(std::fabs(number));
    const std::string& digits = decimal.digits;
    const int count = static_cast<int>(digits.size()), point = decimal.point;
    // The cases of ES5 9.8.1, in its order.
    if (count <= point && point <= 21)
        return text + digits + std::string(static_cast<std::size_t>(point - count), '0');
    if (0 < point && point <= 21) {
        const auto whole = static_cast<std::size_t>(point);
        return text + digits.substr(0, whole) + '.' + digits.substr(whole);
    }
    if (-6 < point && point <= 0)
        return text + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    text += digits[0];
    if (count > 1) text += '.' + digits.substr(1);
    return text + 'e' + (point > 0 ? "+" : "-") + std::to_string(std::abs(point - 1));
}

double number_from_text(std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return 0;
    if (trimmed.starts_with("0x") || trimmed.starts_with("0X")) return hexadecimal_value(trimmed.substr(2));
    std::size_t length = 0;
    const double number = signed_prefix(trimmed, length);
    return length == trimmed.size() ? number : not_a_number;
}

double leading_number(std::string_view text) {
    std::size_t length = 0;
    return signed_prefix(trim(text), length);
}

bool truthy(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::undefined:
        case Value::Kind::null:
            return false;
        case Value::Kind::boolean:
            return value.boolean();
        case Value::Kind::number:
            return value.number() != 0 && !std::isnan(value.number());
        case Value::Kind::string:
            return !value.string().empty();
        default:
            return true;
    }
}

double to_number(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::undefined:
            return not_a_number;
        case Value::Kind::null:
            return 0;
        case Value::Kind::boolean:
            return value.boolean() ? 1 : 0;
        case Value::Kind::number:
            return value.number();
        case Value::Kind::string:
            return number_from_text(value.string());
        default:
            return number_from_text(to_string(value));
    }
}

std::string to_string(const Value& value) {
    std::string text;
    append_text(text, value);
    return text;
}

std::int32_t to_int32(double number) {
    if (!std::isfinite(number)) return 0;
    const double wrapped =
        std::fmod(std::trunc(number), 4294967296.0);  // within (-2^32, 2^32): exact in 64 bits
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(static_cast<std::int64_t>(wrapped)));
}

double to_integer(double number) { return std::isnan(number) ? 0 : std::trunc(number); }

std::string_view type_name(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::undefined:
            return "undefined";
        case Value::Kind::boolean:
            return "boolean";
        case Value::Kind::number:
            return "number";
        case Value::Kind::string:
            return "string";
        default:
            return "object";
    }
}

bool strictly_equal(const Value& a, const Value& b) {
    if (a.is_number() && b.is_number()) return a.number() == b.number();  // NaN equals nothing
    return a == b;
}

bool loosely_equal(const Value& a, const Value& b) {
    const bool a_empty = a.is_undefined() || a.is_null(), b_empty = b.is_undefined() || b.is_null();
    if (a_empty || b_empty) return a_empty && b_empty;
    if (a.kind() == b.kind()) return strictly_equal(a, b);
    const bool a_compound = a.is_array() || a.is_object(), b_compound = b.is_array() || b.is_object();
    if (a_compound && b_compound) return false;
    if (a_compound) return loosely_equal(primitive(a), b);
    if (b_compound) return loosely_equal(a, primitive(b));
    return to_number(a) == to_number(b);  // of number, string, boolean two different ones
}

std::optional<bool> is_less(const Value& a, const Value& b) {
    const Value x = primitive(a), y = primitive(b);
    if (x.is_string() && y.is_string()) return compare_as_utf16(x.string(), y.string()) < 0;
    const double left = to_number(x), right = to_number(y);
    if (std::isnan(left) || std::isnan(right)) return std::nullopt;
    return left < right;
}

void check_text_size(std::size_t bytes) {
    if (bytes > most_text_bytes) throw EvaluationError("A text longer than 1 MiB is not made.");
}

void check_element_count(std::size_t elements) {
    if (elements > most_elements) throw EvaluationError("A list of more than 100,000 elements is not made.");
}

}  // namespace waymark::states
