// The words of an expression (ES5 section 7). Not the grammar: expression_parser.hpp has that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::states {

struct ExpressionToken {
    enum class Kind : std::uint8_t {
        number,
        string,
        name,
        word,
        mark,
        regex,
        end
    };  // word: reserved, mark: punctuation
    Kind kind;
    std::string_view text;  // as written
    std::size_t at;         // byte offset in the expression
    double number = 0;
    std::string string;  // a string's content, escapes resolved

    [[nodiscard]] bool is(std::string_view mark_or_word) const {
        return (kind == Kind::mark || kind == Kind::word) && text == mark_or_word;
    }
};

/// Thrown while an expression is compiled, caught where compile() answers.
struct ExpressionRefusal {
    bool unsupported;  // ECMAScript, but not of the native expressions; otherwise no expression at all
    std::size_t at;    // byte offset
    std::string message;
};

/// All tokens, the last one of kind `end`. Throws ExpressionRefusal.
std::vector<ExpressionToken> expression_tokens(std::string_view text);

}  // namespace waymark::states
