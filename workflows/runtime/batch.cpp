#include "workflows/runtime/batch.hpp"

#include <algorithm>

#include "workflows/runtime/derivation.hpp"

namespace waymark::runtime {

void Batch::continue_from(Sequence last, const Digest& hash, InstanceId newest) {
    position_ = {last, hash, newest, 0};
}

void Batch::begin(Instant now) {
    now_ = now;
    position_.bytes = 0;
    commit_.records.clear();
    commit_.subjects.clear();
    commit_.definitions.clear();
    changes_ = Changes{};
}

InstanceId Batch::new_id() {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(now_.time_since_epoch()).count();
    const auto by_time = static_cast<std::uint64_t>(std::max<std::int64_t>(milliseconds, 0)) << 20;
    position_.newest = InstanceId{std::max(by_time, position_.newest.number + 1)};
    return position_.newest;
}

void Batch::append(const Record& record, const InstancePtr& after) {
    CHECK(record.sequence == next());
    auto& encoded = commit_.records.emplace_back();
    encoded.sequence = record.sequence;
    encoded.bytes = encode(record);
    encoded.hash = chain(position_.hash, encoded.bytes);
    position_.last = record.sequence;
    position_.hash = encoded.hash;
    position_.bytes += encoded.bytes.size();
    add_rows(record, changes_);
    const auto added = add_deliveries(
        record, [this](OutboxKey key) { return message(key); }, changes_);
    CHECK(added.ok(), added.error().message);
    if (!after) return;
    changes_.instances.push_back(after);
    families_.put(after);
}

std::optional<OutboxRow> Batch::message(OutboxKey key) const {
    const auto changed =
        std::ranges::find(changes_.outbox.rbegin(), changes_.outbox.rend(), key, &OutboxRow::key);
    if (changed != changes_.outbox.rend()) return *changed;
    return committed_(key);
}

Batch::Mark Batch::mark() const {
    return {position_.last,
            position_.hash,
            position_.newest,
            position_.bytes,
            commit_.records.size(),
            commit_.subjects.size(),
            commit_.definitions.size(),
            changes_.instances.size(),
            changes_.outbox.size(),
            changes_.idempotency.size(),
            families_.changes(),
            changes_.hold};
}

void Batch::roll_back(const Mark& mark) {
    position_ = {mark.last, mark.hash, mark.newest, mark.bytes};
    commit_.records.resize(mark.records);
    commit_.subjects.resize(mark.subjects);
    commit_.definitions.resize(mark.definitions);
    changes_.instances.resize(mark.instances);
    changes_.outbox.resize(mark.outbox);
    changes_.idempotency.resize(mark.idempotency);
    changes_.hold = mark.hold;
    changes_.last = mark.last;
    families_.roll_back(mark.families);
}

}  // namespace waymark::runtime
