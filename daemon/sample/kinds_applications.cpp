// Stories that end in an application, an interview or a specialization.
#include "daemon/sample/episodes.hpp"
#include "daemon/sample/kinds.hpp"
#include "daemon/sample/records.hpp"

namespace waymark::sample {
namespace {

using boost::json::array;
using boost::json::object;

using Record = void (*)(Story&, const std::string&);

/// A partner whose application for a technology has been submitted on a day within these.
void submitted_between(Story& story, int newest, int oldest, const std::string& what,
                       Record record = nullptr) {
    const int day = story.luck().between(newest, oldest);
    join(story, day + 20);
    story.on(day + 1);
    if (record != nullptr) record(story, what);
    submit_application(story, what);
}

/// The interview is awaited from a day within these on.
std::string interview_wanted_between(Story& story, int newest, int oldest) {
    const int day = story.luck().between(newest, oldest);
    auto what = technology(story, true);
    submitted_between(story, day + 7, day + 12, what, qualify);
    story.on(day + 3);
    check_application(story);
    story.on(day);
    complete_application(story);
    return what;
}

void drafting(Story& story) {
    const int day = story.luck().between(2, 25);
    join(story, day + 15);
    story.on(day);
    draft_application(story, technology(story, true));
}
void submitted(Story& story) { submitted_between(story, 1, 3, technology(story, true)); }
void in_review(Story& story) {
    submitted_between(story, 9, 14, technology(story, true));
    story.between(2, 7);
    check_application(story);
}
void asked(Story& story) {
    in_review(story);
    story.on(1).send(story.pam(), "application", "ask",
                     {{"reason", story.say("Приложите письмо заказчика о внедрении.",
                                           "Attach the customer's letter about the work.")}});
}
void carried_over(Story& story) {
    const auto& window = story.days().windows().back();
    submitted_between(story, window.newest + 2, window.newest + 6, technology(story, true));
    story.on(window.newest);
    check_application(story);
}
void interview_to_schedule(Story& story) { interview_wanted_between(story, 1, 4); }
void interview_ahead(Story& story) {
    const auto what = interview_wanted_between(story, 3, 8);
    const auto slot = story.diary().book(story.days().ahead(story.luck().between(2, 9)), what);
    story.on(2).send("coordinator", "interview", "schedule", interview_at(story, slot));
}
void result_awaited(Story& story) {
    const auto what = interview_wanted_between(story, 14, 18);
    story.on(12);
    schedule_interview(story, what, story.luck().between(7, 9));
}
void missed_twice(Story& story) {
    const auto what = interview_wanted_between(story, 24, 28);
    for (const int day : {20, 13}) {
        story.on(day + 2);
        schedule_interview(story, what, day);
        story.send("coordinator", "interview", "no_show");
    }
}
void ready(Story& story) {
    const int day = story.luck().between(1, 6);
    join(story, day + 40);
    ready_by(story, technology(story, true), day);
}
void ready_without_interview(Story& story) {
    const int day = story.luck().between(1, 6);
    join(story, day + 40);
    ready_by(story, technology(story, false), day);
}
void granted_late(Story& story) {
    const auto& calendar = story.days().calendar();
    int day = story.luck().between(30, 200);
    // Well outside of the windows, and of what they are extended by.
    while (calendar.in_window(story.days().at(day, 0)) ||
           calendar.in_window(story.days().at(day, 0) - std::chrono::days(12)))
        ++day;
    join(story, day + 45);
    ready_by(story, technology(story, true), day + 2);
    story.on(day + 1).send(story.pam(), "application", "late_grant.propose",
                           {{"reason", story.say("Сертификаты дошли через день после окна.",
                                                 "The certificates arrived a day after the window.")}});
    story.on(day).send("lead-1", "application", "late_grant.approve");
}
void turned_down(Story& story) {
    // All is recorded; but its customers use next to nothing.
    submitted_between(story, 40, 150, technology_with_threshold(story), record_all);
    story.on(story.day() - 5);
    check_application(story);
    story.on(story.day() - 4)
        .send("coordinator", "application", "reject",
              {{"code", "CONSUMPTION_BELOW"},
               {"comment", story.say("Вернитесь, когда потребление вырастет.",
                                     "Come back when consumption has grown.")}});
}
void interview_failed(Story& story) {
    const auto what = interview_wanted_between(story, 40, 180);
    const auto architect = schedule_interview(story, what, story.day() - 5);
    story.send(
        architect, "interview", "fail",
        {{"scores", array{object{{"criterion", story.say("Архитектура", "Architecture")}, {"score", 2}}}},
         {"comment", story.say("Опыт пока только учебный.", "Experience from courses only, so far.")},
         {"recommendations", story.say("Пройдите практику на одном проекте.", "Work on one real project.")}});
}
void withdrawn(Story& story) {
    interview_wanted_between(story, 12, 120);
    story.on(story.day() - 2);
    need_owner(story);
    story.send("owner", "application", "withdraw");
}

/// A specialization from a window of the past, and the day after which the story may go on.
int specialized(Story& story, int not_newer_than, const std::string& what) {
    const auto& windows = story.days().windows();
    auto window = windows.front();
    for (const auto& each : windows)
        if (each.newest > not_newer_than && story.luck().in(70)) window = each;
    granted_in(story, window, what);
    return story.day();
}

object reason(Story& story) {
    return {{"reason", story.say("Истёк сертификат одного из специалистов.",
                                 "The certificate of a specialist has expired.")}};
}
void at_risk(Story& story) {
    specialized(story, 15, technology_with_threshold(story));
    story.between(2, 12).send(story.pam(), "specialization", "risk.set", reason(story));
}
void to_be_cured(Story& story) {
    specialized(story, 25, technology_with_threshold(story));
    story.between(14, 22).send(story.pam(), "specialization", "risk.set", reason(story));
    auto decision = reason(story);
    decision["cure_date"] = partner::to_text(story.days().ahead(story.luck().between(5, 25)));
    story.between(2, 9).send("lead-1", "specialization", "end.decide", std::move(decision));
}
void cured(Story& story) {
    specialized(story, 40, technology_with_threshold(story));
    story.between(30, 36).send(story.pam(), "specialization", "risk.set", reason(story));
    story.between(10, 20).send(story.pam(), "specialization", "risk.clear");
}
void not_cured(Story& story) {
    specialized(story, 60, technology_with_threshold(story));
    story.between(48, 55).send(story.pam(), "specialization", "risk.set", reason(story));
    auto decision = reason(story);
    decision["cure_date"] = partner::to_text(story.days().before(20));
    story.between(36, 44).send("lead-2", "specialization", "end.decide", std::move(decision));
}
void given_up(Story& story) {
    specialized(story, 30, technology_with_threshold(story));
    story.between(4, 25);
    need_owner(story);
    story.send("owner", "specialization", "relinquish");
}

void quiet(Story& story) { join(story, 3); }
void granted_once(Story& story) { specialized(story, 1, technology(story, true)); }
void granted_twice(Story& story) {
    const auto& windows = story.days().windows();
    granted_in(story, windows.front(), technology(story, true));
    if (windows.size() > 1) granted_in(story, windows.back(), technology(story, false));
}

}  // namespace

std::vector<Kind> application_kinds() {
    return {{"an application in draft", drafting},
            {"an application submitted", submitted},
            {"an application in review", in_review},
            {"an application with a question to the partner", asked},
            {"an application carried over a window", carried_over},
            {"an interview to schedule", interview_to_schedule},
            {"an interview ahead", interview_ahead},
            {"an interview whose result is awaited", result_awaited},
            {"an interview to which nobody came, twice", missed_twice},
            {"an application ready", ready},
            {"an application ready without an interview", ready_without_interview},
            {"a late grant by two people", granted_late},
            {"an application rejected", turned_down},
            {"an interview not passed", interview_failed},
            {"an application withdrawn", withdrawn}};
}

std::vector<Kind> specialization_kinds() {
    return {{"a specialization at risk", at_risk},
            {"a specialization to be cured", to_be_cured},
            {"a specialization cured", cured},
            {"a specialization ended, not cured", not_cured},
            {"a specialization given up", given_up}};
}

std::vector<Kind> ordinary_kinds() {
    return {{"a partner with a specialization", granted_once},
            {"a quiet partner", quiet},
            {"a partner with two specializations", granted_twice}};
}

}  // namespace waymark::sample
