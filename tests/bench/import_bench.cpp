// waymark_import_bench: a file of consumption is imported while 64 clients send events as fast as they are
// answered. Prints rows a second, and what the clients' events took meanwhile; beside it the same clients
// alone.
#include <CLI/CLI.hpp>
#include <atomic>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "adapters/clock/system_clock.hpp"
#include "tests/bench/load.hpp"
#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::bench {
namespace {

constexpr unsigned partners = 256, clients = 64;
constexpr std::uint64_t round_requests = 50;  // of each client

std::string must(const blackbox::Reply& reply, const char* member) {
    if (reply.status != 201) throw std::runtime_error(reply.body);
    const auto answer = reply.json();
    const auto* found = answer.as_object().if_contains(member);
    return std::string((found != nullptr ? *found : answer.at("instance").at(member)).as_string());
}

/// A daemon with partners, and a person who may do what is measured.
class Ground {
  public:
    Ground() {
        blackbox::Client admin(daemon.port(), daemon.admin_token());
        const auto person =
            must(admin.post("/api/v1/persons",
                            boost::json::object{{"name", "Bench"}, {"roles", {"coordinator", "finance"}}}),
                 "id");
        token = must(admin.post("/api/v1/tokens", boost::json::object{{"person", person}}), "token");
        std::ofstream(folder.file("token")) << token;
        blackbox::Client client(daemon.port(), token);
        for (unsigned i = 0; i < partners; ++i)
            ids.push_back(
                must(client.post("/api/v1/partners", boost::json::object{{"name", "Partner"}}), "id"));
    }

    /// Twelve months of each account; 10.01 roubles each.
    [[nodiscard]] std::string file_of(std::uint64_t rows) const {
        auto path = folder.file("consumption.csv");
        std::ofstream out(path);
        out << "account,partner,service,month,amount,grants\n";
        for (std::uint64_t i = 0; i < rows; ++i)
            out << fmt::format("5f0c2a1e-{:08x}-cloud,{},compute-{},2026-{:02},10.01,0.5\n", i / 12,
                               ids[i / 12 % ids.size()], i / 12 % 40, i % 12 + 1);
        return path;
    }

    TemporaryFolder folder;
    blackbox::Daemon daemon{folder.path() / "data"};
    std::string token;
    std::vector<std::string> ids;
};

/// Rounds of events, one after another.
class Events {
  public:
    explicit Events(const Ground& ground) : ground_(ground) {}

    void round() {
        LoadOptions load;
        load.port = ground_.daemon.port();
        load.token = ground_.token;
        load.key_prefix = "round-" + std::to_string(++rounds_) + "-";
        load.requests_each = round_requests;
        for (unsigned i = 0; i < clients; ++i) {
            const auto path = "/api/v1/partners/" + ground_.ids[i] + "/events";
            load.clients.push_back({{{path, R"({"event":"debt.set","data":{}})"},
                                     {path, R"({"event":"debt.clear","data":{}})"}}});
        }
        const auto result = put_load(load, clock_);
        if (!result.first_failure.empty()) throw std::runtime_error(result.first_failure);
        p99_.push_back(result.p99);
        longest_ = std::max(longest_, result.longest);
        events_ += result.requests;
        time_ += result.time;
    }
    void print(const std::string& when) {
        std::ranges::sort(p99_);
        fmt::print(
            "{}: {:.0f} events/s; p99 of rounds of {}: median {:.1f} ms, worst {:.1f} ms; longest {:.1f} ms "
            "({} rounds)\n",
            when, static_cast<double>(events_) * 1e6 / static_cast<double>(time_.count()),
            clients * round_requests, in_ms(p99_[p99_.size() / 2]), in_ms(p99_.back()), in_ms(longest_),
            p99_.size());
        p99_.clear();
        longest_ = time_ = {};
        events_ = 0;
    }

  private:
    static double in_ms(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1e3; }

    const Ground& ground_;
    clock::SystemClock clock_;
    unsigned rounds_ = 0;
    std::vector<std::chrono::microseconds> p99_;
    std::chrono::microseconds longest_{}, time_{};
    std::uint64_t events_ = 0;
};

void measure(std::uint64_t rows) {
    const Ground ground;
    const auto file = ground.file_of(rows);
    Events events(ground);
    for (int i = 0; i < 5; ++i) events.round();
    events.print("alone");

    std::atomic<bool> done = false;
    blackbox::Finished finished{};
    double seconds = 0;
    std::thread import([&] {
        const clock::SystemClock clock;
        const auto begun = clock.wall();
        finished = blackbox::run_waymark(
            {"import", "consumption", file, "--publish", "--rows", std::to_string(rows), "--total",
             fmt::format("{}.{:02}", rows * 1'001 / 100, rows * 1'001 % 100)},
            {{"WAYMARK_SERVER", ground.daemon.server()},
             {"WAYMARK_TOKEN_FILE", ground.folder.file("token")}});
        seconds = static_cast<double>((clock.wall() - begun).count()) / 1e6;
        done = true;
    });
    while (!done) events.round();
    import.join();
    if (finished.exit_code != 0) throw std::runtime_error(finished.err);
    events.print("during the import");
    fmt::print("{} rows in {:.1f} s, from the file to published: {:.0f} rows/s\n", rows, seconds,
               static_cast<double>(rows) / seconds);
}

}  // namespace
}  // namespace waymark::bench

int main(int argc, char** argv) {
    CLI::App app("Measures an import while events are sent.", "waymark_import_bench");
    std::uint64_t rows = 1'000'000;
    app.add_option("--rows", rows, "of the file")->check(CLI::Range(1, 5'000'000))->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    waymark::bench::measure(rows);
    return 0;
}
