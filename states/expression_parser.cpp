#include "states/expression_parser.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "states/conversions.hpp"
#include "states/expression_nodes.hpp"
#include "states/expression_operators.hpp"
#include "states/expression_tokens.hpp"
#include "states/unicode.hpp"

namespace waymark::states {

namespace {

using Kind = ExpressionToken::Kind;

class Parser {
  public:
    Parser(std::string_view text, const Functions& functions, const Variables& variables,
           ExpressionTree& tree)
        : tokens_(expression_tokens(text)), functions_(functions), variables_(variables), nodes_(tree) {}

    ParsedExpression parse() {
        if (next().kind == Kind::end) refuse("there is no expression");
        refuse_statement();
        NodeIndex root = parse_assignment();
        while (next().is(",")) {
            unsupported("the comma operator is not supported: write one expression");
            advance();
            root = parse_assignment();
        }
        if (next().is(";"))
            unsupported("an expression ends without ';'; statements are not supported");
        else if (next().kind != Kind::end)
            refuse("the expression should end before " + quoted(next()));
        if (unsupported_) throw ExpressionRefusal(*unsupported_);
        return {root, has_effects_};
    }

  private:
    // Counts how deep the parser is within itself.
    class Nesting {
      public:
        explicit Nesting(Parser& parser) : parser_(parser) {
            if (++parser_.depth_ > deepest_expression)
                throw ExpressionRefusal{true, parser_.next().at,
                                        "the expression nests more than 200 deep: compute parts of it first"};
        }
        ~Nesting() { --parser_.depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

      private:
        Parser& parser_;
    };

    [[nodiscard]] const ExpressionToken& next(std::size_t by = 0) const {
        return tokens_[std::min(at_ + by, tokens_.size() - 1)];
    }
    const ExpressionToken& advance() {
        const ExpressionToken& token = next();
        if (at_ + 1 < tokens_.size()) ++at_;
        return token;
    }
    bool take(std::string_view mark) {
        if (!next().is(mark)) return false;
        advance();
        return true;
    }
    void expect(std::string_view mark) {
        if (!take(mark)) refuse("'" + std::string(mark) + "' is missing before " + quoted(next()));
    }
    static std::string quoted(const ExpressionToken& token) {
        return token.kind == Kind::end ? "the end" : "'" + std::string(token.text.substr(0, 40)) + "'";
    }
    [[noreturn]] void refuse(std::string message) const {
        throw ExpressionRefusal{false, next().at, std::move(message)};
    }
    // Remembered, and said at the end, when all the rest has proved to be ECMAScript.
    void unsupported(std::string message) {
        if (!unsupported_) unsupported_ = ExpressionRefusal{true, next().at, std::move(message)};
    }

    void refuse_statement() const {
        const std::string_view word = next().text;
        const bool opens = next(1).is("(") || next(1).is("{");
        const bool statement = next().kind == Kind::word &&
                               (((word == "if" || word == "for" || word == "while" || word == "switch" ||
                                  word == "with" || word == "do" || word == "try") &&
                                 opens) ||
                                ((word == "var" || word == "const") && next(1).kind == Kind::name) ||
                                (word == "throw" && next(1).kind != Kind::end));
        if (statement)
            throw ExpressionRefusal{
                true, next().at,
                "'" + std::string(word) + "' begins a statement; only expressions are supported"};
    }

    NodeIndex parse_assignment() {
        const Nesting nesting(*this);
        const NodeIndex left = parse_conditional();
        if (next().kind != Kind::mark || !holds(assignments, next().text)) return left;
        if (!is_location(nodes_[left].operation))
            refuse("nothing that can be assigned to stands before " + quoted(next()));
        unsupported("an expression does not assign: use <assign>, or === to compare");
        advance();
        return parse_assignment();
    }

    NodeIndex parse_conditional() {
        const NodeIndex condition = parse_binary(1);
        if (!take("?")) return condition;
        const NodeIndex yes = parse_assignment();
        expect(":");
        const NodeIndex no = parse_assignment();
        return nodes_.add({Operation::conditional, 0, condition, yes, no}, std::array{condition, yes, no});
    }

    NodeIndex parse_binary(int least) {
        NodeIndex left = parse_unary();
        while (next().kind == Kind::mark || next().kind == Kind::word) {
            if (next().is("instanceof") && instance_of_precedence >= least) {
                left = parse_instance_of(left);
                continue;
            }
            const auto found =
                std::find_if(binary_operators.begin(), binary_operators.end(),
                             [&](const BinaryOperator& each) { return each.text == next().text; });
            if (found == binary_operators.end() || found->precedence < least) break;
            advance();
            const NodeIndex right = parse_binary(found->precedence + 1);
            left = nodes_.add({found->operation, 0, left, right}, std::array{left, right});
        }
        return left;
    }

    NodeIndex parse_instance_of(NodeIndex left) {
        advance();
        const std::string_view name = next().text;
        const bool whole = !next(1).is(".") && !next(1).is("[") && !next(1).is("(");
        const bool known = next().kind == Kind::name && (name == "Array" || name == "Object") && whole;
        if (!known) unsupported("instanceof knows Array and Object only");
        parse_binary(instance_of_precedence + 1);
        return nodes_.add({name == "Array" ? Operation::is_array : Operation::is_object, 0, left},
                          std::array{left});
    }

    NodeIndex parse_unary() {
        if ((next().kind != Kind::mark && next().kind != Kind::word) || !holds(unary_operators, next().text))
            return parse_postfix();
        const Nesting nesting(*this);
        if (next().is("++") || next().is("--")) {
            const bool down = advance().text == "--";
            return step(parse_unary(), down ? step_down : 0);
        }
        if (next().is("delete")) {
            unsupported("'delete' is not supported: values do not change");
            advance();
            return parse_unary();
        }
        if (take("-")) return negated(parse_unary());
        const std::string_view text = advance().text;
        const Operation operation = text == "!"        ? Operation::logical_not
                                    : text == "+"      ? Operation::plus
                                    : text == "~"      ? Operation::bit_not
                                    : text == "typeof" ? Operation::type_of
                                                       : Operation::void_of;
        const NodeIndex operand = parse_unary();
        return nodes_.add({operation, 0, operand}, std::array{operand});
    }

    NodeIndex negated(NodeIndex operand) {
        const ExpressionNode& node = nodes_[operand];
        if (node.operation == Operation::constant && nodes_.constant_at(operand).is_number())
            return nodes_.constant(-nodes_.constant_at(operand).number());
        return nodes_.add({Operation::negate, 0, operand}, std::array{operand});
    }

    NodeIndex step(NodeIndex location, int detail) {
        if (!is_location(nodes_[location].operation))
            refuse("++ and -- need something that can be assigned to");
        has_effects_ = true;
        return nodes_.add({Operation::step, static_cast<std::uint8_t>(detail), location},
                          std::array{location});
    }

    NodeIndex parse_postfix() {
        NodeIndex left = next().is("new") ? parse_new() : parse_primary();
        for (;;) {
            if (take(".")) {
                if (next().kind != Kind::name && next().kind != Kind::word)
                    refuse("a name is missing after '.'");
                left = nodes_.member(left, advance().text);
            } else if (take("[")) {
                left = parse_index(left);
            } else if (next().is("(")) {
                left = nodes_.call(functions_, left, parse_arguments());
            } else if (next().is("++") || next().is("--")) {
                const bool down = next().is("--");
                left = step(left, (down ? step_down : 0) | step_after);
                advance();
                return left;
            } else {
                return left;
            }
        }
    }

    NodeIndex parse_index(NodeIndex object) {
        const NodeIndex key = parse_assignment();
        expect("]");
        if (nodes_[key].operation == Operation::constant && nodes_.constant_at(key).is_string())
            return nodes_.member(object, nodes_.constant_at(key).string());
        return nodes_.add({Operation::index, 0, object, key}, std::array{object, key});
    }

    std::vector<NodeIndex> parse_arguments() {
        std::vector<NodeIndex> arguments;
        expect("(");
        while (!take(")")) {
            if (!arguments.empty()) expect(",");
            arguments.push_back(parse_assignment());
        }
        return arguments;
    }

    NodeIndex parse_new() {
        const Nesting nesting(*this);
        unsupported("'new' is not supported: write arrays as [1, 2] and objects as {name: 1}");
        advance();
        return parse_postfix();
    }

    NodeIndex parse_primary() {
        const ExpressionToken& token = advance();
        switch (token.kind) {
            case Kind::number:
                return nodes_.constant(token.number);
            case Kind::string:
                return nodes_.constant(token.string);
            case Kind::name:
                return identifier(token.text);
            case Kind::regex:
                --at_;
                unsupported("regular expressions are not supported: use indexOf()");
                advance();
                return nodes_.constant(Value());
            default:
                break;
        }
        if (token.is("(")) return parse_parenthesised();
        if (token.is("[")) return parse_array();
        if (token.is("{")) return parse_object();
        if (token.is("true") || token.is("false")) return nodes_.constant(token.is("true"));
        if (token.is("null")) return nodes_.constant(nullptr);
        if (token.kind != Kind::end) --at_;
        if (token.is("this")) {
            unsupported("'this' is not supported: name the variable");
            advance();
            return nodes_.constant(Value());
        }
        if (token.is("function")) return parse_function();
        refuse("a value is missing before " + quoted(token));
    }

    NodeIndex parse_parenthesised() {
        NodeIndex inner = parse_assignment();
        while (next().is(",")) {
            unsupported("the comma operator is not supported: write one expression");
            advance();
            inner = parse_assignment();
        }
        expect(")");
        return inner;
    }

    NodeIndex identifier(std::string_view name) {
        if (name == "undefined") return nodes_.constant(Value());
        if (name == "NaN") return nodes_.constant(std::numeric_limits<double>::quiet_NaN());
        if (name == "Infinity") return nodes_.constant(std::numeric_limits<double>::infinity());
        if (holds(system_names, name)) return nodes_.add({Operation::system, 0, 0, nodes_.name(name)}, {});
        if (const auto slot = variables_.find(name))
            return nodes_.add({Operation::variable, 0, *slot, nodes_.name(name)}, {});
        return nodes_.add({Operation::undeclared, 0, 0, nodes_.name(name)}, {});
    }

    NodeIndex parse_array() {
        std::vector<NodeIndex> elements;
        while (!take("]")) {
            if (next().is(","))
                elements.push_back(nodes_.constant(Value()));  // a hole reads as undefined
            else
                elements.push_back(parse_assignment());
            if (!next().is("]")) expect(",");
        }
        return nodes_.add(
            {Operation::array, 0, nodes_.list(elements), static_cast<std::uint32_t>(elements.size())},
            elements);
    }

    NodeIndex parse_object() {
        std::vector<std::uint32_t> list;
        std::vector<NodeIndex> members;
        while (!take("}")) {
            const ExpressionToken& token = next();
            const bool accessor = (token.text == "get" || token.text == "set") && !next(1).is(":");
            if (token.kind == Kind::mark || token.kind == Kind::end || token.kind == Kind::regex)
                refuse("a member's name is missing before " + quoted(token));
            advance();
            if (accessor) {
                unsupported("members with get and set are not supported");
                advance();
                members.push_back(skip_function());
            } else {
                list.push_back(nodes_.name(member_name(token)));
                expect(":");
                members.push_back(parse_assignment());
                list.push_back(members.back());
            }
            if (!next().is("}")) expect(",");
        }
        return nodes_.add(
            {Operation::object, 0, nodes_.list(list), static_cast<std::uint32_t>(list.size() / 2)}, members);
    }
    static std::string member_name(const ExpressionToken& token) {
        if (token.kind == Kind::string) return token.string;
        return token.kind == Kind::number ? number_text(token.number) : std::string(token.text);
    }

    NodeIndex parse_function() {
        unsupported("functions in expressions are not supported: docs/expressions.md lists those there are");
        advance();
        if (next().kind == Kind::name) advance();
        return skip_function();
    }
    // "(a, b) { … }": of the body only the brackets are looked at.
    NodeIndex skip_function() {
        expect("(");
        for (bool first = true; !take(")"); first = false) {
            if (!first) expect(",");
            if (advance().kind != Kind::name)
                refuse("a parameter's name is missing before " + quoted(next()));
        }
        if (!next().is("{")) refuse("a function's body is missing");
        std::string open;
        do {
            const ExpressionToken& token = advance();
            if (token.kind == Kind::end) refuse("a function's body is not closed");
            if (token.is("{") || token.is("(") || token.is("[")) open += token.text;
            constexpr std::string_view closing = "})]", opening = "{([";
            const std::size_t closed = token.kind == Kind::mark && token.text.size() == 1
                                           ? closing.find(token.text)
                                           : std::string::npos;
            if (closed == std::string::npos) continue;
            if (open.back() != opening[closed]) refuse("the brackets of a function's body do not match");
            open.pop_back();
        } while (!open.empty());
        return nodes_.constant(Value());
    }

    std::vector<ExpressionToken> tokens_;
    const Functions& functions_;
    const Variables& variables_;
    ExpressionNodes nodes_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool has_effects_ = false;
    std::optional<ExpressionRefusal> unsupported_;
};

}  // namespace

Error expression_error(bool unsupported, std::string_view text, std::size_t at, const std::string& message) {
    std::size_t column = 1;
    for (std::size_t i = 0; i < std::min(at, text.size()); ++column) next_code_point(text, i);
    return {unsupported ? "expression-unsupported" : "expression-syntax",
            (unsupported ? "Not supported at column " : "No expression: at column ") +
                std::to_string(column) + ", " + message + ".",
            std::to_string(column),
            {}};
}

Result<ParsedExpression> parse_expression(std::string_view text, const Functions& functions,
                                          const Variables& variables, ExpressionTree& tree) {
    if (text.size() > most_expression_bytes)
        return expression_error(true, text, 0,
                                "the expression is longer than 64 KiB: compute parts of it first");
    try {
        return Parser(text, functions, variables, tree).parse();
    } catch (const ExpressionRefusal& refusal) {
        return expression_error(refusal.unsupported, text, refusal.at, refusal.message);
    }
}

}  // namespace waymark::states
