// One evaluation of one compiled expression. Lives on the stack of the call; touches nothing but the scope it
// was given.
#pragma once

#include <string>
#include <vector>

#include "states/evaluator.hpp"
#include "states/expression_tree.hpp"

namespace waymark::states {

/// Thrown when judging reaches data of the event that is not known yet.
struct UnknownEventData {};

class Evaluation {
  public:
    enum class Mode : std::uint8_t { plain, with_effects, judging, judging_with_effects };

    Evaluation(const ExpressionTree& tree, Scope& scope, Mode mode)
        : tree_(tree),
          scope_(scope),
          has_effects_(mode == Mode::with_effects || mode == Mode::judging_with_effects),
          judging_(mode == Mode::judging || mode == Mode::judging_with_effects) {}

    /// The value, where it already is (a variable, a constant, a part of either), or in `room` when it had to
    /// be made.
    const Value& read(NodeIndex node, Value& room);
    /// The truth of the value, without making one where it can be avoided.
    bool test(NodeIndex node);
    void assign(NodeIndex location, Value value);

  private:
    using Key = Value;  // a member's name or an element's index
    struct Path {
        Slot slot;
        std::vector<Key> keys;
    };

    const Value& keep(const Value& value, Value& room) const {
        if (!has_effects_) return value;
        room = Value(value);  // ++ may replace what the reference points to
        return room;
    }
    static const Value& put(Value value, Value& room) {
        room = std::move(value);
        return room;
    }

    const Value& variable(const ExpressionNode& node, Value& room);
    const Value& system(const ExpressionNode& node, Value& room);
    const Value& object_of(NodeIndex node, Value& room);
    [[nodiscard]] const Value* known_facts(const ExpressionNode& node) const;
    const Value& member(const ExpressionNode& node, Value& room);
    const Value& index(const ExpressionNode& node, Value& room);
    const Value& lazy(const ExpressionNode& node, Value& room);
    Value array(const ExpressionNode& node);
    Value object(const ExpressionNode& node);
    Value call(const ExpressionNode& node);
    Value method(const ExpressionNode& node);
    Value step(const ExpressionNode& node);
    Value unary(const ExpressionNode& node);
    Value arithmetic(const ExpressionNode& node);
    std::string_view type_of(NodeIndex node);
    bool in_state(const ExpressionNode& node);
    bool has_member(const ExpressionNode& node);
    bool compare(const ExpressionNode& node);
    std::vector<Value> arguments(const ExpressionNode& node);

    Path resolve(NodeIndex location);
    const Value& declared(Slot slot) const;

    const ExpressionTree& tree_;
    Scope& scope_;
    bool has_effects_, judging_;
};

/// Three-valued; `scope` tells that the event's data is unknown. Throws EvaluationError.
Truth judge_expression(const ExpressionTree& tree, NodeIndex root, const Scope& scope, bool has_effects);

/// Member or element `key` of a value, as ECMAScript reads it; in `room` when it had to be made. Throws for
/// undefined and null.
const Value& read_key(const Value& object, const Value& key, Value& room);
const Value& read_name(const Value& object, std::string_view name, Value& room);
/// The place in an array that a key names.
std::optional<std::size_t> element_index(const Value& key);

/// Throws EvaluationError for a value that is too deep or too large to be kept.
void check_extent(const Value& value);

}  // namespace waymark::states
