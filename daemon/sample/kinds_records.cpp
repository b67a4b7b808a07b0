// Stories of what is recorded of a partner, one for each part of it.
#include "daemon/sample/episodes.hpp"
#include "daemon/sample/kinds.hpp"
#include "daemon/sample/records.hpp"

namespace waymark::sample {
namespace {

using boost::json::object;

void joined(Story& story) {
    join(story, 120);
    story.between(60, 100);
}

void employees(Story& story) {
    joined(story);
    employ(story, {"cse", "cip"}, "who-stays");
    employ(story, {"cse"}, "who-leaves");
    employ(story, {}, "a-mistake");
    story.on(story.day() - 10);
    story.send(story.speaker(), "who-leaves", "leave", {{"to", partner::to_text(story.date())}});
    story.send(story.speaker(), "a-mistake", "remove");
}

void handed_in(Story& story) {
    joined(story);
    const object why{
        {"reason", story.say("Нет подтверждения от заказчика.", "The customer does not confirm it.")}};
    for (const char* name : {"open", "accepted", "refused", "taken-back"}) {
        claim_solution(story, "devops", std::string("solution-") + name);
        report_project(story, "devops", std::string("project-") + name);
    }
    story.on(story.day() - 5);
    story.send("architect-2", "solution-accepted", "verify");
    story.send("architect-2", "project-accepted", "confirm");
    for (const std::string kind : {"solution", "project"}) {
        story.send(story.pam(), kind + "-refused", "decline", why);
        story.send(story.speaker(), kind + "-taken-back", "withdraw");
    }
}

void plans(Story& story) {
    joined(story);
    for (const char* name : {"first", "second", "third", "fourth", "fifth"})
        submit_plan(story, "devops", name);
    story.on(story.day() - 5);
    story.send(story.pam(), "first", "approve");
    story.send(story.pam(), "second", "return",
               {{"reason", story.say("Нет цифр по продажам.", "No sales figures.")}});
    story.send(story.speaker(), "third", "withdraw");
    story.on(story.day() - 5).send(story.pam(), "fourth", "approve");
}

void customers(Story& story) {
    joined(story);
    const std::string day = partner::to_text(story.date());
    const auto account = [&](const char* name) {
        story.create(story.speaker(), "subaccounts",
                     {{"customer", "@customer-1"}, {"account", "acc-" + story.company().tin + "-" + name}},
                     name);
    };
    const auto scope = [&](const char* name) {
        story.create(story.pam(), "scopes",
                     {{"customer", "@customer-1"},
                      {"scope", "b1g-" + story.company().tin + "-" + name},
                      {"kind", "folder"},
                      {"from", day}},
                     name);
    };
    add_customer(story, "customer-1");
    add_customer(story, "a-mistake");
    story.send(story.pam(), "a-mistake", "remove");
    for (const char* name : {"invited", "active", "suspended", "inactive"}) account(name);
    for (const char* name : {"active", "suspended", "inactive"})
        story.send(story.speaker(), name, "activate", {{"on", day}});
    scope("pilot");
    scope("store");
    story.on(story.day() - 20);
    const std::string later = partner::to_text(story.date());
    story.send(story.speaker(), "suspended", "suspend");
    story.send(story.speaker(), "inactive", "deactivate", {{"on", later}});
    story.send(story.pam(), "store", "end", {{"on", later}});
}

void invoices(Story& story) {
    joined(story);
    const auto invoice = [&](const char* name, int days) {
        const auto due = partner::to_text(story.date() + std::chrono::days(days));
        story.create("finance", "invoices",
                     {{"partner", "@partner"},
                      {"number", "R-" + story.company().tin.substr(5) + "-" + name},
                      {"month", partner::to_text(story.date() - std::chrono::days(31)).substr(0, 7)},
                      {"amount_kopecks", 12'345'600},
                      {"issued_on", partner::to_text(story.date())},
                      {"due_on", due}},
                     name);
    };
    for (const char* name : {"paid", "late", "wrong", "slip"}) invoice(name, 15);
    invoice("open", 180);
    story.send("finance", "slip", "correct", {{"amount_kopecks", 12'000'000}});
    story.send("finance", "wrong", "cancel",
               {{"reason", story.say("Выставлен дважды.", "It was issued twice.")}});
    story.on(story.day() - 10);
    story.send("finance", "paid", "pay", {{"on", partner::to_text(story.date())}});
}

void another_agreement(Story& story) {
    joined(story);
    const std::string day = partner::to_text(story.date());
    story.send("coordinator", "agreement", "end",
               {{"ended_on", day}, {"reason", story.say("Новая редакция договора.", "A new wording.")}});
    story.create(story.pam(), "agreements",
                 {{"partner", "@partner"}, {"number", "P2-" + story.company().tin.substr(5)}, {"date", day}});
    story.send("finance", "partner", "settlement.set", {{"mode", "postpayment"}});
}

}  // namespace

std::vector<Kind> record_kinds() {
    return {{"a partner's employees come and go", employees},
            {"solutions and projects are handed in", handed_in},
            {"business plans are handed in", plans},
            {"a partner's customers, with subaccounts and scopes", customers},
            {"a partner is invoiced", invoices},
            {"a partner agreement is replaced", another_agreement}};
}

}  // namespace waymark::sample
