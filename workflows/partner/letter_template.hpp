// One letter's template in one language: "Subject: …", a blank line, the text; {expressions} over the
// message's fields. Compiled once, immutable, filled by any thread. docs/letters.md is the author's manual.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "states/chart.hpp"
#include "states/evaluator.hpp"
#include "states/filled_text.hpp"

namespace waymark::partner {

struct TemplateSource {
    std::string file;  // "quit.accepted.en.txt"
    std::string text;
};

struct Filled {
    std::string subject, text;
    std::vector<std::string> faults;  // expressions that gave no value, and why: a dash stands in their place
};

class LetterTemplate {
  public:
    /// What is wrong with a name that a template uses: a sentence with the cure; empty: the name is known.
    using Objection = std::function<std::string(std::string_view name)>;

    /// `names`: what expressions may name. `functions` must outlive the template. Appends what is wrong to
    /// `findings`, code "bad-template", place file:line:column; nullptr then.
    static std::shared_ptr<const LetterTemplate> read(const TemplateSource& source,
                                                      std::span<const std::string> names,
                                                      const Objection& objection,
                                                      const states::Functions& functions,
                                                      std::vector<states::Finding>& findings);

    /// `values`: an object; a name that it lacks counts as null. A line that holds expressions only and comes
    /// out empty is left out, and so is a second blank line.
    [[nodiscard]] Filled fill(const states::Value& values) const;

  private:
    class Reader;
    struct Part {
        std::string text;
        states::Expression expression = 0;
        bool computed = false;
    };
    LetterTemplate(std::span<const std::string> names, const states::Functions& functions);
    [[nodiscard]] std::string filled(const std::vector<Part>& parts, const states::Value& values,
                                     bool heading, std::vector<std::string>& faults) const;

    states::Variables variables_;
    std::unique_ptr<states::Evaluator> evaluator_;
    std::vector<Part> subject_, text_;
};

}  // namespace waymark::partner
