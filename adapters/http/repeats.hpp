// Idempotency of the operations that are no commands of the service and leave no record: moving the rehearsal
// clock, writing a backup. Keeps their answers in memory for the life of the process. Owned by the
// dispatcher. Thread: any.
#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "adapters/http/response.hpp"
#include "states/result.hpp"
#include "workflows/runtime/record.hpp"

namespace waymark::http {

class Repeats {
  public:
    /// The answer of then; nothing: go on, and call `end`.
    /// Errors: "idempotency-mismatch", "idempotency-in-flight", "idempotency-full".
    Result<std::optional<Response>> begin(const runtime::IdempotencyKey& key);
    /// `response` is nothing when it came to nothing: the key is free again.
    void end(const runtime::IdempotencyKey& key, std::optional<Response> response);

  private:
    struct Kept {
        std::array<std::uint8_t, 16> body;
        std::optional<Response> response;  // nothing: under way
    };
    std::mutex mutex_;
    std::map<std::array<std::uint8_t, 16>, Kept> kept_;
};

}  // namespace waymark::http
