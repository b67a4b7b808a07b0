#include "workflows/partner/eligibility/edition_entries.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace waymark::partner {

namespace {

using states::Text;
using states::Value;

constexpr std::size_t longest_code = 64;
/// Of the roubles: more would leave the integers that charts can hold.
constexpr std::size_t most_digits = 13;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_code(std::string_view text) {
    const auto plain = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && text.size() <= longest_code && plain(text.front()) &&
           std::ranges::all_of(text, [&](char c) { return plain(c) || c == '-' || c == '.'; });
}

/// "12 000 000.00" or "12000000.00".
std::optional<Kopecks> parse_roubles(std::string_view text) {
    if (text.size() < 4 || text[text.size() - 3] != '.') return std::nullopt;
    const auto whole = text.substr(0, text.size() - 3);
    const bool grouped = whole.find(' ') != std::string_view::npos;
    std::string digits;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool gap = grouped && (whole.size() - i) % 4 == 0;
        if (gap ? whole[i] != ' ' || i == 0 : !is_digit(whole[i])) return std::nullopt;
        if (!gap) digits += whole[i];
    }
    if (digits.size() > most_digits || (digits.size() > 1 && digits[0] == '0')) return std::nullopt;
    for (const char c : text.substr(text.size() - 2)) {
        if (!is_digit(c)) return std::nullopt;
        digits += c;
    }
    return Kopecks{std::stoll(digits)};
}

std::string quoted(std::initializer_list<std::string_view> choices, std::string_view last) {
    std::string all;
    std::size_t left = choices.size();
    for (const auto choice : choices) {
        all += fmt::format("\"{}\"", choice);
        if (--left > 0) all += left == 1 ? last : ", ";
    }
    return all;
}

std::string place_of(std::string_view file, const toml::source_position& at) {
    return fmt::format("{}:{}:{}", file, at.line, at.column);
}

}  // namespace

void Findings::add(const toml::source_region& where, Text text) {
    all_.push_back({where.begin, std::move(text)});
}

Error Findings::error(std::string_view file) {
    std::ranges::stable_sort(all_, [](const Finding& a, const Finding& b) { return a.at < b.at; });
    Value::Array list;
    for (const auto& each : all_)
        list.push_back(Value::Object{{"place", place_of(file, each.at)},
                                     {"text", Value::Object{{"en", each.text.en}, {"ru", each.text.ru}}}});
    CHECK(!all_.empty());
    return {"bad-rulebook", all_.front().text.en, place_of(file, all_.front().at),
            Value::Object{{"findings", std::move(list)}}};
}

const toml::node* Entries::entry(std::string_view name) {
    asked_.emplace(name);
    const auto* found = table_->get(name);
    if (found == nullptr)
        findings_->add(table_->source(), {fmt::format("\"{}\" is missing here; add it.", name),
                                          fmt::format("Здесь нет «{}»; добавьте.", name)});
    return found;
}

template <class T>
std::optional<T> Entries::value(std::string_view name, const Text& wanted) {
    const auto* node = entry(name);
    if (node == nullptr) return std::nullopt;
    auto found = node->value_exact<T>();
    if (!found) object(name, wanted);
    return found;
}

void Entries::object(std::string_view name, Text text) {
    asked_.emplace(name);
    const auto* found = table_->get(name);
    findings_->add(found == nullptr ? table_->source() : found->source(),
                   {fmt::format("\"{}\": {}", name, text.en), fmt::format("«{}»: {}", name, text.ru)});
}

std::string Entries::new_code(std::string_view name, Codes& taken) {
    const Text wanted{"a code of Latin letters, digits, \"-\" and \".\" is needed, 64 at most.",
                      "нужен код из латинских букв, цифр, «-» и «.», не длиннее 64 знаков."};
    const auto code = value<std::string>(name, wanted);
    if (!code) return {};
    if (!is_code(*code)) {
        object(name, wanted);
        return {};
    }
    if (!taken.insert(*code).second)
        object(name, {fmt::format("\"{}\" stands here twice; leave one, or give another code.", *code),
                      fmt::format("«{}» стоит здесь дважды; оставьте одно или дайте другой код.", *code)});
    return *code;
}

std::string Entries::checked(const toml::node& node, const Codes& declared, const Text& what) {
    auto code = node.value_exact<std::string>();
    if (!code) {
        object(node,
               {fmt::format("The code of a {} is needed.", what.en), fmt::format("Нужен код: {}.", what.ru)});
        return {};
    }
    if (declared.contains(*code)) return *std::move(code);
    object(
        node,
        {fmt::format("There is no {} \"{}\" in this file; declare it, or correct the code.", what.en, *code),
         fmt::format("В этом файле не объявлено: {} «{}»; объявите или исправьте код.", what.ru, *code)});
    return {};
}

std::string Entries::declared(std::string_view name, const Codes& declared, const Text& what) {
    const auto* node = entry(name);
    return node == nullptr ? std::string() : checked(*node, declared, what);
}

std::vector<std::string> Entries::all_declared(std::string_view name, const Codes& declared,
                                               const Text& what) {
    std::vector<std::string> codes;
    const auto* list = array(name, 0);
    if (list == nullptr) return codes;
    for (const auto& node : *list) {
        auto code = checked(node, declared, what);
        if (std::ranges::find(codes, code) != codes.end() && !code.empty())
            object(node, {fmt::format("\"{}\" stands here twice; leave one.", code),
                          fmt::format("«{}» стоит здесь дважды; оставьте одно.", code)});
        codes.push_back(std::move(code));
    }
    return codes;
}

std::string Entries::choice(std::string_view name, std::initializer_list<std::string_view> choices) {
    const Text wanted{quoted(choices, " or ") + " is needed.", "нужно " + quoted(choices, " или ") + "."};
    auto found = value<std::string>(name, wanted);
    if (!found || std::ranges::find(choices, *found) != choices.end()) return found.value_or("");
    object(name, wanted);
    return {};
}

Text Entries::text_of(const toml::node& node) {
    if (const auto same = node.value_exact<std::string>(); same && !same->empty()) return {*same, *same};
    const auto* both = node.as_table();
    if (both == nullptr) {
        object(node, {"A text is needed: \"DevOps\", or { en = \"…\", ru = \"…\" }.",
                      "Нужен текст: \"DevOps\" или { en = \"…\", ru = \"…\" }."});
        return {};
    }
    const Text wanted{"a text is needed.", "нужен текст."};
    Entries entries(*both, *findings_);
    Text text;
    for (const auto& [language, into] : {std::pair("en", &text.en), std::pair("ru", &text.ru)}) {
        const auto found = entries.value<std::string>(language, wanted);
        if (found && found->empty()) entries.object(language, wanted);
        *into = found.value_or("");
    }
    entries.refuse_others();
    return text;
}

Text Entries::text(std::string_view name) {
    const auto* node = entry(name);
    return node == nullptr ? Text() : text_of(*node);
}

std::vector<Text> Entries::texts(std::string_view name) {
    std::vector<Text> all;
    if (const auto* list = array(name, 0))
        for (const auto& node : *list) all.push_back(text_of(node));
    return all;
}

std::int64_t Entries::number(std::string_view name, std::int64_t least, std::int64_t most) {
    const Text wanted{fmt::format("a whole number from {} to {} is needed.", least, most),
                      fmt::format("нужно целое число от {} до {}.", least, most)};
    const auto found = value<std::int64_t>(name, wanted);
    if (found && (*found < least || *found > most)) object(name, wanted);
    return std::clamp(found.value_or(least), least, most);
}

bool Entries::flag_or(std::string_view name, bool otherwise) {
    if (!has(name)) return otherwise;
    return value<bool>(name, {"true or false is needed.", "нужно true или false."}).value_or(otherwise);
}

std::optional<Date> Entries::date(std::string_view name) {
    const Text wanted{"a date such as 2026-04-01, without quotes, is needed.",
                      "нужна дата без кавычек, например 2026-04-01."};
    const auto found = value<toml::date>(name, wanted);
    if (!found) return std::nullopt;
    const auto date = parse_date(fmt::format("{:04}-{:02}-{:02}", found->year, found->month, found->day));
    if (!date) object(name, wanted);
    return date;
}

std::optional<Date> Entries::date_if_any(std::string_view name) {
    return has(name) ? date(name) : std::nullopt;
}

Kopecks Entries::roubles(std::string_view name) {
    const Text wanted{
        "an amount such as \"12 000 000.00\" is needed, with its kopecks and greater than none.",
        "нужна сумма с копейками больше нуля, например \"12 000 000.00\"."};
    const auto text = value<std::string>(name, wanted);
    if (!text) return {};
    const auto amount = parse_roubles(*text);
    if (!amount || amount->count == 0) object(name, wanted);
    return amount.value_or(Kopecks());
}

const toml::array* Entries::array(std::string_view name, std::size_t least) {
    const auto* node = entry(name);
    if (node == nullptr) return nullptr;
    const auto* list = node->as_array();
    if (list == nullptr || list->size() < least)
        object(name, {fmt::format("a list of at least {} is needed.", least),
                      fmt::format("нужен список, в нём не менее {}.", least)});
    return list;
}

std::vector<Entries> Entries::tables(std::string_view name, std::size_t least) {
    std::vector<Entries> all;
    if (least == 0 && !has(name)) return all;
    const auto* list = array(name, least);
    if (list == nullptr) return all;
    for (const auto& node : *list) {
        if (const auto* table = node.as_table())
            all.emplace_back(*table, *findings_);
        else
            object(node, {"A table is needed here.", "Здесь нужна таблица."});
    }
    return all;
}

std::optional<Entries> Entries::table_if_any(std::string_view name) {
    if (!has(name)) return std::nullopt;
    if (const auto* table = entry(name)->as_table()) return Entries(*table, *findings_);
    object(name, {"a table is needed.", "нужна таблица."});
    return std::nullopt;
}

void Entries::refuse_others() {
    for (const auto& [key, node] : *table_)
        if (!asked_.contains(key.str()))
            findings_->add(
                key.source(),
                {fmt::format("There is no entry \"{}\" here; leave it out, or correct its name.", key.str()),
                 fmt::format("Записи «{}» здесь не бывает; уберите её или исправьте название.", key.str())});
}

}  // namespace waymark::partner
