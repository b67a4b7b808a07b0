#include "daemon/cli/application.hpp"

#include <iostream>

#include "daemon/cli/session.hpp"

namespace waymark::cli {

int run(int argc, char** argv) {
    CLI::App app("waymark runs a partner program: every partner's life as a durable statechart.", "waymark");
    app.require_subcommand(1);
    app.fallthrough();
    app.set_version_flag("--version", WAYMARK_VERSION);

    Session session;
    int exit_code = 0;
    app.add_option("--server", session.server, "where the service is")
        ->envname("WAYMARK_SERVER")
        ->capture_default_str();
    app.add_option("--token-file", session.token_file,
                   "a file with your token; the variable WAYMARK_TOKEN goes before it")
        ->envname("WAYMARK_TOKEN_FILE")
        ->capture_default_str();
    app.add_option("--output", session.output, "how to print")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str();
    app.add_option("--language", session.speech.language, "of titles and reasons")
        ->check(CLI::IsMember({"en", "ru"}))
        ->envname("WAYMARK_LANGUAGE")
        ->capture_default_str();
    add_offline_commands(app, session, exit_code);
    add_draw_commands(app, session);
    add_rulebook_commands(app, session, exit_code);
    add_rulebook_publish_command(app, session);
    add_sample_command(app);
    add_demo_command(app, session);
    add_collection_commands(app, session);
    add_import_commands(app, session);
    add_attachment_commands(app, session);
    add_reassign_command(app, session);
    add_list_commands(app, session);
    add_notification_commands(app, session);
    add_operation_commands(app, session);
    add_question_commands(app, session);
    add_template_commands(app, session);
    add_work_commands(app, session);
    add_completion_commands(app);
    app.footer(
        "Data goes to stdout, all else to stderr. `waymark COMMAND --help` has examples.\n"
        "Exit: 0 done · 1 refused · 2 the command line or a document is wrong · 69 the service does not "
        "answer · 70 a fault, or "
        "the disk failed · 74 no room, or files that cannot be used · 75 busy, or another daemon has the "
        "folder · 77 not with "
        "this token · 78 the configuration or the data folder is wrong. `chart run`: 3 not in time.");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    } catch (const Failure& failure) {
        std::cerr << failure.what() << '\n';
        return failure.exit_code();
    } catch (const std::exception& error) {
        std::cerr << "waymark: " << error.what() << '\n';
        return 70;
    }
    return exit_code;
}

}  // namespace waymark::cli
