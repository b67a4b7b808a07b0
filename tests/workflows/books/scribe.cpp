#include "tests/workflows/books/scribe.hpp"

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/messages.hpp"
#include "workflows/runtime/trace.hpp"
#include "workflows/runtime/undo_note.hpp"

namespace waymark::runtime {

namespace {

constexpr std::string_view source = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" name="lamp" datamodel="ecmascript" initial="off">
  <datamodel><data id="count" expr="0"/><data id="seen" expr="[]"/></datamodel>
  <state id="off">
    <transition event="press" cond="count &lt; 1000" target="on"/>
    <transition event="tick"><assign location="count" expr="count + 10"/></transition>
  </state>
  <state id="on">
    <onentry>
      <send id="tick" event="tick" delay="90s"><param name="from" expr="count"/></send>
      <send id="remind" type="urn:waymark:notify" event="lamp.burns" delay="60s"><param name="to" expr="'team'"/></send>
      <send event="own"/>
    </onentry>
    <transition event="own"><assign location="count" expr="count + 1"/></transition>
    <transition event="press" target="off"><cancel sendid="remind"/></transition>
    <transition event="tell">
      <send type="urn:waymark:notify" event="lamp.told"><param name="to" expr="'partner'"/></send>
      <send type="urn:waymark:notify" event="lamp.told"><param name="to" expr="'pam'"/></send>
    </transition>
    <transition event="tick" target="off"><assign location="seen" expr="append(seen, _event.data.from)"/></transition>
  </state>
</scxml>)xml";

constexpr std::uint64_t families = 5;

}  // namespace

Scribe::Scribe(std::uint64_t seed) : random_(seed) {
    auto chart = states::read_chart(source, "lamp.scxml", functions);
    CHECK(chart.ok(), chart.ok() ? "" : chart.error().message);
    definition = {1, "lamp", 1, sha256_hex(source), std::string(source), std::move(chart).value()};
}

InstanceId Scribe::anybody() { return ids.at(below(ids.size())); }

Changes Scribe::anything() {
    if (ids.empty() || below(10) == 0) return start();
    const auto id = anybody();
    const auto& instance = instances.at(id);
    if (!instance->quarantine.empty()) return release(id);
    if (!messages.empty() && below(5) == 0) return deliver();
    if (is_undone(*instance)) return start();
    switch (below(12)) {
        case 0:
            return quarantine(id);
        case 1:
            return hold("held at " + std::to_string(last_.sequence));
        case 2:
            return resume();
        case 3:
        case 4:
        case 5:
            if (!instance->state.timers.empty()) return fire(id);
            [[fallthrough]];
        case 6:
            if (can_undo(id)) return undo(id);
            [[fallthrough]];
        case 7:
            return send(id, "tell");
        default:
            return send(id, "press");
    }
}

Record Scribe::prepare(InstanceId id, Cause cause, states::Event event) {
    Record record;
    record.sequence = last_.sequence + 1;
    record.command = record.sequence;
    record.at = Instant(std::chrono::seconds(1'770'000'000 + record.sequence));
    record.written_at = record.at + std::chrono::milliseconds(below(3));
    record.cause = cause;
    record.event = std::move(event);
    record.person = InstanceId{77};
    if (below(3) == 0) {
        auto& key = record.idempotency.emplace();
        for (auto& byte : key.key) byte = static_cast<std::uint8_t>(below(256));
    }
    if (id.number == 0) return record;
    record.instance = id;
    record.definition = definition.number;
    if (const auto known = instances.find(id); known != instances.end()) {
        const auto& before = *known->second;
        record.family = before.family;
        record.parent = before.parent;
        record.key = before.key;
        record.created_at = before.created_at;
        record.version = before.version + 1;
        record.previous = before.record;
    } else {
        const auto family = below(families);
        record.family = family < ids.size() ? FamilyId{ids[family].number} : family_rooted_at(id);
        if (root_of(record.family) != id) record.parent = root_of(record.family);
        record.key = below(2) == 0 ? "" : "key" + std::to_string(below(3));
        record.created_at = record.at;
        record.version = 1;
    }
    return record;
}

Changes Scribe::start() {
    const InstanceId id{(std::uint64_t{1'770'000'000'000} << 20) + 1'000 * ids.size() + below(1'000)};
    states::State state;
    auto record = prepare(id, Cause::command,
                          {{},
                           states::Event::Type::external,
                           states::Value::Object{{"count", static_cast<double>(below(9))}},
                           {},
                           {},
                           {}});
    stepping_.start(*definition.chart, state, record.event.data, {record.at, to_text(id)}, outcome_);
    ids.push_back(id);
    return write(std::move(record), std::move(state));
}

Changes Scribe::send(InstanceId id, const std::string& event) {
    auto state = instances.at(id)->state;
    auto record = prepare(id, Cause::command, {event, states::Event::Type::external, {}, {}, {}, {}});
    const auto session = to_text(id);
    stepping_.deliver(*definition.chart, state, record.event, {record.at, session}, outcome_);
    return write(std::move(record), std::move(state));
}

Changes Scribe::fire(InstanceId id) {
    auto state = instances.at(id)->state;
    const auto timer = state.timers.at(0);
    const auto session = to_text(id);
    auto record = prepare(id, Cause::timer, states::delivered(timer.send, session));
    record.timer = timer.arming;
    record.late = below(4) == 0;
    stepping_.fire(*definition.chart, state, timer.arming, {}, {record.at, session, record.late}, outcome_);
    return write(std::move(record), std::move(state));
}

Changes Scribe::quarantine(InstanceId id) {
    outcome_.clear();
    return write(prepare(id, Cause::quarantine, {{}, states::Event::Type::external, "evidence", {}, {}, {}}),
                 instances.at(id)->state);
}

Changes Scribe::release(InstanceId id) {
    outcome_.clear();
    return write(prepare(id, Cause::release, {{}, states::Event::Type::external, "seen to", {}, {}, {}}),
                 instances.at(id)->state);
}

bool Scribe::can_undo(InstanceId id) {
    const auto newest = instances.at(id)->record;
    return read_record(journal, newest)->cause == Cause::command &&
           std::ranges::none_of(messages, [&](const auto& each) {
               const auto& [key, row] = each;
               return key.first == newest && (row.delivery != Delivery::pending || !row.recipients.empty());
           });
}

Changes Scribe::undo(InstanceId id) {
    const auto trace = trace_command(journal, instances.at(id)->record);
    const auto before = trace->touched.at(0).before;
    auto state = before == 0 ? states::no_state(*definition.chart)
                             : *states::decode(*definition.chart, read_record(journal, before)->state);
    outcome_.clear();
    outcome_.armed = timers_beyond(state, instances.at(id)->state);
    outcome_.cancelled = timers_beyond(instances.at(id)->state, state);
    const UndoNote note{trace->first.sequence, before, nullptr, trace->messages};
    return write(prepare(id, Cause::undo, {{}, states::Event::Type::external, to_value(note), {}, {}, {}}),
                 std::move(state));
}

Changes Scribe::hold(const std::string& why) {
    return commit(prepare({}, Cause::hold, {{}, states::Event::Type::external, why, {}, {}, {}}), {});
}

Changes Scribe::resume() {
    return commit(prepare({}, Cause::resume, {{}, states::Event::Type::external, "go on", {}, {}, {}}), {});
}

Changes Scribe::deliver() {
    auto at = messages.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(messages.size())));
    const auto& row = at->second;
    DeliveryNote note{row.key(), false, Delivery::pending, {}, row.recipients};
    if (row.recipients.empty()) {
        note.addressed = true;
        if (below(4) == 0) {
            note.delivery = Delivery::dead;
            note.reason = "nobody";
        } else {
            for (std::uint64_t i = 0; i <= below(3); ++i)
                note.recipients.emplace_back().recipient = "r" + std::to_string(i);
        }
    } else {
        note.recipients.resize(1 + below(row.recipients.size()));
        for (auto& each : note.recipients) {
            ++each.attempts;
            each.delivery = below(2) == 0 ? Delivery::retrying : Delivery::bounced;
            each.outcome = Posted::unknown;
            each.perhaps = true;
            each.reply = "reply " + std::to_string(each.attempts);
            each.next_at = Instant(
                std::chrono::milliseconds(1'780'000'000'000 + static_cast<std::int64_t>(below(1'000))));
        }
    }
    return commit(prepare({}, Cause::delivery,
                          {{}, states::Event::Type::external, value_of(std::vector{note}), {}, {}, {}}),
                  {});
}

Changes Scribe::write(Record record, states::State state) {
    for (const auto& send : outcome_.sends)
        append_notifications(send, record.late, record.late, record.notifications);
    record.armed = outcome_.armed;
    record.cancelled = outcome_.cancelled;
    record.verdicts = outcome_.verdicts;
    record.state = states::encode(*definition.chart, state);
    auto after = instance_after(record, definition, std::move(state));
    instances[record.instance] = after;
    Changes changes;
    changes.instances.push_back(std::move(after));
    return commit(record, std::move(changes));
}

Changes Scribe::commit(const Record& record, Changes changes) {
    add_rows(record, changes);
    const auto find = [this](OutboxKey key) {
        const auto known = messages.find(key);
        return known == messages.end() ? std::nullopt : std::optional(known->second);
    };
    CHECK(add_deliveries(record, find, changes).ok());
    for (const auto& row : changes.outbox) {
        messages[row.key()] = row;
        if (row.delivery == Delivery::cancelled) messages.erase(row.key());  // nothing becomes of it any more
    }
    const auto bytes = encode(record);
    hash_ = chain(hash_, bytes);
    Commit commit;
    commit.records.push_back({record.sequence, bytes, hash_});
    journal.append(commit);
    last_ = record;
    return changes;
}

}  // namespace waymark::runtime
