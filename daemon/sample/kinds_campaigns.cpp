// Stories of partners that a campaign invites, and of what a specialization is good for.
#include "daemon/sample/episodes.hpp"
#include "daemon/sample/kinds.hpp"
#include "daemon/sample/records.hpp"

namespace waymark::sample {
namespace {

/// A partner with all that ML & AI demands, invited to the newest window that is over; on a day after the
/// invitations went out, two weeks before it opened.
const PastWindow& invited(Story& story) {
    const auto& window = story.days().windows().back();
    join(story, window.oldest + 40);
    story.on(window.oldest + 32);
    need_owner(story);
    qualify(story, "ml-ai");
    story.on(window.oldest + 7);
    return window;
}

void interested(Story& story) {
    const auto& window = invited(story);
    story.send("owner", "invitation:offered", "interested");
    story.on(window.oldest + 4);
    submit_application(story, "ml-ai");
    story.on(window.oldest + 1);
    check_application(story);
    story.on(window.oldest - 2);
    complete_application(story);
    story.on(window.oldest - 5).send("coordinator", "application", "grant");
}
void not_this_time(Story& story) {
    invited(story);
    story.send("owner", "invitation:offered", "decline",
               {{"reason", story.say("Сначала закончим обучение.", "We finish our training first.")}});
}

void benefits(Story& story) {
    const auto what = technology_with_threshold(story);
    granted_in(story, story.days().windows().front(), what);
    const auto book = [&](const char* benefit, int roubles, const std::string& purpose, const char* as) {
        story.create(story.pam(), "benefits",
                     {{"partner", "@partner"},
                      {"benefit", benefit},
                      {"technology", what},
                      {"amount_kopecks", roubles * 100},
                      {"on", partner::to_text(story.date())},
                      {"purpose", purpose}},
                     as);
    };
    story.between(60, 90);
    book("training-grants", story.luck().between(20, 60) * 1'000,
         story.say("Обучение двух инженеров.", "Training of two engineers."), "training");
    book("pilots", story.luck().between(100, 300) * 1'000,
         story.say("Пилот у торговой сети.", "A pilot at a retail chain."), "pilot");
    story.between(30, 50).send(
        story.pam(), "pilot", "cancel",
        {{"reason", story.say("Заказчик отложил пилот.", "The customer has put the pilot off.")}});
}

}  // namespace

std::vector<Kind> benefit_kinds() { return {{"benefits used, and one given back", benefits}}; }

std::vector<Kind> campaign_kinds() {
    return {{"an invitation that led to a specialization", interested},
            {"an invitation declined", not_this_time}};
}

}  // namespace waymark::sample
