// What the partner program says to people: the functions by which the runtime asks for recipients and
// letters, and the preview of a template. Reads through a inquiry, sends nothing. Thread: that of the
// inquiry.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "workflows/partner/letters.hpp"
#include "workflows/partner/recipients.hpp"

namespace waymark::partner {

/// What an operator sets about letters.
struct LetterSettings {
    std::string program;  // what the program calls itself under its letters; empty: "The partner program"
    std::string url;      // where its people go on; empty: not said
    std::string contact;  // an address for questions; empty: the account manager is named
    Mailboxes mailboxes;
};

/// The templates in the binary, after those of the operator, which go before them by their names.
std::vector<TemplateSource> templates(std::vector<TemplateSource> own);

/// Errors: as Letters::read; and "bad-template" for one of `own` that stands for no message.
Result<std::shared_ptr<const Letters>> read_letters(std::vector<TemplateSource> own);

class Correspondence {
  public:
    Correspondence(std::shared_ptr<const Letters> letters, LetterSettings settings);

    /// Program::recipients, Program::letter.
    [[nodiscard]] Result<std::vector<runtime::Recipient>> recipients(const runtime::OutboxRow& row,
                                                                     runtime::Inquiry& inquiry) const;
    [[nodiscard]] Result<runtime::Letter> letter(const runtime::OutboxRow& row, const std::string& recipient,
                                                 runtime::Inquiry& inquiry) const;

    /// A letter as it would be written to the first recipient of the message, whoever has an address;
    /// `language`: instead of his. Errors: "not-found": no such message.
    [[nodiscard]] Result<runtime::Letter> preview(const runtime::OutboxRow& row,
                                                  std::optional<Language> language,
                                                  runtime::Inquiry& inquiry) const;

    [[nodiscard]] const Letters& letters() const { return *letters_; }

  private:
    [[nodiscard]] std::set<std::string> told_already(const runtime::OutboxRow& row,
                                                     runtime::Inquiry& inquiry) const;
    [[nodiscard]] Result<runtime::Letter> write(const runtime::OutboxRow& row, const Addressee& to,
                                                runtime::Inquiry& inquiry) const;
    [[nodiscard]] states::Value values(const runtime::OutboxRow& row, const Addressee& to,
                                       runtime::Inquiry& inquiry) const;
    [[nodiscard]] std::string contact(const runtime::OutboxRow& row, const Addressee& to,
                                      runtime::Inquiry& inquiry) const;

    std::shared_ptr<const Letters> letters_;
    LetterSettings settings_;
};

/// Has the runtime deliver what the program's charts tell people.
void add_letters(runtime::Program& program, std::shared_ptr<const Correspondence> correspondence);

}  // namespace waymark::partner
