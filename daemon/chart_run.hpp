// `waymark chart run`: one document, run in real time and told line by line. Not the service: nothing is
// stored or delivered.
#pragma once

#include <chrono>
#include <istream>
#include <ostream>
#include <string>

#include "states/instant.hpp"

namespace waymark::daemon {

struct ChartRun {
    std::string file;
    std::string events;  // a file of events, "-" for the input stream, empty: none
    std::string base;    // where `src` attributes start from; empty: the document's folder
    std::chrono::microseconds timeout{30'000'000};
    bool restart_each_step = false;
    bool json = false;
};

/// The time a run takes: the machine's, or a test's.
class RunTime {
  public:
    virtual ~RunTime() = default;
    [[nodiscard]] virtual Instant now() = 0;
    virtual void wait_until(Instant instant) = 0;
};

/// Gives the exit code: 0 a top-level final state was reached, 3 it was not (in time), 2 the document or the
/// events are refused. Runs on planned instants and only waits for them, so that the order of things does not
/// hang on how fast the machine is.
int chart_run(const ChartRun& options, std::istream& in, std::ostream& out, std::ostream& err);
int chart_run(const ChartRun& options, RunTime& time, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace waymark::daemon
