#include "workflows/runtime/idempotency.hpp"

namespace waymark::runtime {

void Idempotency::add(const IdempotencyRow& row) {
    if (records_.insert_or_assign(row.key.key, row.record).second) order_.emplace_back(row.at, row.key.key);
}

std::optional<Sequence> Idempotency::find(const IdempotencyKey& key) const {
    const auto found = records_.find(key.key);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
}

bool Idempotency::room(std::size_t more, Instant now) {
    while (!order_.empty() && order_.front().first + kept_ < now) {
        records_.erase(order_.front().second);
        order_.pop_front();
    }
    return records_.size() + more <= most_;
}

}  // namespace waymark::runtime
