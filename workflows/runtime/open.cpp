// The start of the service: what the files hold comes into memory, new documents are published, and it is
// decided whether timers run.
#include <set>

#include "workflows/runtime/core.hpp"
#include "workflows/runtime/program_check.hpp"
#include "workflows/runtime/replay.hpp"

namespace waymark::runtime {

Done Service::Core::open(const std::string& restored) {
    Done opened = done();
    ports.writer.run([&] {
        opened = load_definitions();
        if (opened) opened = replay();
        if (!opened) return;
        restore_hold();
        remember_keys();
        plant_dues();
        opened = publish();
        if (!opened) return;
        decide_hold(restored);
        std::set<std::string> looked_up;
        for (const auto& lookup : program.lookups) looked_up.insert(lookup.workflow);
        for (const auto& workflow : looked_up)
            reading_.each(workflow, [&](const InstancePtr& instance) { lookups.take(*instance); });
        for (const auto& [workflow, all] : observers)
            reading_.each(workflow, [&](const InstancePtr& instance) {
                for (const auto& observer : all) observer(*instance);
            });
        collect_mail();
        if (prepare) prepare();
        collect_errands();
        writer.drain_all();
    });
    return opened;
}

Done Service::Core::load_definitions() {
    for (const auto& row : ports.journal.definitions())
        if (auto added = published.add(row, row.workflow + ", version " + std::to_string(row.version));
            !added)
            return added;
    return done();
}

Done Service::Core::replay() {
    const auto replayed = replay_tail(
        ports.journal, ports.projection_store,
        [this](std::uint32_t number) { return published.find(number); }, window_,
        [this] { write_back_.finish(holds.now()); });
    if (!replayed) return replayed.error();
    InstanceQuery newest;
    newest.descending = true;
    const auto page = reading_.instances(newest, 1);
    batch_.continue_from(replayed->last, replayed->hash,
                         page.rows.empty() ? InstanceId{} : page.rows.front()->id);
    last_ = replayed->last;
    last_written_at_ = replayed->written_at;
    if (last_ != 0) holds.not_before(last_written_at_);
    holds.accept();
    return done();
}

void Service::Core::restore_hold() {
    Hold hold{ports.projection_store.snapshot()->hold(), {}};
    window_.each_generation([&](const Window::Generation& generation) {
        if (generation.hold) hold.reason = *generation.hold;
    });
    if (hold.reason.empty()) return;
    for (auto sequence = last_; sequence > 0; --sequence) {
        const auto encoded = ports.journal.read(sequence);
        const auto record = encoded ? decode_record(encoded->bytes) : Result<Record>(Error{});
        if (!record || record->cause != Cause::hold) continue;
        hold.since = record->at;
        break;
    }
    holds.set(std::move(hold));
}

void Service::Core::remember_keys() {
    std::vector<IdempotencyRow> rows;
    ports.projection_store.snapshot()->idempotency([&](const IdempotencyRow& row) {
        rows.push_back(row);
        return true;
    });
    window_.each_generation([&](const Window::Generation& generation) {
        rows.insert(rows.end(), generation.idempotency.begin(), generation.idempotency.end());
    });
    std::ranges::sort(rows, {}, &IdempotencyRow::record);
    for (const auto& row : rows) idempotency_.add(row);
}

/// Of families with changes that are not written back the tree may say something too early: loading them
/// corrects it.
void Service::Core::plant_dues() {
    ports.projection_store.snapshot()->earliest_dues(
        [&](FamilyId family, Instant due) { dues_.at_latest(family, due); });
    window_.each_generation([&](const Window::Generation& generation) {
        for (const auto& [id, instance] : generation.instances)
            if (!instance->state.timers.empty())
                dues_.at_latest(instance->family, instance->state.timers.front().due);
    });
}

// All of them or none: a document that does not fit keeps the others out as well.
Done Service::Core::publish() {
    std::vector<bool> unpublished;
    for (const auto& document : program.documents)
        unpublished.push_back(published.unpublished(document).has_value());
    if (std::ranges::find(unpublished, true) == unpublished.end()) return done();
    if (auto fit = fit_to_publish(program, unpublished); !fit) return fit;
    for (const auto& document : program.documents) {
        const auto row = published.unpublished(document);
        if (!row) continue;
        if (auto added = published.add(*row, document.file); !added) return added;
        const states::Value what = states::Value::Object{{"workflow", row->workflow},
                                                         {"version", static_cast<double>(row->version)},
                                                         {"digest", row->digest}};
        if (!writer.note(Cause::publication, what, *row))
            throw StorageFull("no room to publish " + document.file);
    }
    return done();
}

void Service::Core::decide_hold(const std::string& restored) {
    if (holds.held() || last_ == 0) return;
    auto why = restored.empty() ? holds.silence(last_written_at_) : std::optional(restored);
    if (why && !writer.note(Cause::hold, *why))
        throw StorageFull("no room to record that the timers are held");
}

}  // namespace waymark::runtime
