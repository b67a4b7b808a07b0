#include "adapters/sqlite/snapshot.hpp"

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/instance_query.hpp"
#include "adapters/sqlite/row_bytes.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {
namespace {

using runtime::FamilyId;
using runtime::InstanceId;
using runtime::InstanceRow;
using runtime::OutboxRow;
using runtime::TimerRow;

constexpr const char* doing = "reading the projections";

Instant instant(const Query& query, int column) {
    return Instant(std::chrono::microseconds(query.number(column)));
}

constexpr int record_column = 8;

InstanceRow instance_row(const Query& query) {  // of instance_columns
    InstanceRow row;
    row.id = {query.number<std::uint64_t>(0)};
    row.family = {query.number<std::uint64_t>(1)};
    row.parent = {query.number<std::uint64_t>(2)};
    row.definition = query.number<std::uint32_t>(3);
    row.workflow = query.text(4);
    row.state = query.text(5);
    row.key = query.text(6);
    row.version = query.number<std::uint64_t>(7);
    row.record = query.number<runtime::Sequence>(record_column);
    row.created_at = instant(query, 9);
    row.updated_at = instant(query, 10);
    row.timers = unpack_timers(query.bytes(11), row.id, row.family);
    row.blob = query.text(12);
    row.quarantine = query.text(13);
    return row;
}

std::string instances_where(const char* condition) {
    return std::string("SELECT ") + instance_columns + " FROM instances WHERE " + condition;
}

/// Spelled out, so that the indexes of those that wait and of those that failed are seen to apply.
std::string stands_as(runtime::Delivery delivery) {
    const auto bit = 1U << static_cast<unsigned>(delivery);
    std::string sql = " AND stands & " + std::to_string(bit) + " <> 0";
    for (const auto indexed : {17U, 192U})
        if ((bit & indexed) != 0) sql += " AND stands & " + std::to_string(indexed) + " <> 0";
    return sql;
}

std::string outbox_sql(const runtime::OutboxQuery& query) {
    std::string sql =
        "SELECT record, position, instance, family, at_us, delivery, message, audience, fields, late, "
        "suppressed, reason, recipients "
        "FROM outbox WHERE true";
    if (query.family) sql += " AND family = ?";
    if (query.instance) sql += " AND instance = ?";
    if (query.delivery) sql += stands_as(*query.delivery);
    if (query.later_than) sql += " AND at_us > ?";
    if (query.until) sql += " AND at_us <= ?";
    if (query.after)
        sql += query.descending ? " AND (record, position) < (?, ?)" : " AND (record, position) > (?, ?)";
    return sql + (query.descending ? " ORDER BY record DESC, position DESC" : " ORDER BY record, position");
}

OutboxRow outbox_row(const Query& query) {
    OutboxRow row;
    row.record = query.number<runtime::Sequence>(0);
    row.index = query.number<std::uint32_t>(1);
    row.instance = {query.number<std::uint64_t>(2)};
    row.family = {query.number<std::uint64_t>(3)};
    row.at = instant(query, 4);
    row.delivery = query.number<runtime::Delivery>(5);
    row.notification = {.message = query.text(6),
                        .audience = query.text(7),
                        .fields = unpack_fields(query.bytes(8)),
                        .late = query.number(9) != 0,
                        .suppressed = query.number(10) != 0};
    row.reason = query.text(11);
    return row;
}

constexpr int recipients_column = 12;  // how many there are

runtime::RecipientRow recipient_row(const Query& query) {
    runtime::RecipientRow row;
    row.recipient = query.text(0);
    row.delivery = query.number<runtime::Delivery>(1);
    row.attempts = query.number<std::uint32_t>(2);
    row.forgiven = query.number<std::uint32_t>(3);
    row.perhaps = query.number(4) != 0;
    if (query.number(5) >= 0) row.outcome = query.number<runtime::Posted>(5);
    row.at = instant(query, 6);
    row.next_at = instant(query, 7);
    row.reply = query.text(8);
    row.last = query.number<runtime::Sequence>(9);
    return row;
}

}  // namespace

SqliteSnapshot::SqliteSnapshot(Readers& readers) : reader_(readers) {
    guarded(*reader_, doing, [&] {
        Query(*reader_, "BEGIN").run();
        Query meta(*reader_, "SELECT mark, hold FROM meta");  // the first look is what fixes the view
        if (!meta.step())
            throw runtime::StorageFailed("projections.db holds no mark: delete it, it is built again");
        mark_ = meta.number<runtime::Sequence>(0);
        hold_ = meta.text(1);
    });
}

SqliteSnapshot::~SqliteSnapshot() {
    try {
        Query(*reader_, "COMMIT").run();
    } catch (const std::exception&) {
        return;  // the lease closes a connection that is still within a transaction
    }
}

std::optional<InstanceRow> SqliteSnapshot::instance(InstanceId id) {
    return guarded(*reader_, doing, [&]() -> std::optional<InstanceRow> {
        Query query(*reader_, instances_where("id = ?"), id.number);
        if (!query.step()) return std::nullopt;
        return instance_row(query);
    });
}

std::vector<InstanceRow> SqliteSnapshot::family(FamilyId family) {
    std::vector<InstanceRow> rows;
    runtime::InstanceQuery query;
    query.family = family;
    instances(query, [&](const InstanceRow& row) {
        rows.push_back(row);
        return true;
    });
    return rows;
}

void SqliteSnapshot::instances(const runtime::InstanceQuery& query,
                               const std::function<bool(const InstanceRow&)>& take) {
    guarded(*reader_, doing, [&] {
        if (wants_merge(query)) return merge(query, take);
        Query rows(*reader_, sql_of(query));
        bind(rows, query);
        while (rows.step())
            if (!take(instance_row(rows))) return;
    });
}

/// The newest of all workflows, from what the index has in order for each: an index for this alone would cost
/// every event.
void SqliteSnapshot::merge(const runtime::InstanceQuery& query,
                           const std::function<bool(const InstanceRow&)>& take) {
    std::deque<runtime::InstanceQuery> queries;  // stay where they are: the statements refer to them
    std::vector<std::unique_ptr<Query>> cursors;
    for (auto workflow = workflow_after(""); workflow; workflow = workflow_after(*workflow)) {
        queries.push_back(query);
        queries.back().workflow = *workflow;
        auto rows = std::make_unique<Query>(*reader_, sql_of(queries.back()));
        bind(*rows, queries.back());
        if (rows->step()) cursors.push_back(std::move(rows));
    }
    const auto record = [&](const std::unique_ptr<Query>& rows) {
        const auto number = rows->number(record_column);
        return query.descending ? -number : number;
    };
    while (!cursors.empty()) {
        const auto next = std::ranges::min_element(cursors, {}, record);
        if (!take(instance_row(**next))) return;
        if (!(*next)->step()) cursors.erase(next);
    }
}

std::optional<std::string> SqliteSnapshot::workflow_after(const std::string& workflow) {
    Query next(*reader_,
               "SELECT workflow FROM instances INDEXED BY instances_workflow WHERE workflow > ? "
               "ORDER BY workflow LIMIT 1",
               workflow);
    if (!next.step()) return std::nullopt;
    return next.text(0);
}

void SqliteSnapshot::timers(const runtime::TimerQuery& query,
                            const std::function<bool(const TimerRow&)>& take) {
    if (query.instance || query.family) {
        for (const auto& timer : timers_of(query))
            if (!take(timer)) return;
        return;
    }
    guarded(*reader_, doing, [&] {
        const std::string columns = "SELECT due_us, instance, arming, family, id, event FROM timers";
        const std::string order = " ORDER BY due_us, instance, arming";
        Query timers(*reader_,
                     columns + (query.after ? " WHERE (due_us, instance, arming) > (?, ?, ?)" : "") + order);
        if (query.after) {
            timers.bind(query.after->due.time_since_epoch().count());
            timers.bind(query.after->instance.number);
            timers.bind(query.after->arming);
        }
        while (timers.step()) {
            const runtime::TimerKey key{
                instant(timers, 0), {timers.number<std::uint64_t>(1)}, timers.number<std::uint32_t>(2)};
            if (!take({key, {timers.number<std::uint64_t>(3)}, timers.text(4), timers.text(5)})) return;
        }
    });
}

/// Of one instance or family: they stand in the instances' rows, so that no index of timers is needed.
std::vector<TimerRow> SqliteSnapshot::timers_of(const runtime::TimerQuery& query) {
    std::vector<TimerRow> timers;
    const auto add = [&](const InstanceRow& row) {
        if (query.family && row.family != *query.family) return;
        for (const auto& timer : row.timers)
            if (!query.after || timer.key > *query.after) timers.push_back(timer);
    };
    if (query.instance) {
        if (const auto row = instance(*query.instance)) add(*row);
    } else {
        std::ranges::for_each(family(*query.family), add);
    }
    std::ranges::sort(timers, {}, &TimerRow::key);
    return timers;
}

void SqliteSnapshot::outbox(const runtime::OutboxQuery& query,
                            const std::function<bool(const OutboxRow&)>& take) {
    guarded(*reader_, doing, [&] {
        Query rows(*reader_, outbox_sql(query));
        if (query.family) rows.bind(query.family->number);
        if (query.instance) rows.bind(query.instance->number);
        if (query.later_than) rows.bind(query.later_than->time_since_epoch().count());
        if (query.until) rows.bind(query.until->time_since_epoch().count());
        if (query.after) {
            rows.bind(query.after->first);
            rows.bind(query.after->second);
        }
        Query recipients(
            *reader_,
            "SELECT recipient, delivery, attempts, forgiven, perhaps, outcome, at_us, next_at_us, "
            "reply, last FROM recipients WHERE record = ? AND position = ? ORDER BY number");
        while (rows.step()) {
            auto row = outbox_row(rows);
            if (rows.number(recipients_column) > 0) {
                recipients.bind(row.record);
                recipients.bind(row.index);
                while (recipients.step()) row.recipients.push_back(recipient_row(recipients));
                recipients.reset();
            }
            if (!take(row)) return;
        }
    });
}

void SqliteSnapshot::idempotency(const std::function<bool(const runtime::IdempotencyRow&)>& take) {
    guarded(*reader_, doing, [&] {
        Query rows(*reader_, "SELECT at_us, record, key, body FROM idempotency ORDER BY at_us, record");
        while (rows.step()) {
            runtime::IdempotencyRow row{{}, rows.number<runtime::Sequence>(1), instant(rows, 0)};
            std::ranges::copy(rows.bytes(2).substr(0, row.key.key.size()), row.key.key.begin());
            std::ranges::copy(rows.bytes(3).substr(0, row.key.body.size()), row.key.body.begin());
            if (!take(row)) return;
        }
    });
}

void SqliteSnapshot::earliest_dues(const std::function<void(FamilyId, Instant)>& take) {
    guarded(*reader_, doing, [&] {
        std::unordered_set<FamilyId> seen;
        Query timers(*reader_, "SELECT family, due_us FROM timers ORDER BY due_us, instance, arming");
        while (timers.step()) {
            const FamilyId family{timers.number<std::uint64_t>(0)};
            if (seen.insert(family).second) take(family, instant(timers, 1));
        }
    });
}

}  // namespace waymark::sqlite
