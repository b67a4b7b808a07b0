// Three-valued logic over the event's data that is not known yet (Kleene): what is asked when nobody has sent
// the event.
#include <algorithm>

#include "states/expression_evaluation.hpp"

namespace waymark::states {

namespace {

/// Keeps to itself what an expression changes, for as long as it is judged.
class Overlay final : public Scope {
  public:
    explicit Overlay(const Scope& below) : below_(below) {}

    [[nodiscard]] const Value* variable(Slot slot) const override {
        const auto found = std::find_if(changed_.begin(), changed_.end(),
                                        [&](const auto& each) { return each.first == slot; });
        return found != changed_.end() ? &found->second : below_.variable(slot);
    }
    void set_variable(Slot slot, Value value) override {
        const auto found = std::find_if(changed_.begin(), changed_.end(),
                                        [&](const auto& each) { return each.first == slot; });
        if (found != changed_.end())
            found->second = std::move(value);
        else
            changed_.emplace_back(slot, std::move(value));
    }
    [[nodiscard]] const Value* system(std::string_view name) const override { return below_.system(name); }
    [[nodiscard]] bool event_data_unknown() const override { return below_.event_data_unknown(); }
    [[nodiscard]] bool in(std::string_view state_id) const override { return below_.in(state_id); }

  private:
    const Scope& below_;
    std::vector<std::pair<Slot, Value>> changed_;
};

Truth truth(bool known) { return known ? Truth::yes : Truth::no; }

Truth inverse(Truth of) { return of == Truth::unknown ? of : truth(of == Truth::no); }

class Judgement {
  public:
    Judgement(const ExpressionTree& tree, Scope& scope, Evaluation::Mode mode)
        : tree_(tree), scope_(scope), evaluation_(tree, scope, mode) {}

    Truth judge(NodeIndex index) {
        const ExpressionNode& node = tree_.nodes[index];
        switch (node.operation) {
            case Operation::logical_not:
                return inverse(judge(node.a));
            case Operation::both:
                return judge_both(node);
            case Operation::either:
                return judge_either(node);
            case Operation::conditional:
                return judge_conditional(node);
            // The event is an object, whatever its data.
            case Operation::system:
                if (tree_.names[node.b] == "_event" && scope_.system("_event") != nullptr) return Truth::yes;
                break;
            default:
                break;
        }
        try {
            return truth(evaluation_.test(index));
        } catch (const UnknownEventData&) {
            return Truth::unknown;
        }
    }

  private:
    // Behind what is unknown nothing fails for sure: with other data it is not reached.
    Truth judge_or_unknown(NodeIndex index) {
        try {
            return judge(index);
        } catch (const EvaluationError&) {
            return Truth::unknown;
        }
    }
    Truth judge_both(const ExpressionNode& node) {
        const Truth left = judge(node.a);
        if (left == Truth::no) return left;
        if (left == Truth::yes) return judge(node.b);
        return judge_or_unknown(node.b) == Truth::no ? Truth::no : Truth::unknown;
    }
    Truth judge_either(const ExpressionNode& node) {
        const Truth left = judge(node.a);
        if (left == Truth::yes) return left;
        if (left == Truth::no) return judge(node.b);
        return judge_or_unknown(node.b) == Truth::yes ? Truth::yes : Truth::unknown;
    }
    Truth judge_conditional(const ExpressionNode& node) {
        const Truth condition = judge(node.a);
        if (condition != Truth::unknown) return judge(condition == Truth::yes ? node.b : node.c);
        const Truth yes = judge_or_unknown(node.b), no = judge_or_unknown(node.c);
        return yes == no ? yes : Truth::unknown;
    }

    const ExpressionTree& tree_;
    Scope& scope_;
    Evaluation evaluation_;
};

}  // namespace

Truth judge_expression(const ExpressionTree& tree, NodeIndex root, const Scope& scope, bool has_effects) {
    Overlay overlay(scope);
    if (!scope.event_data_unknown()) {
        const auto mode = has_effects ? Evaluation::Mode::with_effects : Evaluation::Mode::plain;
        return truth(Evaluation(tree, overlay, mode).test(root));
    }
    const auto mode = has_effects ? Evaluation::Mode::judging_with_effects : Evaluation::Mode::judging;
    return Judgement(tree, overlay, mode).judge(root);
}

}  // namespace waymark::states
