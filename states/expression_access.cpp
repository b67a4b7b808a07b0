// Variables, members and elements: how an expression reads them (ES5 11.2.1) and how a location is assigned
// to. Values do not change: an assignment to a part makes a new value along the path to it, and shares all
// the rest.
#include <algorithm>
#include <cmath>

#include "states/conversions.hpp"
#include "states/expression_evaluation.hpp"
#include "states/unicode.hpp"

namespace waymark::states {

namespace {

const Value nothing;

[[noreturn]] void refuse_member(const Value& object, const std::string& name) {
    throw EvaluationError("'" + name + "' is asked of " + to_string(object) + ", which has no members.");
}

Value with_key(const Value& base, std::span<const Value> keys, Value value);

Value with_element(const Value::Array& before, std::span<const Value> keys, Value value) {
    const auto at = element_index(keys.front());
    if (!at) throw EvaluationError("An array has no element '" + to_string(keys.front()) + "' to assign to.");
    check_element_count(*at + 1);
    Value::Array elements = before;
    if (*at >= elements.size()) elements.resize(*at + 1);
    elements[*at] = with_key(elements[*at], keys.subspan(1), std::move(value));
    return elements;
}

Value with_member(const Value::Object& before, std::span<const Value> keys, Value value) {
    const std::string name = to_string(keys.front());
    Value::Object members = before;
    const auto same = [&](const auto& member) { return member.first == name; };
    const auto found = std::find_if(members.begin(), members.end(), same);
    if (found != members.end()) {
        found->second = with_key(found->second, keys.subspan(1), std::move(value));
        return members;
    }
    check_element_count(members.size() + 1);
    Value fresh = with_key(nothing, keys.subspan(1), std::move(value));
    members.emplace_back(name, std::move(fresh));
    return members;
}

Value with_key(const Value& base, std::span<const Value> keys, Value value) {
    if (keys.empty()) return value;
    if (base.is_array()) return with_element(base.array(), keys, std::move(value));
    if (base.is_object()) return with_member(base.object(), keys, std::move(value));
    throw EvaluationError("'" + to_string(keys.front()) + "' cannot be assigned: what should hold it is " +
                          (base.is_null() ? "null" : std::string(type_name(base))) + ".");
}

}  // namespace

std::optional<std::size_t> element_index(const Value& key) {
    double number = 0;
    if (key.is_number()) {
        number = key.number();
    } else if (key.is_string()) {
        number = number_from_text(key.string());
        if (number_text(number) != key.string()) return std::nullopt;
    } else {
        return std::nullopt;
    }
    const bool in_range = number >= 0 && number < 4294967295.0;  // false for NaN
    if (!in_range || number != std::trunc(number)) return std::nullopt;
    return static_cast<std::size_t>(number);
}

const Value& read_key(const Value& object, const Value& key, Value& room) {
    if (object.is_array() || object.is_string()) {
        if (const auto at = element_index(key)) {
            if (object.is_array()) return *at < object.array().size() ? object.array()[*at] : nothing;
            const std::u16string text = to_utf16(object.string());
            if (*at >= text.size()) return nothing;
            room = Value(to_utf8(std::u16string_view(text).substr(*at, 1)));
            return room;
        }
    }
    return key.is_string() ? read_name(object, key.string(), room) : read_name(object, to_string(key), room);
}

const Value& read_name(const Value& object, std::string_view name, Value& room) {
    switch (object.kind()) {
        case Value::Kind::undefined:
        case Value::Kind::null:
            refuse_member(object, std::string(name));
        case Value::Kind::object:
            return object[name];
        case Value::Kind::array:
        case Value::Kind::string:
            break;
        default:
            return nothing;
    }
    if (name == "length") {
        room = Value(object.is_array() ? object.array().size() : utf16_length(object.string()));
        return room;
    }
    const Value key(name);
    return element_index(key) ? read_key(object, key, room) : nothing;
}

const Value& Evaluation::declared(Slot slot) const {
    const Value* value = scope_.variable(slot);
    if (value == nullptr) throw EvaluationError("The variable is not bound yet.");
    return *value;
}

const Value& Evaluation::variable(const ExpressionNode& node, Value& room) {
    const Value* value = scope_.variable(node.a);
    if (value == nullptr) throw EvaluationError(tree_.names[node.b] + " is not bound yet.");
    return keep(*value, room);
}

const Value& Evaluation::system(const ExpressionNode& node, Value& room) {
    const Value* value = scope_.system(tree_.names[node.b]);
    if (value == nullptr) throw EvaluationError(tree_.names[node.b] + " is not bound yet.");
    // The event as a whole holds its data.
    if (judging_ && tree_.names[node.b] == "_event") throw UnknownEventData();
    return keep(*value, room);
}

// What is only asked for its members: of the event all but the data is known.
const Value& Evaluation::object_of(NodeIndex index_of_node, Value& room) {
    const ExpressionNode& node = tree_.nodes[index_of_node];
    if (!judging_ || node.operation != Operation::system) return read(index_of_node, room);
    const Value* value = scope_.system(tree_.names[node.b]);
    if (value == nullptr) throw EvaluationError(tree_.names[node.b] + " is not bound yet.");
    return keep(*value, room);
}

/// Facts are known before the event is sent, whatever else its data will be; but one that hangs on that data
/// is absent until then.
const Value* Evaluation::known_facts(const ExpressionNode& node) const {
    if (tree_.names[node.b] != "facts" || tree_.nodes[node.a].operation != Operation::member ||
        tree_.nodes[node.a].detail != 1)
        return nullptr;
    const Value* event = scope_.system("_event");
    if (event == nullptr) return nullptr;
    const Value& facts = (*event)["data"]["facts"];
    return facts.is_object() ? &facts : nullptr;
}

const Value& Evaluation::member(const ExpressionNode& node, Value& room) {
    if (judging_) {
        if (const Value* facts = known_facts(node)) return keep(*facts, room);
        const Value* all =
            tree_.nodes[node.a].operation == Operation::member ? known_facts(tree_.nodes[node.a]) : nullptr;
        if (all && (*all)[tree_.names[node.b]].is_undefined()) throw UnknownEventData();
    }
    const Value& object = object_of(node.a, room);
    if (judging_ && node.detail == 1) throw UnknownEventData();
    Value made;
    const Value& found = read_name(object, tree_.names[node.b], made);
    // What lies within `room`, or was made here, must not be lost with it.
    if (&found == &made) return put(std::move(made), room);
    return &object == &room ? put(Value(found), room) : found;
}

const Value& Evaluation::index(const ExpressionNode& node, Value& room) {
    const Value& object = object_of(node.a, room);
    Value key_room;
    const Value& key = read(node.b, key_room);
    const ExpressionNode& base = tree_.nodes[node.a];
    if (judging_ && base.operation == Operation::system && tree_.names[base.b] == "_event" &&
        to_string(key) == "data")
        throw UnknownEventData();
    Value made;
    const Value& found = read_key(object, key, made);
    if (&found == &made) return put(std::move(made), room);
    return &object == &room ? put(Value(found), room) : found;
}

Evaluation::Path Evaluation::resolve(NodeIndex location) {
    std::vector<NodeIndex> steps;  // the last one first
    NodeIndex at = location;
    for (; tree_.nodes[at].operation == Operation::member || tree_.nodes[at].operation == Operation::index;
         at = tree_.nodes[at].a)
        steps.push_back(at);
    const ExpressionNode& root = tree_.nodes[at];
    if (root.operation == Operation::system)
        throw EvaluationError(tree_.names[root.b] + " cannot be assigned to.");
    if (root.operation == Operation::undeclared)
        throw EvaluationError(tree_.names[root.b] + " is not declared.");
    if (root.operation != Operation::variable)
        throw EvaluationError("Only a variable or a part of one can be assigned to.");
    Path path{root.a, {}};
    path.keys.reserve(steps.size());
    std::reverse(steps.begin(), steps.end());
    for (const NodeIndex step : steps) {
        const ExpressionNode& node = tree_.nodes[step];
        Value room;
        if (node.operation == Operation::member)
            path.keys.emplace_back(tree_.names[node.b]);
        else
            path.keys.push_back(read(node.b, room));
    }
    return path;
}

void Evaluation::assign(NodeIndex location, Value value) {
    const ExpressionNode& node = tree_.nodes[location];
    if (node.operation == Operation::variable) {
        if (scope_.variable(node.a) == nullptr)
            throw EvaluationError(tree_.names[node.b] + " is not bound yet.");
        check_extent(value);
        scope_.set_variable(node.a, std::move(value));
        return;
    }
    const Path path = resolve(location);
    Value changed = with_key(declared(path.slot), path.keys, std::move(value));
    check_extent(changed);
    scope_.set_variable(path.slot, std::move(changed));
}

Value Evaluation::step(const ExpressionNode& node) {
    const Path path = resolve(node.a);
    Value room = declared(path.slot);
    for (const Key& key : path.keys) {
        Value made;
        Value found = read_key(room, key, made);
        room = std::move(found);
    }
    const double before = to_number(room);
    const double after = (node.detail & step_down) != 0 ? before - 1 : before + 1;
    scope_.set_variable(path.slot, with_key(declared(path.slot), path.keys, after));
    return (node.detail & step_after) != 0 ? before : after;
}

}  // namespace waymark::states
