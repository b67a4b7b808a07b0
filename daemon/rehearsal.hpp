// What makes a rehearsal one: a folder of its own, never the data themselves, and a network by which nothing
// leaves. Not the clock (adapters/clock).
#pragma once

#include "daemon/data_folder.hpp"
#include "workflows/runtime/ports/network.hpp"

namespace waymark::daemon {

/// The folder given when it is a rehearsal's or holds nothing yet; otherwise <folder>.rehearsal, filled with
/// a copy of the journal when it is new. A service may be running on the original. Errors: "data-folder"; as
/// SqliteJournal::open.
Result<DataFolder> rehearsal_folder(const DataFolder& original);

/// Captures what would leave.
class CapturingNetwork final : public runtime::Network {
  public:
    void deliver(const runtime::OutboxRow& message, std::function<void(runtime::Delivery)> done) override;
};

}  // namespace waymark::daemon
