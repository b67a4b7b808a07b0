// waymark sample FOLDER: a data folder with two years of invented partners.
#include <cstdlib>
#include <memory>
#include <unistd.h>

#include "adapters/clock/system_clock.hpp"
#include "daemon/child_service.hpp"
#include "daemon/cli/session.hpp"
#include "daemon/data_folder.hpp"
#include "daemon/sample/load.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::filesystem::path folder = "data";
    std::string clock;
    int partners = 200;
    std::uint64_t seed = 1;
};

void show_progress(int hundredths) {
    static int shown = -1;
    if (::isatty(STDERR_FILENO) == 0 || hundredths == shown) return;
    shown = hundredths;
    std::cerr << "\rtwo years of invented partners: " << hundredths << " %" << (hundredths == 100 ? "\n" : "")
              << std::flush;
}

/// A file for each role, with the token of somebody who has it.
void save_tokens(const std::filesystem::path& people, const std::map<std::string, std::string>& tokens) {
    std::filesystem::create_directory(people);
    for (const auto& colleague : sample::colleagues()) {
        const auto file = people / (colleague.role + ".token");
        if (!std::filesystem::exists(file)) daemon::write_secret(file, tokens.at(colleague.who) + "\n");
    }
    for (const auto& [file, story] : {std::pair{"partner-owner.token", "a specialization given up"},
                                      std::pair{"prospect.token", "a prospect with a draft"}})
        if (const auto token = tokens.find(story); token != tokens.end())
            daemon::write_secret(people / file, token->second + "\n");
}

Instant present(const std::string& clock) {
    if (clock.empty()) return std::chrono::floor<std::chrono::minutes>(clock::SystemClock().wall());
    const auto given = parse_instant(clock);
    if (!given) throw Failure(2, "--clock “" + clock + "” is no instant such as 2026-11-21T09:00:00Z.");
    return *given;
}

void make(const Words& words) {
    auto folder = words.folder;
    if (!folder.has_filename()) folder = folder.parent_path();
    if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
        throw Failure(78, "The folder " + folder.string() +
                              " holds something already; name one that is empty or not there.");
    const sample::Days days(partner::shipped_rulebook().calendar, present(words.clock),
                            partner::shipped_editions().all().front().from);
    const auto program = sample::tell(words.partners, words.seed, days);
    // Beside it until it is whole: a folder that is there is a finished one.
    const auto draft = folder.string() + ".unfinished";
    std::filesystem::remove_all(draft);
    sample::Loaded loaded;
    {
        daemon::ChildService service(draft, program.beginning);
        loaded = sample::load(program, service.port(), service.admin_token(), show_progress);
        if (!service.stop())
            throw Failure(70, "The service did not end well; what it made is in " + draft + ".");
    }
    save_tokens(std::filesystem::path(draft) / "people", loaded.tokens);
    std::filesystem::rename(draft, folder);
    std::cerr << words.partners << " partners, "
              << program.stories.size() - static_cast<std::size_t>(words.partners) << " prospects, "
              << loaded.commands << " commands at " << loaded.moves << " instants from "
              << to_text(program.beginning) << " to " << to_text(program.now) << ", in " << folder.string()
              << "/; tokens of somebody of each role in " << (folder / "people").string() << "/.\n";
}

}  // namespace

void add_sample_command(CLI::App& app) {
    auto words = std::make_shared<Words>();
    auto* command =
        app.add_subcommand("sample", "make a data folder with two years of invented partners, for rehearsal");
    command->add_option("folder", words->folder, "the new data folder")->capture_default_str();
    command->add_option("--partners", words->partners, "how many")
        ->check(CLI::Range(1, 3'000))
        ->capture_default_str();
    command->add_option("--seed", words->seed, "another number, other names and days")->capture_default_str();
    command->add_option("--clock", words->clock, "its present (the machine's, if left out)");
    command->footer(
        "All of it are commands through the service's interface; nobody in it is real, and no mail leaves.\n"
        "Example: waymark sample data && waymark serve --rehearsal --data data");
    command->callback([words] { make(*words); });
}

}  // namespace waymark::cli
