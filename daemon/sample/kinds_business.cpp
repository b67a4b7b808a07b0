// Stories of prospects, of presale requests and of debts.
#include "daemon/sample/episodes.hpp"
#include "daemon/sample/kinds.hpp"

namespace waymark::sample {
namespace {

/// A partner whose presale request is from a day within these.
void requested_between(Story& story, int newest, int oldest) {
    const int day = story.luck().between(newest, oldest);
    join(story, day + 25);
    story.on(day);
    ask_for_presale(story);
}
void assigned(Story& story) { story.on(story.day(), 2).send("customer-manager-1", "presale", "assign"); }
void contacted(Story& story) {
    assigned(story);
    story.on(story.day() - 1)
        .send("customer-manager-1", "presale", "contact.made",
              {{"channel", "call"}, {"note", story.say("Встреча в четверг.", "A meeting on Thursday.")}});
}
void in_work(Story& story) {
    contacted(story);
    story.on(story.day() - 2).send("customer-manager-1", "presale", "work.start");
}

void presale_submitted(Story& story) { requested_between(story, 1, 2); }
void presale_overdue(Story& story) { requested_between(story, 6, 12); }
void presale_assigned(Story& story) {
    requested_between(story, 1, 2);
    assigned(story);
}
void presale_contacted(Story& story) {
    requested_between(story, 3, 10);
    contacted(story);
}
void presale_in_work(Story& story) {
    requested_between(story, 12, 40);
    in_work(story);
}
void presale_closed(Story& story) {
    requested_between(story, 40, 180);
    in_work(story);
    static const std::vector<std::string> outcomes = {"won", "won", "lost", "no_need"};
    story.on(story.day() - 20)
        .send("customer-manager-1", "presale", "close", {{"outcome", story.luck().one_of(outcomes)}});
}
void presale_cancelled(Story& story) {
    requested_between(story, 20, 120);
    story.on(story.day() - 1)
        .send(story.speaker(), "presale", "cancel",
              {{"reason", story.say("Заказчик отложил проект.", "The customer has put the project off.")}});
}
void in_debt(Story& story) {
    const auto& windows = story.days().windows();
    granted_in(story, windows.front(), technology(story, false));
    story.between(3, 20).send(
        "finance", "partner", "debt.set",
        {{"reason", story.say("Счёт не оплачен 45 дней.", "An invoice unpaid for 45 days.")}});
}
void debt_paid(Story& story) {
    join(story, 100);
    story.between(50, 90).send("finance", "partner", "debt.set");
    story.between(20, 45).send("finance", "partner", "debt.clear");
}

/// A prospect's application, submitted on a day within these.
void onboarding_between(Story& story, int newest, int oldest) {
    const int day = story.luck().between(newest, oldest);
    story.on(day + 3);
    draft_onboarding(story);
    story.on(day).send("owner", "onboarding", "submit");
}
void reviewed(Story& story) { story.on(story.day() - 1).send(story.pam(), "onboarding", "review.start"); }
void changes_requested(Story& story) {
    reviewed(story);
    story.on(story.day() - 1)
        .send(story.pam(), "onboarding", "changes.request",
              {{"reason", story.say("Платёжный аккаунт ещё на пробном периоде.",
                                    "The billing account is still a trial.")}});
}

void prospect_drafting(Story& story) {
    story.between(2, 30);
    draft_onboarding(story);
}
void onboarding_submitted(Story& story) { onboarding_between(story, 1, 4); }
void onboarding_overdue(Story& story) { onboarding_between(story, 12, 20); }
void onboarding_in_review(Story& story) {
    onboarding_between(story, 3, 5);
    reviewed(story);
}
void onboarding_asked(Story& story) {
    onboarding_between(story, 5, 25);
    changes_requested(story);
}
void onboarding_approved(Story& story) {
    onboarding_between(story, 6, 20);
    reviewed(story);
    story.on(story.day() - 2)
        .send(story.pam(), "onboarding", "approve",
              {{"business", true}, {"rf_resident", true}, {"wire_transfer", true}, {"paid_version", true}});
}
void onboarding_rejected(Story& story) {
    onboarding_between(story, 20, 300);
    reviewed(story);
    story.on(story.day() - 2).send(story.pam(), "onboarding", "reject", {{"reason_code", "DATA_MISMATCH"}});
}
void onboarding_withdrawn(Story& story) {
    onboarding_between(story, 20, 300);
    changes_requested(story);
    story.on(story.day() - 4).send("owner", "onboarding", "withdraw");
}
void onboarding_expired(Story& story) {
    story.between(80, 300);
    draft_onboarding(story);
}
void prospect_left(Story& story) {
    onboarding_between(story, 20, 200);
    changes_requested(story);
    story.on(story.day() - 3).send("admin", "owner", "leave");
}

}  // namespace

std::vector<Kind> business_kinds() {
    return {{"a presale request just submitted", presale_submitted},
            {"a presale request with no contact in time", presale_overdue},
            {"a presale request assigned", presale_assigned},
            {"a presale request contacted", presale_contacted},
            {"a presale request in work", presale_in_work},
            {"a presale request closed", presale_closed},
            {"a presale request cancelled", presale_cancelled},
            {"a partner in debt", in_debt},
            {"a debt that was paid", debt_paid}};
}

std::vector<Kind> onboarding_kinds() {
    return {{"a prospect with a draft", prospect_drafting},
            {"an onboarding submitted", onboarding_submitted},
            {"an onboarding that nobody has decided in time", onboarding_overdue},
            {"an onboarding in review", onboarding_in_review},
            {"an onboarding with changes requested", onboarding_asked},
            {"an onboarding approved, to be signed", onboarding_approved},
            {"an onboarding rejected", onboarding_rejected},
            {"an onboarding withdrawn", onboarding_withdrawn},
            {"an onboarding expired", onboarding_expired},
            {"a prospect who has left", prospect_left}};
}

}  // namespace waymark::sample
