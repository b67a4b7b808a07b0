// Random charts under random events: the engine does what the transcription of Appendix D does, content by
// content.
#include <cstdlib>
#include <gtest/gtest.h>

#include "states/interpreter.hpp"
#include "tests/states/interpreter/appendix_d.hpp"

namespace waymark::states {

namespace {

std::vector<std::string> labels(const Outcome& outcome) {
    std::vector<std::string> result;
    for (const auto& line : outcome.log) result.push_back(line.label);
    return result;
}

std::vector<std::string> active(const Chart& chart, const State& state) {
    std::vector<std::string> result;
    for (const auto s : atomic_states(chart, state)) result.emplace_back(chart.state_id(s));
    return result;
}

struct Seen {
    int charts = 0, steps = 0, preemptions = 0;
};

void compare(std::uint32_t seed, Seen& seen) {
    RandomChart random(seed);
    const Functions functions;
    const auto xml = random.scxml();
    const auto chart = read_chart(xml, "random.scxml", functions);
    ASSERT_TRUE(chart.ok()) << "seed " << seed << ": " << chart.error().place << " " << chart.error().message
                            << "\n"
                            << xml;
    AppendixD model(random);
    model.interpret();
    if (model.gave_up()) return;
    ++seen.charts;
    Interpreter interpreter;
    State state;
    Outcome outcome;
    const Surroundings around{Instant(), "s", false};
    interpreter.start(**chart, state, {}, around, outcome);
    std::string events = "(start)";
    for (int step = 0; step < 30; ++step) {
        ASSERT_EQ(labels(outcome), model.log()) << "seed " << seed << " after " << events << "\n" << xml;
        ASSERT_EQ(active(**chart, state), model.configuration())
            << "seed " << seed << " after " << events << "\n"
            << xml;
        ASSERT_EQ(state.running, model.running()) << "seed " << seed << " after " << events << "\n" << xml;
        if (!model.running()) break;
        const auto event = random.event();
        events += " " + event;
        model.forget_log();
        model.external(event);
        if (model.gave_up()) break;
        ++seen.steps;
        interpreter.dispatch(**chart, state, Event{event, Event::Type::external, {}, {}, {}, {}}, around,
                             outcome);
        const auto back = decode(**chart, encode(**chart, state));
        ASSERT_TRUE(back.ok()) << back.error().message;
        state = *back;
    }
    seen.preemptions += model.preemptions();
}

}  // namespace

TEST(RandomChart, IsInterpretedAsAppendixDSays) {
    const auto* given = std::getenv("WAYMARK_SEED");
    const auto first = static_cast<std::uint32_t>(given == nullptr ? 1 : std::strtoul(given, nullptr, 10));
    const auto* rounds = std::getenv("WAYMARK_ROUNDS");
    const auto charts =
        static_cast<std::uint32_t>(rounds == nullptr ? 3000 : std::strtoul(rounds, nullptr, 10));
    std::cout << "seeds " << first << " to " << first + charts - 1 << "\n";
    Seen seen;
    for (auto seed = first; seed < first + charts && !HasFatalFailure(); ++seed) compare(seed, seen);
    std::cout << seen.charts << " charts, " << seen.steps << " steps, " << seen.preemptions
              << " pre-emptions\n";
    EXPECT_GT(seen.preemptions, seen.charts / 4) << "the charts made by chance must conflict often enough";
}

}  // namespace waymark::states
