// The Idempotency-Key of a request: its form, and the digests by which the service knows a repetition.
// Source: draft-ietf-httpapi-idempotency-key-header-07.
#pragma once

#include <optional>
#include <string_view>

#include "states/result.hpp"
#include "workflows/runtime/record.hpp"

namespace waymark::http {

/// The key without quotes. Errors: "idempotency-key-missing", "idempotency-key-bad".
Result<std::string_view> read_idempotency_key(std::string_view field, bool present);

/// Scope (person, method, path) with the key, and the body, as digests. A person's tokens share their keys.
runtime::IdempotencyKey idempotency_key(runtime::InstanceId person, std::string_view method,
                                        std::string_view path, std::string_view key, std::string_view body);

}  // namespace waymark::http
