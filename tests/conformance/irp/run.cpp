#include "tests/conformance/irp/run.hpp"

#include "tests/conformance/irp/manifest.hpp"

namespace waymark::irp {

namespace {

using namespace std::chrono_literals;

constexpr int macrostep_limit = 1000;

Result<std::string> fetch(std::string_view uri) {
    if (!uri.starts_with("file:")) return Error{"not-fetched", "only file: is fetched", {}, {}};
    return text_of(folder() / uri.substr(5));
}

class Session {
  public:
    Session(const states::Chart& chart, Restart restart) : chart_(chart), restart_(restart) {}

    Run run() {
        interpreter_.start(chart_, state_, {}, around(), outcome_);
        note("(start)");
        for (int step = 0; step < macrostep_limit && state_.running; ++step) {
            if (restart_ == Restart::each_step)
                state_ = *states::decode(chart_, states::encode(chart_, state_));
            states::Event event;
            if (!state_.queue.empty()) {
                event = state_.queue.front();
                state_.queue.erase(state_.queue.begin());
            } else if (!state_.timers.empty()) {
                const auto timer = state_.timers.front();
                state_.timers.erase(state_.timers.begin());
                now_ = std::max(now_, timer.due);
                event = states::delivered(timer.send, session);
            } else {
                break;
            }
            interpreter_.dispatch(chart_, state_, event, around(), outcome_);
            note(event.name);
        }
        return std::move(run_);
    }

  private:
    static constexpr std::string_view session = "session-1";

    [[nodiscard]] states::Surroundings around() const { return {now_, session, false}; }

    void note(const std::string& event) {
        auto line = event + " →";
        for (const auto s : atomic_states(chart_, state_)) line += " " + std::string(chart_.state_id(s));
        for (const auto& error : outcome_.errors)
            line += " [" + error.name + ": " + std::string(error.data["message"].string_or("")) + "]";
        run_.trace.push_back(line);
        if (outcome_.ended) run_.end = chart_.state_id(atomic_states(chart_, state_).at(0));
    }

    const states::Chart& chart_;
    Restart restart_;
    states::Interpreter interpreter_;
    states::State state_;
    states::Outcome outcome_;
    Instant now_ = Instant(1'775'000'000s);
    Run run_;
};

}  // namespace

Run run(const std::string& xml, const std::string& name, Restart restart) {
    const states::Functions functions;
    const auto chart = states::read_chart(xml, name, functions, fetch);
    if (!chart) return Run{chart.error().place + ": " + chart.error().message, {}, {}};
    return Session(**chart, restart).run();
}

}  // namespace waymark::irp
