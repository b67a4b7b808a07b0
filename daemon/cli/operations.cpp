// waymark status · clock · token create · undo · resume · backup
#include <memory>

#include "daemon/cli/session.hpp"
#include "daemon/data_folder.hpp"

namespace waymark::cli {
namespace {

void add_clock(CLI::App& app, Session& session) {
    auto span = std::make_shared<std::string>();
    auto to = std::make_shared<std::string>();
    auto* clock = app.add_subcommand("clock", "the service's time; in rehearsal it is moved by hand");
    const auto print = [&session](const boost::json::value& answer) {
        if (session.wants_json()) return Session::print_json(answer);
        std::cout << session.speech.instant(plain(answer, "now"))
                  << (answer.at("rehearsal").as_bool() ? "  (rehearsal)" : "") << '\n';
    };
    auto* advance = clock->add_subcommand("advance", "move it on, firing all that falls due on the way");
    auto* by = advance->add_option("span", *span, "30d, 36h, 15min, 90s");
    advance->add_option("--to", *to, "instead: to this day (00:00 in the program's zone) or instant")
        ->excludes(by);
    advance->footer("Examples: waymark clock advance 30d · waymark clock advance --to 2027-04-01");
    advance->callback([=, &session] {
        boost::json::object move;
        if (const auto day = start_of_day(*to); !to->empty())
            move["to"] = day ? to_text(*day) : *to;
        else if (!span->empty())
            move["advance_ms"] = span_of(*span).count();
        else
            throw Failure(2, "Say how far: a span such as 30d, or --to.");
        print(session.client().post("/api/v1/clock", move));
    });
    clock->callback([=, &session] {
        if (clock->get_subcommands().empty()) print(session.client().get("/api/v1/clock").json());
    });
}

void add_token(CLI::App& app, Session& session) {
    struct Words {
        std::string person, name, role, partner, save;
    };
    auto words = std::make_shared<Words>();
    auto* token = app.add_subcommand("token", "tokens of people")->require_subcommand(1);
    auto* create = token->add_subcommand("create", "a new token for a person; it is shown once");
    create->add_option("--person", words->person, "the id of the person");
    create->add_option("--name", words->name, "instead of --person: a new person of this name");
    create->add_option("--role", words->role, "the new person's role");
    create->add_option("--partner", words->partner, "the new person's partner, for partner roles");
    create->add_option("--save", words->save, "write it to this file instead of showing it");
    create->footer("Example: waymark token create --name Anna --role coordinator --save anna.token");
    create->callback([=, &session] {
        const auto client = session.client();
        if (words->person.empty()) {
            if (words->name.empty() || words->role.empty())
                throw Failure(2, "Name the person: --person ID, or --name and --role.");
            boost::json::object person{{"name", words->name}, {"roles", boost::json::array{words->role}}};
            if (!words->partner.empty()) person["partner"] = words->partner;
            words->person = plain(client.post("/api/v1/persons", person).at("instance"), "id");
        }
        const auto answer = client.post("/api/v1/tokens", boost::json::object{{"person", words->person}});
        if (words->save.empty()) {
            if (session.wants_json()) return Session::print_json(answer);
            std::cout << plain(answer, "token") << '\n';
            return;
        }
        daemon::write_secret(words->save, plain(answer, "token"));
        std::cerr << "The token of person " << words->person << " is in " << words->save << ".\n";
    });
}

void add_undo(CLI::App& app, Session& session) {
    struct Words {
        std::string record, reason;
        bool dry_run = false;
    };
    auto words = std::make_shared<Words>();
    auto* undo = app.add_subcommand("undo", "take a command back while its mail is held");
    undo->add_option("record", words->record, "the command's record, as its answer named it; or last: yours")
        ->required()
        ->check(CLI::IsMember({"last"}) | CLI::PositiveNumber);
    undo->add_option("--reason", words->reason, "why, for the journal");
    undo->add_flag("--dry-run", words->dry_run, "show what would be restored, change nothing");
    undo->footer(
        "Everything that the command touched stands again as before it, unless something has moved since; "
        "what it started ends, its mail is cancelled. An undo cannot be undone: send the event again.\n"
        "Examples: waymark undo last · waymark undo 1207 --reason 'wrong partner'");
    undo->callback([=, &session] {
        boost::json::object body;
        if (!words->reason.empty()) body["reason"] = words->reason;
        print_undone(session, session.client().post("/api/v1/commands/" + encode_query(words->record) +
                                                        "/undo" + (words->dry_run ? "?dry_run=1" : ""),
                                                    body));
    });
}

}  // namespace

void add_operation_commands(CLI::App& app, Session& session) {
    auto* status = app.add_subcommand("status", "is it well, what time is it there, are timers held");
    status->callback([&session] {
        const auto answer = session.client().get("/api/v1/status").json();
        if (session.wants_json()) return Session::print_json(answer);
        std::cout << "now      " << session.speech.instant(plain(answer, "now")) << "\nrecords  "
                  << plain(answer, "record") << '\n';
        if (answer.at("rehearsal").as_bool())
            std::cout << "This is a rehearsal: nothing leaves the machine.\n";
        if (answer.at("hold").is_object())
            std::cout << "All timers are held: " << plain(answer.at("hold"), "reason")
                      << " `waymark resume` lets them run.\n";
    });
    add_clock(app, session);
    add_token(app, session);
    add_undo(app, session);

    auto reason = std::make_shared<std::string>();
    auto* resume =
        app.add_subcommand("resume", "let held timers run, after a restore or a jump of the clock");
    resume->add_option("--reason", *reason, "why it is right, for the journal")->required();
    resume->callback([=, &session] {
        const auto answer = session.client().post("/api/v1/resume", boost::json::object{{"reason", *reason}});
        if (session.wants_json()) return Session::print_json(answer);
        std::cerr << "Timers run again; what fell due meanwhile fires now, marked late.\n";
    });

    auto name = std::make_shared<std::string>();
    auto* backup = app.add_subcommand("backup", "a consistent copy of the data, while the service runs");
    backup->add_option("name", *name, "the copy's folder below backups/ of the data folder")->required();
    backup->callback([=, &session] {
        const auto answer = session.client().post("/api/v1/backups", boost::json::object{{"name", *name}});
        if (session.wants_json()) return Session::print_json(answer);
        std::cout << plain(answer, "folder") << '\n';
        std::cerr << "To restore: `waymark serve --data COPY OF THAT FOLDER`; timers stay held until "
                     "`waymark resume`.\n";
    });
}

}  // namespace waymark::cli
