#include "workflows/partner/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "workflows/partner/arguments.hpp"
#include "workflows/partner/reasons.hpp"

namespace waymark::partner {

namespace {

using states::EvaluationError;
using states::Value;
using Arguments = std::span<const Value>;

struct Name {
    std::string_view en, ru;
    [[nodiscard]] std::string_view in(Language language) const { return language == Language::en ? en : ru; }
};

constexpr std::array<Name, 12> months_of_day = {{{"January", "января"},
                                                 {"February", "февраля"},
                                                 {"March", "марта"},
                                                 {"April", "апреля"},
                                                 {"May", "мая"},
                                                 {"June", "июня"},
                                                 {"July", "июля"},
                                                 {"August", "августа"},
                                                 {"September", "сентября"},
                                                 {"October", "октября"},
                                                 {"November", "ноября"},
                                                 {"December", "декабря"}}};
constexpr std::array<std::string_view, 12> russian_months = {"январь",   "февраль", "март",   "апрель",
                                                             "май",      "июнь",    "июль",   "август",
                                                             "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr std::array<Name, 7> weekdays = {{{"Monday", "понедельник"},
                                           {"Tuesday", "вторник"},
                                           {"Wednesday", "среда"},
                                           {"Thursday", "четверг"},
                                           {"Friday", "пятница"},
                                           {"Saturday", "суббота"},
                                           {"Sunday", "воскресенье"}}};

struct Coded {
    std::string_view code;
    Name words;
};

constexpr std::array checklist_items = {
    Coded{
        "customers_moved",
        {"customers moved to another partner or stopped", "клиенты переданы другому партнёру или отключены"}},
    Coded{"invoices_settled", {"invoices settled", "счета оплачены"}},
    Coded{"rebates_withdrawn", {"rebates withdrawn", "рибейт выведен"}},
    Coded{"deals_transferred", {"open deals transferred", "открытые сделки переданы"}},
};

std::string time_in_words(Instant instant, const Calendar& calendar) {
    const auto local = calendar.local(instant);
    const auto minutes =
        std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local));
    return fmt::format("{:02}:{:02}", minutes.count() / 60, minutes.count() % 60);
}

/// "2026-10"
std::string month_in_words(const Value& value, Language language) {
    const auto date = parse_date(std::string(value.string_or("")) + "-01");
    if (!date) throw EvaluationError("A month such as \"2026-10\" is needed, not " + shown(value) + ".");
    return month_in_words(std::chrono::year_month(year_of(*date), month_of(*date)), language);
}

/// Of `one few many` in Russian, `one other` in English, the form that goes with n.
std::string counted(Arguments arguments, Language language) {
    const Value& number = arguments[0];
    if (!number.is_number() || number.number() != std::floor(number.number()) || number.number() < 0)
        throw EvaluationError("A whole number is needed, not " + shown(number) + ".");
    const std::size_t forms = language == Language::en ? 2 : 3;
    if (arguments.size() != forms + 1)
        throw EvaluationError(fmt::format("counted() takes the number and {} forms of the word.", forms));
    const auto n = static_cast<std::int64_t>(number.number());
    std::size_t form = n == 1 ? 1 : 2;
    if (language == Language::ru) {
        const bool teens = n % 100 >= 11 && n % 100 <= 14;
        form = !teens && n % 10 == 1 ? 1 : !teens && n % 10 >= 2 && n % 10 <= 4 ? 2 : 3;
    }
    return fmt::format("{} {}", n, arguments[form].string_or(""));
}

/// A text, {text}, {code}, {en, ru}, or {text: {en, ru}}.
std::string item_in_words(const Value& item, Language language) {
    if (item.is_string()) {
        const auto words = reason_in_words(item.string(), language);
        return words.empty() ? item.string() : std::string(words);
    }
    const Value& text = item["text"];
    if (text.is_string() && !text.string().empty()) return text.string();
    for (const Value& each : {text, item})
        if (const auto in_language = each[to_text(language)].string_or(""); !in_language.empty())
            return std::string(in_language);
    const auto code = item["code"].string_or("");
    const auto words = reason_in_words(code, language);
    return std::string(words.empty() ? code : words);
}

std::string bullets(const Value& list, Language language) {
    std::string lines;
    if (!list.is_array()) return lines;
    for (const Value& item : list.array()) {
        const auto words = item_in_words(item, language);
        if (!words.empty()) lines += (lines.empty() ? "– " : "\n– ") + words;
    }
    return lines;
}

std::string still_open(const Value& checklist, Language language) {
    std::string lines;
    if (!checklist.is_object()) return lines;
    for (const auto& [item, ticked] : checklist.object()) {
        if (ticked.is_boolean() && ticked.boolean()) continue;
        const auto* known = std::ranges::find(checklist_items, item, &Coded::code);
        lines += lines.empty() ? "– " : "\n– ";
        lines += known == checklist_items.end() ? std::string_view(item) : known->words.in(language);
    }
    return lines;
}

}  // namespace

std::string_view to_text(Language language) { return language == Language::en ? "en" : "ru"; }

Language language_of(std::string_view text) { return text == "en" ? Language::en : Language::ru; }

std::string day_in_words(Date date, Language language) {
    const std::chrono::year_month_day day(date);
    return fmt::format("{} {} {}{}", static_cast<unsigned>(day.day()),
                       months_of_day.at(static_cast<unsigned>(day.month()) - 1).in(language),
                       static_cast<int>(day.year()), language == Language::en ? "" : " г.");
}

std::string month_in_words(std::chrono::year_month month, Language language) {
    const auto index = static_cast<unsigned>(month.month()) - 1;
    const int year = static_cast<int>(month.year());
    return language == Language::en ? fmt::format("{} {}", months_of_day.at(index).en, year)
                                    : fmt::format("{} {} г.", russian_months.at(index), year);
}

std::string moment_in_words(Instant instant, const Calendar& calendar, Language language) {
    return fmt::format("{}, {} {}", day_in_words(calendar.date_of(instant), language),
                       time_in_words(instant, calendar),
                       language == Language::en ? "Moscow time" : "по московскому времени");
}

std::string_view reason_in_words(std::string_view code, Language language) {
    const auto& reasons = shipped_reasons();
    const auto found = reasons.find(code);
    if (found == reasons.end()) return {};
    return language == Language::en ? found->second.en : found->second.ru;
}

void add_wording(states::Functions& functions, const Calendar& calendar, Language language) {
    functions.add("day", 1, 1, [=](Arguments a) { return Value(day_in_words(date_in(a[0]), language)); });
    functions.add("weekday_name", 1, 1, [=](Arguments a) {
        const auto weekday = std::chrono::weekday(date_in(a[0])).iso_encoding();
        return Value(weekdays.at(weekday - 1).in(language));
    });
    functions.add("moment", 1, 1, [&calendar, language](Arguments a) {
        return Value(moment_in_words(instant_in(a[0], calendar), calendar, language));
    });
    functions.add("time", 1, 1, [&calendar](Arguments a) {
        return Value(time_in_words(instant_in(a[0], calendar), calendar));
    });
    functions.add("month", 1, 1, [=](Arguments a) { return Value(month_in_words(a[0], language)); });
    functions.add("counted", 3, 4, [=](Arguments a) { return Value(counted(a, language)); });
    functions.add("reason_text", 1, 1, [=](Arguments a) { return Value(item_in_words(a[0], language)); });
    functions.add("bullets", 1, 1, [=](Arguments a) { return Value(bullets(a[0], language)); });
    functions.add("still_open", 1, 1, [=](Arguments a) { return Value(still_open(a[0], language)); });
}

}  // namespace waymark::partner
