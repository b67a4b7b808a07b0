// constant-guard: a condition that holds always or never, whatever the data.
#include "states/checks/survey.hpp"
#include "states/expression_evaluation.hpp"

namespace waymark::states {

namespace {

/// Nothing is there: whoever asks has looked before that nothing is asked for.
class Nowhere final : public Scope {
  public:
    [[nodiscard]] const Value* variable(Slot) const override { return nullptr; }
    void set_variable(Slot, Value) override {}
    [[nodiscard]] const Value* system(std::string_view) const override { return nullptr; }
    [[nodiscard]] bool in(std::string_view) const override { return false; }
};

class Constancy {
  public:
    explicit Constancy(const ExpressionTree& tree) : tree_(tree) {}

    Truth judge(NodeIndex index) {
        const auto& node = tree_.nodes[index];
        switch (node.operation) {
            case Operation::logical_not: {
                const auto inner = judge(node.a);
                return inner == Truth::unknown ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
            }
            case Operation::both:
                return join(judge(node.a), judge(node.b), Truth::no);
            case Operation::either:
                return join(judge(node.a), judge(node.b), Truth::yes);
            default:
                return is_constant(index) ? test(index) : Truth::unknown;
        }
    }

  private:
    static Truth join(Truth a, Truth b, Truth strong) {
        if (a == strong || b == strong) return strong;
        return a == b ? a : Truth::unknown;
    }
    Truth test(NodeIndex index) {
        try {
            return Evaluation(tree_, nowhere_, Evaluation::Mode::plain).test(index) ? Truth::yes : Truth::no;
        } catch (const EvaluationError&) {
            return Truth::no;  // it fails, and counts as false
        }
    }
    // A function may hang on the rulebook, which changes: it is no constant.
    bool is_constant(NodeIndex index) {
        switch (tree_.nodes[index].operation) {
            case Operation::variable:
            case Operation::system:
            case Operation::undeclared:
            case Operation::call:
            case Operation::in_state:
            case Operation::fail:
            case Operation::step:
                return false;
            default:
                break;
        }
        for (const auto child : children(tree_, index))
            if (!is_constant(child)) return false;
        return true;
    }

    const ExpressionTree& tree_;
    Nowhere nowhere_;
};

}  // namespace

void check_guards(const Subject& subject) {
    for (const auto& use : subject.survey.uses) {
        if (!use.root || (use.kind != Use::Kind::guard && use.kind != Use::Kind::condition)) continue;
        const auto truth = Constancy(subject.survey.tree).judge(*use.root);
        if (truth == Truth::unknown) continue;
        subject.findings.add(
            "constant-guard", use.code->place,
            truth == Truth::yes
                ? "This condition always holds: remove it, or let it look at some data."
                : "This condition never holds: remove what hangs on it, or let it look at some data.");
    }
}

}  // namespace waymark::states
