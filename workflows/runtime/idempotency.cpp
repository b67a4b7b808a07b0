#include "workflows/runtime/idempotency.hpp"

namespace waymark::runtime {

void Idempotency::add(const IdempotencyRow& row) {
    records_.insert_or_assign(row.key.key, row.record);
    order_.push_back({row.at, row.record, row.key.key});
}

std::optional<Sequence> Idempotency::find(const IdempotencyKey& key) const {
    const auto found = records_.find(key.key);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
}

bool Idempotency::room(std::size_t more, Instant now) {
    for (; !order_.empty() && order_.front().at + kept_ < now; order_.pop_front()) {
        const auto found = records_.find(order_.front().key);
        if (found != records_.end() && found->second == order_.front().record) records_.erase(found);
    }
    return records_.size() + more <= most_;
}

}  // namespace waymark::runtime
