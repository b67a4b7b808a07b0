// What every trip needs, on the writer's thread: the families, the batch, the documents, and the memory that
// steps reuse.
#pragma once

#include "workflows/runtime/batch.hpp"
#include "workflows/runtime/holds.hpp"
#include "workflows/runtime/stepping.hpp"

namespace waymark::runtime {

struct Stage {
    const Program& program;
    const Settings& settings;
    const Definitions& definitions;
    Holds& holds;
    Families& families;
    Batch& batch;
    Stepping stepping;
    states::Outcome outcome;  // of the step at hand

    /// As the batch leaves it, committed or not.
    [[nodiscard]] bool held() const {
        const auto& change = batch.changes().hold;
        return change ? !change->empty() : holds.held();
    }
};

}  // namespace waymark::runtime
