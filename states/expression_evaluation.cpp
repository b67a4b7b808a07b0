#include "states/expression_evaluation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "states/conversions.hpp"
#include "states/expression_methods.hpp"

namespace waymark::states {

namespace {

constexpr std::uint64_t most_value_bytes = std::uint64_t{16} << 20U;
constexpr std::size_t arguments_in_place = 4;

Value add(const Value& left, const Value& right) {
    const auto is_text = [](const Value& value) {
        return value.is_string() || value.is_array() || value.is_object();
    };
    if (!is_text(left) && !is_text(right)) return to_number(left) + to_number(right);
    std::string text = to_string(left);
    const std::string more = to_string(right);
    check_text_size(text.size() + more.size());
    return text += more;
}

bool ordered(Operation operation, double left, double right) {
    switch (operation) {
        case Operation::less:
            return left < right;
        case Operation::less_equal:
            return left <= right;
        case Operation::greater:
            return left > right;
        default:
            return left >= right;
    }
}

bool ordered(Operation operation, const Value& left, const Value& right) {
    switch (operation) {
        case Operation::less:
            return is_less(left, right).value_or(false);
        case Operation::greater:
            return is_less(right, left).value_or(false);
        case Operation::less_equal:
            return !is_less(right, left).value_or(true);
        default:
            return !is_less(left, right).value_or(true);
    }
}

double calculate(Operation operation, double left, double right) {
    const auto shift = static_cast<std::uint32_t>(to_int32(right)) & 31U;
    switch (operation) {
        case Operation::bit_and:
            return to_int32(left) & to_int32(right);
        case Operation::bit_or:
            return to_int32(left) | to_int32(right);
        case Operation::bit_xor:
            return to_int32(left) ^ to_int32(right);
        case Operation::shift_left:
            return static_cast<std::int32_t>(static_cast<std::uint32_t>(to_int32(left)) << shift);
        case Operation::shift_right:
            return to_int32(left) >> shift;
        default:
            return static_cast<std::uint32_t>(to_int32(left)) >> shift;
    }
}

}  // namespace

void check_extent(const Value& value) {
    const Value::Extent extent = value.extent();
    if (extent.depth > Value::deepest)
        throw EvaluationError("A value that nests more than 64 deep is not made.");
    if (extent.bytes > most_value_bytes) throw EvaluationError("A value larger than 16 MiB is not made.");
}

const Value& Evaluation::read(NodeIndex index_of_node, Value& room) {
    const ExpressionNode& node = tree_.nodes[index_of_node];
    switch (node.operation) {
        case Operation::constant:
            return tree_.constants[node.a];
        case Operation::variable:
            if (const Value* value = scope_.variable(node.a); value != nullptr && !has_effects_) [[likely]]
                return *value;
            return variable(node, room);
        case Operation::system:
            return system(node, room);
        case Operation::undeclared:
            throw EvaluationError(tree_.names[node.b] + " is not declared.");
        case Operation::member:
            return member(node, room);
        case Operation::index:
            return index(node, room);
        case Operation::both:
        case Operation::either:
        case Operation::conditional:
            return lazy(node, room);
        case Operation::array:
            return put(array(node), room);
        case Operation::object:
            return put(object(node), room);
        case Operation::call:
            return put(call(node), room);
        case Operation::method:
            return put(method(node), room);
        case Operation::fail:
            throw EvaluationError(tree_.names[node.a]);
        case Operation::step:
            return put(step(node), room);
        case Operation::type_of:
            return put(type_of(node.a), room);
        case Operation::negate:
        case Operation::plus:
        case Operation::bit_not:
        case Operation::void_of:
            return put(unary(node), room);
        case Operation::logical_not:
        case Operation::is_array:
        case Operation::is_object:
        case Operation::in_state:
        case Operation::has_member:
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal:
        case Operation::equal:
        case Operation::not_equal:
        case Operation::strictly_equal:
        case Operation::strictly_not_equal:
            return put(test(index_of_node), room);
        default:
            return put(arithmetic(node), room);
    }
}

bool Evaluation::test(NodeIndex index_of_node) {
    const ExpressionNode& node = tree_.nodes[index_of_node];
    switch (node.operation) {
        case Operation::logical_not:
            return !test(node.a);
        case Operation::both:
            return test(node.a) && test(node.b);
        case Operation::either:
            return test(node.a) || test(node.b);
        case Operation::conditional:
            return test(node.a) ? test(node.b) : test(node.c);
        case Operation::in_state:
            return in_state(node);
        case Operation::has_member:
            return has_member(node);
        case Operation::is_array:
        case Operation::is_object: {
            Value room;
            const Value& value = read(node.a, room);
            return value.is_array() || (node.operation == Operation::is_object && value.is_object());
        }
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal:
        case Operation::equal:
        case Operation::not_equal:
        case Operation::strictly_equal:
        case Operation::strictly_not_equal:
            return compare(node);
        default: {
            Value room;
            return truthy(read(index_of_node, room));
        }
    }
}

bool Evaluation::compare(const ExpressionNode& node) {
    Value left_room, right_room;
    const Value& left = read(node.a, left_room);
    const Value& right = read(node.b, right_room);
    switch (node.operation) {
        case Operation::equal:
            return loosely_equal(left, right);
        case Operation::not_equal:
            return !loosely_equal(left, right);
        case Operation::strictly_equal:
            return strictly_equal(left, right);
        case Operation::strictly_not_equal:
            return !strictly_equal(left, right);
        default:
            break;
    }
    if (left.is_number() && right.is_number()) return ordered(node.operation, left.number(), right.number());
    return ordered(node.operation, left, right);
}

Value Evaluation::arithmetic(const ExpressionNode& node) {
    Value left_room, right_room;
    const Value& left = read(node.a, left_room);
    const Value& right = read(node.b, right_room);
    if (node.operation == Operation::add) {
        if (left.is_number() && right.is_number()) return left.number() + right.number();
        return add(left, right);
    }
    const double x = to_number(left), y = to_number(right);
    switch (node.operation) {
        case Operation::subtract:
            return x - y;
        case Operation::multiply:
            return x * y;
        case Operation::divide:
            return x / y;
        case Operation::remainder:
            return std::fmod(x, y);
        default:
            return calculate(node.operation, x, y);
    }
}

Value Evaluation::unary(const ExpressionNode& node) {
    Value room;
    const Value& operand = read(node.a, room);
    switch (node.operation) {
        case Operation::void_of:
            return {};
        case Operation::negate:
            return -to_number(operand);
        case Operation::bit_not:
            return static_cast<double>(~to_int32(to_number(operand)));
        default:
            return to_number(operand);
    }
}

const Value& Evaluation::lazy(const ExpressionNode& node, Value& room) {
    if (node.operation == Operation::conditional)
        return test(node.a) ? read(node.b, room) : read(node.c, room);
    const Value& left = read(node.a, room);
    return truthy(left) == (node.operation == Operation::both) ? read(node.b, room) : left;
}

std::string_view Evaluation::type_of(NodeIndex operand) {
    const ExpressionNode& node = tree_.nodes[operand];
    // To ask for the type of what is not bound is no error.
    if (node.operation == Operation::undeclared) return "undefined";
    if (node.operation == Operation::variable && scope_.variable(node.a) == nullptr) return "undefined";
    if (node.operation == Operation::system && scope_.system(tree_.names[node.b]) == nullptr)
        return "undefined";
    Value room;
    return type_name(object_of(operand, room));
}

bool Evaluation::in_state(const ExpressionNode& node) {
    Value room;
    const Value& id = read(node.a, room);
    return id.is_string() ? scope_.in(id.string()) : scope_.in(to_string(id));
}

bool Evaluation::has_member(const ExpressionNode& node) {
    Value name_room, object_room;
    const Value& name = read(node.a, name_room);
    const Value& object = object_of(node.b, object_room);
    if (object.is_array()) {
        const auto at = element_index(name);
        return at ? *at < object.array().size() : to_string(name) == "length";
    }
    if (!object.is_object())
        throw EvaluationError("'in' needs an object or an array, not " + std::string(type_name(object)) +
                              ".");
    const std::string text = to_string(name);
    for (const auto& [own_name, value] : object.object())
        if (own_name == text) return true;
    return false;
}

Value Evaluation::array(const ExpressionNode& node) {
    check_element_count(node.b);
    Value::Array elements;
    elements.reserve(node.b);
    for (const NodeIndex element : tree_.list(node.a, node.b)) {
        Value room;
        const Value& value = read(element, room);
        if (&value == &room)
            elements.push_back(std::move(room));
        else
            elements.push_back(value);
    }
    return elements;
}

Value Evaluation::object(const ExpressionNode& node) {
    Value::Object members;
    members.reserve(node.b);
    for (std::uint32_t i = 0; i < node.b; ++i) {
        const std::string& name = tree_.names[tree_.lists[node.a + 2 * i]];
        Value room;
        Value value = read(tree_.lists[node.a + 2 * i + 1], room);
        const auto same = [&](const auto& member) { return member.first == name; };
        const auto found =
            std::find_if(members.begin(), members.end(), same);  // a name given twice: the last one counts
        if (found != members.end())
            found->second = std::move(value);
        else
            members.emplace_back(name, std::move(value));
    }
    return members;
}

std::vector<Value> Evaluation::arguments(const ExpressionNode& node) {
    std::vector<Value> values;
    values.reserve(node.c);
    for (const NodeIndex argument : tree_.list(node.b, node.c)) {
        Value room;
        values.push_back(read(argument, room));
    }
    return values;
}

Value Evaluation::call(const ExpressionNode& node) {
    const Functions::Entry& function = *tree_.functions[node.a];
    if (node.c > arguments_in_place) return function.call(arguments(node));
    std::array<Value, arguments_in_place> values;
    for (std::uint32_t i = 0; i < node.c; ++i) {
        Value room;
        values.at(i) = read(tree_.lists[node.b + i], room);
    }
    return function.call(std::span(values).first(node.c));
}

Value Evaluation::method(const ExpressionNode& node) {
    Value room;
    const Value& self = read(node.a, room);
    return call_method(node.detail, self, arguments(node));
}

}  // namespace waymark::states
