// waymark rulebook publish: proposes an edition at the service, or publishes what a colleague has proposed;
// in both cases its effect on every partner is shown first.
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>

#include "daemon/chart_files.hpp"
#include "daemon/cli/rulebook_effect.hpp"
#include "daemon/cli/session.hpp"
#include "workflows/partner/eligibility/edition.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string file, proposal, csv;
    bool yes = false;
};

std::string path_of(const std::string& id) { return "/api/v1/editions/" + encode_query(id); }

/// What stands in it, if it is an edition.
std::string checked(const Session& session, const std::string& file) {
    auto text = daemon::read_file(file);
    if (!text) throw Failure(2, text.error().message);
    const auto edition = partner::read_edition(*text, file);
    if (edition) return *std::move(text);
    std::string all;
    for (const auto& each : edition.error().details["findings"].array())
        all += (all.empty() ? "" : "\n") + std::string(each["place"].string_or("")) + ": " +
               std::string(each["text"][session.speech.language].string_or(""));
    throw Failure(2, all);
}

void send(const Client& client, const std::string& id, const char* event, boost::json::object data = {}) {
    boost::json::object body{{"event", event}};
    if (!data.empty()) body["data"] = std::move(data);
    (void)client.post(path_of(id) + "/events", body);
}

void save(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) throw Failure(74, "The file " + path + " cannot be written.");
}

boost::json::value effect_of(const Session& session, const Client& client, const std::string& id,
                             const std::string& csv) {
    const auto path = path_of(id) + "/effect";
    auto effect = client.get(path).json();
    if (!csv.empty()) save(csv, client.get(path, "text/csv").body);
    if (!session.wants_json()) print_effect(std::cout, session.speech, effect);
    return effect;
}

void print_outcome(const std::string& id, const char* state, const boost::json::value& effect) {
    Session::print_json(boost::json::object{{"edition", id}, {"state", state}, {"effect", effect}});
}

void propose(const Session& session, const Words& words) {
    const auto text = checked(session, words.file);
    const auto client = session.client();
    const auto started = client.post(
        "/api/v1/editions",
        boost::json::object{{"file", std::filesystem::path(words.file).filename().string()}, {"text", text}});
    const auto id = plain(started.at("instance"), "id");
    try {
        send(client, id, "propose");
    } catch (const Failure&) {
        send(client, id, "withdraw");  // a draft that nobody can propose is nobody's work
        throw;
    }
    const auto effect = effect_of(session, client, id, words.csv);
    if (session.wants_json()) return print_outcome(id, "proposed", effect);
    if (session.speech.language == "ru")
        std::cerr << "\nРедакция предложена: " << id << ". Публикует её другой человек с ролью lead:\n"
                  << "  waymark rulebook publish --proposal " << id << '\n';
    else
        std::cerr << "\nThe edition is proposed: " << id
                  << ". Another person with the role lead publishes it:\n"
                  << "  waymark rulebook publish --proposal " << id << '\n';
}

bool confirmed(const Session& session) {
    if (::isatty(STDIN_FILENO) == 0)
        throw Failure(2, "Nobody can be asked here: look at the effect, then add --yes.");
    std::cerr << (session.speech.language == "ru" ? "\nОпубликовать? [да/нет] " : "\nPublish it? [yes/no] ")
              << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "yes" || answer == "y" || answer == "да" || answer == "д";
}

void publish(const Session& session, const Words& words) {
    const auto client = session.client();
    const auto effect = effect_of(session, client, words.proposal, words.csv);
    if (!words.yes && !confirmed(session)) throw Failure(1, "Nothing was published.");
    const auto& counts = effect.at("counts");
    boost::json::object seen;
    for (const char* name : {"gains", "loses", "unknown"}) seen[name] = counts.at(name);
    send(client, words.proposal, "publish", {{"seen", std::move(seen)}});
    if (session.wants_json()) return print_outcome(words.proposal, "published", effect);
    if (session.speech.language == "ru")
        std::cerr << "\nРедакция опубликована; решения принимаются по ней с " << plain(effect, "from")
                  << ".\n";
    else
        std::cerr << "\nThe edition is published; decisions are judged by it from " << plain(effect, "from")
                  << ".\n";
}

}  // namespace

void add_rulebook_publish_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();
    auto* command =
        app.get_subcommand("rulebook")
            ->add_subcommand(
                "publish",
                "propose an edition, or publish what a colleague has proposed; its effect is shown first");
    auto* file = command->add_option("file", words->file, "the edition's file: it is proposed");
    auto* proposal =
        command->add_option("--proposal", words->proposal, "the id of a proposed edition: it is published");
    proposal->excludes(file);
    command->add_flag("--yes", words->yes, "publish without asking")->needs(proposal);
    command->add_option("--csv", words->csv, "the effect on every partner as CSV into this file");
    command->footer(
        "Who has proposed an edition does not publish it. Exit: 2 when the file is no edition.\n"
        "Examples: waymark rulebook publish r2.toml\n"
        "          waymark rulebook publish --proposal ID --csv effect.csv");
    command->callback([=, &session] {
        if (!words->proposal.empty()) return publish(session, *words);
        if (words->file.empty()) throw Failure(2, "Name the edition's file, or --proposal ID.");
        propose(session, *words);
    });
}

}  // namespace waymark::cli
