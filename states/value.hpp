// A datum of a chart: what ECMAScript calls undefined, null, boolean, number, string, array, object.
// Immutable and shared, so that a copy costs a reference count. Not a JSON library: text goes through
// parse_json/to_json only at the edges.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace waymark {
template <class T>
class Result;
}

namespace waymark::states {

class Value {
  public:
    using Array = std::vector<Value>;
    using Object = std::vector<std::pair<std::string, Value>>;  // names unique, in order of insertion
    enum class Kind : std::uint8_t { undefined, null, boolean, number, string, array, object };

    Value() = default;
    Value(std::nullptr_t) : held_(nullptr) {}
    Value(bool b) : held_(b) {}
    Value(double n) : held_(n) {}
    Value(int n) : held_(static_cast<double>(n)) {}
    /// Integers beyond 2^53 lose digits: charts never hold such (ADR 0003).
    Value(std::int64_t n) : held_(static_cast<double>(n)) {}
    Value(std::uint64_t n) : held_(static_cast<double>(n)) {}
    Value(std::string s) : held_(std::make_shared<const std::string>(std::move(s))) {}
    Value(std::string_view s) : Value(std::string(s)) {}
    Value(const char* s) : Value(std::string(s)) {}
    Value(Array a);
    Value(Object o);

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(held_.index()); }
    [[nodiscard]] bool is_undefined() const { return kind() == Kind::undefined; }
    [[nodiscard]] bool is_null() const { return kind() == Kind::null; }
    [[nodiscard]] bool is_boolean() const { return kind() == Kind::boolean; }
    [[nodiscard]] bool is_number() const { return kind() == Kind::number; }
    [[nodiscard]] bool is_string() const { return kind() == Kind::string; }
    [[nodiscard]] bool is_array() const { return kind() == Kind::array; }
    [[nodiscard]] bool is_object() const { return kind() == Kind::object; }

    // The content; the kind must be right (CHECK otherwise, by std::bad_variant_access).
    [[nodiscard]] bool boolean() const { return std::get<bool>(held_); }
    [[nodiscard]] double number() const { return std::get<double>(held_); }
    [[nodiscard]] const std::string& string() const {
        return *std::get<std::shared_ptr<const std::string>>(held_);
    }
    [[nodiscard]] const Array& array() const { return std::get<Shared<Array>>(held_)->content; }
    [[nodiscard]] const Object& object() const { return std::get<Shared<Object>>(held_)->content; }

    /// How deep it nests (a scalar: 0) and about how many bytes it takes when written out, shared parts
    /// counted each time they appear. Known without a walk, so that whoever builds values can keep them
    /// small: `x = [x, x]` doubles with every step.
    struct Extent {
        std::uint32_t depth;
        std::uint64_t bytes;
    };
    [[nodiscard]] Extent extent() const;
    /// Deeper values are neither read from JSON nor made by an expression: walks over a value may recurse.
    static constexpr std::uint32_t deepest = 64;

    /// Member of an object, or undefined when there is none or this is no object.
    [[nodiscard]] const Value& operator[](std::string_view name) const;
    /// The string, or `otherwise` when this is none.
    [[nodiscard]] std::string_view string_or(std::string_view otherwise) const;
    /// A copy of this object with one member set (an undefined `member` removes it).
    [[nodiscard]] Value with(std::string_view name, Value member) const;

    /// Deep, by content; NaN equals NaN here (this is identity of data, not ECMAScript's ===).
    friend bool operator==(const Value& a, const Value& b);

  private:
    template <class Content>
    struct Measured {
        Content content;
        Extent extent;
    };
    template <class Content>
    using Shared = std::shared_ptr<const Measured<Content>>;

    std::variant<std::monostate, std::nullptr_t, bool, double, std::shared_ptr<const std::string>,
                 Shared<Array>, Shared<Object>>
        held_;
};

/// Strict I-JSON: no duplicate names, finite numbers, integers exact below 2^53, depth <= 64. No U+0000 in
/// names. Errors: "bad-json" with the place as "line:column".
Result<Value> parse_json(std::string_view text);
/// Undefined members are left out, undefined elsewhere is null; numbers in the shortest form that reads back
/// the same.
std::string to_json(const Value& value);
void append_json(std::string& out, const Value& value);

}  // namespace waymark::states
