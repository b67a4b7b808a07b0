// The outbox among the questions: its rows change one by one, by what became of each message.
#include <limits>
#include <map>
#include <ranges>

#include "workflows/runtime/delivery_note.hpp"
#include "workflows/runtime/overlay.hpp"
#include "workflows/runtime/reading.hpp"

namespace waymark::runtime {

namespace {

/// The newest of each message in the window.
std::map<OutboxKey, const OutboxRow*> newest_of(const Window::View<OutboxRow>& view) {
    std::map<OutboxKey, const OutboxRow*> newest;
    for (const auto& chunk : view.changed | std::views::reverse)
        for (const auto& row : *chunk | std::views::reverse) newest.try_emplace(row->key(), row.get());
    return newest;
}

/// The one before, in the order of keys.
OutboxKey predecessor(OutboxKey key) {
    if (key.second > 0) return {key.first, key.second - 1};
    return {key.first - 1, std::numeric_limits<std::uint32_t>::max()};
}

}  // namespace

std::optional<OutboxRow> find_message(const Window& window, Projections& projections, OutboxKey key) {
    // The window first: what leaves it is in every snapshot made afterwards.
    if (const auto row = window.find(key)) return *row;
    std::optional<OutboxRow> found;
    OutboxQuery query;
    query.after = predecessor(key);
    projections.snapshot()->outbox(query, [&](const OutboxRow& row) {
        if (row.key() == key) found = row;
        return false;
    });
    return found;
}

std::optional<OutboxRow> Reading::message(OutboxKey key) const {
    return find_message(window_, projections_, key);
}

Result<std::vector<Attempt>> Reading::attempts(const OutboxRow& row) const {
    std::vector<Attempt> attempts;
    for (const auto& recipient : row.recipients) {
        for (auto sequence = recipient.last; sequence != 0;) {
            const auto found = record(sequence);
            if (!found) return found.error();
            const auto notes = delivery_notes(*found);
            if (!notes) return notes.error();
            sequence = 0;
            for (const auto& note : *notes) {
                if (note.message != row.key()) continue;
                for (const auto& each : note.recipients) {
                    if (each.recipient != recipient.recipient) continue;
                    sequence = each.last;
                    attempts.push_back({found->sequence, found->person, each});
                }
            }
        }
    }
    std::ranges::stable_sort(attempts, {}, &Attempt::record);
    return attempts;
}

void Reading::each_message(const OutboxQuery& query,
                           const std::function<void(const OutboxRow&)>& take) const {
    const auto view = window_.outbox();
    const auto newest = newest_of(view);
    for (const auto& [key, row] : newest)
        if (matches(*row, query)) take(*row);
    view.snapshot->outbox(query, [&](const OutboxRow& row) {
        if (!newest.contains(row.key())) take(row);
        return true;
    });
}

Page<OutboxRow> Reading::outbox(const OutboxQuery& query, std::size_t limit,
                                const std::function<bool(const OutboxRow&)>& shown) const {
    const auto view = window_.outbox();
    const auto newest = newest_of(view);

    const auto before = [&](const OutboxRow& a, const OutboxRow& b) {
        return query.descending ? b.key() < a.key() : a.key() < b.key();
    };
    std::uint64_t total = 0;
    std::vector<OutboxRow> overlay;
    for (const auto& [key, row] : newest) {
        if (!matches(*row, query) || (shown && !shown(*row))) continue;
        ++total;
        if (!query.after || (query.descending ? key < *query.after : key > *query.after))
            overlay.push_back(*row);
    }
    PageMaker maker(std::move(overlay), limit, before);
    const auto hidden = [&](const OutboxRow& row) {
        return newest.contains(row.key()) || (shown && !shown(row));
    };
    view.snapshot->outbox(query, [&](const OutboxRow& row) { return hidden(row) || maker.offer(row); });
    auto page = maker.finish();

    auto all = query;
    all.after.reset();
    if (total <= most_counted)
        view.snapshot->outbox(all, [&](const OutboxRow& row) {
            if (!hidden(row)) ++total;
            return total <= most_counted;
        });
    page.total = std::min(total, most_counted + 1);
    return page;
}

}  // namespace waymark::runtime
