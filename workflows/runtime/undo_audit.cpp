#include "workflows/runtime/undo_audit.hpp"

#include "workflows/runtime/undo_note.hpp"

namespace waymark::runtime {

namespace {

bool same(const std::vector<states::Timer>& a, const std::vector<states::Timer>& b) {
    return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
        return x.arming == y.arming && x.due == y.due && x.send.id == y.send.id &&
               x.send.event == y.send.event;
    });
}

bool same(const OutboxRow& a, const OutboxRow& b) {
    const auto& x = a.notification;
    const auto& y = b.notification;
    return a.record == b.record && a.index == b.index && a.at == b.at && x.message == y.message &&
           x.audience == y.audience && x.fields == y.fields && x.late == y.late;
}

}  // namespace

std::optional<VerificationFinding> UndoAudit::next(const Record* record) {
    if (undo_ == 0 || (record && record->command == undo_)) return std::nullopt;
    const auto ended = std::exchange(undo_, 0);
    if (restored_ == undone_.touched.size()) return std::nullopt;
    return VerificationFinding{ended,
                               "The undo of record " + std::to_string(undone_.first.sequence) + " restores " +
                                   std::to_string(restored_) + " of " +
                                   std::to_string(undone_.touched.size()) + " instances.",
                               {}};
}

/// The first record of an undo says which command it takes back.
std::string UndoAudit::begin(const Record& record) {
    const auto command = undo_note(record).command;
    undone_ = {};
    restored_ = 0;
    undo_ = record.sequence;
    if (command == 0 || command >= record.sequence) return "the undo names no command before it";
    auto trace = trace_command(journal_, command);
    if (!trace) return "the undone command cannot be read: " + trace.error().message;
    undone_ = std::move(trace).value();
    if (undone_.first.sequence != command || undone_.first.cause != Cause::command)
        return "record " + std::to_string(command) + " is no command that can be undone";
    return {};
}

std::string UndoAudit::difference(const Record& record, const Instance* before,
                                  const DefinitionOf& definition_of) {
    if (record.command == record.sequence)
        if (auto wrong = begin(record); !wrong.empty()) return wrong;
    if (before == nullptr || record.command != undo_ || restored_ >= undone_.touched.size() ||
        undone_.touched[restored_].instance != record.instance)
        return "the undo restores an instance that the command did not touch, or out of order";
    return check_state(record, *before, undone_.touched[restored_++], definition_of);
}

std::string UndoAudit::check_state(const Record& record, const Instance& before, const Touch& touch,
                                   const DefinitionOf& definition_of) {
    const auto records = [&](Sequence sequence) { return read_record(journal_, sequence); };
    const auto stood = standing_at(records, before.record);
    if (!stood || *stood != touch.last) return "it had moved since the command that is undone";
    const auto note = undo_note(record);
    if (note.command != undone_.first.sequence || note.restored != touch.before)
        return "the undo names another command or another state than the one before it";
    const auto* definition = definition_of(record.definition);
    auto expected = states::encode(*definition->chart, states::no_state(*definition->chart));
    if (touch.before != 0) {
        auto earlier = read_record(journal_, touch.before);
        if (!earlier) return "the restored record cannot be read: " + earlier.error().message;
        if (earlier->definition != record.definition) return "the undo changes the definition";
        expected = std::move(earlier->state);
    }
    if (record.state != expected) return "the undo restores another state than the one before the command";
    const auto now = states::decode(*definition->chart, record.state);
    const auto then = states::decode(*before.definition->chart, before.blob);
    if (!now || !then) return "a state of the undo cannot be read";
    if (!same(record.armed, timers_beyond(*now, *then)) ||
        !same(record.cancelled, timers_beyond(*then, *now)))
        return "the undo arms or cancels other timers than the states say";
    if (!record.notifications.empty() || !record.addressed.empty()) return "an undo tells nobody anything";
    std::vector<OutboxRow> held;
    for (const auto& row : undone_.messages)
        if (row.instance == record.instance) held.push_back(row);
    if (!std::ranges::equal(note.cancelled, held, [](const auto& a, const auto& b) { return same(a, b); }))
        return "the undo cancels other messages than the command had";
    return {};
}

}  // namespace waymark::runtime
