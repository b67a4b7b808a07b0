#include "tests/house/source.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace waymark::house {

namespace {

std::vector<Source> read_tree() {
    namespace fs = std::filesystem;
    const fs::path top = PROJECT_DIR;
    std::vector<Source> found;
    for (const char* folder : {"states", "workflows", "adapters", "daemon", "diagrams", "tests"}) {
        if (!fs::exists(top / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            found.push_back({fs::relative(entry.path(), top).generic_string(), text.str()});
        }
    }
    std::ranges::sort(found, {}, &Source::path);
    return found;
}

/// The offset behind the literal or comment that begins at `at`; `at` itself when none begins there.
std::size_t end_of_comment(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
    if (text.substr(at, 2) != "/*") return at;
    const auto end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
}

bool is_digit_separator(std::string_view text, std::size_t at) {
    std::size_t start = at;
    while (start > 0 && (is_name_character(text[start - 1]) || text[start - 1] == '\'')) --start;
    return start < at && std::isdigit(static_cast<unsigned char>(text[start])) != 0;
}

std::size_t end_of_literal(std::string_view text, std::size_t at) {
    const char quote = text[at];
    if (quote != '"' && (quote != '\'' || is_digit_separator(text, at))) return at;
    if (quote == '"' && at > 0 && text[at - 1] == 'R') {
        const auto open = text.find('(', at);
        if (open == std::string_view::npos) return text.size();
        const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
        const auto end = text.find(close, open);
        return end == std::string_view::npos ? text.size() : end + close.size();
    }
    for (std::size_t i = at + 1; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == quote)
            return i + 1;
    }
    return text.size();
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Finding& finding) {
    return out << finding.path << ":" << finding.line << ": " << finding.what;
}

const std::vector<Source>& sources() {
    static const std::vector<Source> all = read_tree();
    return all;
}

bool is_name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string code_of(std::string_view text, Literals literals) {
    std::string code(text);
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = end_of_comment(text, at);
        bool blank = end > at;
        if (!blank) {
            end = end_of_literal(text, at);
            blank = end > at && literals == Literals::blanked;
        }
        end = std::max(end, at + 1);
        for (; at < end; ++at) {
            if (blank && text[at] != '\n') code[at] = ' ';
        }
    }
    return code;
}

std::vector<Include> includes_of(std::string_view text) {
    std::vector<Include> found;
    std::istringstream lines(code_of(text, Literals::kept));
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::string_view rest = line;
        for (const std::string_view part : {"#", "include"}) {
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
            if (!rest.starts_with(part)) {
                rest = {};
                break;
            }
            rest.remove_prefix(part.size());
        }
        const auto open = rest.find_first_of("\"<");
        if (open == std::string_view::npos) continue;
        const bool quoted = rest[open] == '"';
        const auto close = rest.find(quoted ? '"' : '>', open + 1);
        if (close == std::string_view::npos) continue;
        found.push_back({number, quoted, std::string(rest.substr(open + 1, close - open - 1))});
    }
    return found;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
    for (auto at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool starts = at == 0 || !is_name_character(text[at - 1]);
        const bool ends = end == text.size() || !is_name_character(text[end]);
        if (starts && ends) return at;
    }
    return std::string_view::npos;
}

}  // namespace waymark::house
