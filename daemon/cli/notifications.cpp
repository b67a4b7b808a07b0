// waymark notification list|why|retry
#include <memory>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string partner, instance, state, key;
    unsigned limit = 50;
    bool dry_run = false;
};

std::string query_of(const Words& words) {
    std::string query = "?sort=-created&limit=" + std::to_string(words.limit);
    for (const auto& [name, text] :
         {std::pair{"partner", words.partner}, {"instance", words.instance}, {"state", words.state}})
        if (!text.empty()) query += "&" + std::string(name) + "=" + encode_query(text);
    return query;
}

/// What is to be known of how a message stands: until when it is held, when it is tried again, why it is
/// dead.
std::string remark_of(const Session& session, const boost::json::value& row) {
    std::string text = plain(row, "late") == "true" ? "late" : "";
    const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
    if (const auto until = plain(row, "held_until"); !until.empty())
        add("held until " + session.speech.instant(until));
    else if (const auto next = plain(row, "next_at"); !next.empty())
        add("next at " + session.speech.instant(next));
    if (const auto reason = plain(row, "reason"); !reason.empty()) add(reason);
    return text;
}

void print_list(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"id", "at", "message", "to", "state", "attempts", ""});
    for (const auto& row : page.at("items").as_array())
        table.add({plain(row, "id"), session.speech.instant(plain(row, "at")), plain(row, "message"),
                   plain(row, "audience"), plain(row, "state"), plain(row, "attempts"),
                   remark_of(session, row)});
    table.print(std::cout);
}

std::string happened(const boost::json::value& cause) {
    const auto event = plain(cause.at("event"), "name");
    const auto what = event.empty() ? std::string("the start") : event;
    return what + " of " + plain(cause, "workflow") + " " + plain(cause, "instance") + " (record " +
           plain(cause, "record") + ", by " +
           (plain(cause, "person").empty() ? plain(cause, "cause") : "person " + plain(cause, "person")) +
           ")";
}

void print_why(const Session& session, const boost::json::value& message) {
    if (session.wants_json()) return Session::print_json(message);
    std::cout << plain(message, "message") << " to " << plain(message, "audience") << ": "
              << plain(message, "state") << '\n'
              << "because of " << happened(message.at("cause")) << " at "
              << session.speech.instant(plain(message, "at")) << '\n';
    if (const auto remark = remark_of(session, message); !remark.empty()) std::cout << remark << '\n';
    Table recipients({"recipient", "state", "attempts", "next attempt", "reply"});
    for (const auto& each : message.at("recipients").as_array())
        recipients.add(
            {plain(each, "recipient"),
             plain(each, "state") + (plain(each, "perhaps_delivered") == "true" ? ", perhaps delivered" : ""),
             plain(each, "attempts"), session.speech.instant(plain(each, "next_at")), plain(each, "reply")});
    Table history({"record", "at", "recipient", "attempt", "outcome", "state", "reply"});
    for (const auto& each : message.at("history").as_array())
        history.add({plain(each, "record"), session.speech.instant(plain(each, "at")),
                     plain(each, "recipient"), plain(each, "attempt"), plain(each, "outcome"),
                     plain(each, "state"), plain(each, "reply")});
    for (const auto* table : {&recipients, &history}) {
        if (table->empty()) continue;
        std::cout << '\n';
        table->print(std::cout);
    }
}

}  // namespace

void add_notification_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();
    auto* notification = app.add_subcommand("notification", "messages to people, and what became of them")
                             ->require_subcommand(1);

    auto* list = notification->add_subcommand("list", "messages, newest first");
    list->add_option("--partner", words->partner, "only this partner's");
    list->add_option("--instance", words->instance, "only this instance's");
    list->add_option("--state", words->state,
                     "held, pending, retrying, delivered, bounced, dead, captured, suppressed or cancelled");
    list->add_option("--limit", words->limit, "rows")->check(CLI::Range(1, 200))->capture_default_str();
    list->footer("Example: waymark notification list --state dead");
    list->callback([=, &session] {
        print_list(session, session.client().get("/api/v1/outbox" + query_of(*words)).json());
    });

    auto* why = notification->add_subcommand("why", "why a message was sent, to whom, and every attempt");
    why->add_option("key", words->key, "its id, as the list has it")->required();
    why->callback([=, &session] {
        print_why(session, session.client().get("/api/v1/outbox/" + encode_query(words->key)).json());
    });

    auto* retry = notification->add_subcommand(
        "retry", "try a message again that bounced, was given up, or waits for its next attempt");
    retry->add_option("key", words->key, "its id, as the list has it")->required();
    retry->add_flag("--dry-run", words->dry_run, "only say whether it would be");
    retry->callback([=, &session] {
        const auto answer = session.client().post(
            "/api/v1/outbox/" + encode_query(words->key) + "/retry" + (words->dry_run ? "?dry_run=1" : ""),
            boost::json::object{});
        if (session.wants_json()) return Session::print_json(answer);
        std::cerr << (words->dry_run ? "It would be tried again now.\n" : "It is tried again now.\n");
    });
}

}  // namespace waymark::cli
