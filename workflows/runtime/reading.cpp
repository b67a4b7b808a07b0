#include "workflows/runtime/reading.hpp"

#include "workflows/runtime/derivation.hpp"
#include "workflows/runtime/overlay.hpp"
#include "workflows/runtime/trace.hpp"

namespace waymark::runtime {

namespace {

using Sort = InstanceQuery::Sort;

std::uint64_t sort_key(const Instance& instance, Sort sort) {
    return sort == Sort::created ? instance.id.number : instance.record;
}

bool matches(const Instance& instance, const InstanceQuery& query) {
    return (query.workflow.empty() || instance.definition->workflow == query.workflow) &&
           (query.key.empty() || instance.key == query.key) &&
           (!query.family || instance.family == *query.family) &&
           (query.state.empty() || principal_state(instance) == query.state);
}

/// `key` stands behind the page before.
template <class Key>
bool is_behind(const Key& key, const std::optional<Key>& after, bool descending) {
    return !after || (descending ? key < *after : key > *after);
}

bool matches(const Instance& instance, const TimerQuery& query) {
    return (!query.family || instance.family == *query.family) &&
           (!query.instance || instance.id == *query.instance);
}

}  // namespace

Reading::Reading(Projections& projections, Window& window, Journal& journal, DefinitionOf definition_of)
    : projections_(projections),
      window_(window),
      journal_(journal),
      definition_of_(std::move(definition_of)) {}

InstancePtr Reading::of_row(const InstanceRow& row) const {
    const auto* definition = definition_of_(row.definition);
    CHECK(definition != nullptr, "the row of instance " + to_text(row.id) + " names an unknown definition");
    return instance_of(row, *definition);
}

InstancePtr Reading::instance(InstanceId id) const {
    // The window first: what leaves it meanwhile is in the snapshot, which is taken afterwards.
    if (auto found = window_.find(id)) return found;
    const auto row = projections_.snapshot()->instance(id);
    return row ? of_row(*row) : nullptr;
}

std::vector<InstancePtr> Reading::family(FamilyId family) const {
    const auto view = window_.instances(family);
    const auto newest = newest_of(view);
    std::vector<InstancePtr> members;
    for (const auto& [id, instance] : newest) members.push_back(instance);
    for (const auto& row : view.snapshot->family(family))
        if (!newest.contains(row.id)) members.push_back(of_row(row));
    std::ranges::sort(members, {}, [](const InstancePtr& member) { return member->id; });
    return members;
}

void Reading::each(const std::string& workflow, const std::function<void(const InstancePtr&)>& take) const {
    const auto view = window_.instances();
    const auto newest = newest_of(view);
    for (const auto& [id, instance] : newest)
        if (instance->definition->workflow == workflow) take(instance);
    InstanceQuery query;
    query.workflow = workflow;
    view.snapshot->instances(query, [&](const InstanceRow& row) {
        if (!newest.contains(row.id)) take(of_row(row));
        return true;
    });
}

Page<InstancePtr> Reading::instances(const InstanceQuery& query, std::size_t limit,
                                     const Visible& visible) const {
    const auto view = window_.instances(query.family);
    const auto newest = newest_of(view);
    const auto shown = [&](std::string_view workflow, FamilyId family, InstanceId id) {
        return !visible || visible(workflow, family, id);
    };

    std::uint64_t total = 0;
    std::vector<InstancePtr> overlay;
    for (const auto& [id, instance] : newest) {
        if (!matches(*instance, query) || !shown(instance->definition->workflow, instance->family, id))
            continue;
        ++total;
        if (is_behind(sort_key(*instance, query.sort), query.after, query.descending))
            overlay.push_back(instance);
    }
    PageMaker maker(std::move(overlay), limit, [&](const InstancePtr& a, const InstancePtr& b) {
        const auto left = sort_key(*a, query.sort), right = sort_key(*b, query.sort);
        return query.descending ? left > right : left < right;
    });
    view.snapshot->instances(query, [&](const InstanceRow& row) {
        if (newest.contains(row.id) || !shown(row.workflow, row.family, row.id)) return true;
        return maker.offer(of_row(row));
    });
    auto page = maker.finish();

    auto all = query;
    all.after.reset();
    if (total <= most_counted)
        view.snapshot->instance_keys(all, [&](InstanceId id, FamilyId family, const std::string& workflow) {
            if (!newest.contains(id) && shown(workflow, family, id)) ++total;
            return total <= most_counted;
        });
    page.total = std::min(total, most_counted + 1);
    return page;
}

Page<TimerRow> Reading::timers(const TimerQuery& query, std::size_t limit,
                               const std::function<bool(const TimerRow&)>& shown) const {
    const auto view = window_.instances(query.family);
    const auto newest = newest_of(view);
    std::uint64_t total = 0;
    std::vector<TimerRow> overlay;
    for (const auto& [id, instance] : newest) {
        if (!matches(*instance, query)) continue;
        for (const auto& timer : instance->state.timers) {
            auto row = timer_row(id, instance->family, timer);
            if (shown && !shown(row)) continue;
            ++total;
            if (is_behind(row.key, query.after, false)) overlay.push_back(std::move(row));
        }
    }
    PageMaker maker(std::move(overlay), limit,
                    [](const TimerRow& a, const TimerRow& b) { return a.key < b.key; });
    const auto hidden = [&](const TimerRow& row) {
        return newest.contains(row.key.instance) || (shown && !shown(row));
    };
    view.snapshot->timers(query, [&](const TimerRow& row) { return hidden(row) || maker.offer(row); });
    auto page = maker.finish();

    auto all = query;
    all.after.reset();
    if (total <= most_counted)
        view.snapshot->timers(all, [&](const TimerRow& row) {
            if (!hidden(row)) ++total;
            return total <= most_counted;
        });
    page.total = std::min(total, most_counted + 1);
    return page;
}

Result<Record> Reading::record(Sequence sequence) const { return read_record(journal_, sequence); }

/// Of the chain of an instance's records that begins here, `most` at most.
std::uint64_t Reading::count_shown(Sequence from, const std::function<bool(const Record&)>& hidden,
                                   std::uint64_t most) const {
    std::uint64_t shown = 0;
    while (from != 0 && shown < most) {
        const auto found = record(from);
        if (!found) break;
        from = found->previous;
        if (!hidden(*found)) ++shown;
    }
    return shown;
}

Result<Page<Record>> Reading::history(InstanceId id, Sequence before, std::size_t limit,
                                      const std::function<bool(const Record&)>& hidden) const {
    const auto newest = instance(id);
    if (!newest) return Error{"not-found", "There is no instance " + to_text(id) + ".", {}, {}};
    auto next = newest->record;
    if (before != 0) {
        const auto last = record(before);
        if (!last) return last.error();
        if (last->instance != id)
            return Error{"not-found",
                         "Record " + std::to_string(before) + " is none of instance " + to_text(id) + ".",
                         {},
                         {}};
        next = last->previous;
    }
    Page<Record> page;
    page.total = std::min<std::uint64_t>(newest->version, most_counted + 1);
    while (next != 0 && page.rows.size() < limit) {
        auto found = record(next);
        if (!found) return std::move(found).error();
        next = found->previous;
        if (!hidden || !hidden(*found)) page.rows.push_back(std::move(found).value());
    }
    if (hidden) {  // neither the number nor a next page may tell of what is passed over
        page.total = count_shown(newest->record, hidden, most_counted + 1);
        page.more = count_shown(next, hidden, 1) > 0;
    } else {
        page.more = next != 0;
    }
    return page;
}

Result<Page<Record>> Reading::journal(Sequence from, std::size_t limit) const {
    Page<Record> page;
    Done read = done();
    journal_.scan(from, [&](const EncodedRecord& encoded) {
        if (page.rows.size() == limit) {
            page.more = true;
            return false;
        }
        auto record = decode_record(encoded.bytes);
        if (record) {
            page.rows.push_back(std::move(record).value());
        } else {
            read = std::move(record).error();
        }
        return read.ok();
    });
    if (!read) return std::move(read).error();
    page.total = std::min<std::uint64_t>(journal_.last().sequence, most_counted + 1);
    return page;
}

}  // namespace waymark::runtime
