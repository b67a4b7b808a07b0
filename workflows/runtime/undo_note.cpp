#include "workflows/runtime/undo_note.hpp"

#include <algorithm>

namespace waymark::runtime {

namespace {

constexpr double most = 9'007'199'254'740'991;  // 2^53 - 1: no sequence and no instant comes near

std::uint64_t natural(const states::Value& value) {
    if (!value.is_number() || !(value.number() >= 0) || value.number() > most) return 0;
    return static_cast<std::uint64_t>(value.number());
}

std::int64_t integer(const states::Value& value) {
    if (!value.is_number() || !(value.number() >= -most) || value.number() > most) return 0;
    return static_cast<std::int64_t>(value.number());
}

bool truth(const states::Value& value) { return value.is_boolean() && value.boolean(); }

states::Value value_of(const OutboxRow& row) {
    const auto& told = row.notification;
    return states::Value::Object{{"record", row.record},
                                 {"index", std::uint64_t{row.index}},
                                 {"at_us", std::int64_t{row.at.time_since_epoch().count()}},
                                 {"message", told.message},
                                 {"audience", told.audience},
                                 {"late", told.late},
                                 {"fields", told.fields}};
}

OutboxRow row_of(const states::Value& value, const Record& undo) {
    OutboxRow row;
    row.record = natural(value["record"]);
    row.index = static_cast<std::uint32_t>(natural(value["index"]));
    row.instance = undo.instance;
    row.family = undo.family;
    row.at = Instant(std::chrono::microseconds(integer(value["at_us"])));
    row.delivery = Delivery::cancelled;
    row.notification.message = value["message"].string_or("");
    row.notification.audience = value["audience"].string_or("");
    row.notification.late = truth(value["late"]);
    row.notification.fields = value["fields"];
    return row;
}

}  // namespace

states::Value to_value(const UndoNote& note) {
    states::Value::Array cancelled;
    for (const auto& row : note.cancelled) cancelled.push_back(value_of(row));
    return states::Value::Object{
        {"command", note.command},
        {"restored", note.restored == 0 ? states::Value(nullptr) : states::Value(note.restored)},
        {"reason", note.reason},
        {"cancelled", std::move(cancelled)}};
}

UndoNote undo_note(const Record& undo) {
    const auto& data = undo.event.data;
    UndoNote note;
    note.command = natural(data["command"]);
    note.restored = natural(data["restored"]);
    note.reason = data["reason"];
    if (data["cancelled"].is_array())
        for (const auto& each : data["cancelled"].array()) note.cancelled.push_back(row_of(each, undo));
    return note;
}

std::vector<states::Timer> timers_beyond(const states::State& state, const states::State& other) {
    std::vector<states::Timer> beyond;
    for (const auto& timer : state.timers)
        if (std::ranges::find(other.timers, timer.arming, &states::Timer::arming) == other.timers.end())
            beyond.push_back(timer);
    return beyond;
}

}  // namespace waymark::runtime
