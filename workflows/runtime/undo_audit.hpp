// Does an undo restore what it says, all of it and nothing else? Part of the audit; one per verification.
#pragma once

#include <optional>

#include "workflows/runtime/trace.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::runtime {

class UndoAudit {
  public:
    explicit UndoAudit(Journal& journal) : journal_(journal) {}

    /// Of a record of Cause::undo; `before`: the instance as it stood. Empty: all is right.
    std::string difference(const Record& record, const Instance* before, const DefinitionOf& definition_of);
    /// To be told of each record before anything else; at the end, of none: an undo that left somebody out.
    std::optional<VerificationFinding> next(const Record* record);

  private:
    std::string begin(const Record& record);
    std::string check_state(const Record& record, const Instance& before, const Touch& touch,
                            const DefinitionOf& definition_of);

    Journal& journal_;
    Sequence undo_ = 0;  // the first record of the undo at hand; 0: none
    Trace undone_;       // the command that it takes back
    std::size_t restored_ = 0;
};

}  // namespace waymark::runtime
