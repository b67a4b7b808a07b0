// What every client command shares: where the service is, whose token, how to print.
#pragma once

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>
#include <string>

#include "daemon/cli/client.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/words.hpp"

namespace waymark::cli {

struct Session {
    std::string server = "http://127.0.0.1:8086";
    std::string token_file = "data/admin.token";
    std::string output = "table";
    Speech speech;

    [[nodiscard]] Client client() const;
    [[nodiscard]] bool wants_json() const { return output == "json"; }
    /// Prints the value as JSON, indented; for --output json.
    static void print_json(const boost::json::value& value, std::ostream& out = std::cout);
};

// Each adds its commands to the application; they run when chosen.
void add_collection_commands(CLI::App& app, Session& session);
void add_reassign_command(CLI::App& app, Session& session);  // after those: below `person`
void add_list_commands(CLI::App& app, Session& session);
void add_notification_commands(CLI::App& app, Session& session);
void add_work_commands(CLI::App& app, Session& session);
void add_import_commands(CLI::App& app, Session& session);
void add_attachment_commands(CLI::App& app, Session& session);
void add_completion_commands(CLI::App& app);
void add_question_commands(CLI::App& app, Session& session);  // after the collections: below `partner`
void add_operation_commands(CLI::App& app, Session& session);
void add_template_commands(CLI::App& app, Session& session);
void add_offline_commands(CLI::App& app, Session& session, int& exit_code);
void add_rulebook_commands(CLI::App& app, Session& session, int& exit_code);
void add_rulebook_publish_command(CLI::App& app, Session& session);  // after those: below `rulebook`
void add_sample_command(CLI::App& app);
void add_demo_command(CLI::App& app, Session& session);
void add_draw_commands(CLI::App& app, Session& session);  // after the offline ones: below `chart`

/// The instance at the path, once the service has done with what it checks or publishes by itself: that takes
/// as long as reading a file.
boost::json::value settled(const Client& client, const std::string& path);

/// Instances as a table: lists, and a single one with all it has.
void print_instances(const Session& session, const boost::json::value& page);
void print_instance(const Session& session, const boost::json::value& instance);
/// What a command did, or would do.
void print_answer(const Session& session, const boost::json::value& answer);
/// What an undo restored, or would.
void print_undone(const Session& session, const boost::json::value& answer);
void print_records(const Session& session, const boost::json::value& page);
void print_chances(const Session& session, const boost::json::array& actions);

}  // namespace waymark::cli
