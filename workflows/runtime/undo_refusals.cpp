#include "workflows/runtime/undo_refusals.hpp"

#include "workflows/runtime/undo_note.hpp"

namespace waymark::runtime {

namespace {

constexpr const char* correct_it =
    " What was done stands: correct it with another event; `why` says which are possible.";

std::string number(Sequence sequence) { return std::to_string(sequence); }

std::string what_it_is(const Record& record) {
    switch (record.cause) {
        case Cause::command:
            return "is the service's own";
        case Cause::timer:
            return "is a timer's";
        case Cause::quarantine:
            return "is a quarantine";
        case Cause::release:
            return "lets an instance go on after a fault, which changed no state";
        case Cause::hold:
            return "holds the timers";
        case Cause::resume:
            return "let the timers run";
        case Cause::delivery:
            return "tells what became of messages";
        case Cause::publication:
            return "is the publication of a definition";
        case Cause::undo:
            return "is an undo itself; send the event again instead";
        case Cause::message:
            break;
    }
    return "follows from another";
}

/// "the event "withdraw"": what moved the instance, in words.
std::string mover(const Record& record) {
    if (record.cause == Cause::quarantine) return "a quarantine";
    if (record.cause == Cause::release) return "a release from quarantine";
    if (record.cause == Cause::undo) return "an undo";
    if (record.event.name.empty()) return "its start";
    return std::string(record.cause == Cause::timer ? "the timer's event \"" : "the event \"") +
           record.event.name + "\"";
}

}  // namespace

Error nothing_to_undo() {
    return {"not-found",
            "Nothing that you did lately can still be undone. Name the record of the command if it was "
            "somebody else's.",
            {},
            {}};
}

Error not_a_command(const Record& first) {
    return {"undo-not-a-command",
            "Record " + number(first.sequence) + " " + what_it_is(first) +
                ". Only what a person did by an event, or by making something, can be undone.",
            {},
            states::Value::Object{{"record", first.sequence}}};
}

Error undo_too_late(const Record& first, const std::optional<Instant>& until) {
    auto message = until ? "The command of record " + number(first.sequence) + " could be undone until " +
                               waymark::to_text(*until) + "."
                         : "Nothing can be undone here: mail is not held (the setting mail.hold_ms is 0).";
    return {"undo-too-late",
            message + correct_it,
            {},
            states::Value::Object{
                {"record", first.sequence},
                {"until", until ? states::Value(waymark::to_text(*until)) : states::Value(nullptr)}}};
}

Error mail_has_left(const OutboxRow& row) {
    return {"undo-too-late",
            "The message \"" + row.notification.message + "\" to " + row.notification.audience +
                " is not held any more." + correct_it,
            {},
            states::Value::Object{{"record", row.record}, {"until", nullptr}}};
}

Error undo_moved(const Instance& instance, const Trace& trace, const Record& newest) {
    const auto name = "The " + instance.definition->workflow + " " + to_text(instance.id);
    const bool undone_already =
        newest.cause == Cause::undo && undo_note(newest).command == trace.first.sequence;
    auto message = undone_already ? "Record " + number(trace.first.sequence) +
                                        " was undone already, by record " + number(newest.sequence) + "."
                                  : name + " has moved since, by " + mover(newest) + " (record " +
                                        number(newest.sequence) + ", " + waymark::to_text(newest.at) +
                                        "). Undo record " + number(newest.command) +
                                        " first, if that can be, or correct it with another event.";
    return {"undo-moved",
            std::move(message),
            {},
            states::Value::Object{{"instance", to_text(instance.id)},
                                  {"workflow", instance.definition->workflow},
                                  {"record", newest.sequence},
                                  {"command", newest.command},
                                  {"event", newest.event.name}}};
}

}  // namespace waymark::runtime
