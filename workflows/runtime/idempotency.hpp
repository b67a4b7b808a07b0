// Which idempotency key made which record: in memory, bounded, rebuilt from projections and window at the
// start. A key is kept at least as long as promised; when there is no room, new ones are refused rather than
// old ones forgotten. Owned by the service, on the writer's thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstring>
#include <deque>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

class Idempotency {
  public:
    Idempotency(std::size_t most, std::chrono::microseconds kept) : most_(most), kept_(kept) {}

    /// In the order of records.
    void add(const IdempotencyRow& row);
    /// The record of the command that came with this key; whether the bodies agree stands there.
    [[nodiscard]] std::optional<Sequence> find(const IdempotencyKey& key) const;
    /// Forgets what may be forgotten, then: is there room for `more` keys?
    bool room(std::size_t more, Instant now);

  private:
    using Key = decltype(IdempotencyKey::key);
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept {
            std::size_t hash = 0;  // the key is a digest: any part of it is as good as a hash
            std::memcpy(&hash, key.data(), sizeof hash);
            return hash;
        }
    };
    std::size_t most_;
    std::chrono::microseconds kept_;
    boost::unordered_flat_map<Key, Sequence, Hash> records_;
    struct Use {
        Instant at;
        Sequence record;
        Key key;
    };
    std::deque<Use> order_;  // a key that was forgotten and used again stands in it twice
};

}  // namespace waymark::runtime
