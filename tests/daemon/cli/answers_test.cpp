// Eligibility and reports as a person reads them, from answers written by hand.
#include "daemon/cli/answers.hpp"

#include <gmock/gmock.h>
#include <sstream>

namespace waymark::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

const boost::json::value& eligibility() {
    static const auto answer = boost::json::parse(R"json({
      "as_of": "2026-04-14T21:00:00.000Z",
      "specializations": [
        {"version": "r1", "specialization": "infrastructure", "on": "2026-04-15", "result": "fail", "conditions": [
          {"code": "C1", "kind": "agreement", "result": "pass", "text": {"en": "Signed.", "ru": "Подписан."},
           "sources": [{"id": "a000000000001", "on": "2025-02-01"}]},
          {"code": "C4", "kind": "consumption", "result": "fail", "reason": "CONSUMPTION_BELOW",
           "text": {"en": "600,000.00 RUB short.", "ru": "Не хватает 600 000,00 руб."},
           "have": 240000000, "need": 300000000, "missing": 60000000},
          {"code": "C5", "kind": "specialists", "result": "fail", "reason": "SPECIALISTS_MISSING",
           "text": {"en": "One more person.", "ru": "Ещё один человек."}, "have": 1, "need": 2, "missing": 1,
           "sources": [{"id": "e000000000001", "on": "2026-01-10"}, {"id": "e000000000002", "on": "2026-01-11"}],
           "possible_from": "2026-05-01",
           "roles": [{"role": "S1", "employee": "e000000000001", "certificates": ["cse", "mch"],
                      "names": [{"en": "Cloud service engineer", "ru": "Инженер облачных сервисов"}, {"en": "Managed ClickHouse", "ru": ""}]}, {"role": "S2"}]},
          {"code": "C6", "kind": "one_of", "result": "unknown", "text": {"en": "Cannot tell yet.", "ru": "Пока нельзя сказать."},
           "parts": [{"code": "", "kind": "projects", "result": "unknown", "text": {"en": "x", "ru": "x"}, "have": 0},
                     {"code": "", "kind": "telepathy", "result": "perhaps", "text": {"en": "x", "ru": "x"}}]}
        ]},
        {"version": "r1", "specialization": "ml-ai", "on": "2026-04-15", "result": "pass", "conditions": [
          {"code": "C1", "kind": "interview", "result": "pass", "text": {"en": "Passed.", "ru": "Пройдено."},
           "holds_until": "2026-10-31"}]}
      ]})json");
    return answer;
}

std::string said_in(const std::string& language) {
    std::ostringstream out;
    print_eligibility(out, Speech{language}, eligibility());
    return out.str();
}

TEST(Eligibility, EachConditionWithItsNumbersAndWhereTheyAreFrom) {
    EXPECT_EQ(said_in("en"), R"(As known at 2026-04-15 00:00:00 MSK

infrastructure: ✗ not met on 2026-04-15, by the rules r1
             condition                           have              need         missing  by itself from  holds until  known from
✓ met        C1 agreement                                                                                             a000000000001 of 2025-02-01
✗ not met    C4 consumption          2,400,000.00 RUB  3,000,000.00 RUB  600,000.00 RUB
✗ not met    C5 specialists                         1                 2               1  2026-05-01                   e000000000001 of 2026-01-10, e000000000002 of 2026-01-11
? not known  C6 one of
? not known    implemented projects                 0
perhaps        telepathy

C4  600,000.00 RUB short.
C5  One more person.
C6  Cannot tell yet.

role  employee       certificates
S1    e000000000001  Cloud service engineer, Managed ClickHouse
S2    nobody

ml-ai: ✓ met on 2026-04-15, by the rules r1
       condition     have  need  missing  by itself from  holds until  known from
✓ met  C1 interview                                       2026-10-31
)");
}

TEST(Eligibility, InRussian) {
    const auto text = said_in("ru");
    for (const char* part : {"infrastructure: ✗ не выполнено на 2026-04-15, по правилам r1", "C4 потребление",
                             "2\u00a0400\u00a0000,00\u00a0руб.", "Не хватает 600 000,00 руб.", "никто",
                             "Инженер облачных сервисов, Managed ClickHouse", "? неизвестно",
                             "a000000000001 от 2025-02-01", "✓ выполнено  C1 собеседование"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, Not(HasSubstr("not met")));
}

std::string overview_in(const std::string& language) {
    static const auto answer = boost::json::parse(R"json({
      "as_of": "2026-04-14T21:00:00.000Z",
      "partner": {"id": "p000000000001", "workflow": "partner", "state": "active", "since": "2026-03-31T21:00:00.000Z",
        "title": {"en": "Active", "ru": "Действует"},
        "data": {"name": "Romashka", "tin": "7707083893", "pam": null, "technologies": ["devops", "ml-ai"],
                 "contacts": [{"name": "Olga", "email": "olga@romashka.example"}],
                 "settlement": {"mode": "advance", "since": "2026-04-01"}, "again_from": []}},
      "members": {
        "employee": [{"id": "e000000000001", "workflow": "employee", "state": "employed", "since": "2026-04-02T09:00:00.000Z",
          "title": {"en": "Employed", "ru": "Работает"},
          "data": {"name": "Ilya", "certificates": [
            {"code": "cse", "name": {"en": "Cloud service engineer", "ru": "Инженер облачных сервисов"}, "valid_to": "2027-03-31"},
            {"code": "old", "valid_to": null}]}}],
        "hologram": [{"id": "h000000000001", "workflow": "hologram", "state": "seen", "since": "2026-04-02T09:00:00.000Z",
          "title": {"en": "", "ru": ""}, "data": {}}]},
      "next": [{"instance": "e000000000001", "event": "ending.due", "due": "2027-01-01T07:00:00.000Z"}]})json");
    std::ostringstream out;
    print_overview(out, Speech{language}, answer);
    return out.str();
}

TEST(Overview, AllOfAPartnerLinedUp) {
    EXPECT_EQ(overview_in("en"), R"(Romashka (p000000000001): Active, since 2026-04-01 00:00:00 MSK

taxpayer number  7707083893
contacts         Olga, olga@romashka.example
specializations  devops, ml-ai
settlement       advance, 2026-04-01

what      which                                           state     since                    id
employee  Ilya, Cloud service engineer (2027-03-31), old  Employed  2026-04-02 12:00:00 MSK  e000000000001
hologram                                                  seen      2026-04-02 12:00:00 MSK  h000000000001

next by itself           event       id
2027-01-01 10:00:00 MSK  ending.due  e000000000001
)");
}

TEST(Overview, InRussian) {
    EXPECT_EQ(overview_in("ru"), R"(Romashka (p000000000001): Действует, с 2026-04-01 00:00:00 МСК

ИНН            7707083893
контакты       Olga, olga@romashka.example
специализации  devops, ml-ai
взаиморасчёты  advance, 2026-04-01

что        какое                                              состояние  с                        id
сотрудник  Ilya, Инженер облачных сервисов (2027-03-31), old  Работает   2026-04-02 12:00:00 МСК  e000000000001
hologram                                                      seen       2026-04-02 12:00:00 МСК  h000000000001

само произойдёт          событие     id
2027-01-01 10:00:00 МСК  ending.due  e000000000001
)");
}

TEST(Overview, OfAPartnerThatHasNothingYet) {
    std::ostringstream out;
    print_overview(out, Speech{"en"},
                   boost::json::parse(R"({"partner": {"id": "p", "state": "active", "since": "",
        "title": {"en": "Active", "ru": ""}, "data": {"name": "Romashka"}}, "members": {}, "next": []})"));
    EXPECT_EQ(out.str(), "Romashka (p): Active, since \n");
}

std::string reported(const std::string& answer, const char* language = "en") {
    std::ostringstream out;
    print_report(out, Speech{language}, boost::json::parse(answer));
    return out.str();
}

TEST(Report, IsATableThatLinesUp) {
    EXPECT_EQ(
        reported(
            R"({"as_of": "2026-04-14T21:00:00.000Z", "columns": ["partner", "short_kopecks", "since", "at"],
                 "rows": [{"partner": "Ромашка", "short_kopecks": 60000000, "since": "2026-04-01"},
                          {"partner": "Vasilek Ltd", "short_kopecks": 5, "since": null, "at": "2026-04-14T21:00:00.000Z"}]})"),
        "partner               short  since       at\n"
        "Ромашка      600,000.00 RUB  2026-04-01\n"
        "Vasilek Ltd        0.05 RUB              2026-04-15 00:00:00 MSK\n");
    EXPECT_EQ(reported(R"({"columns": ["partner"], "rows": []})"), "partner\n");
}

TEST(Report, WhatIsInBothLanguagesIsToldInOne) {
    const std::string answer =
        R"({"columns": ["gap_en", "gap_ru", "added"], "rows": [{"gap_en": "All.", "gap_ru": "Всё.", "added": true}]})";
    EXPECT_EQ(reported(answer), "gap   added\nAll.  true\n");
    EXPECT_EQ(reported(answer, "ru"), "gap   added\nВсё.  true\n");
}

TEST(Report, WhatIsNoTableIsJson) { EXPECT_EQ(reported(R"({"a": 1})"), "{\n  \"a\": 1\n}\n"); }

}  // namespace
}  // namespace waymark::cli
