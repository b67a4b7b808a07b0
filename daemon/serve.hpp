// The composition root: `waymark serve`. Puts clocks, executors, files, program, service and HTTP together,
// and takes them apart again on SIGTERM. No rules here.
#pragma once

#include <optional>

#include "daemon/configuration.hpp"
#include "states/instant.hpp"

namespace waymark::daemon {

struct ServeOptions {
    bool rehearsal = false;  // on a copy of the data, the clock moved by hand, nothing leaves the machine
    std::optional<Instant> clock;  // rehearsal: the time to start at
};

/// Returns when SIGTERM or SIGINT has been served: what was accepted is finished and on disk. The result is
/// the exit code: 0; 74 the files cannot be used or have no room; 75 another daemon has the folder; 78 the
/// configuration, the folder or a definition is at fault. Ends the process with 70 when the disk fails while
/// it runs, or a fault of ours is found outside a step.
int serve(const Configuration& configuration, const ServeOptions& options);

}  // namespace waymark::daemon
