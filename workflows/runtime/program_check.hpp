// The checker over several documents that belong together: each one's own findings, and who of them sends
// what to whom. Asked by `waymark chart check` and before a document is published. Thread: any.
#pragma once

#include <span>

#include "states/chart.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::runtime {

/// How much of the world the documents are.
enum class Scope : std::uint8_t {
    some,  // there may be more workflows: what hangs on those is not judged
    whole  // there are no others
};

/// The findings of each document, in the order of the documents, each in order of place. While one of them
/// cannot be read, nothing is said of what the others send.
std::vector<std::vector<states::Finding>> check_documents(std::span<const Program::Document> documents,
                                                          const states::Functions& functions,
                                                          const states::Fetch& fetch, Scope scope);

/// May these be published? `unpublished` says of which documents this is asked; the others are there already.
/// Errors: "bad-chart", "chart-unsupported", "bad-form"; details.findings as read_chart has them.
Done fit_to_publish(const Program& program, const std::vector<bool>& unpublished);

}  // namespace waymark::runtime
