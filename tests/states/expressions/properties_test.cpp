// What holds for every expression: literals read as JSON does, arithmetic as the machine has it, and no text
// does harm.
#include <cmath>

#include "tests/states/expressions/bench.hpp"
#include "tests/states/values/any_value.hpp"

namespace waymark::states {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string text = "(";
    for (const std::string_view part : parts) text += part;
    return text += ')';
}

class ExpressionProperties : public Expressions {};

TEST_F(ExpressionProperties, JsonIsAnExpressionOfItsValue) {
    EXPECT_TRUE(rc::check("evaluate(to_json(v)) == v", [&] {
        const Value value = *any_value();
        const auto compiled = evaluator->compile("(" + to_json(value) + ")");
        RC_ASSERT(compiled.ok());
        RC_ASSERT(evaluator->evaluate(*compiled, scope) == value);
    }));
}

TEST_F(ExpressionProperties, NumbersAreCalculatedAsDoubles) {
    EXPECT_TRUE(rc::check("a op b", [&] {
        const double a = *any_finite_number(), b = *any_finite_number();
        assign("n", a);
        assign("empty", b);
        RC_ASSERT(evaluate("n + empty") == Value(a + b));
        RC_ASSERT(evaluate("n - empty") == Value(a - b));
        RC_ASSERT(evaluate("n * empty") == Value(a * b));
        RC_ASSERT(evaluate("n / empty") == Value(a / b));
        RC_ASSERT(evaluate("n % empty") == Value(std::fmod(a, b)));
        RC_ASSERT(evaluate("n < empty") == Value(a < b));
        RC_ASSERT(evaluate("n >= empty") == Value(a >= b));
        RC_ASSERT(evaluate("n === empty") == Value(a == b));
        RC_ASSERT(evaluate("+('' + n) === n") == Value(true));
    }));
}

TEST_F(ExpressionProperties, EqualityLooksBothWays) {
    EXPECT_TRUE(rc::check("a == b is b == a, and === is narrower", [&] {
        assign("n", *any_value(1));
        assign("empty", *any_value(1));
        RC_ASSERT(evaluate("n == empty") == evaluate("empty == n"));
        RC_ASSERT(evaluate("n === empty") == evaluate("empty === n"));
        RC_ASSERT(evaluate("!(n === empty) || n == empty") == Value(true));
        RC_ASSERT(evaluate("(n == empty) !== (n != empty)") == Value(true));
    }));
}

TEST_F(ExpressionProperties, AnyTextIsCompiledOrRefusedAndEvaluatesOrFails) {
    const std::vector<std::string> pieces = {
        "n",        "o",      "list",  "text",    "_event",      ".data",  ".a",       ".b",   "[",
        "]",        "(",      ")",     "{",       "}",           ":",      ",",        "?",    "+",
        "-",        "*",      "/",     "%",       "!",           "==",     "===",      "<",    ">=",
        "&&",       "||",     "in ",   "typeof ", "instanceof ", "++",     "--",       "=",    ";",
        "1",        "0x",     "'a'",   "'",       "\"",          "\\",     "function", "new ", "return ",
        "Math.max", "append", "merge", "In",      ".slice",      ".split", " ",        "\n",   "ж",
        "\xFF",     "/*",     "*/",    "//"};
    EXPECT_TRUE(rc::check("nothing but answers", [&] {
        std::string text;
        for (const auto& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
            text += piece;
        for (const bool location : {false, true}) {
            const auto compiled = location ? evaluator->compile_location(text) : evaluator->compile(text);
            if (!compiled.ok()) {
                RC_ASSERT(compiled.error().code == "expression-syntax" ||
                          compiled.error().code == "expression-unsupported");
                continue;
            }
            scope.data_unknown = *rc::gen::arbitrary<bool>();
            try {
                evaluator->judge(*compiled, scope);
                evaluator->evaluate(*compiled, scope);
                for (const auto& path : evaluator->paths(*compiled)) evaluator->evaluate(path.second, scope);
                if (location) evaluator->assign(*compiled, 1, scope);
            } catch (const EvaluationError&) {
                continue;
            }
        }
    }));
}

TEST_F(ExpressionProperties, WhatIsJudgedHoldsForAllData) {
    const std::vector<std::string> atoms = {"_event.data.d > 1",
                                            "_event.data.d == 'a'",
                                            "!_event.data",
                                            "_event.data.d.e",
                                            "n == 3",
                                            "n == 4",
                                            "_event.name == 'go'",
                                            "missing",
                                            "'d' in _event.data",
                                            "flag"};
    EXPECT_TRUE(rc::check("yes and no stay so when the data becomes known", [&] {
        std::string text = *rc::gen::elementOf(atoms);
        for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
            const std::string other = *rc::gen::elementOf(atoms);
            switch (*rc::gen::inRange(0, 5)) {
                case 0:
                    text = joined({text, " && ", other});
                    break;
                case 1:
                    text = joined({other, " || ", text});
                    break;
                case 2:
                    text = joined({"!", text});
                    break;
                case 3:
                    text = joined({text, " ? ", other, " : ", text});
                    break;
                default:
                    text = joined({"(", text, ") == (", other, ")"});
                    break;
            }
        }
        const auto compiled = evaluator->compile(text);
        RC_ASSERT(compiled.ok());
        const auto decide = [&]() -> std::optional<Truth> {
            try {
                return evaluator->judge(*compiled, scope);
            } catch (const EvaluationError&) {
                return std::nullopt;
            }
        };
        scope.data_unknown = true;
        const auto before = decide();
        scope.data_unknown = false;
        const Value data = *rc::gen::element(json(R"({"d":5})"), json(R"({"d":"a"})"), json(R"({})"),
                                             json(R"({"d":{"e":1}})"), Value(nullptr), Value());
        scope.systems["_event"] = scope.systems["_event"].with("data", data);
        const auto after = decide();
        // Data of another shape than the guard's may make it fail; what failed without looking at it fails
        // with any.
        if (!before)
            RC_ASSERT(!after);
        else if (after && before != Truth::unknown)
            RC_ASSERT(*after == *before);
    }));
}

}  // namespace
}  // namespace waymark::states
