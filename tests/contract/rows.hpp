// Rows and records to fill a store with: any from a seed, and their text, by which tests compare them.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::contract {

runtime::EncodedRecord record(runtime::Sequence sequence, std::string bytes);
runtime::EncodedRecord record(runtime::Sequence sequence);  // bytes made of the number
/// Records from … to.
runtime::Commit commit(runtime::Sequence from, runtime::Sequence to);

std::string text(const runtime::EncodedRecord& record);
std::string text(const runtime::InstanceRow& row);
std::string text(const runtime::TimerRow& row);
std::string text(const runtime::OutboxRow& row);
std::string text(const runtime::IdempotencyRow& row);

/// Instances of few families, workflows, states and keys, so that questions hit several.
class AnyRows {
  public:
    explicit AnyRows(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    Instant instant();
    std::string bytes(std::uint64_t longest);

    /// The same instance has the same unchanging members each time; the record is one after the last.
    runtime::InstanceRow instance(std::uint64_t number);
    runtime::OutboxRow message();
    runtime::Delivery delivery();
    std::vector<runtime::RecipientRow> recipients();
    runtime::IdempotencyRow key();
    runtime::InstanceQuery instance_query();
    runtime::OutboxQuery outbox_query();
    runtime::TimerQuery timer_query();

    static constexpr std::uint64_t families = 7;

  private:
    std::vector<runtime::TimerRow> timers(runtime::InstanceId id, runtime::FamilyId family);

    std::mt19937_64 random_;
    runtime::Sequence last_ = 0;
};

}  // namespace waymark::contract
