// What comes in bulk: each slice is a commit of its own on the writer's thread, between two batches, so that
// commands wait for one of them at most.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/core.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

namespace {

/// What `act` does on the writer's thread, with the housekeeping behind it. Errors: "storage-full".
template <class Act>
Done on_writer(Ports& ports, Act act) {
    auto outcome = done();
    ports.writer.run([&] {
        try {
            outcome = act();
            ports.journal.settle();
        } catch (const StorageFull&) {
            outcome = storage_full();
        }
    });
    return outcome;
}

}  // namespace

Result<Bulk::Put> Service::Core::keep_slice(const Actor& actor, InstanceId owner, std::uint32_t number,
                                            std::string_view bytes) {
    if (ports.bulk == nullptr || !program.takes_slice) return not_found("instance " + to_text(owner));
    auto put = Bulk::Put::kept;
    auto kept = on_writer(ports, [&]() -> Done {
        if (writer.stopping()) return stopping_now();
        const auto instance = find_for(stage_, actor, owner);
        if (!instance) return instance.error();
        if (!(*instance)->quarantine.empty()) return quarantined(**instance);
        if (auto takes = program.takes_slice(actor, **instance, number, bytes); !takes) return takes;
        put = ports.bulk->put(owner, number, bytes);
        if (put != Bulk::Put::different) return done();
        return Error{"slice-different",
                     "Part " + std::to_string(number) +
                         " is here already with other content. Discard this one and begin anew.",
                     {},
                     {}};
    });
    if (!kept) return std::move(kept).error();
    return put;
}

Done Service::Core::replace_slice(InstanceId owner, std::uint32_t number, std::string_view bytes) {
    CHECK(ports.bulk != nullptr, "there is no place for slices");
    return on_writer(ports, [&] {
        if (ports.bulk->put(owner, number, bytes) == Bulk::Put::different) {
            ports.bulk->erase(owner, number);
            ports.bulk->put(owner, number, bytes);
        }
        return done();
    });
}

void Service::Core::drop_slices(InstanceId owner) {
    ports.writer.post([this, owner] {
        const auto left = ports.bulk->slices(owner);
        if (left.empty()) return;
        try {
            ports.bulk->erase(owner, left.back());
        } catch (const StorageFull&) {  // the next start goes on with it
            return;
        }
        ports.journal.settle();
        if (left.size() > 1) drop_slices(owner);
    });
}

}  // namespace waymark::runtime
