// GET /api/v1/outbox: messages to people, and what became of them.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Result<std::optional<runtime::Delivery>> take_delivery(Query& query) {
    const auto text = query.take("delivery");
    if (!text) return std::optional<runtime::Delivery>();
    for (const auto delivery :
         {runtime::Delivery::pending, runtime::Delivery::captured, runtime::Delivery::suppressed})
        if (to_text(delivery) == *text) return std::optional(delivery);
    return bad_query("delivery", "“" + *text + "” is none of pending, captured, suppressed.");
}

Result<runtime::OutboxQuery> read_query(Exchange& exchange) {
    runtime::OutboxQuery query;
    const auto partner = exchange.query.take_id("partner");
    if (!partner) return partner.error();
    if (*partner) query.family = runtime::family_rooted_at(**partner);
    const auto instance = exchange.query.take_id("instance");
    if (!instance) return instance.error();
    query.instance = *instance;
    const auto delivery = take_delivery(exchange.query);
    if (!delivery) return delivery.error();
    query.delivery = *delivery;
    const auto sort = exchange.query.take("sort").value_or("created");
    if (sort != "created" && sort != "-created")
        return bad_query("sort", "“" + sort + "” is no order; orders are created and -created.");
    query.descending = sort == "-created";
    const auto cursor = take_cursor(exchange.query, "outbox." + sort, 2);
    if (!cursor) return cursor.error();
    if (*cursor)
        query.after = std::pair(static_cast<runtime::Sequence>((*cursor)->numbers[0]),
                                static_cast<std::uint32_t>((*cursor)->numbers[1]));
    return query;
}

Outcome outbox(Exchange& exchange) {
    const auto query = read_query(exchange);
    if (!query) return query.error();
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    const auto page = exchange.service().outbox(exchange.actor, *query, *limit);
    if (!page) return page.error();
    Cursor next{query->descending ? "outbox.-created" : "outbox.created", {}};
    if (!page->rows.empty())
        next.numbers = {static_cast<std::int64_t>(page->rows.back().record), page->rows.back().index};
    Response response;
    response.body = list_text(*page, to_text(next), [&](Json& json, const runtime::OutboxRow& row) {
        write_message(json, exchange.service(), row);
    });
    return response;
}

}  // namespace

void add_outbox_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "GET";
    route.pattern = "/api/v1/outbox";
    route.handler = outbox;
    route.aside = true;
    route.operation = "list_messages";
    route.summary = "Messages to people, and what became of them.";
    route.tag = "outbox";
    route.parameters = {"partner", "instance", "delivery", "sort_created", "cursor", "limit"};
    route.answers = {{200, "MessageList"}};
    route.problems = {"role-missing", "not-found"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
