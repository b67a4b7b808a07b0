// The answer to a command whose idempotency key came before: that of then, rebuilt from the journal. Thread:
// any.
#pragma once

#include "workflows/runtime/definitions.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::runtime {

/// Errors: "idempotency-mismatch": another body came with the key then. "bad-record": the journal is damaged.
Result<Answer> replayed_answer(Journal& journal, const Definitions& definitions, Sequence record,
                               const IdempotencyKey& key);

}  // namespace waymark::runtime
