// What expressions give, by the rules of ECMAScript 5.
#include <cmath>
#include <limits>

#include "tests/states/expressions/bench.hpp"

namespace waymark::states {
namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double not_a_number = std::numeric_limits<double>::quiet_NaN();
const Value undefined;

struct Row {
    const char* text;
    Value expected;
};

class ExpressionValues : public Expressions {
  protected:
    void expect(std::initializer_list<Row> rows) {
        for (const auto& [text, expected] : rows) {
            try {
                const Value value = evaluate(text);
                EXPECT_EQ(value, expected) << text;
                const auto compiled = evaluator->compile(text);
                if (!compiled.ok()) continue;
                EXPECT_EQ(evaluator->evaluate_condition(*compiled, scope), truthy(expected)) << text;
            } catch (const EvaluationError& error) {
                ADD_FAILURE() << text << ": " << error.what();
            }
        }
    }
};

TEST_F(ExpressionValues, AreThoseOfLiterals) {
    expect({{"0", 0},
            {"42", 42},
            {"1.5", 1.5},
            {".5", 0.5},
            {"5.", 5},
            {"1e3", 1000},
            {"1E-3", 0.001},
            {"0x1F", 31},
            {"0XaB", 171},
            {"9007199254740993", 9007199254740992.0},
            {"1e400", infinity},
            {"true", true},
            {"false", false},
            {"null", nullptr},
            {"undefined", undefined},
            {"NaN", not_a_number},
            {"Infinity", infinity},
            {"-Infinity", -infinity},
            {"''", ""},
            {"'a\"b'", "a\"b"},
            {"\"it's\"", "it's"},
            {"'привет'", "привет"},
            {R"('\n\t\r\b\v\f\\\'\"')", "\n\t\r\b\v\f\\'\""},
            {R"('\x41\u0416')", "AЖ"},
            {R"('\uD83D\uDE00')", "\xF0\x9F\x98\x80"},
            {R"('\uD83D')", "\xEF\xBF\xBD"},
            {R"('\0')", std::string(1, '\0')},
            {R"('\q\/')", "q/"},
            {"'a\\\nb'", "ab"},
            {"'a\\\r\nb'", "ab"},
            {"[]", Value::Array{}},
            {"[1,'a',[true]]", json(R"([1,"a",[true]])")},
            {"[1,2,]", json("[1,2]")},
            {"[,1]", Value::Array{undefined, 1}},
            {"[1,,2]", Value::Array{1, undefined, 2}},
            {"{}", Value::Object{}},
            {"{a: 1, 'b c': 2, 3: 4, if: 5, null: 6,}", json(R"({"a":1,"b c":2,"3":4,"if":5,"null":6})")},
            {"{a: 1, a: 2}", json(R"({"a":2})")},
            {"{get: 1, set: 2}", json(R"({"get":1,"set":2})")},
            {"{a: undefined}", Value::Object{{"a", undefined}}}});
}

TEST_F(ExpressionValues, HaveSpaceAndCommentsBetweenThem) {
    expect({{" \t\n n \r\n", 3},
            {"1/*a*/+/* b\n */2", 3},
            {"1 + // one\n 2", 3},
            {"\xC2\xA0n\xEF\xBB\xBF", 3},
            {"n// end", 3}});
}

TEST_F(ExpressionValues, AreThoseOfArithmetic) {
    expect({{"1 + 2", 3},
            {"1 + 2 * 3", 7},
            {"(1 + 2) * 3", 9},
            {"7 - 2 - 1", 4},
            {"8 / 4 / 2", 1},
            {"2 * 3 % 4", 2},
            {"-7 % 3", -1},
            {"7 % -3", 1},
            {"5.5 % 2", 1.5},
            {"1 / 0", infinity},
            {"-1 / 0", -infinity},
            {"0 / 0", not_a_number},
            {"1 % 0", not_a_number},
            {"1 / -0", -infinity},
            {"0.1 + 0.2", 0.30000000000000004},
            {"- n", -3},
            {"-(-n)", 3},
            {"- -1", 1},
            {"+'12'", 12},
            {"+''", 0},
            {"+'x'", not_a_number},
            {"+true", 1},
            {"+null", 0},
            {"+undefined", not_a_number},
            {"+[]", 0},
            {"+[7]", 7},
            {"+[1,2]", not_a_number},
            {"+{}", not_a_number},
            {"'3' * '4'", 12},
            {"'10' - 1", 9},
            {"true + true", 2},
            {"null + 1", 1},
            {"undefined + 1", not_a_number},
            {"'6' / 2", 3},
            {"'a' - 1", not_a_number}});
}

TEST_F(ExpressionValues, AreJoinedAsTexts) {
    expect({{"'a' + 'b'", "ab"},
            {"'a' + 1", "a1"},
            {"1 + 'a'", "1a"},
            {"1 + 2 + 'a'", "3a"},
            {"'a' + 1 + 2", "a12"},
            {"'' + 0.1", "0.1"},
            {"'' + -0", "0"},
            {"'' + 1e21", "1e+21"},
            {"'' + null", "null"},
            {"'' + undefined", "undefined"},
            {"'' + true", "true"},
            {"'' + [1,[2,3],null]", "1,2,3,"},
            {"'' + {}", "[object Object]"},
            {"[] + []", ""},
            {"[1] + 1", "11"},
            {"{} + 1", "[object Object]1"},
            {"text + '!'", "привет!"}});
}

TEST_F(ExpressionValues, AreThoseOfBits) {
    expect({{"5 & 3", 1},
            {"5 | 3", 7},
            {"5 ^ 3", 6},
            {"~5", -6},
            {"~~7.9", 7},
            {"1 << 3", 8},
            {"1 << 31", -2147483648.0},
            {"1 << 32", 1},
            {"-8 >> 1", -4},
            {"-8 >>> 28", 15},
            {"-1 >>> 0", 4294967295.0},
            {"4294967296 | 0", 0},
            {"2147483648 | 0", -2147483648.0},
            {"NaN | 0", 0},
            {"'6' & 2", 2},
            {"1 | 2 ^ 3 & 4", 3},
            {"n == 0 | n != 2", 1},
            {"1 + 1 << 1", 4}});
}

TEST_F(ExpressionValues, AreComparedByOrder) {
    expect({{"1 < 2", true},          {"2 <= 2", true},
            {"3 > 3", false},         {"3 >= 3", true},
            {"n >= 0", true},         {"NaN < 1", false},
            {"NaN >= 1", false},      {"undefined <= undefined", false},
            {"null <= 0", true},      {"null < 1", true},
            {"'a' < 'b'", true},      {"'a' < 'B'", false},
            {"'10' < '9'", true},     {"'10' < 9", false},
            {"10 > '9'", true},       {"'a' < 1", false},
            {"'a' >= 1", false},      {"'' < 1", true},
            {"'abc' < 'abcd'", true}, {"'2026-03-31T00:00:00.000Z' < now", true},
            {"'я' > 'а'", true},      {"true > false", true},
            {"[2] > 1", true},        {"[10] < [9]", true},
            {"{} < 1", false},        {"'\\uFF21' > '\\uD83D\\uDE00'", true}});
}

TEST_F(ExpressionValues, AreComparedForEquality) {
    expect({{"1 === 1", true},
            {"1 === '1'", false},
            {"0 === -0", true},
            {"NaN === NaN", false},
            {"NaN !== NaN", true},
            {"'a' === 'a'", true},
            {"null === undefined", false},
            {"true === 1", false},
            {"1 == '1'", true},
            {"1 == ' 1 '", true},
            {"1 != '2'", true},
            {"0 == ''", true},
            {"0 == '0'", true},
            {"'' == '0'", false},
            {"null == undefined", true},
            {"null == 0", false},
            {"undefined == 0", false},
            {"null == false", false},
            {"undefined == ''", false},
            {"true == 1", true},
            {"true == '1'", true},
            {"true == 'true'", false},
            {"false == ''", true},
            {"NaN == NaN", false},
            {"[] == ''", true},
            {"[1] == 1", true},
            {"[1,2] == '1,2'", true},
            {"[] == false", true},
            {"{} == '[object Object]'", true},
            {"{} == null", false},
            {"[] == undefined", false},
            {"[1] === '1'", false},
            {"1 == 2 == 0", true}});
}

// Where ECMAScript compares identities, which values that do not change have not.
TEST_F(ExpressionValues, AreTheSameArrayWhenTheContentIs) {
    expect({{"list === list", true},
            {"list == [3,1,2]", true},
            {"[1] === [1]", true},
            {"[1] == [2]", false},
            {"{a:1} == {a:1}", true},
            {"{a:1} !== {a:2}", true},
            {"[] == {}", false},
            {"[3,1,2].indexOf(1)", 1},
            {"deep.indexOf([1])", 0}});
}

TEST_F(ExpressionValues, AreChosenByLogic) {
    expect({{"true && 'x'", "x"},
            {"0 && 'x'", 0},
            {"'' || 'x'", "x"},
            {"'a' || 'x'", "a"},
            {"null && missing", nullptr},
            {"1 || missing", 1},
            {"!0", true},
            {"!'a'", false},
            {"!![]", true},
            {"!{}", false},
            {"!nil", true},
            {"n > 2 ? 'yes' : 'no'", "yes"},
            {"false ? missing : 2", 2},
            {"true ? 1 : missing", 1},
            {"false ? 1 : true ? 2 : 3", 2},
            {"true || false && false", true},
            {"1 && 2 || 3", 2},
            {"0 || 0 || 'z'", "z"},
            {"(true ? list : o)[0]", 3},
            {"(0 || list).length", 3},
            {"(n && o).k", "a"}});
}

TEST_F(ExpressionValues, AreAskedForTheirType) {
    expect({{"typeof 1", "number"},
            {"typeof 'a'", "string"},
            {"typeof true", "boolean"},
            {"typeof undefined", "undefined"},
            {"typeof null", "object"},
            {"typeof []", "object"},
            {"typeof {}", "object"},
            {"typeof missing", "undefined"},
            {"typeof late", "undefined"},
            {"typeof empty", "undefined"},
            {"typeof _event.sendid === 'undefined'", true},
            {"typeof _event.data.nothing", "undefined"},
            {"typeof _x", "undefined"},
            {"typeof n + 'x'", "numberx"},
            {"typeof (n + 'x')", "string"},
            {"void n", undefined},
            {"[] instanceof Array", true},
            {"list instanceof Object", true},
            {"o instanceof Array", false},
            {"o instanceof Object", true},
            {"text instanceof Object", false},
            {"nil instanceof Object", false}});
}

TEST_F(ExpressionValues, HaveMembers) {
    expect({{"o.a.b[1].c", "x"},
            {"o['a']['b'][0]", 1},
            {"o[o.k].b.length", 2},
            {"o.nothing", undefined},
            {"o.length", 7},
            {"o[text]", undefined},
            {"list[0]", 3},
            {"list['1']", 1},
            {"list[n]", undefined},
            {"list[n - 1]", 2},
            {"list[-1]", undefined},
            {"list[0.5]", undefined},
            {"list['01']", undefined},
            {"list.length", 3},
            {"list['length']", 3},
            {"list.nothing", undefined},
            {"text.length", 6},
            {"text[0]", "п"},
            {"text[9]", undefined},
            {"text.nothing", undefined},
            {"'a\xF0\x9F\x98\x80'.length", 3},
            {"n.nothing", undefined},
            {"true.x", undefined},
            {"{3: 'x'}[3]", "x"},
            {"{undefined: 1}[empty]", 1},
            {"[[1,2],[3]][0][1]", 2},
            {"{a: {b: 5}}.a.b", 5},
            {"o.if", undefined},
            {"[1,2,3].slice(1)[0]", 2}});
    expect({{"'a' in o", true},
            {"'x' in o", false},
            {"0 in list", true},
            {"'2' in list", true},
            {"3 in list", false},
            {"'length' in list", true},
            {"'x' in list", false},
            {"'sendid' in _event", true},
            {"'data' in _event && 'name' in _event", true},
            {"!('x' in o)", true}});
}

TEST_F(ExpressionValues, AreThoseOfTheSystem) {
    expect({{"_event.name", "go"},
            {"_event.data.d", 5},
            {"_event['data']['list'][0]", 1},
            {"_sessionid", "session 1"},
            {"_name", "chart"},
            {"now", "2026-03-31T21:00:00.000Z"},
            {"In('s1')", true},
            {"In('s2')", false},
            {"In('s' + 1)", true},
            {"!In('s2')", true}});
    scope.systems.erase("_event");
    expect({{"typeof _event", "undefined"}});
}

TEST_F(ExpressionValues, AreThoseOfStringMethods) {
    expect({{"'abcabc'.indexOf('c')", 2},
            {"'abcabc'.indexOf('c', 3)", 5},
            {"'abc'.indexOf('x')", -1},
            {"'abc'.indexOf('')", 0},
            {"'abc'.indexOf('', 9)", 3},
            {"'abc'.indexOf('a', -5)", 0},
            {"text.indexOf('вет')", 3},
            {"'abcabc'.lastIndexOf('c')", 5},
            {"'abcabc'.lastIndexOf('c', 4)", 2},
            {"'abc'.lastIndexOf('c', -1)", -1},
            {"'undefined'.indexOf()", 0},
            {"'abc'.charAt(1)", "b"},
            {"'abc'.charAt()", "a"},
            {"'abc'.charAt(3)", ""},
            {"'abc'.charAt(-1)", ""},
            {"text.charAt(5)", "т"},
            {"'A'.charCodeAt(0)", 65},
            {"'A'.charCodeAt(1)", not_a_number},
            {"'\\uD83D\\uDE00'.charCodeAt(1)", 0xDE00},
            {"'abcd'.substring(1, 3)", "bc"},
            {"'abcd'.substring(3, 1)", "bc"},
            {"'abcd'.substring(-2, 2)", "ab"},
            {"'abcd'.substring(2)", "cd"},
            {"'abcd'.substring(NaN, 2)", "ab"},
            {"'abcd'.substring(9)", ""},
            {"'abcd'.slice(1, 3)", "bc"},
            {"'abcd'.slice(-2)", "cd"},
            {"'abcd'.slice(1, -1)", "bc"},
            {"'abcd'.slice(3, 1)", ""},
            {"'abcd'.slice()", "abcd"},
            {"text.slice(0, 3)", "при"},
            {"'aБ'.toUpperCase()", "AБ"},
            {"'AБ'.toLowerCase()", "aб"},
            {"'  a b '.trim()", "a b"},
            {"'a,b,,c'.split(',')", json(R"(["a","b","","c"])")},
            {"'a,b,c'.split(',', 2)", json(R"(["a","b"])")},
            {"'abc'.split('')", json(R"(["a","b","c"])")},
            {"'abc'.split()", json(R"(["abc"])")},
            {"''.split(',')", json(R"([""])")},
            {"''.split('')", json("[]")},
            {"'a'.split('a')", json(R"(["",""])")},
            {"'a,b'.split(',', 0)", json("[]")},
            {"'a'.concat('b', 1, null)", "ab1null"},
            {"'x'.toString()", "x"},
            {"(12).toString()", "12"},
            {"true.toString()", "true"},
            {"'a,b'.split(',').join('-').toUpperCase()", "A-B"}});
}

TEST_F(ExpressionValues, AreThoseOfArrayMethods) {
    expect({{"list.indexOf(1)", 1},
            {"list.indexOf('1')", -1},
            {"list.indexOf(3, 1)", -1},
            {"list.indexOf(2, -1)", 2},
            {"[NaN].indexOf(NaN)", -1},
            {"[1,2,1].lastIndexOf(1)", 2},
            {"[1,2,1].lastIndexOf(1, 1)", 0},
            {"[1,2,1].lastIndexOf(1, -2)", 0},
            {"[1].lastIndexOf(2)", -1},
            {"[].lastIndexOf(1)", -1},
            {"[1,2,1].lastIndexOf(1, -9)", -1},
            {"[].concat(list, [4])", json("[3,1,2,4]")},
            {"[1].concat(2, [3,[4]])", json("[1,2,3,[4]]")},
            {"list.concat()", json("[3,1,2]")},
            {"list.slice(1)", json("[1,2]")},
            {"list.slice(-1)", json("[2]")},
            {"list.slice(0, -1)", json("[3,1]")},
            {"list.slice(2, 1)", json("[]")},
            {"list.slice()", json("[3,1,2]")},
            {"list.join()", "3,1,2"},
            {"list.join('')", "312"},
            {"[1,null,undefined,'x'].join('-')", "1---x"},
            {"[].join()", ""},
            {"[[1,2],3].join(';')", "1,2;3"},
            {"list.toString()", "3,1,2"}});
}

TEST_F(ExpressionValues, AreThoseOfFunctions) {
    expect({{"Math.floor(-1.5)", -2},
            {"Math.ceil(1.2)", 2},
            {"Math.round(2.5)", 3},
            {"Math.round(-2.5)", -2},
            {"Math.round(0.49999999999999994)", 0},
            {"Math.round(-0.2) === 0", true},
            {"Math.round(1e300)", 1e300},
            {"Math.round('2.6')", 3},
            {"Math.round(NaN)", not_a_number},
            {"Math.abs(-3)", 3},
            {"Math.min()", infinity},
            {"Math.max()", -infinity},
            {"Math.min(3, '1', 2)", 1},
            {"Math.max(3, NaN, 9)", not_a_number},
            {"Math.max(1, 2, 3, 4, 5, 6)", 6},
            {"isNaN('x')", true},
            {"isNaN('1')", false},
            {"isNaN(undefined)", true},
            {"Number('0x10')", 16},
            {"Number()", 0},
            {"Number(null)", 0},
            {"String(null)", "null"},
            {"String()", ""},
            {"String([1,2])", "1,2"},
            {"Boolean('')", false},
            {"Boolean('0')", true},
            {"Boolean()", false},
            {"parseInt('12px')", 12},
            {"parseInt(' -7.9')", -7},
            {"parseInt('0x1f')", 31},
            {"parseInt('ff', 16)", 255},
            {"parseInt('0xff', 16)", 255},
            {"parseInt('11', 2)", 3},
            {"parseInt('z', 36)", 35},
            {"parseInt('9', 8)", not_a_number},
            {"parseInt('1', 1)", not_a_number},
            {"parseInt('1', 37)", not_a_number},
            {"parseInt('')", not_a_number},
            {"parseInt('08')", 8},
            {"parseInt('9007199254740993')", 9007199254740992.0},
            {"parseInt('123456789012345678901')", 123456789012345680000.0},
            {"parseFloat('3.14abc')", 3.14},
            {"parseFloat('.5.5')", 0.5},
            {"parseFloat('-1e3x')", -1000},
            {"parseFloat('1e')", 1},
            {"parseFloat('x')", not_a_number},
            {"parseFloat('Infinityx')", infinity},
            {"parseFloat('-')", not_a_number}});
    expect({{"instant('2026-04-01T00:00:00+03:00')", "2026-03-31T21:00:00.000Z"},
            {"until(now)", "@2026-03-31T21:00:00.000Z"},
            {"until('2026-04-01T00:00:00.5+03:00')", "@2026-03-31T21:00:00.500Z"},
            {"plus_seconds(now, 60)", "2026-03-31T21:01:00.000Z"},
            {"plus_seconds(now, -0.5)", "2026-03-31T20:59:59.500Z"},
            {"plus_seconds('2024-02-28T23:59:59Z', 1)", "2024-02-29T00:00:00.000Z"},
            {"plus_seconds(now, 30 * 86400) > now", true}});
}

TEST_F(ExpressionValues, AreThoseOfListFunctions) {
    scope.set_variable(variables.add("people"),
                       json(R"([{"id":1,"name":"A"},{"id":2,"name":"B"},{"id":2,"name":"C"},5])"));
    expect({{"append(list, 4)", json("[3,1,2,4]")},
            {"append([], [1])", json("[[1]]")},
            {"list", json("[3,1,2]")},
            {"without([1,2,1,'1'], 1)", json(R"([2,"1"])")},
            {"without(list, 9)", json("[3,1,2]")},
            {"contains(list, 2)", true},
            {"contains(list, '2')", false},
            {"contains([{a:1}], {a:1})", true},
            {"contains([NaN], NaN)", true},
            {"pluck(people, 'name')", Value::Array{"A", "B", "C", undefined}},
            {"find_by(people, 'id', 2).name", "B"},
            {"find_by(people, 'id', 3)", nullptr},
            {"count(people)", 4},
            {"count(without_by(people, 'id', 2))", 2},
            {"count([])", 0},
            {"merge({a:1,b:2}, {b:3,c:4})", json(R"({"a":1,"b":3,"c":4})")},
            {"merge({}, {})", json("{}")},
            {"find_by(people, 'nothing', undefined).id", 1}});
}

}  // namespace
}  // namespace waymark::states
