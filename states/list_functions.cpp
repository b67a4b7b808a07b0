#include "states/list_functions.hpp"

#include <algorithm>

#include "states/conversions.hpp"

namespace waymark::states {

namespace {

using Arguments = std::span<const Value>;

const Value::Array& list(const Value& value, std::string_view function) {
    if (!value.is_array())
        throw EvaluationError(std::string(function) + "() takes an array first, not " +
                              std::string(type_name(value)) + ".");
    return value.array();
}

std::string_view member_name(const Value& value, std::string_view function) {
    if (!value.is_string())
        throw EvaluationError(std::string(function) + "() takes the name of a member second, not " +
                              std::string(type_name(value)) + ".");
    return value.string();
}

Value append(Arguments arguments) {
    Value::Array elements;
    const Value::Array& before = list(arguments[0], "append");
    check_element_count(before.size() + 1);
    elements.reserve(before.size() + 1);
    elements = before;
    elements.push_back(arguments[1]);
    return elements;
}

template <class Unwanted>
Value all_but(const Value::Array& elements, Unwanted unwanted) {
    Value::Array kept;
    std::copy_if(elements.begin(), elements.end(), std::back_inserter(kept),
                 [&](const Value& each) { return !unwanted(each); });
    return kept;
}

Value without(Arguments arguments) {
    return all_but(list(arguments[0], "without"), [&](const Value& each) { return each == arguments[1]; });
}

Value without_by(Arguments arguments) {
    const std::string_view name = member_name(arguments[1], "without_by");
    return all_but(list(arguments[0], "without_by"),
                   [&](const Value& each) { return each[name] == arguments[2]; });
}

Value contains(Arguments arguments) {
    const Value::Array& elements = list(arguments[0], "contains");
    return std::find(elements.begin(), elements.end(), arguments[1]) != elements.end();
}

Value pluck(Arguments arguments) {
    const std::string_view name = member_name(arguments[1], "pluck");
    Value::Array members;
    for (const Value& each : list(arguments[0], "pluck")) members.push_back(each[name]);
    return members;
}

Value find_by(Arguments arguments) {
    const std::string_view name = member_name(arguments[1], "find_by");
    for (const Value& each : list(arguments[0], "find_by"))
        if (each.is_object() && each[name] == arguments[2]) return each;
    return nullptr;
}

Value count(Arguments arguments) { return static_cast<double>(list(arguments[0], "count").size()); }

Value merge(Arguments arguments) {
    for (const Value& each : arguments)
        if (!each.is_object())
            throw EvaluationError("merge() takes two objects, not " + std::string(type_name(each)) + ".");
    Value::Object members = arguments[0].object();
    const std::size_t own = members.size();
    for (const auto& [name, member] : arguments[1].object()) {
        const auto end = members.begin() + static_cast<std::ptrdiff_t>(own);
        const auto found =
            std::find_if(members.begin(), end, [&](const auto& each) { return each.first == name; });
        if (found != end)
            found->second = member;
        else
            members.emplace_back(name, member);
    }
    check_element_count(members.size());
    return members;
}

}  // namespace

void add_list_functions(Functions& functions) {
    functions.add("append", 2, 2, append);
    functions.add("without", 2, 2, without);
    functions.add("without_by", 3, 3, without_by);
    functions.add("contains", 2, 2, contains);
    functions.add("pluck", 2, 2, pluck);
    functions.add("find_by", 3, 3, find_by);
    functions.add("count", 1, 1, count);
    functions.add("merge", 2, 2, merge);
}

}  // namespace waymark::states
