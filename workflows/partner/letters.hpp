// All letters of the program: for each message that a chart sends a template in English and one in Russian,
// held against the fields that the charts give. Immutable, made once at the start, shared by all threads.
// Knows no recipients and no mail: correspondence.hpp does.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "states/chart.hpp"
#include "workflows/partner/letter_template.hpp"
#include "workflows/partner/rulebook.hpp"
#include "workflows/partner/wording.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::partner {

/// One <send type="urn:waymark:notify"> of a chart.
struct SentMessage {
    std::string key, workflow;
    std::vector<std::string> fields;     // its parameters but `to`
    std::string place;                   // file:line:column
    std::vector<std::string> audiences;  // as far as the document says them outright
};

/// Of all documents. Errors: as read_chart.
Result<std::vector<SentMessage>> sent_messages(const std::vector<runtime::Program::Document>& documents,
                                               const states::Functions& functions);

/// What every template may name beside the fields of its message (docs/letters.md).
const std::vector<std::string>& common_names();

class Letters {
  public:
    /// The first source of a file name counts. `rulebook` must outlive the letters.
    /// Errors: "bad-template": a file that is no template, an expression that does not compile, a name that
    /// some send of the message does not provide, a message without a template in a language; the first in
    /// message and place (file:line:column), all in details.findings.
    static Result<std::shared_ptr<const Letters>> read(const std::vector<TemplateSource>& sources,
                                                       const std::vector<SentMessage>& sent,
                                                       const Rulebook& rulebook);

    /// The letter for a message; nothing when there is no template for it. `values`: fields and common names.
    [[nodiscard]] std::optional<Filled> write(std::string_view key, Language language,
                                              const states::Value& values) const;

    struct Entry {
        std::vector<std::string> fields;   // those that every send gives
        std::vector<std::string> senders;  // workflows
        /// By audience: those that every send to it names before it.
        std::map<std::string, std::vector<std::string>, std::less<>> before;
    };
    /// By key: every message that a chart sends.
    [[nodiscard]] const std::map<std::string, Entry, std::less<>>& messages() const { return messages_; }
    /// Keys of templates for messages that no chart sends.
    [[nodiscard]] const std::vector<std::string>& unsent() const { return unsent_; }

  private:
    explicit Letters(const Rulebook& rulebook);

    states::Functions english_, russian_;
    std::map<std::string, Entry, std::less<>> messages_;
    std::map<std::pair<std::string, Language>, std::shared_ptr<const LetterTemplate>, std::less<>> templates_;
    std::vector<std::string> unsent_;
};

}  // namespace waymark::partner
