// The null data model: the predicate In(id), its id with or without quotes, and nothing else (SCXML B.1).
#include <algorithm>

#include "states/evaluator.hpp"

namespace waymark::states {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The id in "In(id)", or nothing.
std::string_view id_of(std::string_view text) {
    text = trimmed(text);
    if (!text.starts_with("In") || !text.ends_with(')')) return {};
    text = trimmed(text.substr(2, text.size() - 3));
    if (!text.starts_with('(')) return {};
    text = trimmed(text.substr(1));
    if (text.size() >= 2 && (text[0] == '\'' || text[0] == '"') && text.back() == text[0])
        text = text.substr(1, text.size() - 2);
    return text.find_first_of(" \t\r\n'\"()") == std::string_view::npos ? text : std::string_view{};
}

class NullEvaluator final : public Evaluator {
  public:
    Result<Expression> compile(std::string_view text) override {
        const auto id = id_of(text);
        if (id.empty())
            return Error{
                "expression-syntax",
                "the null data model has In(id) and nothing else; write datamodel=\"ecmascript\" for more",
                "1",
                {}};
        ids_.emplace_back(id);
        return static_cast<Expression>(ids_.size() - 1);
    }
    Result<Expression> compile_location(std::string_view) override {
        return Error{"expression-syntax", "the null data model has no locations", "1", {}};
    }
    Value evaluate(Expression expression, Scope& scope) const override { return scope.in(ids_[expression]); }
    bool evaluate_condition(Expression expression, Scope& scope) const override {
        return scope.in(ids_[expression]);
    }
    void assign(Expression, Value, Scope&) const override {
        throw EvaluationError("the null data model has no locations");
    }
    Truth judge(Expression expression, const Scope& scope) const override {
        return scope.in(ids_[expression]) ? Truth::yes : Truth::no;
    }
    [[nodiscard]] std::span<const std::pair<std::string, Expression>> paths(Expression) const override {
        return {};
    }

  private:
    std::vector<std::string> ids_;
};

}  // namespace

std::unique_ptr<Evaluator> null_evaluator() { return std::make_unique<NullEvaluator>(); }

}  // namespace waymark::states
