// GET /api/v1/timers: everything that will fire, in the order in which it will.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Result<runtime::TimerQuery> read_query(Exchange& exchange) {
    runtime::TimerQuery query;
    if (auto taken = exchange.query.take_whose(query); !taken) return std::move(taken).error();
    const auto cursor = take_cursor(exchange.query, "timers", 3);
    if (!cursor) return cursor.error();
    if (*cursor) {
        const auto& numbers = (*cursor)->numbers;
        query.after = runtime::TimerKey{Instant(std::chrono::microseconds(numbers[0])),
                                        {static_cast<std::uint64_t>(numbers[1])},
                                        static_cast<std::uint32_t>(numbers[2])};
    }
    return query;
}

Outcome timers(Exchange& exchange) {
    const auto query = read_query(exchange);
    if (!query) return query.error();
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    const auto page = exchange.service().timers(exchange.actor, *query, *limit);
    if (!page) return page.error();
    Cursor next{"timers", {}};
    if (!page->rows.empty()) {
        const auto& last = page->rows.back().key;
        next.numbers = {last.due.time_since_epoch().count(), static_cast<std::int64_t>(last.instance.number),
                        last.arming};
    }
    Response response;
    auto& service = exchange.service();
    response.body = list_text(*page, to_text(next), [&](Json& json, const runtime::TimerRow& row) {
        // Between the two questions it may have been erased from view; its timers are still the page's.
        if (const auto instance = service.instance(exchange.actor, row.key.instance))
            write_timer(json, row, *(*instance)->definition);
    });
    return response;
}

}  // namespace

void add_timer_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "GET";
    route.pattern = "/api/v1/timers";
    route.handler = timers;
    route.aside = true;
    route.operation = "list_timers";
    route.summary = "Everything that will fire, by due instant.";
    route.tag = "timers";
    route.parameters = {"partner", "instance", "cursor", "limit"};
    route.answers = {{200, "TimerList"}};
    route.problems = {"role-missing", "not-found"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
