// Refusals as RFC 9457 problem documents, and the table of all codes that an answer over HTTP may carry.
// docs/errors.md explains each; a test holds the two together.
#pragma once

#include <span>

#include "adapters/http/refusal.hpp"
#include "adapters/http/response.hpp"
#include "states/result.hpp"

namespace waymark::http {

struct ProblemKind {
    std::string_view code;
    unsigned status;
    std::string_view title;
};

std::span<const ProblemKind> problem_kinds();
/// CHECKs that the code is in the table.
const ProblemKind& problem_kind(std::string_view code);

/// `path`: what was asked for, without its query. An error whose code is not in the table is our fault and
/// answers "internal".
Response problem(const Error& error, std::string_view path);
Response problem(const Refusal& refusal, std::string_view path);

}  // namespace waymark::http
