// GET /api/v1/worklist: what waits for the one who asks.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome worklist(Exchange& exchange) {
    const auto mine = exchange.query.take_switch("mine");
    if (!mine) return mine.error();
    const auto overdue = exchange.query.take_switch("overdue");
    if (!overdue) return overdue.error();
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    auto& service = exchange.service();
    const auto page = service.worklist(exchange.actor, {*mine, *overdue}, *limit);
    if (!page) return page.error();
    Response response;
    response.body = list_text(*page, {}, [&](Json& json, const runtime::WorkItem& item) {
        const auto& chart = *item.instance->definition->chart;
        json.object();
        json.name("state").text(chart.state_id(item.state));
        json.name("title").both(chart.state_title(item.state));
        json.name("awaits").array();
        for (const auto& role : chart.awaits(item.state)) json.text(role);
        json.end_array();
        json.name("overdue").boolean(item.overdue);
        json.name("instance");
        write_instance(json, viewer_of(exchange), *item.instance);
        json.end_object();
    });
    return response;
}

}  // namespace

void add_worklist_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "GET";
    route.pattern = "/api/v1/worklist";
    route.handler = worklist;
    route.aside = true;
    route.operation = "worklist";
    route.summary = "What waits for you: what runs out first, first.";
    route.tag = "instances";
    route.parameters = {"mine", "overdue", "limit"};
    route.answers = {{200, "WorkList"}};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
