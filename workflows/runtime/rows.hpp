// What projections hold: rows derived from records, and how they are asked for. Shapes only.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "workflows/runtime/ports/mail.hpp"
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

/// How a message stands, or its letter to one recipient. Numbers are those of projections.db: append only.
enum class Delivery : std::uint8_t {
    pending,     // nobody has tried yet
    captured,    // rehearsal: kept, not sent
    suppressed,  // never sent: too late to be of use
    cancelled,   // taken back before it left
    retrying,    // tried, and to be tried again
    delivered,   // the server took it over
    bounced,     // refused for good
    dead,        // given up, or there was nobody to write to: a person must look
};

std::string_view to_text(Delivery delivery);
std::optional<Delivery> parse_delivery(std::string_view text);
inline bool is_open(Delivery delivery) {
    return delivery == Delivery::pending || delivery == Delivery::retrying;
}

/// A message: its record, and the number of its notification within it.
using OutboxKey = std::pair<Sequence, std::uint32_t>;

/// How the letter to one recipient stands. Each attempt is in the journal, the newest in record `last`.
struct RecipientRow {
    std::string recipient;  // Recipient::id
    Delivery delivery = Delivery::pending;
    std::uint32_t attempts = 0;     // so far
    std::uint32_t forgiven = 0;     // of these: made before a person had it tried again; they count no more
    bool perhaps = false;           // an attempt ended without an answer: perhaps delivered already
    std::optional<Posted> outcome;  // of the last attempt, when it was the last change
    Instant at;                     // of the last change
    Instant next_at;                // pending, retrying: not before
    std::string reply;              // what the server said last, or why it is dead
    Sequence last = 0;              // the newest record about it
};

struct OutboxRow {
    Sequence record = 0;
    std::uint32_t index = 0;  // of the notification within the record
    InstanceId instance;
    FamilyId family;
    Instant at;
    Delivery delivery = Delivery::pending;  // of itself, while it has no recipients: never of one of them
    Notification notification;
    std::string reason;                    // dead without recipients: why
    std::vector<RecipientRow> recipients;  // once it was addressed; in the order of the program

    [[nodiscard]] OutboxKey key() const { return {record, index}; }
};
/// The worst of its recipients, or as it stands itself.
Delivery overall(const OutboxRow& row);
/// It stands so itself, or with one of its recipients.
bool stands(const OutboxRow& row, Delivery delivery);

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
    std::optional<Delivery> delivery;          // see stands()
    std::optional<Instant> later_than, until;  // by `at`; the second is included
    bool descending = false;
    std::optional<OutboxKey> after;
};
bool matches(const OutboxRow& row, const OutboxQuery& query);  // all but `after`

}  // namespace waymark::runtime
