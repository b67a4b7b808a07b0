#include "adapters/sqlite/slice_writer.hpp"

#include <algorithm>

#include "adapters/sqlite/row_bytes.hpp"
#include "states/check.hpp"

namespace waymark::sqlite {
namespace {

using runtime::InstanceRow;
using runtime::OutboxRow;
using runtime::TimerKey;
using runtime::TimerRow;

std::int64_t us(Instant at) { return at.time_since_epoch().count(); }

class InstanceWriter {
  public:
    explicit InstanceWriter(Connection& connection) : connection_(connection) {}

    void write(const std::vector<InstanceRow>& rows) {
        for (const auto& row : rows) {
            CHECK(last_ < row.id, "rows must be sorted");
            last_ = row.id;
            write(row);
        }
        write_timers();
    }

  private:
    void write(const InstanceRow& row) {
        old_.bind(row.id.number);
        if (!old_.step()) {
            old_.reset();
            insert(row);
            for (const auto& timer : row.timers) armed_.push_back(&timer);
            return;
        }
        const bool moved = old_.bytes(0) != row.state;
        const auto timers = old_.text(1);
        old_.reset();
        const auto packed = pack(row.timers);
        if (packed != timers) exchange(unpack_timers(timers, row.id, row.family), row.timers);
        auto& update = moved ? moved_ : stayed_;
        if (moved) update.bind(row.state);
        update.run(row.definition, row.version, row.record, us(row.updated_at), Blob(packed), Blob(row.blob),
                   row.quarantine, row.id.number);
    }

    void insert(const InstanceRow& row) {
        insert_.run(row.id.number, row.family.number, row.parent.number, row.definition, row.workflow,
                    row.state, row.key, row.version, row.record, us(row.created_at), us(row.updated_at),
                    Blob(pack(row.timers)), Blob(row.blob), row.quarantine);
    }

    void exchange(const std::vector<TimerRow>& before, const std::vector<TimerRow>& after) {
        const auto same = [](const TimerRow& a, const TimerRow& b) {
            return a.key == b.key && a.id == b.id && a.event == b.event;
        };
        const auto among = [&](const TimerRow& timer, const std::vector<TimerRow>& others) {
            return std::ranges::any_of(others, [&](const TimerRow& other) { return same(timer, other); });
        };
        for (const auto& timer : before)
            if (!among(timer, after)) gone_.push_back(timer.key);
        for (const auto& timer : after)
            if (!among(timer, before)) armed_.push_back(&timer);
    }

    /// In the order of their keys: neighbours share pages.
    void write_timers() {
        std::ranges::sort(gone_);
        Query remove(connection_, "DELETE FROM timers WHERE due_us = ? AND instance = ? AND arming = ?");
        for (const auto& key : gone_) remove.run(us(key.due), key.instance.number, key.arming);
        std::ranges::sort(armed_, {}, [](const TimerRow* timer) { return timer->key; });
        Query arm(
            connection_,
            "INSERT INTO timers (due_us, instance, arming, family, id, event) VALUES (?, ?, ?, ?, ?, ?)");
        for (const auto* timer : armed_)
            arm.run(us(timer->key.due), timer->key.instance.number, timer->key.arming, timer->family.number,
                    timer->id, timer->event);
    }

    Connection& connection_;
    runtime::InstanceId last_;
    std::vector<TimerKey> gone_;
    std::vector<const TimerRow*> armed_;
    Query old_{connection_, "SELECT state, timers FROM instances WHERE id = ?"};
    Query insert_{
        connection_,
        "INSERT INTO instances (id, family, parent, definition, workflow, state, key, version, record, "
        "created_at_us, updated_at_us, timers, blob, quarantine) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Query moved_{
        connection_,
        "UPDATE instances SET state = ?, definition = ?, version = ?, record = ?, updated_at_us = ?, "
        "timers = ?, blob = ?, quarantine = ? WHERE id = ?"};
    Query stayed_{connection_,
                  "UPDATE instances SET definition = ?, version = ?, record = ?, updated_at_us = ?, "
                  "timers = ?, blob = ?, quarantine = ? WHERE id = ?"};
};

class OutboxWriter {
  public:
    explicit OutboxWriter(Connection& connection) : connection_(connection) {}

    void write(const OutboxRow& row) {
        const auto& notification = row.notification;
        message_.run(row.record, row.index, row.instance.number, row.family.number, us(row.at),
                     number(row.delivery), stands(row), row.recipients.size(), row.reason,
                     notification.message, notification.audience, Blob(pack(notification.fields)),
                     notification.late, notification.suppressed);
        forget_.run(row.record, row.index);
        std::size_t position = 0;
        for (const auto& each : row.recipients)
            recipient_.run(row.record, row.index, position++, each.recipient, number(each.delivery),
                           each.attempts, each.forgiven, each.perhaps,
                           each.outcome ? static_cast<int>(*each.outcome) : -1, us(each.at), us(each.next_at),
                           each.reply, each.last);
    }

  private:
    static int number(runtime::Delivery delivery) { return static_cast<int>(delivery); }
    static int stands(const OutboxRow& row) {
        if (row.recipients.empty()) return 1 << number(row.delivery);
        int bits = 0;
        for (const auto& each : row.recipients) bits |= 1 << number(each.delivery);
        return bits;
    }

    Connection& connection_;
    Query message_{connection_,
                   "INSERT INTO outbox (record, position, instance, family, at_us, delivery, stands, "
                   "recipients, reason, message, audience, fields, late, suppressed) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record, position) "
                   "DO UPDATE SET delivery = excluded.delivery, stands = excluded.stands, "
                   "recipients = excluded.recipients, reason = excluded.reason"};
    Query forget_{connection_, "DELETE FROM recipients WHERE record = ? AND position = ?"};
    Query recipient_{connection_,
                     "INSERT INTO recipients (record, position, number, recipient, delivery, attempts, "
                     "forgiven, perhaps, outcome, at_us, next_at_us, reply, last) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
};

void write_outbox(Connection& connection, const std::vector<OutboxRow>& rows) {
    OutboxWriter writer(connection);
    for (const auto& row : rows) writer.write(row);
}

void write_idempotency(Connection& connection, const runtime::Slice& slice) {
    Query query(connection,
                "INSERT OR REPLACE INTO idempotency (at_us, record, key, body) VALUES (?, ?, ?, ?)");
    for (const auto& row : slice.idempotency)
        query.run(us(row.at), row.record, Blob(row.key.key), Blob(row.key.body));
    if (slice.forget_idempotency_before)
        Query(connection, "DELETE FROM idempotency WHERE at_us < ?")
            .run(us(*slice.forget_idempotency_before));
}

}  // namespace

void write_slice(Connection& connection, const runtime::Slice& slice) {
    if (!slice.instances.empty()) InstanceWriter(connection).write(slice.instances);
    if (!slice.outbox.empty()) write_outbox(connection, slice.outbox);
    write_idempotency(connection, slice);
    if (slice.hold) Query(connection, "UPDATE meta SET hold = ?").run(*slice.hold);
    if (slice.mark) Query(connection, "UPDATE meta SET mark = ?").run(*slice.mark);
}

}  // namespace waymark::sqlite
