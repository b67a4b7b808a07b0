// The small program that the runtime's tests run: a firm with jobs, and what a statechart can do to the
// runtime.
#pragma once

#include <vector>

#include "workflows/runtime/program.hpp"

namespace waymark::runtime::charts {

/// firm: roots. Takes notes, hires, plans reminders, and can be broken in several ways.
Program::Document firm();
/// The same workflow with one more event, "firm.renamed".
Program::Document firm_of_tomorrow();
/// job: started by firms, answers them.
Program::Document job();
/// meter: counts what its timers do, in order.
Program::Document meter();
std::vector<Program::Document> all();

}  // namespace waymark::runtime::charts
