// A service in one thread: the in-memory store, a clock and executors moved by hand, and a small program of
// charts. What survives the end of a service (the store, the clock) is here, so that it can be stopped,
// killed and started again.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/clock/manual_clock.hpp"
#include "adapters/clock/randomness.hpp"
#include "adapters/executor/manual_executor.hpp"
#include "tests/contract/memory_store.hpp"
#include "tests/workflows/runtime/charts.hpp"
#include "tests/workflows/runtime/fake_mail.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::runtime {

class World {
  public:
    explicit World(std::vector<Program::Document> documents = charts::all(), Settings settings = {});
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// From the next open() on messages leave: each goes to the audience's name at example.org.
    void write_letters();
    /// A new service on what the store holds.
    Done open(const std::string& restored = {});
    /// An orderly end.
    void close();
    /// As by kill -9: what was not committed, and what waits, is gone.
    void kill();
    /// Everything that waits, and whatever is due at the clock's instant.
    void settle();
    /// Time passes, as it does: from due to due.
    void pass_until(Instant at);
    void pass(std::chrono::microseconds by) { pass_until(clock.wall() + by); }

    /// Submits without running anything.
    void submit(Command command, Service::Reply reply) {
        service->submit(std::move(command), std::move(reply));
    }
    /// Submits and runs until it is answered.
    Result<Answer> perform(Command command);
    Result<Answer> start(std::string workflow, states::Value data = {}, std::string key = {});
    Result<Answer> send(InstanceId instance, std::string event, states::Value data = {});

    /// A started instance; fails the test when there is none.
    InstanceId started(std::string workflow, states::Value data = {});
    /// The only one of the workflow in the family; fails the test otherwise.
    InstancePtr member(InstanceId root, std::string_view workflow);
    InstancePtr at(InstanceId id);
    [[nodiscard]] std::string state_of(InstanceId id);
    [[nodiscard]] states::Value datum_of(InstanceId id, std::string_view name);
    [[nodiscard]] std::vector<Record> records();
    [[nodiscard]] std::vector<OutboxRow> outbox();
    [[nodiscard]] Ports ports();

    states::Functions functions;
    Program program;
    Settings settings;
    clock::ManualClock clock;
    executor::ManualExecutor writer, projector, letters, slow;
    clock::SeededRandomness randomness{1};
    contract::MemoryJournal journal;
    contract::MemoryProjections projections;
    FakeMail mail;
    std::unique_ptr<Service> service;

    Actor staff{InstanceId{1}, "t1", {"staff"}, {}};
};

IdempotencyKey key_of(std::uint8_t key, std::uint8_t body = 0);
Instant instant(std::string_view text);

/// Value literals: object({{"a", 1}}).
inline states::Value object(states::Value::Object members) { return members; }

}  // namespace waymark::runtime
