#include "workflows/runtime/outline.hpp"

#include <algorithm>

#include "states/bytes.hpp"

namespace waymark::runtime {

namespace {

/// Bytes that differ when any of the members differs.
class Content {
  public:
    Content& operator<<(std::uint64_t number) {
        states::put_varint(bytes_, number);
        return *this;
    }
    Content& operator<<(const std::string& text) {
        states::put_varint(bytes_, text.size());
        bytes_ += text;
        return *this;
    }
    Content& operator<<(Instant at) {
        states::put_signed(bytes_, at.time_since_epoch().count());
        return *this;
    }
    Content& operator<<(const states::Value& value) {
        states::append_value(bytes_, value);
        return *this;
    }
    template <std::size_t size>
    Content& operator<<(const std::array<std::uint8_t, size>& raw) {
        bytes_.append(raw.begin(), raw.end());
        return *this;
    }
    [[nodiscard]] std::size_t fingerprint() const { return std::hash<std::string>{}(bytes_); }

  private:
    std::string bytes_;
};

/// Unsigned, in the same order.
std::uint64_t ordered(Instant at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count()) ^ (std::uint64_t{1} << 63);
}

std::string name_of(const OutlineLine& line) {
    switch (line.kind) {
        case OutlineLine::Kind::instance:
            return "instance " + to_text(InstanceId{line.name[0]});
        case OutlineLine::Kind::timer:
            return "timer " + std::to_string(line.name[2]) + " of instance " +
                   to_text(InstanceId{line.name[1]});
        case OutlineLine::Kind::outbox:
            return "message " + std::to_string(line.name[1]) + " of record " + std::to_string(line.name[0]);
        case OutlineLine::Kind::delivery:
            return "the delivery of message " + std::to_string(line.name[1]) + " of record " +
                   std::to_string(line.name[0]);
        case OutlineLine::Kind::key:
            return "the idempotency key of record " + std::to_string(line.name[1]);
        case OutlineLine::Kind::hold:
            break;
    }
    return "the hold of all timers";
}

constexpr const char* rebuild_cure =
    "Stop the service and delete projections.db: it is built again from the journal at the next start.";

}  // namespace

OutlineLine line_of(const InstanceRow& row) {
    Content content;
    content << row.family.number << row.parent.number << row.definition << row.workflow << row.state
            << row.key << row.version << row.record << row.created_at << row.updated_at << row.blob
            << row.quarantine;
    return {OutlineLine::Kind::instance, {row.id.number}, content.fingerprint(), row.record};
}

OutlineLine line_of(const TimerRow& row) {
    Content content;
    content << row.family.number << row.id << row.event;
    return {OutlineLine::Kind::timer,
            {ordered(row.key.due), row.key.instance.number, row.key.arming},
            content.fingerprint(),
            0};
}

OutlineLine line_of(const OutboxRow& row) {
    const auto& n = row.notification;
    Content content;
    content << row.instance.number << row.family.number << row.at << n.message << n.audience << n.fields
            << std::uint64_t{n.late} << std::uint64_t{n.suppressed};
    return {OutlineLine::Kind::outbox, {row.record, row.index}, content.fingerprint(), row.record};
}

OutlineLine delivery_line_of(const OutboxRow& row) {
    Content content;
    content << static_cast<std::uint64_t>(row.delivery) << row.reason;
    for (const auto& each : row.recipients)
        content << each.recipient << static_cast<std::uint64_t>(each.delivery) << each.attempts
                << each.forgiven << std::uint64_t{each.perhaps}
                << (each.outcome ? 1 + static_cast<std::uint64_t>(*each.outcome) : 0) << each.at
                << each.next_at << each.reply << each.last;
    return {OutlineLine::Kind::delivery, {row.record, row.index}, content.fingerprint(), row.record};
}

OutlineLine line_of(const IdempotencyRow& row) {
    Content content;
    content << row.key.key << row.key.body;
    return {OutlineLine::Kind::key, {ordered(row.at), row.record}, content.fingerprint(), row.record};
}

OutlineLine line_of_hold(const std::string& hold) {
    return {OutlineLine::Kind::hold, {}, std::hash<std::string>{}(hold), 0};
}

Outline outline_of(Snapshot& snapshot) {
    Outline outline;
    const auto take = [&](const auto& row) {
        outline.push_back(line_of(row));
        return true;
    };
    snapshot.instances({}, take);
    snapshot.timers({}, take);
    snapshot.outbox({}, [&](const OutboxRow& row) {
        outline.push_back(delivery_line_of(row));
        return take(row);
    });
    snapshot.idempotency(take);
    outline.push_back(line_of_hold(snapshot.hold()));
    sort(outline);
    return outline;
}

void sort(Outline& outline) { std::ranges::sort(outline, {}, &OutlineLine::order); }

void compare(const Outline& expected, const Outline& actual,
             const std::function<void(VerificationFinding)>& report) {
    const auto oldest_key = std::ranges::find(actual, OutlineLine::Kind::key, &OutlineLine::kind);
    const auto forgotten = [&](const OutlineLine& line) {
        return line.kind == OutlineLine::Kind::key &&
               (oldest_key == actual.end() || line.name[0] < oldest_key->name[0]);
    };
    auto e = expected.begin();
    auto a = actual.begin();
    while (e != expected.end() || a != actual.end()) {
        if (a == actual.end() || (e != expected.end() && e->order() < a->order())) {
            if (!forgotten(*e))
                report({e->record, "projections.db lacks " + name_of(*e) + ".", rebuild_cure});
            ++e;
        } else if (e == expected.end() || a->order() < e->order()) {
            report(
                {a->record, "projections.db has " + name_of(*a) + ", the journal does not.", rebuild_cure});
            ++a;
        } else {
            if (e->content != a->content)
                report({e->record,
                        "projections.db says something else than the journal about " + name_of(*e) + ".",
                        rebuild_cure});
            ++e;
            ++a;
        }
    }
}

}  // namespace waymark::runtime
