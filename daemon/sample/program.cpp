#include "daemon/sample/program.hpp"

#include <algorithm>
#include <iterator>

#include "daemon/sample/episodes.hpp"

namespace waymark::sample {
namespace {

std::vector<Kind> partner_kinds() {
    auto all = ordinary_kinds();
    for (auto more : {application_kinds(), specialization_kinds(), ending_kinds(), business_kinds(),
                      record_kinds(), benefit_kinds(), campaign_kinds()})
        std::ranges::move(more, std::back_inserter(all));
    return all;
}

std::vector<std::string> competences_of(const std::string& who) {
    for (const auto& architect : architects())
        if (architect.who == who) return architect.competences;
    return {};
}

/// The months that end between the beginning and now.
std::vector<Closing> closings(const Days& days) {
    using namespace std::chrono;
    const auto& calendar = days.calendar();
    const year_month_day first(calendar.date_of(days.beginning()));
    std::vector<Closing> all;
    for (auto month = first.year() / first.month();; month += months(1)) {
        const auto at = calendar.at(local_days((month + months(1)) / 1), minutes(30));
        if (at >= days.now()) return all;
        all.push_back({month, at});
    }
}

/// The coordinator cancels the first campaign and approves the others in time, three weeks before the window.
void run_campaigns(Story& story) {
    const auto& windows = story.days().windows();
    for (const auto& window : windows) {
        story.on(window.oldest + 15);
        if (&window == &windows.front() && windows.size() > 1)
            story.send("coordinator", "campaign:computed", "cancel",
                       {{"reason", "Письма программы ещё не согласованы."}});
        else
            story.send("coordinator", "campaign:computed", "approve");
    }
}

Story provider(const Days& days, Diary& diary, const Luck& luck, bool campaigns) {
    Story story("the provider's people, and the windows", 9'998, {days, diary}, luck);
    for (const auto& colleague : colleagues()) {
        boost::json::array competences;
        for (const auto& each : competences_of(colleague.who)) competences.emplace_back(each);
        story.person(colleague.who, colleague.name, {colleague.role}, {}, std::move(competences));
    }
    if (campaigns) run_campaigns(story);
    const auto& last = days.windows().back();
    const auto ends = days.calendar().date_of(days.calendar().window_at(days.at(last.newest, 0)).closes_at);
    story.on(last.newest + 9)
        .send("pam-1", "window:open", "extension.propose",
              {{"last_day", partner::to_text(ends + std::chrono::days(4))},
               {"reason", "Экзамены перенесены на начало следующего месяца."}});
    story.on(last.newest + 8).send("lead-1", "window:open", "extension.approve");
    story.on(std::min(30, story.day() - 1)).send("admin", "pam-who-left", "leave");
    const auto next = days.calendar().next_window(days.at(2, 0));
    story.on(2).send(
        "coordinator", "window:planned", "extension.propose",
        {{"last_day", partner::to_text(days.calendar().date_of(next.closes_at) + std::chrono::days(6))},
         {"reason", "Последняя неделя окна выпадает на праздники."}});
    return story;
}

}  // namespace

const std::vector<Colleague>& colleagues() {
    static const std::vector<Colleague> all = {{"coordinator", "Анна Берёзова", "coordinator"},
                                               {"lead-1", "Глеб Верховцев", "lead"},
                                               {"lead-2", "Maud Northcott", "lead"},
                                               {"pam-1", "Дарья Озерова", "pam"},
                                               {"pam-2", "Hugh Kettlewell", "pam"},
                                               {"pam-3", "Тимур Снегирёв", "pam"},
                                               {"pam-who-left", "Лев Туманов", "pam"},
                                               {"support-1", "Борис Ключников", "support"},
                                               {"support-2", "Зоя Полянова", "support"},
                                               {"support-lead", "Нина Калинова", "support-lead"},
                                               {"architect-1", "Виктор Зимин", "architect"},
                                               {"architect-2", "София Дымова", "architect"},
                                               {"architect-3", "Simon Hartnell", "architect"},
                                               {"architect-4", "Майя Рябинина", "architect"},
                                               {"customer-manager-1", "Кира Лозина", "customer-manager"},
                                               {"finance", "Олег Ясенев", "finance"},
                                               {"auditor", "Edith Goodacre", "auditor"}};
    return all;
}

int kinds_of_partners() { return static_cast<int>(partner_kinds().size()); }

Program tell(int partners, std::uint64_t seed, const Days& days) {
    constexpr std::uint64_t prospects = 1'000'000;  // apart from the partners' numbers
    constexpr int each_kind = 3, most_companies = 5'000;
    const Luck luck(seed);
    Diary diary(days.calendar());
    const auto kinds = partner_kinds();
    const bool campaigns = partners > static_cast<int>(kinds.size() - campaign_kinds().size());
    Program program{
        days.beginning(), days.now(), closings(days), provider(days, diary, luck.of(0), campaigns), {}};
    const auto ordinary = ordinary_kinds();
    const int special = each_kind * static_cast<int>(kinds.size());
    for (int i = 0; i < partners; ++i) {
        const auto& among = i < special ? kinds : ordinary;
        const auto& kind = among[static_cast<std::size_t>(i) % among.size()];
        Story story(kind.title, i, {days, diary}, luck.of(static_cast<std::uint64_t>(i) + 1));
        kind.tell(story);
        program.stories.push_back(std::move(story));
    }
    const auto onboardings = onboarding_kinds();
    const auto of_each = static_cast<std::size_t>(partners >= special ? each_kind : 1);
    for (std::size_t i = 0; i < of_each * onboardings.size(); ++i) {
        const auto& kind = onboardings[i % onboardings.size()];
        Story story(kind.title, most_companies - 1 - static_cast<int>(i), {days, diary},
                    luck.of(prospects + i));
        kind.tell(story);
        program.stories.push_back(std::move(story));
    }
    return program;
}

}  // namespace waymark::sample
