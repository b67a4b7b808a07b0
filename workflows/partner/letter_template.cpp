#include "workflows/partner/letter_template.hpp"

#include <algorithm>
#include <charconv>

#include "states/chart.hpp"
#include "states/unicode.hpp"
#include "workflows/partner/plain_text.hpp"

namespace waymark::partner {

namespace {

using states::Value;

constexpr std::string_view heading = "Subject: ";
constexpr std::size_t largest_template = 64u << 10;
constexpr char gone = '\x01';  // stands where an expression came out empty; no text brings it in

/// The fields of a message while an expression over them is evaluated.
class FieldScope final : public states::Scope {
  public:
    FieldScope(const states::Variables& variables, const Value& values)
        : variables_(variables), values_(values) {}

    [[nodiscard]] const Value* variable(states::Slot slot) const override {
        const Value& value = values_[variables_.names()[slot]];
        return value.is_undefined() ? &null_ : &value;
    }
    void set_variable(states::Slot, Value) override {
        throw states::EvaluationError("a template changes nothing: take ++ and -- away");
    }
    [[nodiscard]] const Value* system(std::string_view) const override { return nullptr; }
    [[nodiscard]] bool in(std::string_view) const override {
        throw states::EvaluationError("a template knows no states: take In() away");
    }

  private:
    const states::Variables& variables_;
    const Value& values_;
    const Value null_ = nullptr;
};

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool continues_name(char c) { return begins_name(c) || (c >= '0' && c <= '9'); }

/// A name, or names with dots between, as it stands in an expression outside of its texts.
struct Word {
    std::string_view text;
    std::size_t offset;
    bool called;  // a parenthesis follows
};

std::size_t behind_text(std::string_view expression, std::size_t quote) {
    auto at = quote + 1;
    while (at < expression.size() && expression[at] != expression[quote])
        at += expression[at] == '\\' ? 2 : 1;
    return at + 1;
}

std::vector<Word> words_in(std::string_view expression) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < expression.size();) {
        const char c = expression[at];
        if (c == '\'' || c == '"') {
            at = behind_text(expression, at);
            continue;
        }
        const auto from = at;
        while (at < expression.size() && (continues_name(expression[at]) || expression[at] == '.')) ++at;
        if (at == from) {
            ++at;
            continue;
        }
        const auto next = expression.find_first_not_of(' ', at);
        const bool called = next != std::string_view::npos && expression[next] == '(';
        if (begins_name(c)) words.push_back({expression.substr(from, at - from), from, called});
    }
    return words;
}

/// Functions that an expression calls and that are not there. A method of a value is not looked at.
std::vector<Word> unknown_functions(std::string_view expression, const states::Functions& functions) {
    auto words = words_in(expression);
    std::erase_if(words, [&](const Word& word) {
        const bool method = word.text.find('.') != std::string_view::npos && !word.text.starts_with("Math.");
        return !word.called || method || functions.find(word.text) != nullptr;
    });
    return words;
}

/// The variables that an expression names.
std::vector<std::string> names_in(std::string_view expression, const states::Functions& functions) {
    states::Variables any;
    for (const auto& word : words_in(expression))
        if (!word.text.starts_with("Math.")) any.add(word.text.substr(0, word.text.find('.')));
    const auto evaluator = states::native_evaluator(functions, any);
    const auto compiled = evaluator->compile(expression);
    std::vector<std::string> names;
    if (!compiled) return names;
    for (const auto& [path, part] : evaluator->paths(*compiled)) {
        auto name = path.substr(0, path.find_first_of(".["));
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

std::string without_returns(std::string_view text) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') lines += text[at];
    return lines;
}

std::size_t number_in(std::string_view text, std::size_t otherwise) {
    std::size_t number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// «1 апреля 2026 г.» at the end of a sentence takes the sentence's own dot along.
void merge_dots(std::string& text) {
    constexpr std::string_view twice = "г..", once = "г.";
    for (auto at = text.find(twice); at != std::string::npos; at = text.find(twice, at))
        text.replace(at, twice.size(), once);
}

/// Drops lines that only expressions left empty, second blank lines, and blanks at the end of lines.
std::string tidied(std::string_view text) {
    std::string lines;
    bool blank_before = true;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        std::string line(text.substr(at, end - at));
        at = end + 1;
        const bool emptied = std::erase(line, gone) > 0;
        while (!line.empty() && line.back() == ' ') line.pop_back();
        if (line.empty() && (emptied || blank_before)) continue;
        blank_before = line.empty();
        lines += line;
        lines += '\n';
    }
    while (lines.ends_with("\n\n")) lines.pop_back();
    merge_dots(lines);
    return lines;
}

}  // namespace

class LetterTemplate::Reader {
  public:
    Reader(const TemplateSource& source, const Objection& objection, const states::Functions& functions,
           LetterTemplate& into, std::vector<states::Finding>& findings)
        : file_(source.file),
          text_(without_returns(source.text)),
          objection_(objection),
          functions_(functions),
          into_(into),
          findings_(findings) {}

    void read() {
        if (text_.size() > largest_template) return find(0, "A template has at most 64 KiB; shorten it.");
        if (!states::is_utf8(text_)) return find(0, "A template is text in UTF-8; save it so.");
        const auto line_end = text_.find('\n');
        if (!text_.starts_with(heading) || line_end == std::string::npos)
            return find(0, "A template begins with a line \"Subject: …\"; write it.");
        if (line_end + 1 >= text_.size() || text_[line_end + 1] != '\n')
            return find(line_end + 1, "A blank line parts the subject from the text; put it in.");
        const std::string_view all = text_;
        into_.subject_ = parts(all.substr(0, line_end), heading.size());
        into_.text_ = parts(all, line_end + 2);
        if (into_.subject_.empty()) find(heading.size(), "The subject is empty; write one.");
        if (into_.text_.empty()) find(line_end + 2, "The letter is empty; write its text.");
    }

  private:
    std::vector<Part> parts(std::string_view text, std::size_t from) {
        const auto pieces = states::pieces_of(text.substr(from));
        std::vector<Part> parts;
        if (!pieces) {
            find(from + number_in(pieces.error().place, 0), pieces.error().message);
            return parts;
        }
        for (const auto& piece : *pieces)
            if (piece.is_expression)
                compile(piece.text, from + piece.offset, parts);
            else
                parts.push_back({plain_lines(piece.text)});
        return parts;
    }

    void compile(std::string_view expression, std::size_t offset, std::vector<Part>& parts) {
        const auto compiled = into_.evaluator_->compile(expression);
        if (!compiled)
            return find(offset + number_in(compiled.error().place, 1) - 1,
                        "The expression does not compile: " + compiled.error().message);
        for (const auto& word : unknown_functions(expression, functions_))
            find(offset + word.offset, "There is no function " + std::string(word.text) +
                                           "(); docs/letters.md and docs/charts.md list those there are.");
        for (const auto& name : names_in(expression, functions_))
            if (const auto wrong = objection_(name); !wrong.empty())
                find(offset + expression.find(name), wrong);
        parts.push_back({std::string(expression), *compiled, true});
    }

    void find(std::size_t offset, std::string message) {
        const auto before = std::string_view(text_).substr(0, offset);
        const auto line = std::ranges::count(before, '\n') + 1;
        const auto line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
        const auto column = states::utf16_length(before.substr(line_begin)) + 1;
        findings_.push_back({"bad-template",
                             file_ + ":" + std::to_string(line) + ":" + std::to_string(column),
                             std::move(message)});
    }

    const std::string& file_;
    const std::string text_;
    const Objection& objection_;
    const states::Functions& functions_;
    LetterTemplate& into_;
    std::vector<states::Finding>& findings_;
};

LetterTemplate::LetterTemplate(std::span<const std::string> names, const states::Functions& functions) {
    for (const auto& name : names) variables_.add(name);
    evaluator_ = states::native_evaluator(functions, variables_);
}

std::shared_ptr<const LetterTemplate> LetterTemplate::read(const TemplateSource& source,
                                                           std::span<const std::string> names,
                                                           const Objection& objection,
                                                           const states::Functions& functions,
                                                           std::vector<states::Finding>& findings) {
    const auto before = findings.size();
    auto letter = std::shared_ptr<LetterTemplate>(new LetterTemplate(names, functions));
    Reader(source, objection, functions, *letter, findings).read();
    return findings.size() == before ? letter : nullptr;
}

Filled LetterTemplate::fill(const Value& values) const {
    Filled letter;
    letter.subject = one_line(filled(subject_, values, true, letter.faults));
    letter.text = tidied(filled(text_, values, false, letter.faults));
    return letter;
}

std::string LetterTemplate::filled(const std::vector<Part>& parts, const Value& values, bool heading_line,
                                   std::vector<std::string>& faults) const {
    FieldScope scope(variables_, values);
    std::string text;
    for (const auto& part : parts) {
        if (!part.computed) {
            text += part.text;
            continue;
        }
        std::string shown;
        try {
            shown = plain_lines(states::shown_in_text(evaluator_->evaluate(part.expression, scope)));
        } catch (const states::EvaluationError& error) {
            shown = states::nothing_shown;
            faults.push_back("{" + part.text + "}: " + error.what());
        }
        text += shown;
        if (shown.empty() && !heading_line) text += gone;
    }
    return text;
}

}  // namespace waymark::partner
