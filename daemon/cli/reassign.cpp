// waymark person reassign FROM TO: hands all that is assigned to a person (partners, onboardings, interviews,
// presale requests) to another, as ordinary commands; each is tried first.
#include <functional>
#include <memory>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string from, to;
    bool dry_run = false;
};

/// One thing that is his, and the event that makes it the other's.
struct Handover {
    std::string what, id, version, path;
    boost::json::object body;
};

/// Each of a collection, page after page.
void each_of(const Client& client, const std::string& path,
             const std::function<void(const boost::json::value&)>& take) {
    std::string cursor;
    do {
        const auto page = client
                              .get(path + "limit=200" +
                                   (cursor.empty() ? std::string() : "&cursor=" + encode_query(cursor)))
                              .json();
        for (const auto& row : page.at("items").as_array()) take(row);
        cursor = plain(page, "next_cursor");
    } while (!cursor.empty());
}

Handover handover(const boost::json::value& instance, const char* what, const char* event,
                  boost::json::object data) {
    const auto id = plain(instance, "id");
    return {what, id, plain(instance, "version"), "/api/v1/instances/" + encode_query(id) + "/events",
            boost::json::object{{"event", event}, {"data", std::move(data)}}};
}

/// The same slot, with another architect; beyond the window it was confirmed before.
boost::json::object same_slot(const boost::json::value& data, const std::string& architect) {
    boost::json::object slot{{"architect", architect}, {"starts_at", data.at("starts_at")}};
    const auto starts = parse_instant(plain(data, "starts_at")), ends = parse_instant(plain(data, "ends_at"));
    if (starts && ends)
        slot["minutes"] = std::chrono::duration_cast<std::chrono::minutes>(*ends - *starts).count();
    if (plain(data, "starts_at") >= plain(data, "window_ends_at")) slot["after_window"] = true;
    return slot;
}

std::vector<Handover> all_of(const Client& client, const Words& words) {
    std::vector<Handover> all;
    each_of(client, "/api/v1/partners?", [&](const boost::json::value& partner) {
        if (plain(partner.at("data"), "pam") == words.from)
            all.push_back(handover(partner, "partner", "pam.set", {{"pam", words.to}}));
    });
    for (const char* state : {"submitted", "in_review", "action_required", "approved"})
        each_of(client, "/api/v1/onboardings?filter=state:" + std::string(state) + "&",
                [&](const boost::json::value& onboarding) {
                    if (plain(onboarding.at("data"), "pam") == words.from)
                        all.push_back(handover(onboarding, "onboarding", "pam.set", {{"pam", words.to}}));
                });
    each_of(client, "/api/v1/interviews?filter=state:scheduled&", [&](const boost::json::value& interview) {
        const auto& data = interview.at("data");
        if (plain(data, "architect") == words.from)
            all.push_back(handover(interview, "interview", "reschedule", same_slot(data, words.to)));
    });
    for (const char* state : {"assigned", "contacted", "in_work"})
        each_of(client, "/api/v1/presales?filter=state:" + std::string(state) + "&",
                [&](const boost::json::value& presale) {
                    if (plain(presale.at("data"), "manager") == words.from)
                        all.push_back(handover(presale, "presale", "assign", {{"manager", words.to}}));
                });
    return all;
}

/// Why it was refused; empty: it was not.
std::string attempt(const Client& client, const Handover& each, bool dry_run) {
    try {
        static_cast<void>(client.post(each.path + (dry_run ? "?dry_run=1" : ""), each.body, each.version));
        return {};
    } catch (const Failure& failure) {
        if (failure.exit_code() != 1) throw;
        return failure.what();
    }
}

void reassign(const Session& session, const Words& words) {
    const auto client = session.client();
    const auto all = all_of(client, words);
    Table table({"", "id", ""});
    boost::json::array report;
    std::size_t refused = 0;
    for (const auto& each : all) {
        auto why = attempt(client, each, true);
        if (why.empty() && !words.dry_run) why = attempt(client, each, false);
        if (!why.empty()) ++refused;
        const char* outcome = !why.empty() ? "refused" : words.dry_run ? "would move" : "moved";
        table.add({each.what, each.id, why.empty() ? outcome : "refused: " + why});
        report.push_back(
            boost::json::object{{"what", each.what},
                                {"id", each.id},
                                {"outcome", outcome},
                                {"reason", why.empty() ? boost::json::value() : boost::json::value(why)}});
    }
    if (session.wants_json())
        Session::print_json(boost::json::value(report));
    else if (!table.empty())
        table.print(std::cout);
    if (all.empty()) std::cerr << "Nothing is that person's.\n";
    if (refused > 0)
        throw Failure(1, std::to_string(refused) + " of " + std::to_string(all.size()) +
                             " stay where they are; see why above, or give them to somebody else.");
}

}  // namespace

void add_reassign_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();
    auto* command = app.get_subcommand("person")->add_subcommand(
        "reassign",
        "hand a person's partners, onboardings, scheduled interviews and presale requests to another");
    command->add_option("from", words->from, "the id of who leaves")->required();
    command->add_option("to", words->to, "the id of who takes over")->required();
    command->add_flag("--dry-run", words->dry_run, "show what would move, change nothing");
    command->footer(
        "Each is an ordinary command and can be refused by itself: a slot may be taken, the competence be "
        "missing.\nExample: waymark person reassign FROM TO --dry-run");
    command->callback([=, &session] { reassign(session, *words); });
}

}  // namespace waymark::cli
