// POST …/{id}/events: sends an event to an instance. The path that is taken most.
#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome send(Exchange& exchange) {
    const auto id = id_argument(exchange);
    if (!id) return id.error();
    if (exchange.route->collection != nullptr)
        if (const auto instance = addressed_instance(exchange); !instance) return instance.error();
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    runtime::SendEvent event{*id, body->text("event"), body->optional_value("data")};
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    auto command = command_of(exchange, std::move(event));
    if (!command) return std::move(command).error();
    return Submission{std::move(command).value(), render_answer, "/data"};
}

}  // namespace

void add_event_routes(std::vector<Route>& routes, const runtime::Program& program) {
    for (const auto& shape : shapes(program)) {
        Route route;
        route.method = "POST";
        route.pattern = shape.base + "/{id}/events";
        route.handler = send;
        route.collection = shape.collection;
        route.operation = "send_to_" + shape.noun;
        route.summary = "Send an event.";
        route.tag = shape.tag;
        route.parameters = {"if_match"};
        route.request = shape.collection == nullptr ? "SendEvent" : "send." + shape.noun;
        route.answers = {{200, "Answer", "application/json", true}};
        route.problems = {"role-missing",       "not-found",     "event-unknown",
                          "event-not-possible", "version-stale", "quarantined"};
        routes.push_back(std::move(route));
    }
}

}  // namespace waymark::http
