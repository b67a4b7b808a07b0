#include "states/value.hpp"

#include <algorithm>
#include <cmath>

namespace waymark::states {

namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{1} << 60;  // where the sum stops, so that it never wraps

void include(Value::Extent& sum, const Value& part, std::size_t beside) {
    const Value::Extent extent = part.extent();
    sum.depth = std::max(sum.depth, extent.depth + 1);
    sum.bytes = std::min(most_bytes, sum.bytes + extent.bytes + beside);
}

Value::Extent measure(const Value::Array& elements) {
    Value::Extent sum{1, sizeof(Value)};
    for (const Value& element : elements) include(sum, element, 0);
    return sum;
}

Value::Extent measure(const Value::Object& members) {
    Value::Extent sum{1, sizeof(Value)};
    for (const auto& [name, member] : members) include(sum, member, name.size() + sizeof(Value));
    return sum;
}

const Value nothing;

}  // namespace

Value::Value(Array a) {
    const Extent extent = measure(a);
    held_ = std::make_shared<const Measured<Array>>(Measured<Array>{std::move(a), extent});
}

Value::Value(Object o) {
    const Extent extent = measure(o);
    held_ = std::make_shared<const Measured<Object>>(Measured<Object>{std::move(o), extent});
}

Value::Extent Value::extent() const {
    switch (kind()) {
        case Kind::string:
            return {0, string().size() + sizeof(Value)};
        case Kind::array:
            return std::get<Shared<Array>>(held_)->extent;
        case Kind::object:
            return std::get<Shared<Object>>(held_)->extent;
        default:
            return {0, sizeof(Value)};
    }
}

const Value& Value::operator[](std::string_view name) const {
    if (!is_object()) return nothing;
    for (const auto& [own_name, member] : object())
        if (own_name == name) return member;
    return nothing;
}

std::string_view Value::string_or(std::string_view otherwise) const {
    return is_string() ? string() : otherwise;
}

Value Value::with(std::string_view name, Value member) const {
    Object members = object();
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const auto& each) { return each.first == name; });
    if (found == members.end()) {
        if (!member.is_undefined()) members.emplace_back(name, std::move(member));
    } else if (member.is_undefined()) {
        members.erase(found);
    } else {
        found->second = std::move(member);
    }
    return members;
}

namespace {

// Data is the same whatever the order in which members were put in.
bool same_members(const Value::Object& a, const Value::Object& b) {
    if (a.size() != b.size()) return false;
    const auto same_name = [](const auto& x, const auto& y) { return x.first == y.first; };
    if (std::equal(a.begin(), a.end(), b.begin(), same_name)) return a == b;
    std::vector<const std::pair<std::string, Value>*> left, right;
    for (const auto& each : a) left.push_back(&each);
    for (const auto& each : b) right.push_back(&each);
    const auto by_name = [](const auto* x, const auto* y) { return x->first < y->first; };
    std::sort(left.begin(), left.end(), by_name);
    std::sort(right.begin(), right.end(), by_name);
    return std::equal(left.begin(), left.end(), right.begin(), [](const auto* x, const auto* y) {
        return x->first == y->first && x->second == y->second;
    });
}

}  // namespace

bool operator==(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case Value::Kind::undefined:
        case Value::Kind::null:
            return true;
        case Value::Kind::boolean:
            return a.boolean() == b.boolean();
        case Value::Kind::number:
            return a.number() == b.number() || (std::isnan(a.number()) && std::isnan(b.number()));
        case Value::Kind::string:
            return a.string() == b.string();
        case Value::Kind::array:
            return &a.array() == &b.array() || a.array() == b.array();
        case Value::Kind::object:
            return &a.object() == &b.object() || same_members(a.object(), b.object());
    }
    return false;
}

}  // namespace waymark::states
