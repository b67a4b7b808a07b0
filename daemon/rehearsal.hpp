// What makes a rehearsal one: a folder of its own, never the data themselves, and a mail by which nothing
// leaves. Not the clock (adapters/clock).
#pragma once

#include "daemon/data_folder.hpp"
#include "workflows/runtime/ports/mail.hpp"

namespace waymark::daemon {

/// The folder given when it is a rehearsal's or holds nothing yet; otherwise <folder>.rehearsal, filled with
/// a copy of the journal when it is new. A service may be running on the original. Errors: "data-folder"; as
/// SqliteJournal::open.
Result<DataFolder> rehearsal_folder(const DataFolder& original);

/// Captures what would leave: the letter was written, and stays here.
class CapturingMail final : public runtime::Mail {
  public:
    void post(runtime::Letter letter, std::function<void(runtime::PostReport)> done) override;
};

}  // namespace waymark::daemon
