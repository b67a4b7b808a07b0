// One walk through the whole journal, record by record, believing nothing. Remembers what the journal says,
// for comparing the projections with it. Used by verification.cpp alone; one per verification.
#pragma once

#include <map>
#include <unordered_map>

#include "workflows/runtime/outline.hpp"
#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/reexecution.hpp"
#include "workflows/runtime/undo_audit.hpp"

namespace waymark::runtime {

class Audit {
  public:
    Audit(const DefinitionOf& definition_of, Journal& journal);

    void take(const EncodedRecord& encoded);
    /// The journal's last record as the journal itself names it: nothing may be missing behind what was
    /// taken.
    void finish(Sequence last);
    void report(VerificationFinding finding);

    /// What projections must hold that are complete up to `mark`, but for instances that moved later
    /// (moved_after) and messages of which later records tell (told_after).
    [[nodiscard]] Outline expected(Sequence mark) const;
    [[nodiscard]] bool moved_after(InstanceId id, Sequence mark) const;
    [[nodiscard]] bool told_after(OutboxKey message, Sequence mark) const;
    [[nodiscard]] Verified& verified() { return verified_; }

  private:
    static constexpr std::size_t most_findings = 1'000;

    void follow_chain(const EncodedRecord& encoded);
    void take(const Record& record);
    void take_rows(const Record& record);
    void check_publication(const Record& record);
    void check_deliveries(const Record& record);
    void follow_links(const Record& record, const Instance* before);

    const DefinitionOf& definition_of_;
    std::map<std::pair<std::string, double>, std::string>
        digests_;  // of the documents that are there, by workflow and version
    Reexecution reexecution_;
    UndoAudit undos_;
    Verified verified_;
    Sequence last_ = 0;
    Digest hash_{};
    std::unordered_map<InstanceId, InstancePtr>
        instances_;  // without their states: encoded they take less room
    Outline rows_;   // of outbox and keys
    struct Mail {
        OutboxRow row;        // without the notification
        Sequence newest = 0;  // record that tells of it
    };
    std::map<OutboxKey, Mail> mail_;
    std::vector<std::pair<Sequence, std::string>> holds_;
};

}  // namespace waymark::runtime
