// What is no expression, what is ECMAScript that the native expressions do not have, and what fails when it
// is evaluated.
#include "tests/states/expressions/bench.hpp"

namespace waymark::states {
namespace {

class ExpressionRefusals : public Expressions {
  protected:
    void expect(const char* code, std::initializer_list<std::pair<std::string, int>> rows) {
        for (const auto& [text, column] : rows) {
            const auto compiled = evaluator->compile(text);
            if (compiled.ok()) {
                ADD_FAILURE() << text << " was compiled";
                continue;
            }
            EXPECT_EQ(compiled.error().code, code) << text << ": " << compiled.error().message;
            EXPECT_EQ(compiled.error().place, std::to_string(column))
                << text << ": " << compiled.error().message;
        }
    }
};

TEST_F(ExpressionRefusals, TellWhatIsNoExpression) {
    expect("expression-syntax", {{"", 1},
                                 {"   ", 4},
                                 {"/* only */", 11},
                                 {"return", 1},
                                 {"return 1", 1},
                                 {"continue", 1},
                                 {"]]", 1},
                                 {"foo bar", 5},
                                 {"1 2", 3},
                                 {"1 +", 4},
                                 {"* 2", 1},
                                 {"(1", 3},
                                 {"(1))", 4},
                                 {"[1, 2", 6},
                                 {"[1 2]", 4},
                                 {"{a 1}", 4},
                                 {"{a:}", 4},
                                 {"{:1}", 2},
                                 {"f(1,)", 5},
                                 {"f(,1)", 3},
                                 {"a.", 3},
                                 {"a.1", 2},
                                 {"a..b", 3},
                                 {"a[]", 3},
                                 {"? 1 : 2", 1},
                                 {"n ? 1", 6},
                                 {"n ? : 2", 5},
                                 {"'abc", 1},
                                 {"\"foo", 1},
                                 {"'a\nb'", 1},
                                 {"'\\x4'", 5},
                                 {"'\\u12'", 6},
                                 {"'\\1'", 2},
                                 {"'\\07'", 2},
                                 {"010", 1},
                                 {"08", 1},
                                 {"0x", 1},
                                 {"3in list", 1},
                                 {"1a", 1},
                                 {"1e", 1},
                                 {"#", 1},
                                 {"a @ b", 3},
                                 {"a # b", 3},
                                 {"/* open", 1},
                                 {"1 = 2", 3},
                                 {"n + 1 = 2", 7},
                                 {"++1", 4},
                                 {"1++", 2},
                                 {"n++ ++", 5},
                                 {"if", 1},
                                 {"else", 1},
                                 {"class", 1},
                                 {"n !", 3},
                                 {"== 1", 1},
                                 {"n === ", 7},
                                 {"new", 4},
                                 {"new ]]", 5},
                                 {"function", 9},
                                 {"function (a b) {}", 13},
                                 {"function () {", 14},
                                 {"function () { ( ]", 18},
                                 {"n, ", 4},
                                 {"typeof", 7},
                                 {"var", 1},
                                 {"in list", 1},
                                 {"n instanceof", 13},
                                 {"/x", 1},
                                 {"привет мир", 8},
                                 {"\xFF", 1}});
}

TEST_F(ExpressionRefusals, TellWhatEcmaScriptHasBeyond) {
    expect("expression-unsupported", {{"n = 3", 3},
                                      {"o.a = 1", 5},
                                      {"n += 1", 3},
                                      {"list[0] >>>= 1", 9},
                                      {"missing = n = 2", 9},
                                      {"n, 1", 2},
                                      {"(n, 1)", 3},
                                      {"new Date()", 1},
                                      {"new testobject();", 1},
                                      {"new a.b", 1},
                                      {"new X", 1},
                                      {"function () { return 1; }", 1},
                                      {"(function (a, b) { if (a) { return [b]; } })(1, 2)", 2},
                                      {"function named() {}", 1},
                                      {"{get x() { return 1; }}", 6},
                                      {"/ab+/", 1},
                                      {"/[/]/g.test(text)", 1},
                                      {"_event.raw.search(/Var1=2/) !== -1", 19},
                                      {"this", 1},
                                      {"this.x", 1},
                                      {"delete o.a", 1},
                                      {"if (n) 1", 1},
                                      {"for (;;) {}", 1},
                                      {"while (n) {}", 1},
                                      {"var x = 1", 1},
                                      {"throw n", 1},
                                      {"try { n } catch (e) {}", 1},
                                      {"n;", 2},
                                      {"n; n", 2},
                                      {"n instanceof Date", 14},
                                      {"n instanceof o.a", 14},
                                      {"n instanceof Array.x", 14},
                                      {"x => x", 3},
                                      {"`text`", 1},
                                      {"n ?? 1", 3},
                                      {"n ** 2", 3},
                                      {"o?.a", 2},
                                      {"[...list]", 2},
                                      {"\\u0061", 1},
                                      {"привет, 1", 7}});
}

TEST_F(ExpressionRefusals, PreferNonsenseToWhatIsOnlyUnsupported) {
    expect("expression-syntax", {{"n = ]", 5}, {"new X(", 7}, {"(n, 1", 6}, {"delete", 7}});
}

TEST_F(ExpressionRefusals, SayWhatToDo) {
    const auto compiled = evaluator->compile("n = 3");
    ASSERT_FALSE(compiled.ok());
    EXPECT_NE(compiled.error().message.find("<assign>"), std::string::npos) << compiled.error().message;
}

TEST_F(ExpressionRefusals, KeepSizeAndDepthWithinBounds) {
    const auto nested = [](std::size_t depth, std::string_view open, std::string_view close) {
        std::string text;
        for (std::size_t i = 0; i < depth; ++i) text += open;
        text += '1';
        for (std::size_t i = 0; i < depth; ++i) text += close;
        return text;
    };
    for (const auto& [open, close] :
         {std::pair("(", ")"), std::pair("[", "]"), std::pair("- ", ""), std::pair("!", ""),
          std::pair("1 ? 1 : ", ""), std::pair("Math.abs(", ")"), std::pair("list[", "]"),
          std::pair("{a:", "}")}) {
        EXPECT_TRUE(evaluator->compile(nested(190, open, close)).ok()) << open;
        for (const std::size_t depth : {std::size_t{300}, std::size_t{7000}}) {
            const auto deep = evaluator->compile(nested(depth, open, close));
            ASSERT_FALSE(deep.ok()) << open;
            EXPECT_EQ(deep.error().code, "expression-unsupported") << open;
        }
    }
    EXPECT_EQ(evaluate(nested(900, "1 + ", "")), Value(901));
    EXPECT_EQ(evaluator->compile(nested(2000, "1 + ", "")).error().code, "expression-unsupported");
    EXPECT_EQ(evaluator->compile(nested(2000, "o.a && ", "")).error().code, "expression-unsupported");
    EXPECT_EQ(evaluator->compile("'" + std::string(70'000, 'a') + "'").error().code,
              "expression-unsupported");
    EXPECT_TRUE(evaluator->compile("'" + std::string(65'000, 'a') + "'").ok());
}

TEST_F(ExpressionRefusals, ComeWhenWhatIsNamedIsNotThere) {
    const std::pair<const char*, const char*> rows[] = {{"missing", "missing"},
                                                        {"missing + 1", "missing"},
                                                        {"missing.x.y", "missing"},
                                                        {"late", "late"},
                                                        {"late.x", "late"},
                                                        {"_x", "_x"},
                                                        {"_x.y", "_x"},
                                                        {"empty.x", "'x'"},
                                                        {"nil.x", "'x'"},
                                                        {"nil['x']", "'x'"},
                                                        {"undefined[0]", "'0'"},
                                                        {"o.nothing.more", "'more'"},
                                                        {"typeof nil.x", "'x'"},
                                                        {"'a' in text", "in"},
                                                        {"'a' in nil", "in"},
                                                        {"foo(1)", "foo()"},
                                                        {"Math.sqrt(2)", "Math.sqrt()"},
                                                        {"n(1)", "n()"},
                                                        {"o.k()", "k()"},
                                                        {"text.match('x')", "match()"},
                                                        {"list.trim()", "trim()"},
                                                        {"n.slice(1)", "slice()"},
                                                        {"nil.slice()", "slice()"},
                                                        {"Math.floor()", "Math.floor()"},
                                                        {"Math.floor(1, 2)", "Math.floor()"},
                                                        {"In()", "In()"},
                                                        {"In('a', 'b')", "In()"},
                                                        {"'x'()", "function"},
                                                        {"o['k'](1)", "k()"},
                                                        {"list[0](1)", "function"},
                                                        {"append(n, 1)", "append()"},
                                                        {"pluck(list, 1)", "pluck()"},
                                                        {"merge(o, 1)", "merge()"},
                                                        {"until('tomorrow')", "until()"},
                                                        {"until(n)", "until()"},
                                                        {"instant('2026-02-30T00:00:00Z')", "instant()"},
                                                        {"plus_seconds(now, 'x')", "plus_seconds()"},
                                                        {"plus_seconds(now, 1e12)", "plus_seconds()"},
                                                        {"plus_seconds(now, 900000000000)", "plus_seconds()"},
                                                        {"n && missing", "missing"},
                                                        {"[missing]", "missing"},
                                                        {"{a: missing}", "missing"},
                                                        {"In(missing)", "missing"}};
    for (const auto& [text, named] : rows) EXPECT_NE(failure(text).find(named), std::string::npos) << text;
}

TEST_F(ExpressionRefusals, KeepWhatIsMadeWithinBounds) {
    scope.set_variable(variables.add("long"), std::string(600'000, 'x'));
    scope.set_variable(variables.add("many"), Value::Array(60'000, 1));
    failure("long + long");
    failure("long.concat(long)");
    failure("[long, long].join()");
    failure("'' + [long, long]");
    failure("many.concat(many)");
    failure("(long + '').split('')");
    EXPECT_EQ(evaluate("(long + 'x').length"), Value(600'001));
    Value doubled = Value::Array{std::string(1000, 'x')};
    for (int i = 0; i < 13; ++i) doubled = Value::Array{doubled, doubled};
    scope.set_variable(variables.add("doubled"), doubled);
    EXPECT_NO_THROW(evaluate("[doubled]"));
    failure("[doubled, doubled]");
    EXPECT_THROW(assign("o.x", Value(Value::Array{doubled, doubled})), EvaluationError);
}

TEST_F(ExpressionRefusals, KeepValuesFromNestingWithoutEnd) {
    assign("list", Value(Value::Array{}));
    const auto wrap = *evaluator->compile("[list]");
    for (int depth = 1; depth < 64; ++depth) assign("list", evaluator->evaluate(wrap, scope));
    EXPECT_EQ(variable("list").extent().depth, 64U);
    EXPECT_THROW(evaluator->evaluate(wrap, scope), EvaluationError);
    EXPECT_THROW(assign("o.x", variable("list")), EvaluationError);
}

}  // namespace
}  // namespace waymark::states
