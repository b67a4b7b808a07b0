// Imports of records, looked through and published: the file's parts read, its plan tried or done on the
// writer, together with the import's own event. Not the moments at which that happens: those are the import
// desk's. Thread: the desk's, or those of questions.
#pragma once

#include "workflows/partner/imports/import_reading.hpp"
#include "workflows/partner/imports/record_plan.hpp"

namespace waymark::partner {

class RecordImports {
  public:
    /// All outlive it.
    RecordImports(runtime::Service& service, runtime::Bulk& bulk, const PartnerDirectory& directory,
                  const std::atomic<bool>& stopping)
        : service_(service), bulk_(bulk), directory_(directory), stopping_(stopping) {}

    struct Outcome {
        RecordFile file;
        RecordPlan plan;
        std::string digest;
        std::uint32_t parts = 0;
    };
    /// What the file would do now, each refusal of it an error of its row. Nothing: stopping, or the import
    /// was discarded meanwhile. Errors: "storage-full".
    Result<std::optional<Outcome>> look_through(const runtime::Instance& import);
    /// Does it, with the event that says so. Errors in the file: nothing was done. Nothing: it was done, or
    /// the next start goes on with it. Errors: "storage-full": nothing was done.
    Result<std::optional<Outcome>> publish(const runtime::Instance& import);

  private:
    std::optional<Outcome> read(const runtime::Instance& import, runtime::InstanceId person);
    void object(Outcome& outcome, const runtime::RefusedJoint& refused) const;

    runtime::Service& service_;
    runtime::Bulk& bulk_;
    const PartnerDirectory& directory_;
    const std::atomic<bool>& stopping_;
};

/// What was refused, in both languages, and the chart's own code where it gives one.
ImportError refusal_of(const Error& error);

}  // namespace waymark::partner
