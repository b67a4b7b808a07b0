// What waits for somebody: instances in states that await one of his roles.
#include <algorithm>

#include "workflows/runtime/core.hpp"

namespace waymark::runtime {

namespace {

constexpr std::size_t page_rows = 1'000;

/// States of the chart that await one of the actor's roles, in document order.
std::vector<states::StateIndex> awaiting(const Actor& actor, const states::Chart& chart) {
    std::vector<states::StateIndex> found;
    for (states::StateIndex state = 1; state < chart.states(); ++state)
        if (std::ranges::any_of(chart.awaits(state), [&](const auto& role) { return actor.has_role(role); }))
            found.push_back(state);
    return found;
}

/// The principal states (rows are found by them) of all instances in one of the given states; empty: any.
std::vector<std::string> principals(const states::Chart& chart,
                                    const std::vector<states::StateIndex>& given) {
    std::vector<std::string> found;
    for (const auto state : given) {
        if (!chart.is_principal(state)) return {};
        for (auto s = state; s < chart.end_of(state); ++s)
            if (chart.atomic(s)) found.emplace_back(chart.state_id(s));
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

Instant runs_out(const Instance& instance) {
    return instance.state.timers.empty() ? Instant::max() : instance.state.timers.front().due;
}

}  // namespace

void Service::Core::find_work(const Actor& actor, const Definition& definition,
                              std::vector<WorkItem>& found) {
    const auto& chart = *definition.chart;
    const auto states = awaiting(actor, chart);
    if (states.empty()) return;
    auto searched = principals(chart, states);
    if (searched.empty()) searched.emplace_back();
    for (auto& principal : searched) {
        InstanceQuery query;
        query.workflow = definition.workflow;
        query.state = std::move(principal);
        for (bool more = true; more;) {
            const auto page = instances(actor, query, page_rows);
            if (!page) return;
            for (const auto& instance : page->rows) {
                if (instance->definition != &definition || !instance->state.running) continue;
                const auto state = std::ranges::find_if(
                    states, [&](states::StateIndex s) { return instance->state.configuration.contains(s); });
                if (state != states.end())
                    found.push_back({instance, *state, program.overdue && program.overdue(*instance)});
            }
            more = page->more;
            if (!page->rows.empty()) query.after = page->rows.back()->id.number;
        }
    }
}

Result<Page<WorkItem>> Service::Core::worklist(const Actor& actor, const WorkQuery& query,
                                               std::size_t limit) {
    std::vector<WorkItem> found;
    for (const auto* definition : published.all()) find_work(actor, *definition, found);
    std::erase_if(found, [&](const WorkItem& item) {
        if (query.overdue && !item.overdue) return true;
        if (!query.mine || !program.assigned_to) return false;
        const auto root = reading_.instance(root_of(item.instance->family));
        const auto assignee = root ? program.assigned_to(*item.instance, *root) : InstanceId{};
        return assignee.number != 0 && assignee != actor.person &&
               !(program.stands_in && program.stands_in(actor.person, assignee, holds.now()));
    });
    std::ranges::sort(found, [](const WorkItem& a, const WorkItem& b) {
        return std::pair(runs_out(*a.instance), a.instance->id) <
               std::pair(runs_out(*b.instance), b.instance->id);
    });
    Page<WorkItem> page;
    page.total = found.size();
    page.more = found.size() > limit;
    found.resize(std::min(found.size(), limit));
    page.rows = std::move(found);
    return page;
}

}  // namespace waymark::runtime
