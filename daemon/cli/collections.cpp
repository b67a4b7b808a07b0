// waymark COLLECTION create|list|show|send|history|why, a group of commands for each workflow that has a
// resource
#include <memory>

#include "daemon/cli/assignments.hpp"
#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {  // what one command of one collection was given
    std::string id, event, state, partner, sort = "-updated", if_version;
    std::vector<std::string> members;
    unsigned limit = 50;
    bool dry_run = false;
};

std::string query_of(const Words& words) {
    std::string query = "?limit=" + std::to_string(words.limit) + "&sort=" + words.sort;
    if (!words.state.empty()) query += "&filter=" + encode_query("state:" + words.state);
    if (!words.partner.empty()) query += "&partner=" + encode_query(words.partner);
    return query;
}

std::string dry(const Words& words) { return words.dry_run ? "?dry_run=1" : ""; }

/// `create` for those that the outside may make, then what every instance has.
void add_one(CLI::App& app, Session& session, const std::string& name, const std::string& path,
             const std::string& what, const std::string& example) {
    auto* group = app.add_subcommand(name, what)->require_subcommand(1);
    auto words = std::make_shared<Words>();
    const auto base = "/api/v1/" + path;

    const auto command = [&](const std::string& verb, const std::string& help,
                             std::function<void(const Client&)> act) {
        auto* sub = group->add_subcommand(verb, help);
        sub->callback([&session, act = std::move(act)] { act(session.client()); });
        return sub;
    };
    const auto members = [&](CLI::App* sub) {
        sub->add_option("members", words->members,
                        "name=text, or name:=JSON; dots go deeper (sender.role=owner)");
        sub->add_flag("--dry-run", words->dry_run, "show what would happen, change nothing");
    };

    if (!example.empty()) {
        auto* create = command("create", "make one", [=, &session](const Client& client) {
            print_answer(session, client.post(base + dry(*words), read_assignments(words->members)));
        });
        members(create);
        create->footer("Example: waymark " + name + " create " + example);
    }

    auto* list = command("list", "list them", [=, &session](const Client& client) {
        print_instances(session, client.get(base + query_of(*words)).json());
    });
    list->add_option("--state", words->state, "only those in this state");
    list->add_option("--partner", words->partner, "only this partner's");
    list->add_option("--sort", words->sort, "created, updated, -created, -updated")->capture_default_str();
    list->add_option("--limit", words->limit, "rows")->check(CLI::Range(1, 200))->capture_default_str();

    const auto with_id = [&](CLI::App* sub) { sub->add_option("id", words->id, "its id")->required(); };
    with_id(command("show", "everything about one, and what can happen next",
                    [=, &session](const Client& client) {
                        print_instance(session, client.get(base + "/" + encode_query(words->id)).json());
                    }));

    auto* send = command("send", "send it an event", [=, &session](const Client& client) {
        const boost::json::object body{{"event", words->event}, {"data", read_assignments(words->members)}};
        print_answer(session, client.post(base + "/" + encode_query(words->id) + "/events" + dry(*words),
                                          body, words->if_version));
    });
    with_id(send);
    send->add_option("event", words->event, "the event's name; `why` lists them")->required();
    members(send);
    send->add_option("--if-version", words->if_version, "only when it still has this version");

    auto* history =
        command("history", "what happened to it, newest first", [=, &session](const Client& client) {
            print_records(session, client
                                       .get(base + "/" + encode_query(words->id) +
                                            "/history?limit=" + std::to_string(words->limit))
                                       .json());
        });
    with_id(history);
    history->add_option("--limit", words->limit, "records")->check(CLI::Range(1, 200))->capture_default_str();

    auto* why = command("why", "for each event: is it possible now, and if not, why and from when",
                        [=, &session](const Client& client) {
                            const auto answer =
                                client.get(base + "/" + encode_query(words->id) + "/why").json();
                            if (session.wants_json()) return Session::print_json(answer);
                            boost::json::array chosen;
                            for (const auto& action : answer.at("events").as_array())
                                if (words->event.empty() || plain(action, "event") == words->event)
                                    chosen.push_back(action);
                            if (chosen.empty())
                                throw Failure(1, "This one knows no event “" + words->event +
                                                     "”; without a name, why lists them all.");
                            print_chances(session, chosen);
                        });
    with_id(why);
    why->add_option("event", words->event, "only this event");
}

}  // namespace

void add_collection_commands(CLI::App& app, Session& session) {
    add_one(app, session, "partner", "partners", "partners", "name='Romashka LLC' tin=7707083893");
    add_one(app, session, "notice", "notices", "quit notices",
            "partner=ID sender.role=owner requested_exit_date=2026-04-01");
    add_one(app, session, "specialization", "specializations", "specializations of partners",
            "partner=ID technology=infrastructure");
    add_one(app, session, "onboarding", "onboardings", "applications to the program",
            "person=ID company='Romashka LLC' tin=7707083893");
    add_one(app, session, "presale", "presales", "requests for the provider's experts",
            "partner=ID customer.name='Vasilek LLC' customer_kind=new request='A pilot in the cloud'");
    add_one(app, session, "application", "applications", "applications for specializations",
            "partner=ID technology=devops");
    add_one(app, session, "interview", "interviews", "architects' interviews", "");
    add_one(app, session, "window", "windows", "the months in which partners join and qualify", "");
    add_one(app, session, "campaign", "campaigns", "invitation campaigns before a window", "");
    add_one(app, session, "invitation", "invitations", "invitations to qualify, with the partners' answers",
            "");
    add_one(app, session, "benefit", "benefits", "uses of limited benefits",
            "partner=ID benefit=training-grants technology=devops amount_kopecks:=9750050 on=2026-06-01 "
            "purpose='Training for two engineers'");
    add_one(app, session, "edition", "editions", "editions of the rules: drafted, proposed, published", "");
    add_one(app, session, "revocation", "revocations", "revocations of the partner status",
            "partner=ID reason_code=FALSE_DATA clause=4.2 evidence='Ticket 17'");
    add_one(app, session, "agreement", "agreements", "partner agreements",
            "partner=ID number=P-77 date=2026-05-06");
    add_one(app, session, "employee", "employees", "employees of partners, with their certificates",
            "partner=ID name='Olga Smirnova' from=2024-02-01");
    add_one(app, session, "solution", "solutions", "implemented solutions",
            "partner=ID technology=devops title='Pipelines' implemented_on=2026-05-01");
    add_one(app, session, "plan", "plans", "business plans",
            "partner=ID technology=devops document=plan.pdf");
    add_one(app, session, "project", "projects", "implemented projects",
            "partner=ID technology=devops customer='Vasilek LLC' implemented_on=2026-05-01");
    add_one(app, session, "customer", "customers", "customers of partners",
            "partner=ID name='Vasilek LLC' direct_contract:=true");
    add_one(app, session, "subaccount", "subaccounts", "subaccounts of customers",
            "customer=ID account=acc-17");
    add_one(app, session, "scope", "scopes", "registered clouds and folders of direct customers",
            "customer=ID scope=b1g-17 kind=folder from=2026-05-01");
    add_one(app, session, "import", "imports", "files of facts in bulk", "");
    add_one(app, session, "attachment", "attachments", "files that belong to plans, interviews, notices …",
            "");
    add_one(app, session, "person", "persons", "the people who act, and their roles",
            "name='Anna' roles:='[\"coordinator\"]'");
    add_one(app, session, "instance", "instances", "instances of every workflow", "");
}

}  // namespace waymark::cli
