// A person takes a command back while its mail is held: each instance that it moved stands again as before
// it, with its timers of then; what it started ends; its messages stay here. All or nothing, in one commit.
#include <algorithm>

#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/personal.hpp"
#include "workflows/runtime/refusals.hpp"
#include "workflows/runtime/undo_note.hpp"
#include "workflows/runtime/undo_refusals.hpp"

namespace waymark::runtime {

namespace {

constexpr Sequence most_looked_at = 10'000;  // records back, for the actor's newest command

/// One instance, and what it becomes.
struct Restoration {
    InstancePtr instance;
    const Definition* definition = nullptr;
    states::State state;
    UndoNote note;
};

/// Committed, or of the batch at hand: timers may just have fired. Errors: "not-found", "bad-record".
Result<Record> find_record(const Stage& stage, Sequence sequence) {
    const auto& waiting = stage.batch.commit().records;
    if (waiting.empty() || sequence < waiting.front().sequence) return read_record(stage.journal, sequence);
    return decode_record(waiting.at(sequence - waiting.front().sequence).bytes);
}

/// Errors: "not-found", "bad-record".
Result<Sequence> newest_of(const Stage& stage, const Actor& actor) {
    const auto last = stage.journal.last().sequence;
    for (auto at = last; at > 0 && last - at < most_looked_at; --at) {
        const auto record = read_record(stage.journal, at);
        if (!record) return record.error();
        if (record->written_at + stage.settings.mail_hold <= stage.batch.now()) break;
        if (record->person == actor.person && record->command == at) return at;
    }
    return nothing_to_undo();
}

Result<Trace> find_trace(const Stage& stage, const Actor& actor, const UndoCommand& undo) {
    const auto record = undo.record == 0 ? newest_of(stage, actor) : Result<Sequence>(undo.record);
    if (!record) return record.error();
    return trace_command(stage.journal, *record);
}

/// The checks that look at the command alone, the role included. Errors: as Service::submit has them.
Done check(const Stage& stage, const Actor& actor, const Trace& trace) {
    const auto& first = trace.first;
    if (first.cause != Cause::command || first.person.number == 0) return not_a_command(first);
    if (first.person != actor.person && !may_operate(stage.program, actor, "undo"))
        return operation_refused("undo what somebody else did");
    const auto until = undo_until(stage.settings, first.at);
    if (!until || *until <= stage.batch.now()) return undo_too_late(first, until);
    for (const auto& row : trace.messages) {
        const auto now = stage.batch.message(row.key()).value_or(row);
        if (now.delivery == Delivery::cancelled) continue;  // it was undone before, which is told below
        if (now.delivery != Delivery::pending || !now.recipients.empty()) return mail_has_left(row);
    }
    return done();
}

/// Errors: "undo-moved": it does not stand where the command left it. "bad-record", "bad-state-blob".
Result<Restoration> restoration(Stage& stage, const Trace& trace, const Touch& touch) {
    Restoration found;
    found.instance = stage.families.at(touch.family).find(touch.instance);
    CHECK(found.instance, "an instance that a command moved is not there");
    const auto records = [&](Sequence sequence) { return find_record(stage, sequence); };
    const auto stands = standing_at(records, found.instance->record);
    if (!stands) return stands.error();
    if (*stands != touch.last) {
        const auto newest = records(found.instance->record);
        return newest ? undo_moved(*found.instance, trace, *newest) : newest.error();
    }
    found.definition = found.instance->definition;
    found.state = states::no_state(*found.definition->chart);
    if (touch.before != 0) {
        const auto before = records(touch.before);
        if (!before) return before.error();
        found.definition = &stage.definitions.at(before->definition);
        auto state = states::decode(*found.definition->chart, before->state);
        if (!state) return std::move(state).error();
        found.state = std::move(state).value();
    }
    found.note = {trace.first.sequence, touch.before, nullptr, {}};
    for (const auto& row : trace.messages)
        if (row.instance == touch.instance) found.note.cancelled.push_back(row);
    return found;
}

/// Under which key others find it; none while it does not run.
std::string claim(const Lookup& lookup, const Instance& instance) {
    return instance.state.running ? lookup.key(instance) : std::string();
}

/// What it held before the command may have been given to somebody since (a taxpayer number, a time): by
/// whoever moved to that key after the command. Errors: "undo-moved".
Done check_claims(const Stage& stage, const Trace& trace, const Restoration& restored) {
    auto again = *restored.instance;
    again.definition = restored.definition;
    again.state = restored.state;
    for (const auto& lookup : stage.program.lookups) {
        if (lookup.workflow != again.definition->workflow) continue;
        const auto key = claim(lookup, again);
        if (key.empty() || key == claim(lookup, *restored.instance)) continue;
        for (const auto& any : stage.program.lookups)
            for (const auto& other : stage.find(any.name, key)) {
                const bool touched =
                    std::ranges::find(trace.touched, other->id, &Touch::instance) != trace.touched.end();
                if (touched || other->record < trace.first.sequence) continue;
                const auto newest = find_record(stage, other->record);
                return newest ? undo_moved(*other, trace, *newest) : newest.error();
            }
    }
    return done();
}

Result<std::vector<Restoration>> restorations(Stage& stage, const Trace& trace) {
    std::vector<Restoration> all;
    for (const auto& touch : trace.touched) {
        auto one = restoration(stage, trace, touch);
        if (!one) return std::move(one).error();
        if (auto free = check_claims(stage, trace, *one); !free) return std::move(free).error();
        all.push_back(std::move(one).value());
    }
    return all;
}

}  // namespace

std::vector<FamilyId> families_of(Stage& stage, const Actor& actor, const UndoCommand& undo) {
    std::vector<FamilyId> families;
    if (const auto trace = find_trace(stage, actor, undo))
        for (const auto& touch : trace->touched)
            if (std::ranges::find(families, touch.family) == families.end()) families.push_back(touch.family);
    return families;
}

Result<Answer> perform(Stage& stage, const Command& command, const UndoCommand& undo) {
    const auto trace = find_trace(stage, command.actor, undo);
    const auto no_record = [&] { return not_found("record " + std::to_string(undo.record)); };
    if (!trace) return undo.record != 0 && trace.error().code == "not-found" ? no_record() : trace.error();
    if (!trace->touched.empty())
        if (auto found = find_for(stage, command.actor, trace->touched.front().instance); !found)
            return no_record();
    if (auto may = check(stage, command.actor, *trace); !may) return std::move(may).error();
    const auto all = restorations(stage, *trace);
    if (!all) return all.error();
    if (const auto version = all->front().instance->version; command.if_version.value_or(version) != version)
        return version_stale(version);

    const auto before = stage.batch.mark();
    states::Value reason = nullptr;
    if (!undo.reason.empty()) {  // free text of a person: it stands where it can be erased
        const auto subject = subject_id(all->front().instance->id, stage.batch.next(), "reason");
        stage.batch.subjects().push_back({subject, states::to_json(undo.reason)});
        reason = subject;
    }
    Trip trip(stage, origin_of(stage, command));
    auto ran = trip.run([&] {
        for (auto one : *all) {
            one.note.reason = reason;
            trip.restore(one.instance, *one.definition, std::move(one.state), to_value(one.note));
        }
    });
    if (!ran) return std::move(ran).error();
    return answer(stage, command, trip, before);
}

}  // namespace waymark::runtime
