#include "states/expression_methods.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "states/conversions.hpp"
#include "states/functions.hpp"
#include "states/unicode.hpp"

namespace waymark::states {

namespace {

using Arguments = std::span<const Value>;
using OfString = Value (*)(const std::string& self, Arguments arguments);
using OfArray = Value (*)(const Value::Array& self, Arguments arguments);

const Value nothing;

const Value& argument(Arguments arguments, std::size_t i) {
    return i < arguments.size() ? arguments[i] : nothing;
}

double integer_argument(Arguments arguments, std::size_t i, double otherwise) {
    const Value& value = argument(arguments, i);
    return value.is_undefined() ? otherwise : to_integer(to_number(value));
}

// A position within 0..size.
std::size_t clamped(double position, std::size_t size) {
    return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(size)));
}

// The same, counted from the end when it is negative.
std::size_t clamped_from_end(double position, std::size_t size) {
    return clamped(position < 0 ? position + static_cast<double>(size) : position, size);
}

Value position_of(std::size_t found) {
    return found == std::string::npos ? Value(-1) : Value(static_cast<double>(found));
}

Value string_index_of(const std::string& self, Arguments arguments) {
    const std::u16string text = to_utf16(self);
    const std::u16string wanted = to_utf16(to_string(argument(arguments, 0)));
    return position_of(text.find(wanted, clamped(integer_argument(arguments, 1, 0), text.size())));
}

Value string_last_index_of(const std::string& self, Arguments arguments) {
    const std::u16string text = to_utf16(self);
    const double from = to_number(argument(arguments, 1));  // NaN, also of undefined: from the end
    const std::size_t start = std::isnan(from) ? text.size() : clamped(to_integer(from), text.size());
    return position_of(text.rfind(to_utf16(to_string(argument(arguments, 0))), start));
}

Value char_at(const std::string& self, Arguments arguments) {
    const std::u16string text = to_utf16(self);
    const double at = integer_argument(arguments, 0, 0);
    if (at < 0 || at >= static_cast<double>(text.size())) return "";
    return to_utf8(std::u16string_view(text).substr(static_cast<std::size_t>(at), 1));
}

Value char_code_at(const std::string& self, Arguments arguments) {
    const std::u16string text = to_utf16(self);
    const double at = integer_argument(arguments, 0, 0);
    if (at < 0 || at >= static_cast<double>(text.size())) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<int>(text[static_cast<std::size_t>(at)]);
}

Value substring(const std::string& self, Arguments arguments) {
    const std::u16string text = to_utf16(self);
    const std::size_t a = clamped(integer_argument(arguments, 0, 0), text.size());
    const std::size_t b =
        clamped(integer_argument(arguments, 1, static_cast<double>(text.size())), text.size());
    return to_utf8(std::u16string_view(text).substr(std::min(a, b), std::max(a, b) - std::min(a, b)));
}

Value slice_string(const std::string& self, Arguments arguments) {
    const std::u16string text = to_utf16(self);
    const std::size_t begin = clamped_from_end(integer_argument(arguments, 0, 0), text.size());
    const std::size_t end =
        clamped_from_end(integer_argument(arguments, 1, static_cast<double>(text.size())), text.size());
    return begin < end ? to_utf8(std::u16string_view(text).substr(begin, end - begin)) : Value("");
}

Value to_upper_case(const std::string& self, Arguments) { return upper_case(self); }
Value to_lower_case(const std::string& self, Arguments) { return lower_case(self); }
Value trim_string(const std::string& self, Arguments) { return trim(self); }
Value string_itself(const std::string& self, Arguments) { return self; }

Value concat_strings(const std::string& self, Arguments arguments) {
    std::string text = self;
    for (const Value& each : arguments) {
        text += to_string(each);
        check_text_size(text.size());
    }
    return text;
}

Value split(const std::string& self, Arguments arguments) {
    Value::Array parts;
    const Value& limit_given = argument(arguments, 1);
    const double limit =
        limit_given.is_undefined()
            ? 4294967295.0
            : static_cast<double>(static_cast<std::uint32_t>(to_int32(to_number(limit_given))));
    const auto add = [&](std::string part) {
        if (static_cast<double>(parts.size()) >= limit) return false;
        check_element_count(parts.size() + 1);
        parts.emplace_back(std::move(part));
        return true;
    };
    if (argument(arguments, 0).is_undefined()) {
        add(self);
        return parts;
    }
    const std::string separator = to_string(arguments[0]);
    if (separator.empty()) {
        const std::u16string text = to_utf16(self);
        for (std::size_t i = 0; i < text.size(); ++i)
            if (!add(to_utf8(std::u16string_view(text).substr(i, 1)))) break;
        return parts;
    }
    std::size_t begin = 0;
    for (std::size_t end = self.find(separator); end != std::string::npos;
         end = self.find(separator, begin)) {
        if (!add(self.substr(begin, end - begin))) return parts;
        begin = end + separator.size();
    }
    add(self.substr(begin));
    return parts;
}

Value array_index_of(const Value::Array& self, Arguments arguments) {
    for (std::size_t i = clamped_from_end(integer_argument(arguments, 1, 0), self.size()); i < self.size();
         ++i)
        if (strictly_equal(self[i], argument(arguments, 0))) return static_cast<double>(i);
    return -1;
}

Value array_last_index_of(const Value::Array& self, Arguments arguments) {
    const auto size = static_cast<double>(self.size());
    const double from = arguments.size() > 1 ? to_integer(to_number(arguments[1])) : size - 1;
    // Behind the last one that is looked at.
    for (std::size_t i = clamped(from < 0 ? size + from + 1 : from + 1, self.size()); i-- > 0;)
        if (strictly_equal(self[i], argument(arguments, 0))) return static_cast<double>(i);
    return -1;
}

Value slice_array(const Value::Array& self, Arguments arguments) {
    const std::size_t begin = clamped_from_end(integer_argument(arguments, 0, 0), self.size());
    const std::size_t end =
        clamped_from_end(integer_argument(arguments, 1, static_cast<double>(self.size())), self.size());
    if (begin >= end) return Value::Array();
    const auto first = self.begin();
    return Value::Array(first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end));
}

Value concat_arrays(const Value::Array& self, Arguments arguments) {
    Value::Array elements = self;
    for (const Value& each : arguments) {
        if (each.is_array())
            elements.insert(elements.end(), each.array().begin(), each.array().end());
        else
            elements.push_back(each);
        check_element_count(elements.size());
    }
    return elements;
}

Value join(const Value::Array& self, Arguments arguments) {
    const std::string separator = argument(arguments, 0).is_undefined() ? "," : to_string(arguments[0]);
    std::string text;
    for (std::size_t i = 0; i < self.size(); ++i) {
        if (i > 0) text += separator;
        if (!self[i].is_undefined() && !self[i].is_null()) text += to_string(self[i]);
        check_text_size(text.size());
    }
    return text;
}

Value array_to_string(const Value::Array& self, Arguments) { return join(self, {}); }

struct Method {
    std::string_view name;
    OfString of_string;
    OfArray of_array;
};

constexpr auto methods = std::to_array<Method>({
    {"charAt", char_at, nullptr},
    {"charCodeAt", char_code_at, nullptr},
    {"concat", concat_strings, concat_arrays},
    {"indexOf", string_index_of, array_index_of},
    {"join", nullptr, join},
    {"lastIndexOf", string_last_index_of, array_last_index_of},
    {"slice", slice_string, slice_array},
    {"split", split, nullptr},
    {"substring", substring, nullptr},
    {"toLowerCase", to_lower_case, nullptr},
    {"toString", string_itself, array_to_string},
    {"toUpperCase", to_upper_case, nullptr},
    {"trim", trim_string, nullptr},
});

}  // namespace

std::optional<MethodIndex> find_method(std::string_view name) {
    const auto found =
        std::find_if(methods.begin(), methods.end(), [&](const Method& each) { return each.name == name; });
    if (found == methods.end()) return std::nullopt;
    return static_cast<MethodIndex>(found - methods.begin());
}

Value call_method(MethodIndex index, const Value& self, Arguments arguments) {
    const Method& method = methods.at(index);
    if (self.is_string() && method.of_string != nullptr) return method.of_string(self.string(), arguments);
    if (self.is_array() && method.of_array != nullptr) return method.of_array(self.array(), arguments);
    if (method.name == "toString" && (self.is_number() || self.is_boolean())) return to_string(self);
    throw EvaluationError("There is no method " + std::string(method.name) + "() of " +
                          std::string(type_name(self)) + ".");
}

}  // namespace waymark::states
