#include "states/expression_tokens.hpp"

#include <algorithm>
#include <array>

#include "states/conversions.hpp"
#include "states/unicode.hpp"

namespace waymark::states {

namespace {

using Kind = ExpressionToken::Kind;

constexpr auto reserved_words = std::to_array<std::string_view>(
    {"break", "case",   "catch", "class",      "const",   "continue", "debugger", "default", "delete",
     "do",    "else",   "enum",  "export",     "extends", "false",    "finally",  "for",     "function",
     "if",    "import", "in",    "instanceof", "new",     "null",     "return",   "super",   "switch",
     "this",  "throw",  "true",  "try",        "typeof",  "var",      "void",     "while",   "with"});

// Longest first, so that the first one that fits is the right one.
constexpr auto marks = std::to_array<std::string_view>(
    {">>>=", "===", "!==", ">>>", "<<=", ">>=", "...", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "**",
     "++",   "--",  "+=",  "-=",  "*=",  "/=",  "%=",  "&=", "|=", "^=", "<<", ">>", "{",  "}",  "(",  ")",
     "[",    "]",   ";",   ",",   "<",   ">",   "+",   "-",  "*",  "/",  "%",  "&",  "|",  "^",  "."});
constexpr std::string_view single_marks = "!~?:=";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<ExpressionToken> scan() {
        for (skip_blank(); at_ < text_.size(); skip_blank()) scan_one();
        tokens_.push_back({Kind::end, text_.substr(text_.size()), text_.size(), 0, {}});
        return std::move(tokens_);
    }

  private:
    [[noreturn]] static void refuse(std::size_t at, std::string message) {
        throw ExpressionRefusal{false, at, std::move(message)};
    }
    [[noreturn]] static void unsupported(std::size_t at, std::string message) {
        throw ExpressionRefusal{true, at, std::move(message)};
    }

    [[nodiscard]] char ahead(std::size_t by = 0) const {
        return at_ + by < text_.size() ? text_[at_ + by] : '\0';
    }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

    void add(Kind kind, std::size_t start, double number = 0, std::string string = {}) {
        tokens_.push_back({kind, text_.substr(start, at_ - start), start, number, std::move(string)});
    }

    void skip_blank() {
        while (at_ < text_.size()) {
            std::size_t next = at_;
            if (is_space(next_code_point(text_, next)))
                at_ = next;
            else if (rest().starts_with("//"))
                skip_line();
            else if (rest().starts_with("/*"))
                skip_comment();
            else
                return;
        }
    }
    void skip_line() {
        for (std::size_t next = at_; at_ < text_.size(); at_ = next)
            if (is_line_end(next_code_point(text_, next))) return;
    }
    void skip_comment() {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) refuse(at_, "a comment is not closed with */");
        at_ = end + 2;
    }

    // ES5 IdentifierStart, with every letter beyond ASCII; escapes are refused.
    [[nodiscard]] bool name_goes_on() const {
        const char c = ahead();
        if (static_cast<unsigned char>(c) >= 0x80) {
            std::size_t next = at_;
            return !is_space(next_code_point(text_, next));
        }
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '$';
    }

    void scan_one() {
        const char c = ahead();
        if (is_digit(c) || (c == '.' && is_digit(ahead(1))))
            scan_number();
        else if (c == '"' || c == '\'')
            scan_string();
        else if (name_goes_on())
            scan_name();
        else if (c == '\\')
            unsupported(at_, "escapes in names are not supported: write the letter itself");
        else if (c == '`')
            unsupported(at_, "template literals are not supported: join texts with +");
        else if (c == '/' && regex_may_start())
            scan_regex();
        else
            scan_mark();
    }

    void scan_name() {
        const std::size_t start = at_;
        while (at_ < text_.size() && name_goes_on()) next_code_point(text_, at_);
        const std::string_view name = text_.substr(start, at_ - start);
        const bool reserved =
            std::find(reserved_words.begin(), reserved_words.end(), name) != reserved_words.end();
        add(reserved ? Kind::word : Kind::name, start);
    }

    void scan_number() {
        const std::size_t start = at_;
        const bool hexadecimal = ahead() == '0' && (ahead(1) == 'x' || ahead(1) == 'X');
        if (hexadecimal) {
            at_ += 2;
            while (hex_digit(ahead()) >= 0) ++at_;
        } else {
            if (ahead() == '0' && is_digit(ahead(1)))
                refuse(at_, "a number does not begin with 0; octal numbers are no ECMAScript 5");
            skip_decimal();
        }
        const double number = number_from_text(text_.substr(start, at_ - start));
        if (number != number || (at_ < text_.size() && (name_goes_on() || ahead() == '\\')))
            refuse(start, "a number is not well formed or not separated from what follows");
        add(Kind::number, start, number);
    }
    void skip_decimal() {
        while (is_digit(ahead())) ++at_;
        if (ahead() == '.') ++at_;
        while (is_digit(ahead())) ++at_;
        if (ahead() != 'e' && ahead() != 'E') return;
        const std::size_t sign = ahead(1) == '+' || ahead(1) == '-' ? 2 : 1;
        if (!is_digit(ahead(sign))) return;
        at_ += sign;
        while (is_digit(ahead())) ++at_;
    }

    void scan_string() {
        const std::size_t start = at_;
        const char quote = text_[at_++];
        std::u16string units;  // escapes name halves of surrogate pairs one by one
        while (ahead() != quote) {
            if (at_ >= text_.size()) refuse(start, "a string is not closed");
            const std::size_t before = at_;
            const char32_t code_point = next_code_point(text_, at_);
            if (is_line_end(code_point)) refuse(start, "a string is not closed on its line");
            if (code_point == '\\')
                scan_escape(units);
            else
                units += to_utf16(text_.substr(before, at_ - before));
        }
        ++at_;
        add(Kind::string, start, 0, to_utf8(units));
    }
    void scan_escape(std::u16string& units) {
        if (at_ >= text_.size()) refuse(at_, "a string is not closed");
        const std::size_t before = at_;
        const char32_t c = next_code_point(text_, at_);
        switch (c) {
            case 'n':
                units += u'\n';
                break;
            case 't':
                units += u'\t';
                break;
            case 'r':
                units += u'\r';
                break;
            case 'b':
                units += u'\b';
                break;
            case 'v':
                units += u'\v';
                break;
            case 'f':
                units += u'\f';
                break;
            case 'x':
                units += hexadecimal(2);
                break;
            case 'u':
                units += hexadecimal(4);
                break;
            case '\r':
                at_ += ahead() == '\n' ? 1 : 0;
                break;
            case '\n':
            case 0x2028:
            case 0x2029:
                break;
            default:
                if (c >= '0' && c <= '9') {
                    if (c != '0' || is_digit(ahead()))
                        refuse(before - 1, "octal escapes are no ECMAScript 5: write \\xHH");
                    units += u'\0';
                } else {
                    units += to_utf16(text_.substr(before, at_ - before));
                }
        }
    }
    char16_t hexadecimal(int digits) {
        int unit = 0;
        for (int i = 0; i < digits; ++i, ++at_) {
            const int digit = hex_digit(ahead());
            if (digit < 0) refuse(at_, "an escape needs " + std::to_string(digits) + " hexadecimal digits");
            unit = unit * 16 + digit;
        }
        return static_cast<char16_t>(unit);
    }

    // After an operand a slash divides; otherwise it begins a regular expression.
    [[nodiscard]] bool regex_may_start() const {
        if (tokens_.empty()) return true;
        const ExpressionToken& last = tokens_.back();
        if (last.kind == Kind::word)
            return last.text != "this" && last.text != "true" && last.text != "false" && last.text != "null";
        return last.kind == Kind::mark && last.text != ")" && last.text != "]" && last.text != "}";
    }
    void scan_regex() {
        const std::size_t start = at_++;
        for (bool in_class = false; ahead() != '/' || in_class;) {
            if (at_ >= text_.size() || ahead() == '\n') refuse(start, "nothing stands before the /");
            if (ahead() == '[') in_class = true;
            if (ahead() == ']') in_class = false;
            at_ += ahead() == '\\' ? 2 : 1;
        }
        ++at_;
        while (at_ < text_.size() && name_goes_on()) next_code_point(text_, at_);
        add(Kind::regex, start);
    }

    void scan_mark() {
        const std::size_t start = at_;
        for (const std::string_view mark : marks)
            if (rest().starts_with(mark)) return add_mark(mark.size());
        if (rest().starts_with("?.") && !is_digit(ahead(2)))
            unsupported(at_, "?. is not supported: test with && first");
        if (single_marks.find(ahead()) != std::string_view::npos) return add_mark(1);
        refuse(start, "the character '" + std::string(1, ahead()) + "' has no meaning in an expression");
    }
    void add_mark(std::size_t length) {
        const std::size_t start = at_;
        at_ += length;
        const std::string_view mark = text_.substr(start, length);
        if (mark == "=>" || mark == "??" || mark == "**" || mark == "...")
            unsupported(start, std::string(mark) + " is newer than ECMAScript 5 and not supported");
        add(Kind::mark, start);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<ExpressionToken> tokens_;
};

}  // namespace

std::vector<ExpressionToken> expression_tokens(std::string_view text) {
    if (!is_utf8(text)) throw ExpressionRefusal{false, 0, "the text is not UTF-8"};
    return Scanner(text).scan();
}

}  // namespace waymark::states
