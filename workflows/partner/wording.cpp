#include "workflows/partner/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "workflows/partner/arguments.hpp"

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

// Each fits into "Reason: ….".
constexpr std::array reasons = {
    Coded{"NOT_RF_RESIDENT",
          {"the company is not a resident of the Russian Federation",
           "компания не является резидентом Российской Федерации"}},
    Coded{"NOT_BUSINESS_ACCOUNT",
          {"the billing account is not a business account", "платёжный аккаунт заведён не на организацию"}},
    Coded{"PAYMENT_NOT_WIRE",
          {"the billing account is not paid by wire transfer",
           "в платёжном аккаунте выбран не банковский перевод"}},
    Coded{"TRIAL_NOT_UPGRADED",
          {"the billing account is still on the trial version",
           "платёжный аккаунт не переведён с пробной версии на платную"}},
    Coded{"TIN_INVALID", {"the taxpayer number is not valid", "ИНН недействителен"}},
    Coded{"TIN_DUPLICATE",
          {"there is a partner or an application with this taxpayer number already",
           "партнёр или заявка с таким ИНН уже есть"}},
    Coded{"DATA_MISMATCH",
          {"the data of the application and of the billing account differ",
           "данные заявки и платёжного аккаунта расходятся"}},
    Coded{"REQUIREMENTS_NOT_MET",
          {"the requirements of the program are not met", "требования программы не выполнены"}},
    Coded{"REFERRAL_CLOSED",
          {"the referral type of partnership takes no new partners",
           "реферальный тип партнёрства закрыт для новых партнёров"}},
    Coded{"AGREEMENT_MISSING",
          {"there is no signed partner agreement", "нет подписанного партнёрского договора"}},
    Coded{"SOLUTION_NOT_VERIFIED",
          {"there is no verified solution on this technology",
           "нет подтверждённого решения на этой технологии"}},
    Coded{"PLAN_NOT_APPROVED", {"the business plan is not approved", "бизнес-план не защищён"}},
    Coded{"CONSUMPTION_BELOW", {"consumption is below the threshold", "потребление ниже порога"}},
    Coded{"SPECIALISTS_MISSING",
          {"specialists with the certificates that are needed are missing",
           "не хватает специалистов с нужными сертификатами"}},
    Coded{"SAME_PERSON_TWICE",
          {"one person cannot stand for two specialists", "один человек не может быть двумя специалистами"}},
    Coded{"CERT_INVALID", {"a certificate is no longer valid", "сертификат больше не действует"}},
    Coded{"DATA_MISSING",
          {"it cannot be told yet, because data are missing", "пока нельзя сказать: не хватает данных"}},
    Coded{"PROJECTS_MISSING",
          {"there are not enough completed projects", "недостаточно реализованных проектов"}},
    Coded{"INTERVIEW_FAILED", {"the interview was not passed", "собеседование не пройдено"}},
    Coded{"WINDOW_CLOSED", {"the application window is closed", "окно набора закрыто"}},
    Coded{"PARTNER_EXITED", {"the partner has left the program", "партнёр вышел из программы"}},
    Coded{"PARTNER_REVOKED", {"the partner status was revoked", "статус партнёра отозван"}},
    Coded{"DUPLICATE", {"there is one like it already", "такая заявка уже есть"}},
    Coded{"SENDER_NOT_ENTITLED",
          {"the sender is not entitled to give notice for the partner",
           "отправитель не вправе подавать уведомление от имени партнёра"}},
    Coded{"NOT_A_NOTICE",
          {"the message is not a quit notice", "сообщение не является уведомлением о выходе"}},
    Coded{"AGREEMENT_BREACH", {"breach of the partner agreement", "нарушение партнёрского договора"}},
    Coded{"PAYMENT_BREACH", {"breach of the terms of payment", "нарушение условий оплаты"}},
    Coded{"FALSE_DATA", {"false data were given", "предоставлены недостоверные данные"}},
    Coded{"BRAND_MISUSE", {"misuse of the brand", "неправомерное использование бренда"}},
    Coded{"DATA_PROTECTION", {"breach of data protection", "нарушение защиты данных"}},
    Coded{"QUIT", {"the partner has left the program", "партнёр вышел из программы"}},
    Coded{"REVOKED", {"the partner status was revoked", "статус партнёра отозван"}},
    Coded{"SPEC_REVOKED",
          {"the conditions were not met by the cure date", "условия не были выполнены к сроку исправления"}},
    Coded{"RELINQUISHED", {"the partner gave the specialization up", "партнёр отказался от специализации"}},
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
    const auto* found = std::ranges::find(reasons, code, &Coded::code);
    return found == reasons.end() ? std::string_view{} : found->words.in(language);
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
