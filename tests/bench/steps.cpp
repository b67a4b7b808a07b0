#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <stdlib.h>  // mkdtemp

#include "adapters/clock/system_clock.hpp"
#include "states/interpreter.hpp"
#include "tests/bench/measures.hpp"

namespace waymark::bench {
namespace {

/// The peers' cycle: each event is taken.
constexpr std::array cycle = {"sign",  "bill",     "activate", "warn",  "notice",
                              "clear", "withdraw", "notice",   "leave", "reopen"};

}  // namespace

std::optional<std::filesystem::path> peers() {
    const auto* shared = std::getenv("WAYMARK_SHARED");
    auto folder = (shared != nullptr ? std::filesystem::path(shared)
                                     : std::filesystem::path(PROJECT_DIR) / "../shared") /
                  "peers/statecharts";
    if (!std::filesystem::exists(folder / "chart.scxml")) return std::nullopt;
    return folder;
}

struct BareSteps::Parts {
    states::Functions functions;
    std::shared_ptr<const states::Chart> chart;
    states::Interpreter interpreter;
    states::State state;
    states::Outcome outcome;
    std::vector<states::Event> events;
    double taken = 0;
};

BareSteps::BareSteps(const std::filesystem::path& file) : parts_(std::make_unique<Parts>()) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    auto chart = states::read_chart(text.str(), file.string(), parts_->functions);
    if (!chart) throw std::runtime_error(chart.error().place + ": " + chart.error().message);
    parts_->chart = std::move(chart).value();
    parts_->interpreter.start(*parts_->chart, parts_->state, {}, {Instant(), "bench", false},
                              parts_->outcome);
    for (const auto* name : cycle) parts_->events.emplace_back().name = name;
}

BareSteps::~BareSteps() = default;

double BareSteps::run(std::size_t steps) {
    const clock::SystemClock clock;
    const states::Surroundings around{Instant(), "bench", false};
    const auto rounds = steps / cycle.size();
    const auto start = clock.boottime();
    for (std::size_t i = 0; i < rounds; ++i)
        for (const auto& event : parts_->events)
            parts_->interpreter.dispatch(*parts_->chart, parts_->state, event, around, parts_->outcome);
    const auto time = clock.boottime() - start;
    parts_->taken += static_cast<double>(rounds * cycle.size());
    if (states::datum(*parts_->chart, parts_->state, "n") != states::Value(parts_->taken))
        throw std::runtime_error("not every event was taken");
    return static_cast<double>(rounds * cycle.size()) * 1e6 / static_cast<double>(time.count());
}

HandWritten::HandWritten(const std::filesystem::path& source) {
    auto name = (std::filesystem::temp_directory_path() / "waymark-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    const auto command =
        fmt::format("g++ -O3 -std=c++20 '{}' -o '{}/hand'", source.string(), folder_.string());
    if (std::system(command.c_str()) != 0)
        throw std::runtime_error("the hand-written switch does not compile");
}

HandWritten::~HandWritten() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

double HandWritten::run(std::size_t steps) {
    const auto command = fmt::format("'{0}/hand' 1 {1} >'{0}/out'", folder_.string(), steps);
    if (std::system(command.c_str()) != 0) throw std::runtime_error("the hand-written switch failed");
    std::ifstream out(folder_ / "out");
    std::string name;
    double machines = 0, events = 0;
    if (!(out >> name >> machines >> events))
        throw std::runtime_error("the hand-written switch said nothing");
    return events;
}

}  // namespace waymark::bench
