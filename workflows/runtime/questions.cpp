// What may be asked, and by whom: the service restricts a question to what the actor may know of, then reads.
#include "workflows/runtime/core.hpp"
#include "workflows/runtime/fields.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

namespace {

bool is_confidential(const Definitions& published, const Record& record) {
    const auto* event = published.at(record.definition).chart->event(record.event.name);
    return event && event->confidential;
}

}  // namespace

bool Service::Core::may_read_book(const Actor& actor, std::string_view book) const {
    return actor.person.number == 0 || !program.may_read_book || program.may_read_book(actor, book);
}

bool Service::Core::is_visible(const Actor& actor, InstanceId id) const {
    const auto instance = reading_.instance(id);
    return instance && may_read(program, actor, *instance);
}

/// A whole book is for those who may read it; of a family or an instance, whoever may know of that.
template <class Query>
Done Service::Core::restrict(const Actor& actor, std::string_view book, Query& query) const {
    if (query.instance) {
        if (!is_visible(actor, *query.instance)) return not_found("instance " + to_text(*query.instance));
        return done();
    }
    if (may_read_book(actor, book)) return done();
    if (!query.family && actor.partner.number != 0) query.family = actor.partner;
    if (!query.family) return operation_refused("read the " + std::string(book) + " of all: name a partner");
    if (!is_visible(actor, root_of(*query.family))) return not_found("family " + to_text(*query.family));
    return done();
}

Result<InstancePtr> Service::Core::instance(const Actor& actor, InstanceId id) {
    auto instance = reading_.instance(id);
    if (!instance || !may_read(program, actor, *instance)) return not_found("instance " + to_text(id));
    return instance;
}

Result<Page<InstancePtr>> Service::Core::instances(const Actor& actor, InstanceQuery query,
                                                   std::size_t limit) {
    if (actor.partner.number != 0) {
        if (query.family && *query.family != actor.partner) return Page<InstancePtr>{};
        query.family = actor.partner;
    }
    return reading_.instances(query, limit, [&](std::string_view workflow, FamilyId family, InstanceId id) {
        return may_read(program, actor, workflow, family, id);
    });
}

std::vector<InstancePtr> Service::Core::look_up(std::string_view lookup, std::string_view key) const {
    const auto& index = lookups.at(lookup);
    std::vector<InstancePtr> found;
    for (const auto id : lookups.find(lookup, key)) {
        auto instance = reading_.instance(id);
        if (instance && index.key(*instance) == key) found.push_back(std::move(instance));
    }
    return found;
}

Result<std::vector<EventChance>> Service::Core::chances(const Actor& actor, InstanceId id) {
    const auto found = instance(actor, id);
    if (!found) return found.error();
    const auto& instance = **found;
    std::vector<EventChance> chances;
    for (auto& possibility : possibilities_for(program, instance, holds.now(), actor, finder())) {
        if (possibility.event->confidential && actor.partner.number != 0) continue;
        const bool role_missing = !may_send(actor, *possibility.event);
        const bool allowed =
            !role_missing && instance.quarantine.empty() && possibility.chance != states::Chance::no;
        auto declaration = *possibility.event;
        declaration.form = form_for(program, actor, instance.definition->workflow, declaration);
        chances.push_back({std::move(declaration), allowed, role_missing, std::move(possibility)});
    }
    return chances;
}

Result<Page<TimerRow>> Service::Core::timers(const Actor& actor, TimerQuery query, std::size_t limit) {
    if (auto may = restrict(actor, "timers", query); !may) return std::move(may).error();
    if (may_read_book(actor, "timers")) return reading_.timers(query, limit);
    return reading_.timers(query, limit,
                           [&](const TimerRow& row) { return is_visible(actor, row.key.instance); });
}

Result<Page<OutboxRow>> Service::Core::outbox(const Actor& actor, OutboxQuery query, std::size_t limit) {
    if (auto may = restrict(actor, "outbox", query); !may) return std::move(may).error();
    if (may_read_book(actor, "outbox")) return reading_.outbox(query, limit);
    return reading_.outbox(query, limit, [&](const OutboxRow& row) {
        return may_read_message(program, actor, row.notification) && is_visible(actor, row.instance);
    });
}

Result<Correspondence> Service::Core::message(const Actor& actor, InstanceId instance, OutboxKey key) {
    auto row = reading_.message(key);
    if (!row || row->instance != instance || !is_visible(actor, instance)) return not_found("message");
    if (!may_read_message(program, actor, row->notification)) return not_found("message");
    auto cause = reading_.record(key.first);
    if (!cause) return std::move(cause).error();
    if (actor.partner.number != 0 && is_confidential(published, *cause)) return not_found("message");
    auto attempts = reading_.attempts(*row);
    if (!attempts) return std::move(attempts).error();
    return Correspondence{*std::move(row), std::move(cause).value(), std::move(attempts).value()};
}

Result<Page<Record>> Service::Core::history(const Actor& actor, InstanceId id, Sequence before,
                                            std::size_t limit) {
    const auto found = instance(actor, id);
    if (!found) return found.error();
    if (actor.partner.number == 0) return reading_.history(id, before, limit);
    return reading_.history(id, before, limit,
                            [this](const Record& record) { return is_confidential(published, record); });
}

Result<Page<Record>> Service::Core::journal(const Actor& actor, Sequence from, std::size_t limit) {
    if (!may_read_book(actor, "journal")) return operation_refused("read the journal");
    return reading_.journal(from, limit);
}

Result<std::vector<const Definition*>> Service::Core::definitions(const Actor& actor) {
    if (!may_read_book(actor, "definitions")) return operation_refused("read the definitions");
    return published.all();
}

}  // namespace waymark::runtime
