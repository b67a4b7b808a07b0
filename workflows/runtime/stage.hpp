// What every trip needs, on the writer's thread: the families, the batch, the documents, and the memory that
// steps reuse.
#pragma once

#include "workflows/runtime/batch.hpp"
#include "workflows/runtime/facts.hpp"
#include "workflows/runtime/holds.hpp"
#include "workflows/runtime/stepping.hpp"

namespace waymark::runtime {

struct Stage {
    const Program& program;
    const Settings& settings;
    const Definitions& definitions;
    const Lookups& lookups;
    Holds& holds;
    Families& families;
    Batch& batch;
    Journal& journal;  // what is committed
    Stepping stepping;
    states::Outcome outcome;  // of the step at hand

    /// As the batch leaves it, committed or not.
    [[nodiscard]] bool held() const {
        const auto& change = batch.changes().hold;
        return change ? !change->empty() : holds.held();
    }
    /// By a lookup, as the batch leaves them.
    [[nodiscard]] std::vector<InstancePtr> find(std::string_view lookup, std::string_view key) const;
};

}  // namespace waymark::runtime
