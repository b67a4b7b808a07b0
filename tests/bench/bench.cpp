// waymark_bench: what ./dev bench runs. Figures are medians of several runs, beside what was measured in the
// same runs.
#include <CLI/CLI.hpp>
#include <array>
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
        std::cerr << '\r' << all.back().name << ": run " << i + 1 << " of " << options.runs << "   ";
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

void measure_eligibility(Report& report, const Options& options) {
    repeat(report, options, {{"eligibility", "assessments/s", {}, {}}},
           [&] { return std::vector{assess_partners(options.scaled(1e4))}; });
    Judging judging(options.scaled(1e4));
    repeat(report, options, {{"all partners judged", "s", {}, {}}, {"one partner judged", "µs", {}, {}}},
           [&] {
               return std::vector{judging.all(), judging.one()};
           });
    Listing listing(options.scaled(3e3));
    repeat(report, options,
           {{"campaign's list made", "s", {}, {}}, {"event beside it, longest", "ms", {}, {}}}, [&] {
               const auto listed = listing.run();
               return std::vector{listed.seconds, listed.longest_ms};
           });
}

constexpr std::size_t chosen_batch = 32;

std::string limit_name(std::size_t batch) {
    return fmt::format("SQLite, {} record{} a commit", batch, batch == 1 ? "" : "s");
}

/// Each run takes everything once, so that a figure and its limit are of the same minute.
void measure_service(Report& report, const Options& options) {
    constexpr std::array loads = {std::pair{1U, 2e4}, std::pair{64U, 6e4}, std::pair{256U, 6e4}};
    std::vector<Figure> figures{{limit_name(1), "records/s", {}, {}},
                                {limit_name(chosen_batch), "records/s", {}, {}}};
    for (const auto& [clients, events] : loads) {
        const auto name = fmt::format("HTTP, {} client{}", clients, clients == 1 ? "" : "s");
        figures.push_back({name, "durable events/s", {}, limit_name(clients == 1 ? 1 : chosen_batch)});
        figures.push_back({name + ", p50", "µs", {}, {}});
        figures.push_back({name + ", p99", "µs", {}, {}});
        figures.push_back({name + ", service", "µs CPU/event", {}, {}});
        figures.push_back({name + ", clients", "µs CPU/event", {}, {}});
    }
    DurableEvents service;
    service.run(64, options.scaled(4'000));  // the caches are warm, the pool is filled
    repeat(report, options, figures, [&] {
        const TemporaryFolder folder;
        std::vector values{append_records(folder.path(), options.scaled(2'000), 1),
                           append_records(folder.path(), options.scaled(1'000), chosen_batch)};
        for (const auto& [clients, events] : loads) {
            const auto result = service.run(clients, options.scaled(events));
            values.insert(values.end(), {result.events_per_second, result.p50_us, result.p99_us,
                                         result.server_cpu_us, result.clients_cpu_us});
        }
        return values;
    });
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
    measure_eligibility(report, options);
    measure_service(report, options);
    output == "json" ? report.print_json(std::cout) : report.print_table(std::cout);
    return 0;
}

}  // namespace
}  // namespace waymark::bench

int main(int argc, char** argv) { return waymark::bench::run(argc, argv); }
