// The outbox among the questions: its rows change one by one, by what became of each message.
#include <map>
#include <ranges>

#include "workflows/runtime/overlay.hpp"
#include "workflows/runtime/reading.hpp"

namespace waymark::runtime {

namespace {

using Key = Window::OutboxKey;

bool matches(const OutboxRow& row, const OutboxQuery& query) {
    return (!query.family || row.family == *query.family) &&
           (!query.instance || row.instance == *query.instance) &&
           (!query.delivery || row.delivery == *query.delivery);
}

Key key_of(const OutboxRow& row) { return {row.record, row.index}; }

}  // namespace

Page<OutboxRow> Reading::outbox(const OutboxQuery& query, std::size_t limit) const {
    const auto view = window_.outbox();
    std::map<Key, const OutboxRow*> newest;
    for (const auto& chunk : view.changed | std::views::reverse)
        for (const auto& row : *chunk | std::views::reverse) newest.try_emplace(key_of(*row), row.get());

    const auto before = [&](const OutboxRow& a, const OutboxRow& b) {
        return query.descending ? key_of(b) < key_of(a) : key_of(a) < key_of(b);
    };
    std::uint64_t total = 0;
    std::vector<OutboxRow> overlay;
    for (const auto& [key, row] : newest) {
        if (!matches(*row, query)) continue;
        ++total;
        if (!query.after || (query.descending ? key < *query.after : key > *query.after))
            overlay.push_back(*row);
    }
    PageMaker maker(std::move(overlay), limit, before);
    view.snapshot->outbox(
        query, [&](const OutboxRow& row) { return newest.contains(key_of(row)) || maker.offer(row); });
    auto page = maker.finish();

    auto all = query;
    all.after.reset();
    if (total <= most_counted)
        view.snapshot->outbox(all, [&](const OutboxRow& row) {
            if (!newest.contains(key_of(row))) ++total;
            return total <= most_counted;
        });
    page.total = std::min(total, most_counted + 1);
    return page;
}

}  // namespace waymark::runtime
