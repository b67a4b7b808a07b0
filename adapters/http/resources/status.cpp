// GET /api/v1/status: is it well, what time is it there, are timers held.
#include "adapters/http/json.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome status(Exchange& exchange) {
    const auto hold = exchange.service().hold();
    Response response;
    Json json(response.body);
    json.object();
    json.name("version").text(exchange.door.version);
    json.name("now").instant(exchange.service().now());
    json.name("hold");
    if (hold.reason.empty())
        json.null();
    else
        json.object().name("reason").text(hold.reason).name("since").instant(hold.since).end_object();
    json.name("rehearsal").boolean(exchange.door.rehearsal);
    json.name("record").number(exchange.door.last_record());
    json.end_object();
    return response;
}

}  // namespace

void add_status_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "GET";
    route.pattern = "/api/v1/status";
    route.handler = status;
    route.aside = true;
    route.operation = "status";
    route.summary = "Is it well, what time is it there, are timers held?";
    route.tag = "service";
    route.answers = {{200, "Status"}};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
