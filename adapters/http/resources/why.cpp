// GET …/{id}/why: for each event, is it possible now, and if not, why and from when.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome why(Exchange& exchange) {
    const auto instance = addressed_instance(exchange);
    if (!instance) return instance.error();
    const auto chances = exchange.service().chances(exchange.actor, (*instance)->id);
    if (!chances) return chances.error();
    Response response;
    Json json(response.body);
    json.object().name("events");
    write_actions(json, *chances);
    json.end_object();
    return response;
}

}  // namespace

void add_why_routes(std::vector<Route>& routes, const runtime::Program& program) {
    for (const auto& shape : shapes(program)) {
        Route route;
        route.method = "GET";
        route.pattern = shape.base + "/{id}/why";
        route.handler = why;
        route.collection = shape.collection;
        route.operation = "why_" + shape.noun;
        route.summary = "For each event: is it possible now, and if not, why and from when?";
        route.tag = shape.tag;
        route.answers = {{200, "Why"}};
        route.problems = {"not-found"};
        routes.push_back(std::move(route));
    }
}

}  // namespace waymark::http
