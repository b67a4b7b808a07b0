#include "daemon/cli/rulebook_effect.hpp"

#include <algorithm>
#include <array>

#include "daemon/cli/table.hpp"

namespace waymark::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t most_rows = 100;

// In the order in which they are told.
constexpr std::array counted = std::to_array<Phrase>(
    {{"gains", "begin to meet the conditions", "начнут выполнять условия"},
     {"loses", "cease to meet them", "перестанут их выполнять"},
     {"unknown", "can be told no more", "станет неизвестно"},
     {"fails", "have it, were not known, now fail", "имеют, было неизвестно, теперь не выполняют"},
     {"marks_set", "are marked as at risk", "получат отметку «под угрозой»"},
     {"marks_cleared", "are no longer at risk", "лишатся отметки «под угрозой»"},
     {"timers", "have their conditions looked at earlier", "условия проверятся раньше"},
     {"accruals", "are rewarded otherwise", "вознаграждение изменится"}});
constexpr std::array words = std::to_array<Phrase>({{"gains", "gains", "приобретает"},
                                                    {"loses", "loses", "теряет"},
                                                    {"unknown", "unknown", "неизвестно"},
                                                    {"fails", "fails", "не выполняет"},
                                                    {"set", "set", "ставится"},
                                                    {"cleared", "cleared", "снимается"},
                                                    {"true", "yes", "да"},
                                                    {"false", "", ""}});

void print_counts(std::ostream& out, const Speech& speech, const json::value& counts) {
    Table table({"", ""});
    table.align_right(0);
    for (const auto& each : counted)
        table.add({plain(counts, each.code), std::string(speech.language == "ru" ? each.ru : each.en)});
    table.print(out);
}

void print_rates(std::ostream& out, const Speech& speech, const json::array& differences) {
    bool first = true;
    for (const auto& each : differences) {
        if (!each.at("accruals").as_bool()) continue;
        if (first)
            out << (speech.language == "ru" ? "\nКому бы ни начислялось:\n" : "\nCredited to everybody:\n");
        first = false;
        out << "  " << speech.text(each.at("text")) << '\n';
    }
}

bool is_told(const json::value& row) {
    return !row.at("change").is_null() || !row.at("mark").is_null() || !row.at("reward_en").is_null();
}

void print_rows(std::ostream& out, const Speech& speech, const json::array& rows) {
    const bool russian = speech.language == "ru";
    Table table(russian
                    ? std::vector<std::string>{"партнёр", "название", "технология", "есть", "что меняется",
                                               "отметка", "вознаграждение", "чего не хватает"}
                    : std::vector<std::string>{"partner", "name", "technology", "has it", "change", "mark",
                                               "reward", "what is missing"});
    std::size_t told = 0;
    for (const auto& row : rows) {
        if (!is_told(row) || ++told > most_rows) continue;
        table.add({plain(row, "partner"), plain(row, "name"), plain(row, "technology"),
                   said(words, plain(row, "holder"), speech), said(words, plain(row, "change"), speech),
                   said(words, plain(row, "mark"), speech), plain(row, russian ? "reward_ru" : "reward_en"),
                   plain(row, russian ? "missing_ru" : "missing_en")});
    }
    if (table.empty()) return;
    out << '\n';
    table.print(out);
    if (told > most_rows)
        out << (russian ? "… и ещё строк: " : "… and rows left out: ") << told - most_rows
            << (russian ? "; все — с --csv ФАЙЛ\n" : "; --csv FILE has all\n");
}

}  // namespace

void print_effect(std::ostream& out, const Speech& speech, const json::value& effect) {
    const bool russian = speech.language == "ru";
    auto before = plain(effect, "before");
    if (before.empty()) before = russian ? "никакой" : "none";
    out << (russian ? "Редакция " : "Edition ") << plain(effect, "version")
        << (russian ? " действует с " : " in force from ") << plain(effect, "from")
        << (russian ? ", до неё: " : ", before it: ") << before << ". "
        << (russian ? "Партнёров: " : "Partners judged: ") << plain(effect.at("counts"), "partners")
        << (russian ? ", по известному сегодня.\n\n" : ", by what is known today.\n\n");
    print_counts(out, speech, effect.at("counts"));
    print_rates(out, speech, effect.at("differences").as_array());
    print_rows(out, speech, effect.at("rows").as_array());
}

}  // namespace waymark::cli
