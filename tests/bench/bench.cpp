// waymark_bench: what ./dev bench runs. Figures are medians of several runs, beside what was measured in the
// same runs.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

#include "tests/bench/measures.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::bench {
namespace {

struct Options {
    unsigned runs = 5;
    double size = 1;  // of the work in a run; less for a look at whether it works
    bool json = false;

    [[nodiscard]] std::size_t scaled(double work) const {
        return static_cast<std::size_t>(std::max(1.0, work * size));
    }
};

/// `runs` times; each figure gets one value from each.
void repeat(Report& report, const Options& options, const std::vector<Figure>& figures,
            const std::function<std::vector<double>()>& run) {
    auto all = figures;
    for (unsigned i = 0; i < options.runs; ++i) {
        std::cerr << '\r' << all.front().name << ": run " << i + 1 << " of " << options.runs << "   ";
        const auto values = run();
        for (std::size_t f = 0; f < all.size(); ++f) all[f].runs.push_back(values.at(f));
    }
    std::cerr << '\n';
    for (auto& figure : all) report.add(std::move(figure));
}

void measure_steps(Report& report, const Options& options) {
    const auto folder = peers();
    if (!folder) return report.skip("bare steps: the peers' chart is not here");
    HandWritten hand(*folder / "cpp/bench_hand.cpp");
    BareSteps bare(*folder / "chart.scxml");
    const std::string limit = "hand-written switch";
    repeat(report, options, {{limit, "steps/s", {}, {}}, {"bare steps", "steps/s", {}, limit}}, [&] {
        return std::vector{hand.run(options.scaled(2e7)), bare.run(options.scaled(5e6))};
    });
}

void measure_appends(Report& report, const Options& options) {
    repeat(report, options,
           {{"SQLite, one record a commit", "records/s", {}, {}},
            {"SQLite, 32 records a commit", "records/s", {}, {}}},
           [&] {
               const blackbox::TemporaryFolder folder;
               return std::vector{append_records(folder.path(), options.scaled(2'000), 1),
                                  append_records(folder.path(), options.scaled(1'000), 32)};
           });
}

void measure_service(Report& report, const Options& options) {
    DurableEvents service;
    service.run(64, options.scaled(4'000));  // the caches are warm, the pool is filled
    for (const auto& [clients, events] : {std::pair{1U, 5e3}, {64U, 6e4}, {256U, 6e4}}) {
        const auto name = fmt::format("HTTP, {} client{}", clients, clients == 1 ? "" : "s");
        repeat(report, options,
               {{name,
                 "durable events/s",
                 {},
                 clients == 1 ? "SQLite, one record a commit" : "SQLite, 32 records a commit"},
                {name + ", p50", "µs", {}, {}},
                {name + ", p99", "µs", {}, {}},
                {name + ", service", "µs CPU/event", {}, {}},
                {name + ", clients", "µs CPU/event", {}, {}}},
               [&, clients = clients, events = events] {
                   const auto result = service.run(clients, options.scaled(events));
                   return std::vector{result.events_per_second, result.p50_us, result.p99_us,
                                      result.server_cpu_us, result.clients_cpu_us};
               });
    }
}

int run(int argc, char** argv) {
    CLI::App app("Measures waymark: bare steps, durable events over HTTP, and their limits.",
                 "waymark_bench");
    Options options;
    std::string output = "table";
    app.add_option("--runs", options.runs, "runs of each; the median is given")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--size", options.size, "of the work in each run")
        ->check(CLI::Range(0.0001, 100.0))
        ->capture_default_str();
    app.add_option("--output", output)->check(CLI::IsMember({"table", "json"}))->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    Report report;
    for (auto& [name, text] : machine_facts(std::filesystem::temp_directory_path()))
        report.add_fact(name, text);
    measure_steps(report, options);
    measure_appends(report, options);
    measure_service(report, options);
    output == "json" ? report.print_json(std::cout) : report.print_table(std::cout);
    return 0;
}

}  // namespace
}  // namespace waymark::bench

int main(int argc, char** argv) { return waymark::bench::run(argc, argv); }
