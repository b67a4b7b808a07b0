// Runs a document to its end on virtual time, as whoever owns an instance does: its own events first, then
// the next timer.
#pragma once

#include <string>
#include <vector>

#include "states/interpreter.hpp"

namespace waymark::irp {

struct Run {
    std::string refused;             // the error's message, when the document was not loaded
    std::string end;                 // id of the top-level final state that was reached; empty: none
    std::vector<std::string> trace;  // a line for each macrostep
};

enum class Restart { never, each_step };

/// `restart`: writes the state to its blob and reads it back between every two macrosteps.
Run run(const std::string& xml, const std::string& name, Restart restart);

}  // namespace waymark::irp
