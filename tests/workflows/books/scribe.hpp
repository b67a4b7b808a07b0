// Writes a journal as the service would, without one: steps of a small chart, recorded, committed, and what
// each commit changed. Instances and what happens to them come from a seed. Not the trip: no families move in
// step here.
#pragma once

#include <random>

#include "tests/contract/memory_journal.hpp"
#include "workflows/runtime/stepping.hpp"
#include "workflows/runtime/window.hpp"

namespace waymark::runtime {

class Scribe {
  public:
    explicit Scribe(std::uint64_t seed);

    /// Something happens to somebody; the journal has it on return.
    Changes anything();
    Changes start();
    Changes send(InstanceId id, const std::string& event);
    /// The earliest timer of the instance.
    Changes fire(InstanceId id);
    Changes quarantine(InstanceId id);
    Changes release(InstanceId id);
    /// The instance's newest command: possible when that is its newest record.
    Changes undo(InstanceId id);
    Changes hold(const std::string& why);
    Changes resume();
    /// Something becomes of some message.
    Changes deliver();

    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    InstanceId anybody();

    [[nodiscard]] DefinitionOf definition_of() const {
        return [this](std::uint32_t number) { return number == definition.number ? &definition : nullptr; };
    }
    [[nodiscard]] const Record& last() const { return last_; }

    states::Functions functions;
    Definition definition;
    contract::MemoryJournal journal;
    std::map<InstanceId, InstancePtr> instances;  // as they stand
    std::vector<InstanceId> ids;
    std::map<OutboxKey, OutboxRow> messages;

  private:
    bool can_undo(InstanceId id);
    Record prepare(InstanceId id, Cause cause, states::Event event);
    Changes write(Record record, states::State state);
    Changes commit(const Record& record, Changes changes);

    std::mt19937_64 random_;
    Stepping stepping_;
    states::Outcome outcome_;
    Record last_;
    Digest hash_{};
};

}  // namespace waymark::runtime
