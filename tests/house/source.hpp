// The project's own sources as the house's checkers see them: path, text, and the code in it without comments
// and literals. Not a parser: what a checker needs of C++ is words, include lines and line numbers.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::house {

struct Source {
    std::string path;  // relative to the project
    std::string text;
};

/// Something a checker objects to.
struct Finding {
    std::string path;
    std::size_t line = 0;
    std::string what;
    friend bool operator==(const Finding&, const Finding&) = default;
};
std::ostream& operator<<(std::ostream& out, const Finding& finding);

/// All .cpp and .hpp of the house's folders, sorted by path.
const std::vector<Source>& sources();

/// The text with comments blanked, and with literals too unless they are kept; line breaks stay where they
/// were.
enum class Literals : bool { blanked, kept };
std::string code_of(std::string_view text, Literals literals = Literals::blanked);

struct Include {
    std::size_t line = 0;
    bool quoted = false;  // "…": ours; <…>: somebody else's
    std::string header;
};
std::vector<Include> includes_of(std::string_view text);

/// The number of the line, from 1, in which the offset lies.
std::size_t line_at(std::string_view text, std::size_t offset);

/// Letters, digits and the underscore: what a C++ name is made of.
bool is_name_character(char c);

/// The offset of the next occurrence of `word` as a whole word, from `from`; npos when there is none.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

}  // namespace waymark::house
