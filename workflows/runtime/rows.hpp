// What projections hold: rows derived from records, and how they are asked for. Shapes only.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "workflows/runtime/record.hpp"

namespace waymark::runtime {

struct TimerKey {
    Instant due;
    InstanceId instance;
    std::uint32_t arming = 0;
    friend auto operator<=>(const TimerKey&, const TimerKey&) = default;
};

struct TimerRow {
    TimerKey key;
    FamilyId family;
    std::string id, event;  // sendid, and the event it will send
};

struct InstanceRow {
    InstanceId id;
    FamilyId family;
    InstanceId parent;
    std::uint32_t definition = 0;
    std::string workflow, state, key;  // state: principal_state
    std::uint64_t version = 0;
    Sequence record = 0;
    Instant created_at, updated_at;
    std::string blob, quarantine;
    std::vector<TimerRow> timers;
};

enum class Delivery : std::uint8_t { pending, captured, suppressed };

struct OutboxRow {
    Sequence record = 0;
    std::uint32_t index = 0;  // of the notification within the record
    InstanceId instance;
    FamilyId family;
    Instant at;
    Delivery delivery = Delivery::pending;
    Notification notification;
};

struct IdempotencyRow {
    IdempotencyKey key;
    Sequence record = 0;
    Instant at;
};

/// One question about instances; members left empty do not restrict.
struct InstanceQuery {
    std::string workflow, state, key;
    std::optional<FamilyId> family;
    enum class Sort : std::uint8_t { created, updated } sort = Sort::created;  // by id, or by newest record
    bool descending = false;
    std::optional<std::uint64_t> after;  // the sort key (id or record) of the last row of the page before
};
bool matches(const InstanceRow& row, const InstanceQuery& query);  // all but `after`

struct TimerQuery {
    std::optional<FamilyId> family;
    std::optional<InstanceId> instance;
    std::optional<TimerKey> after;
};

struct OutboxQuery {
    std::optional<FamilyId> family;
    std::optional<InstanceId> instance;
    std::optional<Delivery> delivery;
    bool descending = false;
    std::optional<std::pair<Sequence, std::uint32_t>> after;
};

}  // namespace waymark::runtime
