// waymark demo: a year of one partner, in the terminal, on a rehearsal of its own that goes away with it.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "daemon/child_service.hpp"
#include "daemon/cli/demo_year.hpp"

namespace waymark::cli {
namespace {

class TemporaryFolder {
  public:
    TemporaryFolder() {
        auto name = (std::filesystem::temp_directory_path() / "waymark-demo-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw Failure(74, "There is no room for the demo's data in " +
                                  std::filesystem::temp_directory_path().string() + ".");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Ctrl-C ends a wait for Enter, so that the service and its folder are cleared away in the usual order.
void interrupt_waits() {
    struct sigaction action {};
    action.sa_handler = [](int) {};
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaction(signal, &action, nullptr);
}

}  // namespace

void add_demo_command(CLI::App& app, Session& session) {
    auto no_pause = std::make_shared<bool>(false);
    auto* demo = app.add_subcommand("demo", "live through a year of one partner, in five minutes");
    demo->add_flag("--no-pause", *no_pause, "do not wait for Enter");
    demo->footer(
        "It runs a rehearsal of its own in a temporary folder: no service is needed, nothing is left "
        "behind.\n"
        "Examples: waymark demo · waymark demo --language ru · waymark demo --no-pause | less");
    demo->callback([=, &session] {
        if (!*no_pause) interrupt_waits();
        const TemporaryFolder folder;
        const auto data = folder.path() / "data";
        const daemon::ChildService service(data, *parse_instant(year_begins));
        DemoStage stage(session, !*no_pause, service.server(), service.admin_token());
        play_year(stage, session, data.string());
    });
}

}  // namespace waymark::cli
