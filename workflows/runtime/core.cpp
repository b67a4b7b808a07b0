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
      batch_(families_, [this](OutboxKey key) { return find_message(window_, ports.projection_store, key); }),
      stage_{program, settings, published, lookups, holds, families_, batch_, ports.journal, {}, {}},
      write_back_(window_, ports.projection_store, ports.projections, settings.window_rows,
                  settings.idempotency_kept),
      idempotency_(settings.idempotency_keys, settings.idempotency_kept),
      reading_(ports.projection_store, window_, ports.journal,
               [this](std::uint32_t number) { return published.find(number); }),
      courier_(
          ports.mail, program, settings, holds, reading_, ports.journal,
          [this](Command command, Service::Reply reply) {
              writer.submit(std::move(command), std::move(reply));
          },
          [this](std::vector<DeliveryTask> tasks) {
              ports.writer.post([this, tasks = std::move(tasks)] {
                  courier_.give_back(tasks);
                  writer.drain();
              });
          }),
      errands_(
          program, finder(),
          [this](Command command, Service::Reply reply) {
              writer.submit(std::move(command), std::move(reply));
          },
          ports.slow, [this](const Errand& errand) { return find_out(errand); }),
      writer(ports, stage_, dues_, window_, write_back_, idempotency_, courier_,
             [this](const Changes& changes) { committed(changes); }) {
    for (const auto& [workflow, observer] : program.observers) observers[workflow].push_back(observer);
}

void Service::Core::close() {
    // What came back of letters is recorded while commands are still taken: twice, as the first may wait for
    // a command that is being done.
    courier_.stop();
    catch_up();
    writer.stop();
    ports.writer.run([this] {
        writer.drain_all();
        ports.writer.set_alarm(Instant::max(), {});
    });
    errands_.settle();
    ports.writer.run([] {});  // what was refused while stopping is answered
    courier_.settle();
    try {
        write_back_.finish(holds.now());
    } catch (const StorageFull&) {  // the journal has it all; the next start writes it back
    }
}

void Service::Core::advance(Instant to, const std::function<void(Instant)>& set) {
    const std::lock_guard lock(advancing_);
    ports.writer.run([this] { writer.clock_is_moved(true); });
    catch_up();  // what a kill interrupted belongs to where the clock stands
    for (;;) {
        std::optional<Instant> due;
        bool full = false;
        ports.writer.run([&] {
            due = writer.next_due();
            if (const auto mail = courier_.next_due(); mail && !holds.held())
                due = due ? std::min(*due, *mail) : mail;
            full = writer.disk_full();
        });
        if (full) throw StorageFull("the disk is full: the clock stands at " + waymark::to_text(holds.now()));
        if (!due || *due > to) break;
        set(std::max(*due, holds.now()));
        catch_up();
    }
    set(to);
    ports.writer.run([this] { writer.clock_is_moved(false); });
    catch_up();
}

void Service::Core::catch_up() {
    for (bool quiet = false; !quiet;) {
        const auto begun = courier_.begun();
        ports.writer.run([this] { writer.drain_all(); });
        const bool settled = courier_.settle();
        errands_.settle();
        ports.writer.run([&] {
            quiet = writer.disk_full() ||
                    (settled && writer.idle() && errands_.idle() && courier_.begun() == begun);
        });
    }
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
    for (const auto& row : changes.outbox) courier_.take(row);
    if (program.errands.empty()) return;
    for (const auto& instance : changes.instances) errands_.take(*instance);
    errands_.go_on();
}

void Service::Core::collect_errands() {
    for (const auto& source : program.errands)
        reading_.each(source.workflow, [this](const InstancePtr& instance) { errands_.take(*instance); });
    errands_.go_on();
}

void Service::Core::collect_mail() {
    if (!courier_.delivers()) return;
    for (const auto delivery : {Delivery::pending, Delivery::retrying}) {
        OutboxQuery query;
        query.delivery = delivery;
        reading_.each_message(query, [this](const OutboxRow& row) { courier_.take(row); });
    }
}

std::unique_ptr<Inquiry> Service::Core::inquiry() const {
    return std::make_unique<CommittedInquiry>(reading_, ports.journal);
}

}  // namespace waymark::runtime
