// The native evaluator: ECMAScript's side-effect-free expressions, compiled to nodes and evaluated without
// look-ups by name.
#include <algorithm>

#include "states/evaluator.hpp"
#include "states/expression_evaluation.hpp"
#include "states/expression_parser.hpp"
#include "states/expression_paths.hpp"

namespace waymark::states {

namespace {

class NativeEvaluator final : public Evaluator {
  public:
    NativeEvaluator(const Functions& functions, const Variables& variables)
        : functions_(functions), variables_(variables) {}

    Result<Expression> compile(std::string_view text) override {
        auto parsed = parse_expression(text, functions_, variables_, tree_);
        if (!parsed) return std::move(parsed).error();
        return add(*parsed);
    }

    Result<Expression> compile_location(std::string_view text) override {
        auto parsed = parse_expression(text, functions_, variables_, tree_);
        if (!parsed) return std::move(parsed).error();
        if (!is_location(tree_.nodes[parsed->root].operation))
            return expression_error(false, text, 0,
                                    "a location is a variable or a part of one, such as a, a.b or a[0]");
        return add(*parsed);
    }

    Value evaluate(Expression expression, Scope& scope) const override {
        const Compiled& compiled = at(expression);
        Value room;
        const Value& value = Evaluation(tree_, scope, mode(compiled)).read(compiled.root, room);
        if (value.is_array() || value.is_object()) check_extent(value);
        if (&value == &room) return room;
        return value;
    }

    bool evaluate_condition(Expression expression, Scope& scope) const override {
        const Compiled& compiled = at(expression);
        return Evaluation(tree_, scope, mode(compiled)).test(compiled.root);
    }

    void assign(Expression location, Value value, Scope& scope) const override {
        const Compiled& compiled = at(location);
        Evaluation(tree_, scope, mode(compiled)).assign(compiled.root, std::move(value));
    }

    Truth judge(Expression expression, const Scope& scope) const override {
        const Compiled& compiled = at(expression);
        return judge_expression(tree_, compiled.root, scope, compiled.has_effects);
    }

    [[nodiscard]] std::span<const std::pair<std::string, Expression>> paths(
        Expression expression) const override {
        return at(expression).paths;
    }

  private:
    struct Compiled {
        NodeIndex root;
        bool has_effects;
        std::vector<std::pair<std::string, Expression>> paths;
    };

    Expression add(const ParsedExpression& parsed) {
        const auto expression = static_cast<Expression>(compiled_.size());
        compiled_.push_back({parsed.root, parsed.has_effects, {}});
        std::vector<std::pair<std::string, Expression>> paths;
        for (auto& [name, node] : data_paths(tree_, parsed.root)) {
            paths.emplace_back(std::move(name), static_cast<Expression>(compiled_.size()));
            compiled_.push_back({node, false, {}});  // no path has ++ in it
        }
        compiled_[expression].paths = std::move(paths);
        return expression;
    }

    [[nodiscard]] const Compiled& at(Expression expression) const {
        CHECK(expression < compiled_.size());
        return compiled_[expression];
    }
    static Evaluation::Mode mode(const Compiled& compiled) {
        return compiled.has_effects ? Evaluation::Mode::with_effects : Evaluation::Mode::plain;
    }

    const Functions& functions_;
    const Variables& variables_;
    ExpressionTree tree_;
    std::vector<Compiled> compiled_;
};

}  // namespace

Slot Variables::add(std::string_view name) {
    if (const auto known = find(name)) return *known;
    names_.emplace_back(name);
    return static_cast<Slot>(names_.size() - 1);
}

std::optional<Slot> Variables::find(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<Slot>(found - names_.begin());
}

std::unique_ptr<Evaluator> native_evaluator(const Functions& functions, const Variables& variables) {
    return std::make_unique<NativeEvaluator>(functions, variables);
}

}  // namespace waymark::states
