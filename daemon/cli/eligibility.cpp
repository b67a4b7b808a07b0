#include <algorithm>
#include <array>
#include <span>

#include "daemon/cli/answers.hpp"
#include "daemon/cli/table.hpp"

namespace waymark::cli {
namespace {

namespace json = boost::json;

constexpr std::array results = std::to_array<Phrase>({{"pass", "✓ met", "✓ выполнено"},
                                                      {"fail", "✗ not met", "✗ не выполнено"},
                                                      {"unknown", "? not known", "? неизвестно"}});
constexpr std::array kinds =
    std::to_array<Phrase>({{"agreement", "agreement", "договор"},
                           {"solutions", "verified solutions", "проверенные решения"},
                           {"plan", "business plan", "бизнес-план"},
                           {"consumption", "consumption", "потребление"},
                           {"licences", "licences", "лицензии"},
                           {"specialists", "specialists", "специалисты"},
                           {"projects", "implemented projects", "внедрённые проекты"},
                           {"interview", "interview", "собеседование"},
                           {"one_of", "one of", "одно из"},
                           {"all_of", "all of", "всё из"}});

const json::array& list(const json::value& object, std::string_view name) {
    static const json::array none;
    const auto* member = object.as_object().if_contains(name);
    return member != nullptr && member->is_array() ? member->get_array() : none;
}

/// A number of the condition: of consumption, money.
std::string figure(const json::value& condition, std::string_view name, const Speech& speech) {
    const auto* member = condition.as_object().if_contains(name);
    if (member == nullptr) return "";
    return plain(condition, "kind") == "consumption" ? speech.roubles(*member) : plain(condition, name);
}

std::string sources_of(const json::value& condition, const Speech& speech) {
    std::string all;
    for (const auto& source : list(condition, "sources")) {
        all += all.empty() ? "" : ", ";
        all += plain(source, "id") + (speech.language == "ru" ? " от " : " of ") + plain(source, "on");
    }
    return all;
}

void add_conditions(Table& table, const json::array& conditions, const std::string& indent,
                    const Speech& speech) {
    for (const auto& condition : conditions) {
        const auto code = plain(condition, "code");
        table.add({said(results, plain(condition, "result"), speech),
                   indent + (code.empty() ? "" : code + " ") + said(kinds, plain(condition, "kind"), speech),
                   figure(condition, "have", speech), figure(condition, "need", speech),
                   figure(condition, "missing", speech), plain(condition, "possible_from"),
                   plain(condition, "holds_until"), sources_of(condition, speech)});
        add_conditions(table, list(condition, "parts"), indent + "  ", speech);
    }
}

/// What stands against it, in the words of the rules.
void add_sentences(Table& table, const json::array& conditions, const Speech& speech) {
    for (const auto& condition : conditions)
        if (plain(condition, "result") != "pass")
            table.add({plain(condition, "code"), speech.text(condition.at("text"))});
}

void add_people(Table& table, const json::array& conditions, const Speech& speech) {
    for (const auto& condition : conditions) {
        for (const auto& role : list(condition, "roles")) {
            auto employee = plain(role, "employee");
            if (employee.empty()) employee = speech.language == "ru" ? "никто" : "nobody";
            std::string certificates;
            for (const auto& each : list(role, "names"))
                certificates.append(certificates.empty() ? "" : ", ").append(speech.text(each));
            table.add({plain(role, "role"), employee, certificates});
        }
        add_people(table, list(condition, "parts"), speech);
    }
}

void print_assessment(std::ostream& out, const Speech& speech, const json::value& assessment) {
    const bool russian = speech.language == "ru";
    out << '\n'
        << plain(assessment, "specialization") << ": " << said(results, plain(assessment, "result"), speech)
        << (russian ? " на " : " on ") << plain(assessment, "on")
        << (russian ? ", по правилам " : ", by the rules ") << plain(assessment, "version") << '\n';
    const auto& conditions = list(assessment, "conditions");
    Table table(russian ? std::vector<std::string>{"", "условие", "есть", "нужно", "не хватает", "само с",
                                                   "действует по", "откуда известно"}
                        : std::vector<std::string>{"", "condition", "have", "need", "missing",
                                                   "by itself from", "holds until", "known from"});
    for (const std::size_t number : {2, 3, 4}) table.align_right(number);
    add_conditions(table, conditions, "", speech);
    Table sentences({"", ""});
    add_sentences(sentences, conditions, speech);
    Table people(russian ? std::vector<std::string>{"роль", "сотрудник", "сертификаты"}
                         : std::vector<std::string>{"role", "employee", "certificates"});
    add_people(people, conditions, speech);
    table.print(out);
    for (const auto* part : {&sentences, &people}) {
        if (part->empty()) continue;
        out << '\n';
        part->print(out);
    }
}

}  // namespace

void print_eligibility(std::ostream& out, const Speech& speech, const json::value& answer) {
    out << (speech.language == "ru" ? "По данным на " : "As known at ")
        << speech.instant(plain(answer, "as_of")) << '\n';
    for (const auto& assessment : list(answer, "specializations")) print_assessment(out, speech, assessment);
}

}  // namespace waymark::cli
