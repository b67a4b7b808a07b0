// waymark timer list · journal list · definition list|show
#include <memory>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string partner, instance, name;
    std::uint64_t from = 1;
    unsigned limit = 50, version = 1;
};

std::string query_of(const Words& words) {
    std::string query = "?limit=" + std::to_string(words.limit);
    for (const auto& [name, text] : {std::pair{"partner", words.partner}, {"instance", words.instance}})
        if (!text.empty()) query += "&" + std::string(name) + "=" + encode_query(text);
    return query;
}

CLI::App* add_list(CLI::App* group, Session& session, const std::shared_ptr<Words>& words,
                   const std::string& help, std::function<void(const Client&)> act) {
    auto* list = group->add_subcommand("list", help);
    list->add_option("--limit", words->limit, "rows")->check(CLI::Range(1, 200))->capture_default_str();
    list->callback([&session, act = std::move(act)] { act(session.client()); });
    return list;
}

void add_owner(CLI::App* list, const std::shared_ptr<Words>& words) {
    list->add_option("--partner", words->partner, "only this partner's");
    list->add_option("--instance", words->instance, "only this instance's");
}

void print_timers(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"due", "event", "timer", "instance", "partner"});
    for (const auto& row : page.at("items").as_array())
        table.add({session.speech.instant(plain(row, "due")), plain(row, "event"), plain(row, "id"),
                   plain(row, "instance"), plain(row, "partner")});
    table.print(std::cout);
}

void print_definitions(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"workflow", "version", "digest"});
    for (const auto& row : page.at("items").as_array())
        table.add({plain(row, "workflow"), plain(row, "version"), plain(row, "digest").substr(0, 12)});
    table.print(std::cout);
}

}  // namespace

void add_list_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();

    auto* timer = app.add_subcommand("timer", "everything that will fire")->require_subcommand(1);
    add_owner(add_list(timer, session, words, "timers by due instant",
                       [=, &session](const Client& client) {
                           print_timers(session, client.get("/api/v1/timers" + query_of(*words)).json());
                       }),
              words);

    auto* journal = app.get_subcommand("journal");
    add_list(journal, session, words, "records, oldest first",
             [=, &session](const Client& client) {
                 print_records(
                     session,
                     client.get("/api/v1/journal" + query_of(*words) + "&from=" + std::to_string(words->from))
                         .json());
             })
        ->add_option("--from", words->from, "the first record's number")
        ->capture_default_str();

    auto* definition = app.add_subcommand("definition", "published workflows")->require_subcommand(1);
    add_list(definition, session, words, "all versions", [=, &session](const Client& client) {
        print_definitions(session, client.get("/api/v1/definitions").json());
    });
    auto* show = definition->add_subcommand("show", "the SCXML document of a version");
    show->add_option("workflow", words->name, "its name")->required();
    show->add_option("version", words->version, "its version")->capture_default_str();
    show->callback([=, &session] {
        std::cout << session.client()
                         .get("/api/v1/definitions/" + encode_query(words->name) + "/" +
                              std::to_string(words->version))
                         .body;
    });
}

}  // namespace waymark::cli
