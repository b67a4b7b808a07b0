#include "workflows/partner/publications.hpp"

#include <fmt/format.h>

#include "states/check.hpp"
#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using states::Value;

constexpr std::string_view claimed = "editions";

bool counts(const Instance& edition) { return is_in(edition, "published") || is_in(edition, "in_force"); }

std::string claim(const Instance& edition) {
    return counts(edition) || is_in(edition, "proposed") ? std::string(claimed) : std::string();
}

struct Objection {
    std::string code;
    states::Text text;
};

Objection begun(Date from, Date today) {
    return {
        "BAD_DATE",
        {fmt::format("its first day, {}, has begun already, and decisions are not changed backwards; give "
                     "the file one after today, {}.",
                     to_text(from), to_text(today)),
         fmt::format("её первый день, {}, уже наступил, а решения задним числом не меняются; укажите в "
                     "файле день после сегодняшнего, {}.",
                     to_text(from), to_text(today))}};
}

/// `whose`: of the edition that has it.
Objection taken(bool version, const std::string& what, const states::Text& whose) {
    return {
        "DUPLICATE",
        {version
             ? fmt::format("version \"{}\" is that of {} already; give the file another one.", what, whose.en)
             : fmt::format("{} is the first day of {} already; give the file another one.", what, whose.en),
         version ? fmt::format("версия «{}» уже есть: это {}; укажите в файле другую.", what, whose.ru)
                 : fmt::format("{} — уже первый день другой редакции: это {}; укажите в файле другой.", what,
                               whose.ru)}};
}

std::optional<Objection> objection(const Edition& edition, const Editions& known, Date today,
                                   const runtime::FactQuestion& question) {
    if (edition.from <= today) return begun(edition.from, today);
    const auto collides = [&](const std::string& version, const std::string& from,
                              const states::Text& whose) -> std::optional<Objection> {
        if (version == edition.version) return taken(true, version, whose);
        if (from == to_text(edition.from)) return taken(false, from, whose);
        return std::nullopt;
    };
    for (const auto& each : known.all())
        if (auto found = collides(each.version, to_text(each.from),
                                  {"the edition \"" + each.version + "\", which is published",
                                   "опубликованная редакция «" + each.version + "»"}))
            return found;
    for (const auto& other : question.find(claimed, claimed)) {
        if (other->id == question.instance.id) continue;
        const auto id = runtime::to_text(other->id);
        if (auto found = collides(text(*other, "version"), text(*other, "from"),
                                  {"the proposed edition " + id, "предложенная редакция " + id}))
            return found;
    }
    return std::nullopt;
}

Value answer(const Value& version, const Value& from, const std::optional<Objection>& objection) {
    return Value::Object{
        {"version", version},
        {"from", from},
        {"code", objection ? Value(objection->code) : Value(nullptr)},
        {"text", objection ? Value(Value::Object{{"en", objection->text.en}, {"ru", objection->text.ru}})
                           : Value(nullptr)}};
}

}  // namespace

Result<Edition> edition_in(const Instance& edition) {
    return read_edition(text(edition, "text"), text(edition, "file"));
}

Done check_draft(const Value& data) {
    const auto read = read_edition(data["text"].string_or(""), data["file"].string_or(""));
    if (read) return done();
    Value::Array violations;
    for (const auto& finding : read.error().details["findings"].array())
        violations.emplace_back(
            Value::Object{{"pointer", "/text"},
                          {"message", std::string(finding["place"].string_or("")) + ": " +
                                          std::string(finding["text"]["en"].string_or(""))}});
    return Error{"form-invalid",
                 "The file is no edition: " + read.error().place + ": " + read.error().message, "/text",
                 Value::Object{{"violations", std::move(violations)}}};
}

std::vector<runtime::Lookup> edition_lookups() { return {{std::string(claimed), "edition", claim}}; }

Value edition_fact(const Editions& known, const Calendar& calendar, const runtime::FactQuestion& question) {
    const auto edition = edition_in(question.instance);
    if (!edition) {
        const auto& error = edition.error();
        return answer(nullptr, nullptr,
                      Objection{"UNREADABLE",
                                {"the file is no edition (any more): " + error.place + ": " + error.message,
                                 "файл не читается как редакция: " + error.place + ": " + error.message}});
    }
    return answer(edition->version, to_text(edition->from),
                  objection(*edition, known, calendar.date_of(question.at), question));
}

void keep(EditionBook& book, const Instance& edition) {
    if (!counts(edition)) return book.remove(edition.id);
    if (book.has(edition.id)) return;
    auto read = edition_in(edition);
    CHECK(read.ok(),
          "a published edition cannot be read any more: " + read.error().place + ": " + read.error().message);
    book.add(edition.id, *std::move(read));
}

}  // namespace waymark::partner
