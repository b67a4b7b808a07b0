// What `waymark chart run` prints: a line for each macrostep and one at the end, for people or as JSON.
#pragma once

#include <ostream>
#include <string_view>

#include "states/interpreter.hpp"

namespace waymark::daemon {

class ChartReport {
  public:
    ChartReport(const states::Chart& chart, bool json, std::ostream& out)
        : chart_(chart), json_(json), out_(out) {}

    /// `event` is empty for the start.
    void step(std::string_view event, const states::State& state, const states::Outcome& outcome);
    /// A delayed send to the outside that has fallen due.
    void sent(const states::Send& send);
    void end(const states::State& state);

  private:
    [[nodiscard]] states::Value ids(std::span<const states::StateIndex> list) const;
    void line(const states::Value& value);

    const states::Chart& chart_;
    bool json_;
    std::ostream& out_;
};

}  // namespace waymark::daemon
