#include "tests/house/shape.hpp"

#include <array>

namespace waymark::house {

namespace {

constexpr std::size_t longest = 500;
constexpr std::array unfinished = {"TODO", "FIXME", "XXX"};
constexpr std::array empty_names = {"Manager", "Helper", "Util", "Utils", "Impl"};

/// The name that a "class" or "struct" at `at` declares.
std::string_view declared_name(std::string_view code, std::size_t at) {
    const auto begin = code.find_first_not_of(" \t\n", code.find_first_of(" \t\n", at));
    if (begin == std::string_view::npos) return {};
    auto end = begin;
    while (end < code.size() && is_name_character(code[end])) ++end;
    return code.substr(begin, end - begin);
}

}  // namespace

std::vector<Finding> misshapen(const Source& source) {
    std::vector<Finding> found;
    const auto lines = line_at(source.text, source.text.size()) - 1;
    if (lines > longest) {
        found.push_back({source.path, lines,
                         "is " + std::to_string(lines) + " lines long: find the second subject in it"});
    }
    if (source.path.ends_with(".hpp")) {
        if (!source.text.starts_with("//"))
            found.push_back({source.path, 1, "a header begins with what it is and is not"});
        if (source.text.find("\n#pragma once\n") == std::string::npos)
            found.push_back({source.path, 1, "#pragma once is missing"});
    }
    if (!source.path.starts_with("tests/house/")) {
        for (const std::string_view word : unfinished) {
            const auto at = find_word(source.text, word);
            if (at != std::string::npos)
                found.push_back({source.path, line_at(source.text, at), std::string(word)});
        }
    }
    const std::string code = code_of(source.text);
    for (const std::string_view keyword : {"class", "struct"}) {
        for (auto at = find_word(code, keyword); at != std::string::npos;
             at = find_word(code, keyword, at + 1)) {
            const auto name = declared_name(code, at);
            for (const std::string_view ending : empty_names) {
                if (name.ends_with(ending))
                    found.push_back({source.path, line_at(code, at), std::string(name) + " says nothing"});
            }
        }
    }
    return found;
}

}  // namespace waymark::house
