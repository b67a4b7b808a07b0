// waymark eligibility · partner overview|entitlements · campaign candidates|left-out · report NAME|list: what
// the service answers beside what instances hold
#include <fstream>
#include <memory>

#include "daemon/cli/answers.hpp"
#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string id;  // of an instance
    std::string specialization, at;
    std::vector<std::string> certificates;
    std::string report, csv;
    std::vector<std::string> parameters;  // "name=value"
};

/// "?a=b&c=d"; nothing for none. What stands before the first "=" is the name.
std::string query_of(const std::vector<std::string>& parameters) {
    std::string query;
    for (const auto& parameter : parameters) {
        const auto equals = parameter.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Failure(2, "“" + parameter + "” is no parameter of the form name=value.");
        query += (query.empty() ? "?" : "&") + encode_query(parameter.substr(0, equals)) + "=" +
                 encode_query(parameter.substr(equals + 1));
    }
    return query;
}

void add_eligibility(CLI::App& app, Session& session, const std::shared_ptr<Words>& words) {
    auto* eligibility =
        app.add_subcommand("eligibility", "what a partner's specializations demand, and what is missing");
    eligibility->add_option("partner", words->id, "whose")->required();
    eligibility->add_option("specialization", words->specialization, "only this one");
    eligibility->add_option("--at", words->at, "as of this day instead of today: 2027-04-01");
    eligibility
        ->add_option("--with-certificate", words->certificates,
                     "as if an employee had it: EMPLOYEE=CODE or EMPLOYEE=CODE:VALID_TO; may be repeated")
        ->allow_extra_args(false);
    eligibility->footer(
        "Examples: waymark eligibility PARTNER infrastructure --at 2027-04-01\n"
        "          waymark eligibility PARTNER --with-certificate EMPLOYEE=cse:2027-12-31");
    eligibility->callback([=, &session] {
        std::vector<std::string> parameters;
        if (!words->specialization.empty()) parameters.push_back("specialization=" + words->specialization);
        if (!words->at.empty()) parameters.push_back("at=" + words->at);
        for (const auto& certificate : words->certificates)
            parameters.push_back("with_certificate=" + certificate);
        const auto answer =
            session.client()
                .get("/api/v1/partners/" + encode_query(words->id) + "/eligibility" + query_of(parameters))
                .json();
        if (session.wants_json()) return Session::print_json(answer);
        print_eligibility(std::cout, session.speech, answer);
    });
}

void add_overview(CLI::App& app, Session& session, const std::shared_ptr<Words>& words) {
    auto* overview = app.get_subcommand("partner")->add_subcommand(
        "overview", "all that is recorded of one, and what happens next, in one answer");
    overview->add_option("id", words->id, "its id")->required();
    overview->footer("Example: waymark partner overview PARTNER --language ru");
    overview->callback([=, &session] {
        const auto answer =
            session.client().get("/api/v1/partners/" + encode_query(words->id) + "/overview").json();
        if (session.wants_json()) return Session::print_json(answer);
        print_overview(std::cout, session.speech, answer);
    });
}

void print_reports(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"report", "parameters", ""});
    for (const auto& report : page.at("items").as_array()) {
        std::string parameters;
        for (const auto& each : report.at("parameters").as_array())
            parameters += (parameters.empty() ? "" : ", ") + plain(each, "name");
        table.add({plain(report, "name"), parameters, session.speech.text(report.at("title"))});
    }
    table.print(std::cout);
}

void save(const std::string& path, const std::string& text) {
    if (path == "-") {
        std::cout << text;
        return;
    }
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw Failure(74, "The file " + path + " cannot be written.");
}

void ask_for_rows(const Session& session, const std::string& path, const std::string& csv) {
    if (!csv.empty()) return save(csv, session.client().get(path, "text/csv").body);
    const auto answer = session.client().get(path).json();
    if (session.wants_json()) return Session::print_json(answer);
    print_report(std::cout, session.speech, answer);
}

void add_csv(CLI::App* command, const std::shared_ptr<Words>& words) {
    command->add_option("--csv", words->csv, "as CSV into this file; -: to the terminal");
}

/// `COLLECTION QUESTION ID`: a table about one instance.
void add_table(CLI::App& app, Session& session, const std::shared_ptr<Words>& words,
               const std::string& collection, const std::string& question, const std::string& what) {
    auto* command = app.get_subcommand(collection)->add_subcommand(question, what);
    command->add_option("id", words->id, "its id")->required();
    add_csv(command, words);
    command->callback([=, &session] {
        ask_for_rows(session, "/api/v1/" + collection + "s/" + encode_query(words->id) + "/" + question,
                     words->csv);
    });
}

void add_reports(CLI::App& app, Session& session, const std::shared_ptr<Words>& words) {
    auto* report = app.add_subcommand("report", "what the service tells of all partners");
    report->add_option("name", words->report, "which; `report list` names them");
    add_csv(report, words);
    report->add_option("--param", words->parameters, "name=value; may be repeated")->allow_extra_args(false);
    report->footer("Example: waymark report at-risk --csv at-risk.csv");
    auto* list = report->add_subcommand("list", "the reports that you may ask for, and their parameters");
    list->callback([&session] { print_reports(session, session.client().get("/api/v1/reports").json()); });
    report->callback([=, &session] {
        if (list->parsed()) return;
        if (words->report.empty()) throw Failure(2, "Name a report; `waymark report list` has them.");
        ask_for_rows(session, "/api/v1/reports/" + encode_query(words->report) + query_of(words->parameters),
                     words->csv);
    });
}

}  // namespace

void add_question_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();
    add_eligibility(app, session, words);
    add_overview(app, session, words);
    add_table(app, session, words, "partner", "entitlements", "the benefits of its specializations");
    add_table(app, session, words, "campaign", "candidates", "whom it invites, and what they lack");
    add_table(app, session, words, "campaign", "left-out", "whom it does not invite, and why");
    add_reports(app, session, words);
}

}  // namespace waymark::cli
