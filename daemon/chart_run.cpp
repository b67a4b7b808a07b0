#include "daemon/chart_run.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <sstream>

#include "adapters/clock/system_clock.hpp"
#include "daemon/chart_files.hpp"
#include "daemon/chart_report.hpp"
#include "states/interpreter.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::daemon {

namespace {

using states::Value;

constexpr int reached = 0, refused = 2, not_reached = 3;
constexpr std::string_view session_id = "chart-run";

struct Planned {
    states::Event event;
    std::chrono::microseconds after;
};

Result<Planned> read_planned(const std::string& line, const std::string& place) {
    const auto bad = [&](const std::string& why) {
        return Error{
            "bad-events", why + "; a line is {\"name\": …, \"data\": …, \"after_ms\": …}.", place, {}};
    };
    const auto value = states::parse_json(line);
    if (!value) return bad(value.error().message + " (" + value.error().place + ")");
    if (!value->is_object()) return bad("This is no object");
    for (const auto& [name, member] : value->object())
        if (name != "name" && name != "data" && name != "after_ms") return bad("\"" + name + "\" is unknown");
    const auto name = (*value)["name"].string_or("");
    if (name.empty() || name.find_first_of(" \t\r\n") != std::string_view::npos)
        return bad("\"name\" must be an event's name");
    const auto& after = (*value)["after_ms"];
    constexpr double year_ms = 366 * 86'400e3;
    if (!after.is_undefined() && (!after.is_number() || after.number() < 0 || after.number() > year_ms))
        return bad("\"after_ms\" must be a number of milliseconds, from 0 to a year");
    Planned planned;
    planned.event.name = name;
    planned.event.data = (*value)["data"];
    planned.after =
        std::chrono::microseconds(after.is_number() ? static_cast<std::int64_t>(after.number() * 1000) : 0);
    return planned;
}

Result<std::deque<Planned>> read_events(const ChartRun& options, std::istream& in) {
    std::deque<Planned> events;
    if (options.events.empty()) return events;
    std::istringstream from_file;
    if (options.events != "-") {
        auto text = read_file(options.events);
        if (!text) return std::move(text).error();
        from_file.str(*std::move(text));
    }
    auto& lines = options.events == "-" ? in : from_file;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        auto planned = read_planned(line, options.events + ":" + std::to_string(number));
        if (!planned) return std::move(planned).error();
        events.push_back(*std::move(planned));
    }
    return events;
}

class Run {
  public:
    Run(const states::Chart& chart, const ChartRun& options, std::deque<Planned> events, RunTime& time,
        ChartReport& report)
        : chart_(chart),
          options_(options),
          events_(std::move(events)),
          time_(time),
          report_(report),
          now_(time.now()) {
        deadline_ = now_ + options.timeout;
        last_event_ = now_;
    }

    int run() {
        interpreter_.start(chart_, state_, {}, {now_, session_id, false}, outcome_);
        report_.step({}, state_, outcome_);
        while (state_.running) {
            if (options_.restart_each_step) restart();
            const auto event = next();
            if (!event) break;
            interpreter_.dispatch(chart_, state_, *event, {now_, session_id, false}, outcome_);
            report_.step(event->name, state_, outcome_);
        }
        report_.end(state_);
        return state_.running ? not_reached : reached;
    }

    [[nodiscard]] const states::State& state() const { return state_; }

  private:
    void restart() {
        auto state = states::decode(chart_, states::encode(chart_, state_));
        CHECK(state.ok(), state.error().message);
        state_ = *std::move(state);
    }

    // What the instance sent itself, then what is due first: a timer before an event from outside. Nothing:
    // nothing can happen any more, or not in time.
    std::optional<states::Event> next() {
        if (time_.now() > deadline_) return {};
        if (!state_.queue.empty()) {
            auto event = std::move(state_.queue.front());
            state_.queue.erase(state_.queue.begin());
            return event;
        }
        std::optional<Instant> timer, planned;
        if (!state_.timers.empty()) timer = state_.timers.front().due;
        if (!events_.empty()) planned = last_event_ + events_.front().after;
        if (!timer && !planned) return {};
        const bool timer_first = timer && (!planned || *timer <= *planned);
        const auto due = timer_first ? *timer : *planned;
        if (due > deadline_) {
            time_.wait_until(deadline_);
            return {};
        }
        time_.wait_until(due);
        now_ = std::max(now_, due);
        if (timer_first) {
            const auto fired = std::move(state_.timers.front());
            state_.timers.erase(state_.timers.begin());
            if (fired.send.type == states::scxml_processor) return states::delivered(fired.send, session_id);
            report_.sent(fired.send);
            return next();
        }
        auto event = std::move(events_.front().event);
        events_.pop_front();
        last_event_ = due;
        return event;
    }

    const states::Chart& chart_;
    const ChartRun& options_;
    std::deque<Planned> events_;
    RunTime& time_;
    ChartReport& report_;
    states::Interpreter interpreter_;
    states::State state_;
    states::Outcome outcome_;
    Instant now_, deadline_, last_event_;
};

class MachineTime final : public RunTime {
  public:
    MachineTime() : begun_(clock_.wall()), boottime_(clock_.boottime()) {}
    [[nodiscard]] Instant now() override { return begun_ + (clock_.boottime() - boottime_); }
    void wait_until(Instant instant) override {
        std::mutex nobody;
        std::unique_lock lock(nobody);
        while (now() < instant) never_.wait_for(lock, instant - now());
    }

  private:
    clock::SystemClock clock_;
    Instant begun_;
    std::chrono::microseconds boottime_;
    std::condition_variable never_;
};

int refuse(const Error& error, std::ostream& err) {
    const auto& findings = error.details["findings"];
    if (!findings.is_array()) {
        err << error.place << (error.place.empty() ? "" : ": ") << error.message << "\n";
        return refused;
    }
    for (const auto& finding : findings.array())
        err << finding["place"].string_or("") << ": " << finding["message"].string_or("") << "\n";
    return refused;
}

}  // namespace

int chart_run(const ChartRun& options, RunTime& time, std::istream& in, std::ostream& out,
              std::ostream& err) {
    const auto xml = read_file(options.file);
    if (!xml) return refuse(xml.error(), err);
    const auto chart = states::read_chart(*xml, options.file, partner::chart_functions(),
                                          files_below(base_of(options.file, options.base)));
    if (!chart) return refuse(chart.error(), err);
    auto events = read_events(options, in);
    if (!events) return refuse(events.error(), err);
    ChartReport report(**chart, options.json, out);
    Run run(**chart, options, *std::move(events), time, report);
    try {
        return run.run();
    } catch (const InternalFault& fault) {
        err << options.file << ": " << fault.what() << "\n";
        report.end(run.state());
        return not_reached;
    }
}

int chart_run(const ChartRun& options, std::istream& in, std::ostream& out, std::ostream& err) {
    MachineTime time;
    return chart_run(options, time, in, out, err);
}

}  // namespace waymark::daemon
