#include "workflows/runtime/trip.hpp"

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/undo_note.hpp"

namespace waymark::runtime {

Done Trip::run(const std::function<void()>& first_step) {
    const auto mark = stage_.batch.mark();
    std::string evidence;
    try {
        first_step();
        carry_out();
        return done();
    } catch (const InternalFault& fault) {
        evidence = fault.what();
    } catch (const std::bad_variant_access&) {
        evidence = "a value was not of the kind that it was taken for";
    }
    stage_.batch.roll_back(mark);
    return quarantine(evidence);
}

void Trip::start(const Definition& definition, InstanceId id, std::string key, states::Value arguments) {
    auto record =
        prepare(Cause::command, 0, {{}, states::Event::Type::external, std::move(arguments), {}, {}, {}});
    record.instance = id;
    record.family = family_rooted_at(id);
    record.definition = definition.number;
    record.key = std::move(key);
    record.created_at = origin_.at;
    record.version = 1;
    states::State state;
    stage_.stepping.start(*definition.chart, state, record.event.data, around(to_text(id)), stage_.outcome);
    write(std::move(record), definition, std::move(state));
}

bool Trip::send(const InstancePtr& instance, states::Event event) {
    root_ = stepping_ = instance->id;
    family_ = instance->family;
    const auto facts = facts_of(*instance, event);
    event = with_facts(std::move(event), facts);
    auto state = instance->state;
    stage_.stepping.deliver(*instance->definition->chart, state, event, around(to_text(instance->id)),
                            stage_.outcome);
    if (!stage_.outcome.matched) return false;
    write(prepare(*instance, Cause::command, 0, std::move(event)), *instance->definition, std::move(state));
    return true;
}

void Trip::fire(const InstancePtr& instance, const states::Timer& timer) {
    root_ = stepping_ = instance->id;
    family_ = instance->family;
    const auto session = to_text(instance->id);
    auto event = states::delivered(timer.send, session);
    const auto facts = facts_of(*instance, event);
    auto record = prepare(*instance, Cause::timer, 0, with_facts(std::move(event), facts));
    record.timer = timer.arming;
    auto state = instance->state;
    stage_.stepping.fire(*instance->definition->chart, state, timer.arming, facts, around(session),
                         stage_.outcome);
    write(std::move(record), *instance->definition, std::move(state));
}

void Trip::release(const InstancePtr& instance, states::Value reason) {
    root_ = stepping_ = instance->id;
    family_ = instance->family;
    stage_.outcome.clear();
    write(prepare(*instance, Cause::release, 0,
                  {{}, states::Event::Type::external, std::move(reason), {}, {}, {}}),
          *instance->definition, instance->state);
}

void Trip::restore(const InstancePtr& instance, const Definition& definition, states::State state,
                   states::Value what) {
    root_ = stepping_ = instance->id;
    family_ = instance->family;
    stage_.outcome.clear();
    stage_.outcome.armed = timers_beyond(state, instance->state);
    stage_.outcome.cancelled = timers_beyond(instance->state, state);
    auto record =
        prepare(*instance, Cause::undo, 0, {{}, states::Event::Type::external, std::move(what), {}, {}, {}});
    record.definition = definition.number;
    write(std::move(record), definition, std::move(state));
}

void Trip::note(Cause cause, states::Value what) {
    const auto record = prepare(cause, 0, {{}, states::Event::Type::external, std::move(what), {}, {}, {}});
    first_ = record.sequence;
    stage_.batch.append(record, nullptr);
}

void Trip::carry_out() {
    return_failures();
    while (auto message = messages_.next()) deliver(std::move(*message));
}

void Trip::deliver(Message message) {
    auto& family = stage_.families.at(message.family);
    if (message.starts) {
        stepping_ = message.sender;
        auto record = prepare(Cause::message, message.record,
                              {{},
                               states::Event::Type::external,
                               std::move(message.arguments),
                               {},
                               to_text(message.sender),
                               std::string(start_type)});
        record.instance = message.receiver;
        record.parent = message.sender;
        record.family = message.family;
        record.definition = message.starts->number;
        record.key = std::move(message.key);
        record.created_at = origin_.at;
        record.version = 1;
        states::State state;
        stage_.stepping.start(*message.starts->chart, state, record.event.data,
                              around(to_text(message.receiver)), stage_.outcome);
        write(std::move(record), *message.starts, std::move(state));
        return_failures();
    }
    const auto receiver = family.find(message.receiver);
    if (message.event.name.empty() || !receiver->state.running) return;
    step(receiver, std::move(message.event), message.record);
    return_failures();
}

void Trip::return_failures() {
    while (!failures_.empty()) {
        const auto failure = std::move(failures_.front());
        failures_.pop_front();
        const auto sender = stage_.families.at(failure.family).find(failure.sender);
        if (!sender->state.running) continue;
        step(sender, {"error.communication", states::Event::Type::platform, {}, failure.sendid, {}, {}},
             failure.record);
    }
}

void Trip::step(const InstancePtr& instance, states::Event event, Sequence caused_by) {
    stepping_ = instance->id;
    const auto facts = facts_of(*instance, event);
    event = with_facts(std::move(event), facts);
    auto state = instance->state;
    stage_.stepping.deliver(*instance->definition->chart, state, event, around(to_text(instance->id)),
                            stage_.outcome);
    write(prepare(*instance, Cause::message, caused_by, std::move(event)), *instance->definition,
          std::move(state));
}

Record Trip::prepare(Cause cause, Sequence caused_by, states::Event event) const {
    Record record;
    record.sequence = stage_.batch.next();
    record.at = origin_.at;
    record.written_at = stage_.batch.now();
    record.command = first_ == 0 ? record.sequence : first_;
    record.cause = cause;
    record.caused_by = caused_by;
    record.person = origin_.person;
    record.token = origin_.token;
    record.event = std::move(event);
    record.late = origin_.late;
    if (first_ == 0) record.idempotency = origin_.idempotency;
    record.rulebook = stage_.program.rulebook;
    return record;
}

Record Trip::prepare(const Instance& instance, Cause cause, Sequence caused_by, states::Event event) const {
    auto record = prepare(cause, caused_by, std::move(event));
    record.instance = instance.id;
    record.parent = instance.parent;
    record.family = instance.family;
    record.definition = instance.definition->number;
    record.key = instance.key;
    record.created_at = instance.created_at;
    record.version = instance.version + 1;
    record.previous = instance.record;
    return record;
}

/// The step is in stage_.outcome.
void Trip::write(Record record, const Definition& definition, states::State state) {
    CHECK(++records_ <= most_records, "one event moved more than " + std::to_string(most_records) +
                                          " times an instance: the workflows answer each other without end");
    if (first_ == 0) {
        first_ = record.sequence;
        family_ = record.family;
    }
    send_out(record);
    record.state = states::encode(*definition.chart, state);
    record.armed = std::move(stage_.outcome.armed);
    record.cancelled = std::move(stage_.outcome.cancelled);
    record.verdicts.swap(stage_.outcome.verdicts);
    for (const auto& timer : record.armed) armed_.push_back(timer_row(record.instance, record.family, timer));
    stage_.batch.append(record, instance_after(record, definition, std::move(state)));
    record.verdicts.swap(stage_.outcome.verdicts);  // their memory is used again
}

void Trip::send_out(Record& record) {
    for (const auto& send : stage_.outcome.sends) {
        const bool sent =
            send.type == notify_type
                ? append_notifications(send, origin_.late, origin_.suppressed, record.notifications)
                : messages_.post(send, record, record.addressed);
        if (!sent) failures_.push_back({record.instance, record.family, record.sequence, send.id});
    }
}

states::Value Trip::facts_of(const Instance& instance, const states::Event& event) const {
    return facts_for(
        stage_.program, instance, event, origin_.at,
        [this](std::string_view lookup, std::string_view key) { return stage_.find(lookup, key); });
}

states::Surroundings Trip::around(std::string_view session_id) const {
    return {origin_.at, session_id, origin_.late};
}

Error Trip::quarantine(const std::string& evidence) {
    first_ = 0;
    const auto& family = stage_.families.at(family_);
    auto faulty = family.find(stepping_);
    if (!faulty) faulty = family.find(root_);
    Error error{"quarantined",
                "A fault of the service stopped this step; nothing of it happened. " +
                    (faulty ? "The instance " + to_text(faulty->id) +
                                  " is quarantined: look at the evidence, then release it."
                            : std::string("No instance was started. Report the evidence.")),
                {},
                states::Value::Object{{"evidence", evidence}}};
    if (!faulty) return error;
    error.details = error.details.with("instance", to_text(faulty->id));
    stage_.outcome.clear();
    origin_.idempotency.reset();
    records_ = 0;
    write(prepare(*faulty, Cause::quarantine, 0, {{}, states::Event::Type::external, evidence, {}, {}, {}}),
          *faulty->definition, faulty->state);
    return error;
}

}  // namespace waymark::runtime
