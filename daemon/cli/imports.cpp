// waymark import consumption|records|template|errors|corrections|publish: files of facts in bulk. The rest of
// `import` is every collection's (collections.cpp).
#include <charconv>
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>

#include "daemon/cli/file_parts.hpp"
#include "daemon/cli/session.hpp"
#include "workflows/partner/imports/consumption_file.hpp"
#include "workflows/partner/imports/record_kinds.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string id, kind = "consumption", file, total;
    std::vector<std::string> complete;
    std::uint64_t rows = 0;
    bool publish = false, dry_run = false;
};

std::string path_of(const std::string& id) { return "/api/v1/imports/" + encode_query(id); }

bool on_terminal() { return ::isatty(STDERR_FILENO) != 0; }

std::string send_file(const Client& client, const std::string& kind, const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!in || error) throw Failure(74, "The file " + file + " cannot be read.");
    const auto started = client.post(
        "/api/v1/imports",
        boost::json::object{{"kind", kind}, {"file", std::filesystem::path(file).filename().string()}});
    auto id = plain(started.at("instance"), "id");
    FileParts parts(in);
    std::uintmax_t sent = 0;
    for (unsigned number = 1;; ++number) {
        auto part = parts.next();
        if (part.empty()) break;
        sent += part.size();
        (void)client.put(path_of(id) + "/parts/" + std::to_string(number), std::move(part), "text/csv");
        if (on_terminal()) std::cerr << '\r' << sent * 100 / size << " % sent" << std::flush;
    }
    if (on_terminal()) std::cerr << '\n';
    return id;
}

void send(const Client& client, const std::string& id, const char* event, boost::json::object data = {}) {
    boost::json::object body{{"event", event}};
    if (!data.empty()) body["data"] = std::move(data);
    (void)client.post(path_of(id) + "/events", body);
}

boost::json::object totals_of(const Words& words) {
    const auto total = partner::parse_amount(words.total.empty() ? "0" : words.total);
    if (!total) throw Failure(2, "--total “" + words.total + "” is no amount such as 1234.56.");
    boost::json::object totals{{"rows", words.rows}, {"total_kopecks", total->count}};
    if (!words.complete.empty())
        totals["complete"] = boost::json::array(words.complete.begin(), words.complete.end());
    return totals;
}

void print_errors(const Session& session, const Client& client, const std::string& id) {
    const auto found = client.get(path_of(id) + "/errors").json();
    if (session.wants_json()) return Session::print_json(found);
    Table table({"row", "column", "what", "cell"});
    for (const auto& each : found.at("errors").as_array())
        table.add({plain(each, "row"), plain(each, "column"), session.speech.text(each.at("text")),
                   plain(each, "cell")});
    if (!table.empty()) table.print(std::cout);
    const auto total = found.at("total").to_number<std::uint64_t>();
    std::cerr << total << (total == 1 ? " error" : " errors") << '\n';
}

void print_corrections(const Session& session, const Client& client, const std::string& id) {
    const auto found = client.get(path_of(id) + "/corrections").json();
    if (session.wants_json()) return Session::print_json(found);
    Table table({"partner", "account", "service", "month", "kopecks before", "after"});
    for (const auto& each : found.at("corrections").as_array())
        table.add({plain(each, "partner"), plain(each, "account"), plain(each, "service"),
                   plain(each, "month"), plain(each, "amount_before_kopecks"),
                   plain(each, "amount_after_kopecks")});
    if (!table.empty()) table.print(std::cout);
}

/// Prints where the import stands; its errors too, and then the command has failed.
void print_outcome(const Session& session, const Client& client, const boost::json::value& import) {
    print_instance(session, import);
    if (plain(import, "state") != "faulty") return;
    const auto id = plain(import, "id");
    if (!session.wants_json()) print_errors(session, client, id);
    throw Failure(
        1, "The file has errors; nothing of it counts. `waymark import errors " + id + "` lists them.");
}

void import_file(Session& session, const Words& words) {
    const auto client = session.client();
    boost::json::object totals;
    if (words.publish) totals = totals_of(words);
    const auto id = send_file(client, words.kind, words.file);
    send(client, id, "check");
    auto import = settled(client, path_of(id));
    if (words.dry_run) send(client, id, "discard");
    if (words.publish && plain(import, "state") == "checked") {
        send(client, id, "publish", std::move(totals));
        import = settled(client, path_of(id));
    }
    print_outcome(session, client, import);
}

/// What is sent, and how far it goes. The control total of money is --publish's to need or not.
struct SendingOptions {
    CLI::Option *publish, *total;
};
SendingOptions add_sending_options(CLI::App* one, Words& words) {
    one->add_option("file", words.file, "CSV in UTF-8, headings in English or Russian")
        ->required()
        ->check(CLI::ExistingFile);
    auto* dry_run = one->add_flag("--dry-run", words.dry_run, "only say what is in it; nothing is kept");
    auto* publish =
        one->add_flag("--publish", words.publish, "let it count, when it has no errors")->excludes(dry_run);
    publish->needs(
        one->add_option("--rows", words.rows, "control total: rows without the headings")->needs(publish));
    auto* total = one->add_option("--total", words.total, "control total: sum of the amounts in roubles")
                      ->needs(publish);
    return {publish, total};
}

void add_consumption(CLI::App* group, Session& session) {
    auto words = std::make_shared<Words>();
    auto* one = group->add_subcommand("consumption", "send a file of consumption, check it, publish it");
    const auto options = add_sending_options(one, *words);
    options.publish->needs(options.total);
    one->add_option("--complete", words->complete, "months that are complete with it: 2026-03")
        ->needs(options.publish);
    one->footer(
        "Columns: account, partner (id or taxpayer number), service, month, amount (with VAT); and if wanted "
        "grants, "
        "product, where, deal_rate.\n"
        "Example: waymark import consumption march.csv --publish --rows 120334 --total 9876543.21 --complete "
        "2026-03");
    one->callback([=, &session] { import_file(session, *words); });
}

std::vector<std::string> kinds_of_records() {
    std::vector<std::string> names;
    for (const auto& kind : partner::record_kinds()) names.emplace_back(kind.name);
    return names;
}

void add_records(CLI::App* group, Session& session) {
    auto words = std::make_shared<Words>();
    auto* one = group->add_subcommand("records", "send a file of records, check it, publish it");
    one->add_option("kind", words->kind, "what it holds")
        ->required()
        ->check(CLI::IsMember(kinds_of_records()));
    add_sending_options(one, *words);
    one->footer(
        "Its columns are those of the form by which such a record is added: `waymark import template KIND`.\n"
        "Example: waymark import records employees staff.csv --publish --rows 212");
    one->callback([=, &session] { import_file(session, *words); });
}

/// Quoted where it must be.
std::string csv_cell(const std::string& text) {
    return text.find_first_of(",;\"") == std::string::npos ? text : '"' + text + '"';
}

/// Separated as the spreadsheets of the language do it; a file may have either.
void print_template(const Session& session, const std::string& name) {
    const char* const separator = session.speech.language == "ru" ? ";" : ",";
    std::string line;
    for (const auto& column : partner::columns_of(*partner::record_kind(name)))
        line +=
            (line.empty() ? "" : separator) + csv_cell(partner::heading_of(column, session.speech.language));
    std::cout << line << '\n';
}

void add_template(CLI::App* group, Session& session) {
    auto kind = std::make_shared<std::string>();
    auto* one = group->add_subcommand("template", "the line of headings that a file of records begins with");
    one->add_option("kind", *kind, "what it is to hold")
        ->required()
        ->check(CLI::IsMember(kinds_of_records()));
    one->footer("Example: waymark import template certificates --language ru > certificates.csv");
    one->callback([=, &session] { print_template(session, *kind); });
}

void add_publish(CLI::App* group, Session& session) {
    auto words = std::make_shared<Words>();
    auto* publish = group->add_subcommand("publish", "let a checked import count");
    publish->add_option("id", words->id, "its id")->required();
    publish->add_option("--rows", words->rows, "control total: rows without the headings")->required();
    publish->add_option("--total", words->total, "control total: sum of the amounts in roubles");
    publish->add_option("--complete", words->complete, "months that are complete with it: 2026-03");
    publish->callback([=, &session] {
        const auto client = session.client();
        send(client, words->id, "publish", totals_of(*words));
        print_outcome(session, client, settled(client, path_of(words->id)));
    });
}

}  // namespace

void add_import_commands(CLI::App& app, Session& session) {
    auto* group = app.get_subcommand("import");
    add_consumption(group, session);
    add_records(group, session);
    add_template(group, session);
    add_publish(group, session);
    auto words = std::make_shared<Words>();
    auto* errors = group->add_subcommand("errors", "what is wrong with it, by row and column");
    errors->add_option("id", words->id, "its id")->required();
    errors->callback([=, &session] { print_errors(session, session.client(), words->id); });
    auto* corrections = group->add_subcommand("corrections", "which earlier rows it has replaced");
    corrections->add_option("id", words->id, "its id")->required();
    corrections->callback([=, &session] { print_corrections(session, session.client(), words->id); });
}

}  // namespace waymark::cli
