// Stories of partners that leave, or are made to.
#include <algorithm>

#include "daemon/sample/episodes.hpp"
#include "daemon/sample/kinds.hpp"

namespace waymark::sample {
namespace {

using boost::json::object;

/// A partner whose notice is received on a day within these; not accepted yet.
void noticed_between(Story& story, int newest, int oldest) {
    join(story, oldest + 40);
    story.between(newest, oldest);
    give_notice(story);
}
void leaving_between(Story& story, int newest, int oldest) {
    const int day = story.luck().between(newest, oldest);
    join(story, day + 40);
    story.on(day + 1);
    accept_notice(story, day);
}

void notice_new(Story& story) { noticed_between(story, 1, 1); }
void notice_overdue(Story& story) { noticed_between(story, 4, 7); }
void leaving(Story& story) { leaving_between(story, 2, 12); }
void leaving_with_application(Story& story) {
    const int day = story.luck().between(3, 12);
    join(story, day + 40);
    story.on(day + 9);
    submit_application(story, technology(story, true));
    story.on(day + 5);
    check_application(story);
    story.on(day + 1);
    accept_notice(story, day);
}
void leaving_later(Story& story) {
    leaving_between(story, 6, 12);
    story.between(2, 4).send(
        "support-2", "notice", "change_date",
        {{"exit_date", partner::to_text(story.days().ahead(story.luck().between(30, 45)))},
         {"ticket", "S-7001"}});
    story.send("support-1", "notice", "check", {{"item", "customers_moved"}});
}
void left(Story& story) {
    const auto& window = story.days().windows().front();
    granted_in(story, window, technology(story, true));
    const int day = std::max(26, std::min(story.day() - 20, story.luck().between(40, 200)));
    story.on(day + 10);
    submit_application(story, technology(story, false));
    story.on(day + 5);
    check_application(story);
    story.on(day + 1);
    accept_notice(story, day);
}
void stayed(Story& story) {
    const int day = story.luck().between(20, 150);
    join(story, day + 40);
    story.on(day + 9);
    submit_application(story, technology(story, false));
    story.on(day + 5);
    check_application(story);
    story.on(day + 1);
    accept_notice(story, day);
    story.on(day - 10).send("support-1", "notice", "withdraw", {{"ticket", "S-7002"}});
}
void notice_refused(Story& story) {
    noticed_between(story, 10, 120);
    story.on(story.day(), 2)
        .send("support-2", "notice", "refuse",
              {{"reason", "NOT_A_NOTICE"},
               {"comment",
                story.say("Вопрос о тарифах, не о выходе.", "A question about prices, not about leaving.")}});
}

void proposed_between(Story& story, int newest, int oldest) {
    const int day = story.luck().between(newest, oldest);
    join(story, day + 30);
    story.on(day);
    propose_revocation(story);
}
void approve(Story& story, object data = {}) {
    story.send("lead-1", "revocation", "approve", std::move(data));
}
/// In effect on a day within these; it takes a specialization along when there was time for one.
void revoked_between(Story& story, int newest, int oldest) {
    const auto& window = story.days().windows().front();
    if (window.newest > oldest + 10)
        granted_in(story, window, technology(story, true));
    else
        join(story, oldest + 10);
    const int day = story.luck().between(newest, oldest);
    story.on(day + 3);
    propose_revocation(story);
    story.on(day);
    approve(story);
}
void appealed(Story& story, int newest, int oldest) {
    revoked_between(story, newest + 5, oldest + 5);
    story.on(story.day() - 5)
        .send("coordinator", "partner", "revocation.appeal",
              {{"grounds", story.say("Нарушение устранено, акт приложен.",
                                     "The breach is cured, the report is attached.")}});
}
void decided(Story& story, const char* event) {
    appealed(story, 20, 90);
    story.on(story.day() - 6)
        .send("lead-2", "revocation", event,
              {{"reason", story.say("Рассмотрено комиссией.", "Looked at by the board.")}});
}
void put_right(Story& story, int newest, int oldest, int in_days) {
    proposed_between(story, newest + 2, oldest + 2);
    story.on(story.day() - 2)
        .send("lead-1", "revocation", "cure.grant",
              {{"days", in_days},
               {"demand",
                story.say("Уберите наш знак с чужих услуг.", "Take our mark off others' services.")}});
}

void revocation_proposed(Story& story) { proposed_between(story, 1, 5); }
void revocation_cure(Story& story) { put_right(story, 2, 9, 30); }
void revocation_cure_over(Story& story) { put_right(story, 14, 20, 7); }
void revocation_ahead(Story& story) {
    proposed_between(story, 4, 8);
    story.between(1, 3);
    approve(story, {{"effective_on", partner::to_text(story.days().ahead(story.luck().between(3, 12)))}});
}
void revocation_effective(Story& story) { revoked_between(story, 2, 15); }
void revocation_appealed(Story& story) { appealed(story, 1, 8); }
void revocation_dropped(Story& story) {
    put_right(story, 30, 90, 14);
    story.on(story.day() - 9)
        .send("coordinator", "revocation", "drop",
              {{"reason", story.say("Исправлено в срок.", "Put right in time.")}});
}
void revocation_upheld(Story& story) { decided(story, "uphold"); }
void revocation_reversed(Story& story) { decided(story, "reverse"); }
void left_before_the_revocation(Story& story) {
    proposed_between(story, 45, 120);
    story.on(story.day() - 4);
    accept_notice(story, story.day() - 1);
}
void revoked_before_the_exit(Story& story) {
    const int day = story.luck().between(20, 90);
    join(story, day + 40);
    story.on(day + 1);
    accept_notice(story, day);
    story.on(day - 5);
    propose_revocation(story);
    story.on(day - 8);
    approve(story);
}

}  // namespace

std::vector<Kind> ending_kinds() {
    return {{"a notice just received", notice_new},
            {"a notice that nobody has looked at in time", notice_overdue},
            {"a partner leaving", leaving},
            {"a partner leaving, its application on hold", leaving_with_application},
            {"a partner leaving later than it wanted at first", leaving_later},
            {"a partner that has left", left},
            {"a partner that stayed after all", stayed},
            {"a notice refused", notice_refused},
            {"a revocation proposed", revocation_proposed},
            {"a revocation with time to put it right", revocation_cure},
            {"a revocation whose time to put it right is over", revocation_cure_over},
            {"a revocation approved for a day ahead", revocation_ahead},
            {"a partner revoked", revocation_effective},
            {"a revocation appealed", revocation_appealed},
            {"a revocation dropped", revocation_dropped},
            {"a revocation upheld", revocation_upheld},
            {"a revocation reversed", revocation_reversed},
            {"a partner that left before it was revoked", left_before_the_revocation},
            {"a partner revoked before it left", revoked_before_the_exit}};
}

}  // namespace waymark::sample
