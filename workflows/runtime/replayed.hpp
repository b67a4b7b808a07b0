// The answer to a command whose idempotency key came before: that of then, rebuilt from the journal. Thread:
// the writer's.
#pragma once

#include "workflows/runtime/stage.hpp"

namespace waymark::runtime {

/// Errors: "idempotency-mismatch": another body came with the key then. "bad-record": the journal is damaged.
Result<Answer> replayed_answer(const Stage& stage, Sequence record, const IdempotencyKey& key);

}  // namespace waymark::runtime
