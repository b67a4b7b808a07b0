#include "workflows/partner/correspondence.hpp"

#include <algorithm>

#include "states/unicode.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/partner/embedded.hpp"
#include "workflows/partner/invitation.hpp"
#include "workflows/partner/plain_text.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/technologies.hpp"

namespace waymark::partner {

namespace {

using runtime::Letter;
using runtime::OutboxRow;
using states::Value;

std::string_view in(Language language, std::string_view en, std::string_view ru) {
    return language == Language::en ? en : ru;
}

/// Personal texts are revealed, all else stays.
std::string name_of(const runtime::Instance& instance, runtime::Inquiry& inquiry) {
    return one_line(inquiry.reveal(datum(instance, "name")).string_or(""));
}

/// The company the letter is about: the partner, or who wants to become one.
std::string company_of(const OutboxRow& row, const Addressee& to, runtime::Inquiry& inquiry) {
    if (to.partner) return name_of(*to.partner, inquiry);
    const auto instance = inquiry.instance(row.instance);
    if (!instance) return {};
    return one_line(inquiry.reveal(datum(*instance, "company")).string_or(""));
}

std::optional<Invitation> invitation_of(const OutboxRow& row, const Value& values, const Letter& letter,
                                        const Addressee& to) {
    const std::string& key = row.notification.message;
    if (key != "interview.scheduled" && key != "interview.rescheduled" && key != "interview.cancelled")
        return std::nullopt;
    const auto starts_at = parse_instant(values["starts_at"].string_or(""));
    const auto ends_at = parse_instant(values["ends_at"].string_or(""));
    if (!starts_at || !ends_at) return std::nullopt;  // cancelled before there was a time
    Invitation invitation;
    invitation.cancelled = key == "interview.cancelled";
    invitation.uid = to_text(row.instance) + "@waymark";
    invitation.sequence = row.record;
    invitation.written_at = row.at;
    invitation.starts_at = *starts_at;
    invitation.ends_at = *ends_at;
    invitation.summary = std::string(in(to.language, "Interview: ", "Собеседование: "))
                             .append(values["technology_name"].string_or(""))
                             .append(", ")
                             .append(values["partner"].string_or(""));
    invitation.description = letter.text;
    invitation.place = values["place"].string_or("");
    invitation.attendee = to.address;
    invitation.attendee_name = to.name.empty() ? to.address : to.name;
    return invitation;
}

}  // namespace

std::vector<TemplateSource> templates(std::vector<TemplateSource> own) {
    for (const auto& file : embedded::templates)
        own.push_back({std::string(file.name), std::string(file.text)});
    return own;
}

Result<std::shared_ptr<const Letters>> read_letters(std::vector<TemplateSource> own) {
    for (const auto& source : own)
        if (std::ranges::find(embedded::templates, source.file, &embedded::File::name) ==
            embedded::templates.end())
            return Error{"bad-template",
                         "The program sends no message that this template could be for; rename the file or "
                         "take it away. `waymark template list` names the messages.",
                         source.file + ":1:1",
                         {}};
    const auto sent = sent_messages(partner_program().documents, chart_functions());
    if (!sent) return sent.error();
    return Letters::read(templates(std::move(own)), *sent, shipped_rulebook());
}

Correspondence::Correspondence(std::shared_ptr<const Letters> letters, LetterSettings settings)
    : letters_(std::move(letters)), settings_(std::move(settings)) {}

Result<std::vector<runtime::Recipient>> Correspondence::recipients(const OutboxRow& row,
                                                                   runtime::Inquiry& inquiry) const {
    const auto all = addressees(row, inquiry, settings_.mailboxes);
    if (!all) return all.error();
    const auto told = told_already(row, inquiry);
    std::vector<runtime::Recipient> recipients;
    for (const Addressee& each : *all)
        if (!told.contains(states::lower_case(each.address)))
            recipients.push_back({each.id, address_objection(each.address)});
    // An audience of nobody would count as lost: rather is somebody told twice.
    if (recipients.empty())
        for (const Addressee& each : *all) recipients.push_back({each.id, address_objection(each.address)});
    return recipients;
}

/// Addresses of the audiences that the same <send> names before this one.
std::set<std::string> Correspondence::told_already(const OutboxRow& row, runtime::Inquiry& inquiry) const {
    std::set<std::string> told;
    const auto entry = letters_->messages().find(row.notification.message);
    if (entry == letters_->messages().end()) return told;
    const auto before = entry->second.before.find(row.notification.audience);
    if (before == entry->second.before.end()) return told;
    for (const auto& audience : before->second) {
        OutboxRow other = row;
        other.notification.audience = audience;
        if (const auto found = addressees(other, inquiry, settings_.mailboxes))
            for (const Addressee& each : *found) told.insert(states::lower_case(each.address));
    }
    return told;
}

Result<Letter> Correspondence::letter(const OutboxRow& row, const std::string& recipient,
                                      runtime::Inquiry& inquiry) const {
    const auto all = addressees(row, inquiry, settings_.mailboxes);
    if (!all) return all.error();
    const auto to = std::ranges::find(*all, recipient, &Addressee::id);
    if (to == all->end())
        return Error{"nobody-to-write",
                     "This recipient is no longer among those of the message, or has no address any more.",
                     {},
                     {}};
    if (auto wrong = address_objection(to->address); !wrong.empty())
        return Error{"nobody-to-write", std::move(wrong), {}, {}};
    return write(row, *to, inquiry);
}

Result<Letter> Correspondence::preview(const OutboxRow& row, std::optional<Language> language,
                                       runtime::Inquiry& inquiry) const {
    const auto all = addressees(row, inquiry, settings_.mailboxes);
    Addressee to;
    if (all)
        to = all->front();
    else
        to.partner = partner_of(row.instance, inquiry);
    if (language) to.language = *language;
    return write(row, to, inquiry);
}

Result<Letter> Correspondence::write(const OutboxRow& row, const Addressee& to,
                                     runtime::Inquiry& inquiry) const {
    const Value all = values(row, to, inquiry);
    auto filled = letters_->write(row.notification.message, to.language, all);
    if (!filled)
        return Error{"not-found",
                     "The message \"" + row.notification.message +
                         "\" has no template; `waymark template list` names those that have.",
                     {},
                     {}};
    Letter letter;
    letter.address = to.address;
    letter.name = to.name;
    letter.subject = std::move(filled->subject);
    letter.text = std::move(filled->text);
    if (auto invitation = invitation_of(row, all, letter, to)) {
        invitation->organizer = settings_.contact;
        letter.attachments.push_back(attachment(*invitation));
    }
    return letter;
}

Value Correspondence::values(const OutboxRow& row, const Addressee& to, runtime::Inquiry& inquiry) const {
    const Value fields = inquiry.reveal(row.notification.fields);
    Value::Object values = fields.is_object() ? fields.object() : Value::Object{};
    const auto set = [&](std::string_view name, Value value) {
        std::erase_if(values, [&](const auto& member) { return member.first == name; });
        values.emplace_back(name, std::move(value));
    };
    set("recipient", to.name.empty() ? std::string(in(to.language, "colleagues", "коллеги")) : to.name);
    set("audience", row.notification.audience);
    set("to_partner", row.notification.audience == "partner" || row.notification.audience == "prospect");
    set("partner", company_of(row, to, inquiry));
    set("technology_name", technology_name(fields["technology"].string_or("")));
    set("program", settings_.program.empty()
                       ? std::string(in(to.language, "The partner program", "Партнёрская программа"))
                       : settings_.program);
    set("url", settings_.url);
    set("contact", contact(row, to, inquiry));
    set("instance", to_text(row.instance));
    set("sent_late", row.notification.late);
    return values;
}

std::string Correspondence::contact(const OutboxRow& row, const Addressee& to,
                                    runtime::Inquiry& inquiry) const {
    const auto manager = to.of_partner ? account_manager(row.instance, inquiry) : nullptr;
    if (manager) {
        const Value address = inquiry.reveal(datum(*manager, "email"));
        const auto name = name_of(*manager, inquiry);
        if (!name.empty() && address.is_string()) return name + ", " + address.string();
    }
    if (!settings_.contact.empty()) return settings_.contact;
    return std::string(to.of_partner
                           ? in(to.language, "your partner account manager", "ваш партнёрский менеджер")
                           : in(to.language, "the partnership team", "партнёрская команда"));
}

void add_letters(runtime::Program& program, std::shared_ptr<const Correspondence> correspondence) {
    program.recipients = [correspondence](const OutboxRow& row, runtime::Inquiry& inquiry) {
        return correspondence->recipients(row, inquiry);
    };
    program.letter = [correspondence](const OutboxRow& row, const std::string& recipient,
                                      runtime::Inquiry& inquiry) {
        return correspondence->letter(row, recipient, inquiry);
    };
}

}  // namespace waymark::partner
