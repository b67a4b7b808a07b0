#include "workflows/runtime/rows.hpp"

#include <algorithm>
#include <array>

namespace waymark::runtime {

namespace {

constexpr std::array<std::string_view, 8> deliveries = {"pending",  "captured",  "suppressed", "cancelled",
                                                        "retrying", "delivered", "bounced",    "dead"};

}  // namespace

std::string_view to_text(Delivery delivery) { return deliveries.at(static_cast<std::size_t>(delivery)); }

std::optional<Delivery> parse_delivery(std::string_view text) {
    const auto found = std::ranges::find(deliveries, text);
    if (found == deliveries.end()) return std::nullopt;
    return static_cast<Delivery>(found - deliveries.begin());
}

Delivery overall(const OutboxRow& row) {
    for (const auto delivery : {Delivery::dead, Delivery::bounced, Delivery::retrying, Delivery::pending,
                                Delivery::captured, Delivery::delivered})
        if (stands(row, delivery)) return delivery;
    return row.delivery;
}

bool stands(const OutboxRow& row, Delivery delivery) {
    if (row.recipients.empty()) return row.delivery == delivery;
    return std::ranges::any_of(row.recipients,
                               [&](const RecipientRow& each) { return each.delivery == delivery; });
}

bool matches(const OutboxRow& row, const OutboxQuery& query) {
    return (!query.family || row.family == *query.family) &&
           (!query.instance || row.instance == *query.instance) &&
           (!query.delivery || stands(row, *query.delivery)) &&
           (!query.later_than || row.at > *query.later_than) && (!query.until || row.at <= *query.until);
}

bool matches(const InstanceRow& row, const InstanceQuery& query) {
    return (query.workflow.empty() || row.workflow == query.workflow) &&
           (query.state.empty() || row.state == query.state) && (query.key.empty() || row.key == query.key) &&
           (!query.family || row.family == *query.family);
}

}  // namespace waymark::runtime
