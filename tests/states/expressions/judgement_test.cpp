// What can be said of a guard while the event's data is not known.
#include "tests/states/expressions/bench.hpp"

namespace waymark::states {

inline void PrintTo(Truth truth, std::ostream* out) {
    *out << (truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown");
}

namespace {

constexpr Truth yes = Truth::yes, no = Truth::no, unknown = Truth::unknown;

class Judgements : public Expressions {
  protected:
    Truth judge(const std::string& text) {
        const auto compiled = evaluator->compile(text);
        EXPECT_TRUE(compiled.ok()) << text;
        return evaluator->judge(*compiled, scope);
    }
    void expect(std::initializer_list<std::pair<const char*, Truth>> rows) {
        for (const auto& [text, truth] : rows) {
            try {
                EXPECT_EQ(judge(text), truth) << text;
            } catch (const EvaluationError& error) {
                ADD_FAILURE() << text << ": " << error.what();
            }
        }
    }
};

TEST_F(Judgements, AreTheConditionsWhereTheDataIsKnown) {
    expect({{"n == 3", yes},
            {"n == 4", no},
            {"_event.data.d == 5", yes},
            {"!_event.data.d", no},
            {"_event.data.nothing", no},
            {"_event", yes}});
    EXPECT_THROW(judge("missing"), EvaluationError);
    EXPECT_THROW(judge("_event.data.x || missing"), EvaluationError);
}

TEST_F(Judgements, AreUnknownWhereTheResultHangsOnTheData) {
    scope.data_unknown = true;
    expect({{"_event.data", unknown},
            {"_event.data.d", unknown},
            {"_event.data.d == 5", unknown},
            {"_event['data'].d == 5", unknown},
            {"_event['da' + 'ta'] == 5", unknown},
            {"typeof _event.data === 'undefined'", unknown},
            {"'d' in _event.data", unknown},
            {"count(_event.data.list) > 0", unknown},
            {"o[_event.data.key] == 1", unknown},
            {"[_event.data].length == 1", unknown},
            {"_event.data.name.trim().length > 0", unknown},
            {"_event == n", unknown},
            {"contains([_event], 1)", unknown},
            {"In(_event.data.id)", unknown},
            {"-_event.data.d < 0", unknown},
            {"_event.data instanceof Array", unknown}});
}

TEST_F(Judgements, AreKnownWhereItDoesNot) {
    scope.data_unknown = true;
    expect({{"n == 3", yes},
            {"n == 4", no},
            {"_event.name == 'go'", yes},
            {"_event['name'] == 'go'", yes},
            {"_event[o.k == 'a' ? 'name' : 'data'] == 'go'", yes},
            {"_event", yes},
            {"!_event", no},
            {"typeof _event == 'object'", yes},
            {"'data' in _event", yes},
            {"typeof _event.name === 'string'", yes},
            {"_event.origin === undefined", yes},
            {"(n == 4 ? _event.data.d : 7) == 7", yes},
            {"(0 && _event.data.d) === 0", yes},
            {"o.a.b.length == 2", yes}});
}

TEST_F(Judgements, AreJoinedAsKleeneJoinsThem) {
    scope.data_unknown = true;
    expect({{"_event.data.d && true", unknown},
            {"_event.data.d && false", no},
            {"true && _event.data.d", unknown},
            {"false && _event.data.d", no},
            {"_event.data.d && _event.data.e", unknown},
            {"_event.data.d || true", yes},
            {"_event.data.d || false", unknown},
            {"true || _event.data.d", yes},
            {"false || _event.data.d", unknown},
            {"_event.data.d || _event.data.e", unknown},
            {"!_event.data.d", unknown},
            {"!(_event.data.d && false)", yes},
            {"!(_event.data.d || true)", no},
            {"(_event.data.d || n == 3) && n == 3", yes},
            {"(_event.data.d && n == 4) || n == 3", yes},
            {"_event.data.d ? true : true", yes},
            {"_event.data.d ? false : 0", no},
            {"_event.data.d ? true : false", unknown},
            {"_event.data.d ? _event.data.e : true", unknown},
            {"true ? _event.data.d : false", unknown},
            {"false ? _event.data.d : true", yes}});
}

TEST_F(Judgements, FailOnlyWhereAllDataWouldFail) {
    scope.data_unknown = true;
    EXPECT_THROW(judge("missing"), EvaluationError);
    EXPECT_THROW(judge("missing && _event.data.d"), EvaluationError);
    expect({{"_event.data.d || missing", unknown},
            {"_event.data.d && missing", unknown},
            {"!(_event.data.d && missing)", unknown},
            {"_event.data.d ? true : missing", unknown},
            {"_event.data.d && false && missing", no},
            {"true || missing", yes},
            {"false && missing", no}});
    scope.systems.erase("_event");
    EXPECT_THROW(judge("_event"), EvaluationError);
    EXPECT_THROW(judge("_event.name"), EvaluationError);
}

class Paths : public Expressions {
  protected:
    std::vector<std::string> names(const std::string& text) {
        std::vector<std::string> found;
        for (const auto& [name, expression] : evaluator->paths(*evaluator->compile(text)))
            found.push_back(name);
        return found;
    }
};

TEST_F(Paths, AreTheLongestInOrderOfAppearanceEachOnce) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(names("n"), Names{"n"});
    EXPECT_EQ(names("_event.data.date < now && n > 0 && now > o.a.b"),
              (Names{"_event.data.date", "now", "n", "o.a.b"}));
    EXPECT_EQ(names("o.a.b.length == o.a.b[1].c.length"), (Names{"o.a.b.length", "o.a.b[1].c.length"}));
    EXPECT_EQ(names("o['k'] + o['x y'] + o[\"a\"].b"), (Names{"o.k", "o[\"x y\"]", "o.a.b"}));
    EXPECT_EQ(names("list[n].x + n"), (Names{"list[n].x", "n"}));
    EXPECT_EQ(names("list[n + 1].x"), (Names{"list", "n"}));
    EXPECT_EQ(names("count(list) > Math.max(n, 1) ? text.trim() : {a: [o.k, n]}"),
              (Names{"list", "n", "text", "o.k"}));
    EXPECT_EQ(names("(n ? o : list).length"), (Names{"n", "o", "list"}));
    EXPECT_EQ(names("In('s1') || 1 + 'a'"), Names{});
    EXPECT_EQ(names("!o.a || typeof text == 'x' || 'a' in o || ++n || list instanceof Array"),
              (Names{"o.a", "text", "o", "n", "list"}));
    EXPECT_EQ(names("missing.x"), Names{}) << "what is not declared has no value to show";
}

TEST_F(Paths, CanBeEvaluated) {
    const auto paths = evaluator->paths(
        *evaluator->compile("_event.data.d > list[n - 3 + 1] && o.a.b[1].c && list[o.a.b[0]]"));
    std::vector<Value> values;
    for (const auto& [name, expression] : paths) {
        values.push_back(evaluator->evaluate(expression, scope));
        EXPECT_EQ(values.back(), evaluate(name)) << name;
    }
    EXPECT_EQ(values, (std::vector<Value>{5, json("[3,1,2]"), 3, "x", 1, 1}));
}

}  // namespace
}  // namespace waymark::states
