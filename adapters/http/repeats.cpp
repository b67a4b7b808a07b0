#include "adapters/http/repeats.hpp"

namespace waymark::http {

constexpr std::size_t most_kept = 10'000;

Result<std::optional<Response>> Repeats::begin(const runtime::IdempotencyKey& key) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key.key);
    if (found == kept_.end()) {
        if (kept_.size() >= most_kept)
            return Error{"idempotency-full",
                         "No room for further keys of this operation until the service is started anew.",
                         "",
                         {}};
        kept_.emplace(key.key, Kept{key.body, std::nullopt});
        return std::optional<Response>();
    }
    if (found->second.body != key.body)
        return Error{"idempotency-mismatch",
                     "This Idempotency-Key came before with another body. Use a new key for a new request.",
                     "Idempotency-Key",
                     {}};
    if (!found->second.response)
        return Error{"idempotency-in-flight",
                     "The request with this Idempotency-Key is under way; ask again in a moment.",
                     "Idempotency-Key",
                     {}};
    return found->second.response;
}

void Repeats::end(const runtime::IdempotencyKey& key, std::optional<Response> response) {
    const std::lock_guard lock(mutex_);
    if (response)
        kept_.at(key.key).response = std::move(response);
    else
        kept_.erase(key.key);
}

}  // namespace waymark::http
