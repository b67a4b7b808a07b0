// waymark serve · config show · journal verify · chart check · chart run: what needs no running service.
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>

#include "daemon/chart_check.hpp"
#include "daemon/chart_run.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/configuration.hpp"
#include "daemon/journal_verify.hpp"
#include "daemon/serve.hpp"

namespace waymark::cli {
namespace {

struct Flags {
    std::string file;
    std::map<std::string, std::string> given;
};

/// Every key of the configuration as a flag of this command.
std::shared_ptr<Flags> add_configuration_flags(CLI::App* command) {
    auto flags = std::make_shared<Flags>();
    command->add_option("--config", flags->file, "the TOML file")
        ->envname("WAYMARK_CONFIG")
        ->check(CLI::ExistingFile);
    for (const auto& key : daemon::configuration_keys())
        command
            ->add_option_function<std::string>(
                key.flag(), [flags, name = key.name](const std::string& text) { flags->given[name] = text; },
                key.help)
            ->default_str(key.otherwise);
    return flags;
}

daemon::Configuration configuration_of(const Flags& flags) {
    auto read = daemon::Configuration::read(
        flags.file, [](const char* name) { return std::getenv(name); }, flags.given);
    if (!read) throw Failure(78, read.error().message + "\n  at " + read.error().place);
    return std::move(read).value();
}

void add_serve(CLI::App& app, int& exit_code) {
    auto* serve = app.add_subcommand("serve", "run the service");
    auto flags = add_configuration_flags(serve);
    auto options = std::make_shared<daemon::ServeOptions>();
    auto clock = std::make_shared<std::string>();
    serve->add_flag("--rehearsal", options->rehearsal,
                    "on a copy of the data, the clock moved by hand; nothing leaves the machine");
    serve->add_option("--clock", *clock, "rehearsal: the instant to start at")->needs("--rehearsal");
    serve->footer(
        "Examples: waymark serve --data /var/lib/waymark · waymark serve --rehearsal --clock "
        "2026-03-02T12:00:00Z");
    serve->callback([=, &exit_code] {
        if (!clock->empty()) {
            options->clock = parse_instant(*clock);
            if (!options->clock)
                throw Failure(2, "--clock “" + *clock + "” is no instant such as 2026-03-02T12:00:00Z.");
        }
        exit_code = daemon::serve(configuration_of(*flags), *options);
    });
}

void add_config(CLI::App& app, Session& session) {
    auto* config = app.add_subcommand("config", "the configuration")->require_subcommand(1);
    auto* show = config->add_subcommand("show", "every key, its value, and where it comes from");
    auto flags = add_configuration_flags(show);
    show->callback([=, &session] {
        const auto configuration = configuration_of(*flags);
        boost::json::object all;
        Table table({"key", "value", "from"});
        for (const auto& [name, setting] : configuration.settings()) {
            all[name] = boost::json::object{{"value", setting.text}, {"from", setting.source}};
            table.add({name, setting.text, setting.source});
        }
        if (session.wants_json()) return Session::print_json(all);
        table.print(std::cout);
    });
}

void add_journal(CLI::App& app, Session& session, int& exit_code) {
    auto* journal = app.add_subcommand("journal", "the journal, which is the truth")->require_subcommand(1);
    auto folder = std::make_shared<std::string>("data");
    auto* verify =
        journal->add_subcommand("verify", "check the chain, replay every step, compare with the projections");
    verify->add_option("--data", *folder, "the data folder; a service may be running on it")
        ->envname("WAYMARK_DATA")
        ->capture_default_str();
    verify->callback([=, &session, &exit_code] {
        exit_code = daemon::journal_verify(*folder, session.wants_json(), std::cout, std::cerr);
    });
}

void add_chart_check(CLI::App* chart, Session& session, int& exit_code) {
    auto* check = chart->add_subcommand("check", "find what documents say wrongly or in vain");
    auto options = std::make_shared<daemon::ChartCheck>();
    check->add_option("files", options->files, "the documents; those that send to one another, together")
        ->required();
    check->add_flag("--whole", options->whole, "these are all the workflows there are");
    check->add_option("--base", options->base,
                      "the folder that `src` attributes start from; default: the first document's");
    check->footer(
        "Exit: 0 nothing was found, 2 findings, or a file that cannot be read. docs/charts.md has a table of "
        "all findings.\nExample: waymark chart check partner.scxml notice.scxml --whole");
    check->callback([=, &session, &exit_code] {
        options->json = session.wants_json();
        exit_code = daemon::chart_check(*options, std::cout, std::cerr);
    });
}

void add_chart(CLI::App& app, Session& session, int& exit_code) {
    auto* chart = app.add_subcommand("chart", "SCXML documents")->require_subcommand(1);
    add_chart_check(chart, session, exit_code);
    auto* run = chart->add_subcommand("run", "run a document in real time, a line for each macrostep");
    auto options = std::make_shared<daemon::ChartRun>();
    auto timeout = std::make_shared<std::string>("30s");
    run->add_option("file", options->file, "the document")->required();
    run->add_option("--events", options->events,
                    "events to send, one JSON object {name, data, after_ms} a line; - for standard input");
    run->add_option("--base", options->base,
                    "the folder that `src` attributes start from; default: the document's");
    run->add_option("--timeout", *timeout, "how long to wait for a final state")->capture_default_str();
    run->add_flag("--restart-each-step", options->restart_each_step,
                  "write the instance to its blob and read it back between macrosteps");
    run->footer(
        "Exit: 0 a top-level final state was reached, 3 not in time, 2 the document or the events are "
        "refused.\n"
        "Example: waymark chart run door.scxml --events events.jsonl --output json");
    run->callback([=, &session, &exit_code] {
        options->json = session.wants_json();
        options->timeout = span_of(*timeout);
        exit_code = daemon::chart_run(*options, std::cin, std::cout, std::cerr);
    });
}

}  // namespace

void add_offline_commands(CLI::App& app, Session& session, int& exit_code) {
    add_serve(app, exit_code);
    add_config(app, session);
    add_journal(app, session, exit_code);
    add_chart(app, session, exit_code);
}

}  // namespace waymark::cli
