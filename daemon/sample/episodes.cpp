#include "daemon/sample/episodes.hpp"

#include <algorithm>

#include "daemon/sample/records.hpp"

namespace waymark::sample {
namespace {

using boost::json::array;
using boost::json::object;

array contacts(Story& story) {
    const auto& company = story.company();
    const auto someone = person(company.russian, story.luck());
    const auto& owner = story.owner();
    array all{object{{"name", owner.name}, {"email", owner.login + "@" + company.domain}, {"role", "owner"}}};
    if (story.luck().in(60))
        all.push_back(object{{"name", someone.name},
                             {"email", someone.login + "@" + company.domain},
                             {"phone", "+7 000 000-00-" + std::to_string(story.luck().between(10, 99))},
                             {"role", story.luck().in(50) ? "admin" : "accountant"}});
    return all;
}

}  // namespace

void draft_onboarding(Story& story) {
    const auto& company = story.company();
    story.person("owner", story.owner().name, {"prospect"});
    story.give_owner();
    story.create(
        "owner", "onboardings",
        {{"person", "@owner"},
         {"company", company.name},
         {"tin", company.tin},
         {"locale", company.russian ? "ru" : "en"},
         {"contacts", contacts(story)},
         {"video_watched", true},
         {"partnership_type", "direct"},
         {"tax_type", story.luck().in(70) ? "general" : "simplified"},
         {"questionnaire",
          object{{"services", story.say("Переносим учётные системы в облако и сопровождаем их.",
                                        "Moves business systems into the cloud and looks after them.")},
                 {"customers", story.say("Торговые сети и производство, от 50 до 500 рабочих мест.",
                                         "Retail and manufacturing, 50 to 500 desks.")}}},
         {"billing_account", "ba-" + company.tin}});
}

void join_by_application(Story& story, int day) {
    story.on(day + 9);
    draft_onboarding(story);
    story.on(day + 7).send("owner", "onboarding", "submit");
    story.on(day + 6).send(story.pam(), "onboarding", "review.start");
    story.on(day + 3).send(
        story.pam(), "onboarding", "approve",
        {{"business", true}, {"rf_resident", true}, {"wire_transfer", true}, {"paid_version", true}});
    story.on(day).send(story.pam(), "onboarding", "agreement.sign",
                       {{"signatory", story.owner().name},
                        {"date", partner::to_text(story.date())},
                        {"number", "P-" + story.company().tin.substr(5)}});
}

void join(Story& story, int newest) {
    const int oldest = story.days().oldest() - 10;
    const int day = story.luck().between(std::min(newest, oldest), oldest);
    if (story.luck().in(35)) return join_by_application(story, day);
    const auto& company = story.company();
    story.on(day).create(
        story.pam(), "partners",
        {{"name", company.name},
         {"tin", company.tin},
         {"pam", "@" + story.pam()},
         {"agreement", object{{"number", "P-" + company.tin.substr(5)},
                              {"date", partner::to_text(story.date() - std::chrono::days(3))}}},
         {"locale", company.russian ? "ru" : "en"},
         {"contacts", contacts(story)}});
}

void need_owner(Story& story) {
    if (story.speaker() == "owner") return;
    story.person("owner", story.owner().name, {"partner-owner"}, "@partner");
    story.give_owner();
}

std::string technology(Story& story, bool with_interview) {
    if (!with_interview) return "ml-ai";
    static const std::vector<std::string> all = {"infrastructure", "infrastructure", "devops",
                                                 "data-platform", "security-compliance"};
    return story.luck().one_of(all);
}

std::string technology_with_threshold(Story& story) {
    static const std::vector<std::string> all = {"infrastructure", "devops", "data-platform"};
    return story.luck().one_of(all);
}

void draft_application(Story& story, const std::string& technology) {
    const auto& who = story.speaker();
    const bool russian = story.company().russian;
    story.create(who, "applications", {{"partner", "@partner"}, {"technology", technology}});
    story.send(
        who, "application", "draft.save",
        {{"solutions", array{story.say("Перенос складского учёта заказчика в облако",
                                       "A customer's stock-keeping, moved into the cloud")}},
         {"business_plan", "https://" + story.company().domain + "/plan-" + technology + ".pdf"},
         {"specialists", array{person(russian, story.luck()).name, person(russian, story.luck()).name}}});
}

void submit_application(Story& story, const std::string& technology) {
    draft_application(story, technology);
    story.on(story.day() - 1).send(story.speaker(), "application", "submit");
}

void check_application(Story& story) { story.send(story.pam(), "application", "check"); }

void complete_application(Story& story) { story.send(story.pam(), "application", "complete"); }

object interview_at(Story& story, const Slot& slot) {
    // The application was submitted some weeks ago; its window may have closed before the interview.
    constexpr std::chrono::days weeks(60);
    const auto submitted = story.days().at(story.day(), 0) - weeks;
    object data{{"architect", "@" + slot.architect},
                {"starts_at", to_text(slot.starts_at)},
                {"place", "https://meet.example.org/" + story.company().tin}};
    if (slot.starts_at >= story.days().calendar().window_at(submitted).closes_at) data["after_window"] = true;
    return data;
}

std::string schedule_interview(Story& story, const std::string& technology, int day) {
    for (Slot slot;; --day) {
        slot = story.diary().book(story.days().before(day), technology);
        if (slot.architect.empty()) continue;
        story.send("coordinator", "interview", "schedule", interview_at(story, slot));
        story.on(day, 3);
        return slot.architect;
    }
}

void ready_by(Story& story, const std::string& technology, int day) {
    story.on(day + story.luck().between(26, 32));
    qualify(story, technology);
    submit_application(story, technology);
    story.on(day + story.luck().between(18, 22));
    check_application(story);
    story.on(day + 16);
    complete_application(story);
    if (technology == "ml-ai") return;
    const auto architect = schedule_interview(story, technology, day + story.luck().between(6, 12));
    const int score = story.luck().between(3, 5);
    story.send(
        architect, "interview", "pass",
        {{"scores", array{object{{"criterion", story.say("Архитектура", "Architecture")}, {"score", score}},
                          object{{"criterion", story.say("Безопасность", "Security")},
                                 {"score", story.luck().between(3, 5)}}}},
         {"comment", story.say("Уверенные ответы, опыт живой.", "Sound answers, real experience.")},
         {"recommendations", story.say("Опишите порядок восстановления.", "Write down how you recover.")}});
}

void granted_in(Story& story, const PastWindow& window, const std::string& technology) {
    const int day = story.luck().between(window.newest, window.oldest);
    if (story.steps().empty()) join(story, day + 40);
    ready_by(story, technology, day);
    story.on(day).send("coordinator", "application", "grant");
}

void give_notice(Story& story) {
    const char* role = story.luck().in(60) ? "owner" : "signatory";
    story.create(story.luck().in(50) ? "support-1" : "support-2", "notices",
                 {{"partner", "@partner"},
                  {"sender", object{{"role", role}, {"name", story.owner().name}}},
                  {"form", story.luck().in(60) ? "e-mail" : "written"},
                  {"ticket", "S-" + std::to_string(story.luck().between(1000, 9999))}});
}

void accept_notice(Story& story, int day) {
    give_notice(story);
    story.on(day, 1).send("support-1", "notice", "validate");
}

void propose_revocation(Story& story) {
    static const std::vector<std::string> grounds = {"AGREEMENT_BREACH", "PAYMENT_BREACH", "FALSE_DATA",
                                                     "BRAND_MISUSE"};
    story.create(story.pam(), "revocations",
                 {{"partner", "@partner"},
                  {"reason_code", story.luck().one_of(grounds)},
                  {"clause", std::to_string(story.luck().between(3, 8)) + "." +
                                 std::to_string(story.luck().between(1, 9))},
                  {"evidence", story.say("Переписка и выписка приложены к обращению.",
                                         "Letters and a statement are with the ticket.")}});
}

void ask_for_presale(Story& story) {
    const bool russian = story.company().russian;
    const auto customer = company(5000 + story.luck().between(0, 999) * 10 + (russian ? 0 : 7), story.luck());
    const auto contact = person(russian, story.luck());
    story.create(story.speaker(), "presales",
                 {{"partner", "@partner"},
                  {"customer", object{{"name", customer.name},
                                      {"contact", contact.name},
                                      {"email", contact.login + "@" + customer.domain}}},
                  {"customer_kind", story.luck().in(65) ? "new" : "existing"},
                  {"request", story.say("Нужен пилот на два месяца: учётная система и резервное копирование.",
                                        "A pilot of two months: the business system, and its backups.")}});
}

}  // namespace waymark::sample
