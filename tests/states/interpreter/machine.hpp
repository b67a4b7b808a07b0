// A chart under test with its state and its clock: load, send, look. Steps what the instance sends itself,
// and timers when the clock is moved.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "states/interpreter.hpp"

namespace waymark::states {

class Machine {
  public:
    /// `body` is what stands inside <scxml>; `attributes` what stands on it.
    explicit Machine(const std::string& body, const std::string& attributes = "datamodel=\"ecmascript\"",
                     const Value& arguments = {});

    /// One macrostep for the event, then one for each that the instance sent itself.
    void send(const std::string& event, Value data = {});
    /// Moves the clock, firing what falls due on the way.
    void advance(std::chrono::microseconds by);

    [[nodiscard]] std::string active() const;  // atomic states, with a space between
    [[nodiscard]] Value data(std::string_view name) const { return datum(*chart_, state_, name); }
    /// The labels logged since last asked, each with its value when it has one: "label=value".
    std::string log();
    /// The names of the errors raised since last asked.
    std::string errors();

    [[nodiscard]] const Chart& chart() const { return *chart_; }
    [[nodiscard]] State& state() { return state_; }
    [[nodiscard]] const Outcome& outcome() const { return outcome_; }
    [[nodiscard]] Surroundings around() const { return {now_, "m1", late_}; }
    void be_late() { late_ = true; }

  private:
    void note();
    void drain();

    Functions functions_;
    std::shared_ptr<const Chart> chart_;
    Interpreter interpreter_;
    State state_;
    Outcome outcome_;
    Instant now_ = Instant(std::chrono::seconds(1'775'000'000));  // 2026-03-31T23:33:20Z
    bool late_ = false;
    std::string log_, errors_;
};

}  // namespace waymark::states
