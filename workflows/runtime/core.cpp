#include "workflows/runtime/core.hpp"

#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

Service::Core::Core(Ports with, const Program& of, Settings so)
    : ports(with),
      program(of),
      settings(so),
      published(*of.functions),
      lookups(program),
      holds(ports.clock, settings),
      window_(ports.projection_store),
      families_(window_, ports.projection_store, published, dues_, settings.cached_instances),
      batch_(families_),
      stage_{program, settings, published, lookups, holds, families_, batch_, {}, {}},
      write_back_(window_, ports.projection_store, ports.projections, settings.window_rows,
                  settings.idempotency_kept),
      idempotency_(settings.idempotency_keys, settings.idempotency_kept),
      reading_(ports.projection_store, window_, ports.journal,
               [this](std::uint32_t number) { return published.find(number); }),
      writer(ports, stage_, dues_, window_, write_back_, idempotency_,
             [this](const Changes& changes) { committed(changes); }) {
    for (const auto& [workflow, observer] : program.observers) observers[workflow].push_back(observer);
}

void Service::Core::close() {
    writer.stop();
    ports.writer.run([this] {
        writer.drain_all();
        ports.writer.set_alarm(Instant::max(), {});
    });
    try {
        write_back_.finish(holds.now());
    } catch (const StorageFull&) {  // the journal has it all; the next start writes it back
    }
}

void Service::Core::advance(Instant to, const std::function<void(Instant)>& set) {
    const std::lock_guard lock(advancing_);
    ports.writer.run([this] { writer.clock_is_moved(true); });
    for (;;) {
        std::optional<Instant> due;
        bool full = false;
        ports.writer.run([&] {
            due = writer.next_due();
            full = writer.disk_full();
        });
        if (full) throw StorageFull("the disk is full: the clock stands at " + waymark::to_text(holds.now()));
        if (!due || *due > to) break;
        set(std::max(*due, holds.now()));
        ports.writer.run([this] { writer.drain_all(); });
    }
    set(to);
    ports.writer.run([this] {
        writer.clock_is_moved(false);
        writer.drain_all();
    });
}

Done Service::Core::backup(const Actor& actor, const std::string& folder) {
    if (!may_operate(program, actor, "backup")) return operation_refused("make a backup");
    try {
        // In this order the copy of the projections cannot be ahead of the copy of the journal.
        ports.projection_store.copy_to(folder + "/projections.db");
        ports.journal.copy_to(folder + "/journal.db");
    } catch (const StorageFull& full) {
        return Error{"storage-full", std::string("The backup has no room: ") + full.what(), folder, {}};
    }
    return done();
}

void Service::Core::committed(const Changes& changes) {
    if (!program.lookups.empty())
        for (const auto& instance : changes.instances) lookups.take(*instance);
    if (commit_observer)
        for (const auto& instance : changes.instances) commit_observer(*instance);
    if (!observers.empty())
        for (const auto& instance : changes.instances)
            if (const auto found = observers.find(instance->definition->workflow); found != observers.end())
                for (const auto& observer : found->second) observer(*instance);
    if (!ports.network) return;
    if (changes.hold) {
        if (changes.hold->empty()) deliver_pending();
        return;
    }
    if (holds.held()) return;  // what waits is delivered when a person lets the service go on
    for (const auto& row : changes.outbox) deliver(row);
}

void Service::Core::deliver(const OutboxRow& row) {
    if (row.delivery != Delivery::pending) return;
    ports.network->deliver(row, [this, row](Delivery delivery) {
        auto changed = row;
        changed.delivery = delivery;
        window_.delivered(changed);
    });
}

void Service::Core::deliver_pending() {
    OutboxQuery query;
    query.delivery = Delivery::pending;
    for (bool more = true; more;) {
        const auto page = reading_.outbox(query, 1'000);
        for (const auto& row : page.rows) deliver(row);
        if (!page.rows.empty()) query.after = {page.rows.back().record, page.rows.back().index};
        more = page.more;
    }
}

}  // namespace waymark::runtime
