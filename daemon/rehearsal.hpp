// Where a rehearsal plays: in a folder of its own, never on the data themselves. Not the clock
// (adapters/clock).
#pragma once

#include "daemon/data_folder.hpp"

namespace waymark::daemon {

/// The folder given when it is a rehearsal's or holds nothing yet; otherwise <folder>.rehearsal, filled with
/// a copy of the journal when it is new. A service may be running on the original. Errors: "data-folder"; as
/// SqliteJournal::open.
Result<DataFolder> rehearsal_folder(const DataFolder& original);

}  // namespace waymark::daemon
