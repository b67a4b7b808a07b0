// Where <assign> puts a value, and what ++ and -- do.
#include "tests/states/expressions/bench.hpp"

namespace waymark::states {
namespace {

class Locations : public Expressions {};

TEST_F(Locations, AreVariablesAndPartsOfThem) {
    assign("n", 5);
    EXPECT_EQ(variable("n"), Value(5));
    assign(" (n) ", 6);
    EXPECT_EQ(variable("n"), Value(6));
    assign("o.a.b[1].c", "y");
    assign("o['k']", nullptr);
    assign("o.fresh", true);
    assign("o[text]", 1);
    EXPECT_EQ(variable("o"),
              json(R"({"a":{"b":[1,{"c":"y"}]},"k":null,"length":7,"fresh":true,"привет":1})"));
    assign("list[n - 5]", 9);
    assign("list['0']", 8);
    EXPECT_EQ(variable("list"), json("[8,9,2]"));
    assign("list[4]", 1);
    EXPECT_EQ(variable("list"), Value(Value::Array{8, 9, 2, Value(), 1}));
    assign("deep[0][0]", Value(Value::Array{}));
    EXPECT_EQ(variable("deep"), json("[[[]]]"));
}

TEST_F(Locations, ShareNothingThatWasReadBefore) {
    const Value before = variable("o");
    const Value& part = before["a"];
    assign("o.a.b[0]", 2);
    EXPECT_EQ(before, json(R"({"a":{"b":[1,{"c":"x"}]},"k":"a","length":7})"));
    EXPECT_EQ(part, json(R"({"b":[1,{"c":"x"}]})"));
    assign("o.self", variable("o"));
    EXPECT_EQ(variable("o")["self"]["a"]["b"].array()[0], Value(2));
}

TEST_F(Locations, KeepAMemberThatBecomesUndefined) {
    assign("o.k", Value());
    EXPECT_EQ(evaluate("'k' in o"), Value(true));
    EXPECT_EQ(evaluate("typeof o.k"), Value("undefined"));
}

TEST_F(Locations, CanBeReadToo) {
    const auto location = *evaluator->compile_location("o.a.b[1].c");
    EXPECT_EQ(evaluator->evaluate(location, scope), Value("x"));
}

TEST_F(Locations, AreRefusedWhereNothingCanBeKept) {
    const auto systems = scope.systems;
    const auto before = scope.variables;
    for (const char* text : {"missing",       "missing.x",        "late",
                             "late.x",        "_event",           "_event.data",
                             "_event.data.d", "_event[text]",     "_sessionid",
                             "_name",         "_ioprocessors",    "_x.y",
                             "now",           "foo.bar.baz ",     "n.x",
                             "text[0]",       "text.length",      "nil.x",
                             "empty.x",       "o.nothing.x",      "o.k.x",
                             "list.x",        "list.length",      "list[-1]",
                             "list[0.5]",     "list[100000]",     "list[4294967295]",
                             "list['01']",    "[1][0]",           "{a:1}.a",
                             "f(1).x",        "list.slice(1)[0]", "o[missing]"}) {
        const auto location = evaluator->compile_location(text);
        ASSERT_TRUE(location.ok()) << text << ": " << location.error().message;
        EXPECT_THROW(evaluator->assign(*location, 1, scope), EvaluationError) << text;
    }
    EXPECT_EQ(scope.systems, systems);
    EXPECT_EQ(scope.variables, before);
}

TEST_F(Locations, AreNoOtherExpressions) {
    for (const char* text : {"", "1", "'continue'", "n + 1", "f(1)", "n ? n : n", "[n]", "-n", "n++",
                             "undefined", "return", "n n", "true"}) {
        const auto location = evaluator->compile_location(text);
        ASSERT_FALSE(location.ok()) << text;
        EXPECT_EQ(location.error().code, "expression-syntax") << text;
    }
    for (const char* text : {"this.x", "n = n", "new X().a"}) {
        const auto location = evaluator->compile_location(text);
        ASSERT_FALSE(location.ok()) << text;
        EXPECT_EQ(location.error().code, "expression-unsupported") << text;
    }
}

class Steps : public Expressions {};

TEST_F(Steps, ChangeTheVariableAndGiveItsValue) {
    EXPECT_EQ(evaluate("++n == 4"), Value(true));
    EXPECT_EQ(evaluate("n++"), Value(4));
    EXPECT_EQ(evaluate("n"), Value(5));
    EXPECT_EQ(evaluate("n-- - --n"), Value(5 - 3));
    EXPECT_EQ(variable("n"), Value(3));
    EXPECT_EQ(evaluate("- --n"), Value(-2));
    EXPECT_EQ(evaluate("n + n++ + n"), Value(2 + 2 + 3)) << "what was read before stays as it was";
    EXPECT_EQ(evaluate("o.a.b[0]++ + o.a.b[0]"), Value(3));
    EXPECT_EQ(evaluate("[o, ++o.a.b[0], o][0].a.b[0]"), Value(2));
    EXPECT_EQ(evaluate("list[n - 3]++"), Value(3));
    EXPECT_EQ(variable("list"), json("[4,1,2]"));
    EXPECT_EQ(evaluate("text++ !== text"), Value(true)) << "NaN";
}

TEST_F(Steps, HappenOnlyWhereTheyAreReached) {
    EXPECT_EQ(evaluate("false && ++n"), Value(false));
    EXPECT_EQ(evaluate("true || ++n"), Value(true));
    EXPECT_EQ(variable("n"), Value(3));
    EXPECT_TRUE(evaluator->evaluate_condition(*evaluator->compile("++n == 4"), scope));
    EXPECT_EQ(variable("n"), Value(4));
}

TEST_F(Steps, AreRefusedWhereAssignmentIs) {
    failure("++missing");
    failure("_event.data.d++");
    failure("--late");
    failure("nil.x++");
}

TEST_F(Steps, AreForgottenWhenOnlyJudged) {
    EXPECT_EQ(evaluator->judge(*evaluator->compile("++n == 4 && n == 4"), scope), Truth::yes);
    EXPECT_EQ(variable("n"), Value(3));
    scope.data_unknown = true;
    EXPECT_EQ(evaluator->judge(*evaluator->compile("++n == 4 && n-- == 4 && n == 3"), scope), Truth::yes);
    EXPECT_EQ(variable("n"), Value(3));
}

}  // namespace
}  // namespace waymark::states
