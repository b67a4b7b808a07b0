// waymark worklist · calendar: what waits for the caller, and what the clock will do
#include <chrono>
#include <memory>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string partner;
    bool mine = false, overdue = false;
    unsigned limit = 50, days = 30;
};

void print_work(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"runs out", "", "waiting", "workflow", "id", "partner"});
    for (const auto& row : page.at("items").as_array()) {
        const auto& instance = row.at("instance");
        const auto& next = instance.at("next_event");
        table.add({next.is_object() ? session.speech.instant(plain(next, "due")) : "-",
                   plain(row, "overdue") == "true" ? "overdue" : "", session.speech.text(row.at("title")),
                   plain(instance, "workflow"), plain(instance, "id"), plain(instance, "partner")});
    }
    if (table.empty()) {
        std::cerr << "Nothing waits for you.\n";
        return;
    }
    table.print(std::cout);
    std::cerr << page.at("items").as_array().size() << " of " << plain(page, "total") << '\n';
}

/// Every timer up to `until`, page after page, in order.
boost::json::array timers_until(const Client& client, const Words& words, const std::string& until) {
    boost::json::array all;
    std::string cursor;
    for (;;) {
        std::string query = "/api/v1/timers?limit=200";
        if (!words.partner.empty()) query += "&partner=" + encode_query(words.partner);
        if (!cursor.empty()) query += "&cursor=" + encode_query(cursor);
        auto page = client.get(query).json();
        for (auto& row : page.at("items").as_array()) {
            if (plain(row, "due") >= until) return all;  // canonical texts of instants sort as they do
            all.push_back(std::move(row));
        }
        cursor = plain(page, "next_cursor");
        if (cursor.empty()) return all;
    }
}

/// A heading for each day, its timers below by the time of day.
void print_calendar(const Session& session, const boost::json::array& timers) {
    std::string day;
    Table table({"", "", "", "", ""});
    for (const auto& timer : timers) {
        const auto due = session.speech.instant(plain(timer, "due"));  // "2026-04-01 00:00:00 MSK"
        if (due.substr(0, 10) != day) {
            day = due.substr(0, 10);
            table.add({day, "", "", "", ""});
        }
        const auto title = session.speech.text(timer.at("title"));
        table.add({"  " + due.substr(11), title.empty() ? plain(timer, "event") : title,
                   plain(timer, "workflow"), plain(timer, "instance"), plain(timer, "partner")});
    }
    table.print(std::cout);
}

}  // namespace

void add_work_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();

    auto* worklist = app.add_subcommand("worklist", "what waits for you; what runs out first, first");
    worklist->add_flag("--mine", words->mine, "only what is assigned to you, or to nobody");
    worklist->add_flag("--overdue", words->overdue, "only what is past its term");
    worklist->add_option("--limit", words->limit, "rows")->check(CLI::Range(1, 200))->capture_default_str();
    worklist->footer("Example: waymark worklist --mine");
    worklist->callback([=, &session] {
        std::string query = "?limit=" + std::to_string(words->limit);
        if (words->mine) query += "&mine=1";
        if (words->overdue) query += "&overdue=1";
        print_work(session, session.client().get("/api/v1/worklist" + query).json());
    });

    auto* calendar = app.add_subcommand("calendar", "everything that will fire, by day");
    calendar->add_option("--days", words->days, "how many days ahead")
        ->check(CLI::Range(1, 3660))
        ->capture_default_str();
    calendar->add_option("--partner", words->partner, "only this partner's");
    calendar->footer("Example: waymark calendar --days 90 --partner ID");
    calendar->callback([=, &session] {
        const auto client = session.client();
        const auto now = parse_instant(plain(client.get("/api/v1/clock").json(), "now"));
        if (!now) throw Failure(70, "The service did not say what time it is.");
        const auto timers = timers_until(client, *words, to_text(*now + std::chrono::days(words->days)));
        if (session.wants_json()) return Session::print_json(boost::json::value(timers));
        if (timers.empty()) std::cerr << "Nothing fires in these days.\n";
        print_calendar(session, timers);
    });
}

}  // namespace waymark::cli
