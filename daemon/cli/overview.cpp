#include <algorithm>
#include <array>
#include <span>

#include "daemon/cli/answers.hpp"
#include "daemon/cli/table.hpp"

namespace waymark::cli {
namespace {

namespace json = boost::json;

constexpr std::array workflows = std::to_array<Phrase>({{"specialization", "specialization", "специализация"},
                                                        {"application", "application", "заявка"},
                                                        {"interview", "interview", "собеседование"},
                                                        {"presale", "presale request", "запрос на пресейл"},
                                                        {"notice", "quit notice", "уведомление о выходе"},
                                                        {"revocation", "revocation", "отзыв статуса"},
                                                        {"agreement", "agreement", "договор"},
                                                        {"employee", "employee", "сотрудник"},
                                                        {"solution", "solution", "решение"},
                                                        {"plan", "business plan", "бизнес-план"},
                                                        {"project", "project", "проект"},
                                                        {"customer", "customer", "заказчик"},
                                                        {"subaccount", "subaccount", "субаккаунт"},
                                                        {"scope", "registered scope", "область"},
                                                        {"invitation", "invitation", "приглашение"},
                                                        {"benefit", "benefit", "преимущество"},
                                                        {"invoice", "invoice", "счёт"},
                                                        {"attachment", "attachment", "вложение"}});
constexpr std::array members = std::to_array<Phrase>({{"tin", "taxpayer number", "ИНН"},
                                                      {"locale", "language", "язык"},
                                                      {"contacts", "contacts", "контакты"},
                                                      {"since", "partner since", "партнёр с"},
                                                      {"pam", "account manager", "менеджер"},
                                                      {"technologies", "specializations", "специализации"},
                                                      {"settlement", "settlement", "взаиморасчёты"},
                                                      {"exit_date", "leaves on", "выходит"},
                                                      {"last_partner_day", "last day", "последний день"}});
/// What tells one from another of its kind, in this order.
constexpr std::array telling = {"name",          "title",   "technology", "product",
                                "customer",      "number",  "account",    "scope",
                                "customer_kind", "benefit", "window",     "requested_exit_date",
                                "file"};

/// "a, b" of texts and numbers; of objects their names, or what they hold.
std::string shown(const json::value& value, const Speech& speech);

std::string joined(const json::array& list, const Speech& speech) {
    std::string all;
    for (const auto& each : list)
        if (const auto text = shown(each, speech); !text.empty()) all += (all.empty() ? "" : ", ") + text;
    return all;
}

std::string shown(const json::value& value, const Speech& speech) {
    if (value.is_null()) return "";
    if (value.is_array()) return joined(value.get_array(), speech);
    if (value.is_string()) return speech.instant(std::string_view(value.get_string()));
    if (!value.is_object()) return json::serialize(value);
    if (auto text = speech.text(value); !text.empty()) return text;
    json::array parts;
    for (const auto& member : value.get_object()) parts.push_back(member.value());
    return joined(parts, speech);
}

/// "Cloud service engineer (2027-03-31), …"
std::string certificates_of(const json::object& data, const Speech& speech) {
    const auto* certificates = data.if_contains("certificates");
    if (certificates == nullptr || !certificates->is_array()) return "";
    std::string all;
    for (const auto& each : certificates->get_array()) {
        const auto* name = each.as_object().if_contains("name");
        const auto text = name != nullptr ? speech.text(*name) : std::string();
        const auto valid_to = plain(each, "valid_to");
        all += (all.empty() ? "" : ", ") + (text.empty() ? plain(each, "code") : text) +
               (valid_to.empty() ? "" : " (" + valid_to + ")");
    }
    return all;
}

std::string told_apart(const json::object& data, const Speech& speech) {
    std::string all;
    const auto add = [&](const std::string& text) {
        if (!text.empty()) all += (all.empty() ? "" : ", ") + text;
    };
    for (const char* name : telling)
        if (const auto* member = data.if_contains(name)) add(shown(*member, speech));
    add(certificates_of(data, speech));
    return all;
}

std::string state_of(const json::value& instance, const Speech& speech) {
    const auto title = speech.text(instance.at("title"));
    return title.empty() ? plain(instance, "state") : title;
}

void print_partner(std::ostream& out, const Speech& speech, const json::value& partner) {
    const bool russian = speech.language == "ru";
    const auto& data = partner.at("data").as_object();
    out << plain(partner.at("data"), "name") << " (" << plain(partner, "id")
        << "): " << state_of(partner, speech) << (russian ? ", с " : ", since ")
        << speech.instant(plain(partner, "since")) << '\n';
    Table table({"", ""});
    for (const auto& phrase : members)
        if (const auto* member = data.if_contains(phrase.code))
            if (const auto text = shown(*member, speech); !text.empty())
                table.add({said(members, phrase.code, speech), text});
    if (table.empty()) return;
    out << '\n';
    table.print(out);
}

}  // namespace

void print_overview(std::ostream& out, const Speech& speech, const json::value& answer) {
    const bool russian = speech.language == "ru";
    print_partner(out, speech, answer.at("partner"));
    Table table(russian ? std::vector<std::string>{"что", "какое", "состояние", "с", "id"}
                        : std::vector<std::string>{"what", "which", "state", "since", "id"});
    for (const auto& of_workflow : answer.at("members").as_object())
        for (const auto& each : of_workflow.value().as_array())
            table.add({said(workflows, of_workflow.key(), speech),
                       told_apart(each.at("data").as_object(), speech), state_of(each, speech),
                       speech.instant(plain(each, "since")), plain(each, "id")});
    Table next(russian ? std::vector<std::string>{"само произойдёт", "событие", "id"}
                       : std::vector<std::string>{"next by itself", "event", "id"});
    for (const auto& each : answer.at("next").as_array())
        next.add({speech.instant(plain(each, "due")), plain(each, "event"), plain(each, "instance")});
    for (const auto* part : {&table, &next}) {
        if (part->empty()) continue;
        out << '\n';
        part->print(out);
    }
}

}  // namespace waymark::cli
