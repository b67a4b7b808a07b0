// POST /api/v1/instances/{id}/release: lets a quarantined instance go on.
#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome release(Exchange& exchange) {
    const auto id = id_argument(exchange);
    if (!id) return id.error();
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    runtime::ReleaseQuarantine act{*id, body->text("reason")};
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    auto command = command_of(exchange, std::move(act));
    if (!command) return std::move(command).error();
    return Submission{std::move(command).value(), render_answer};
}

}  // namespace

void add_release_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "POST";
    route.pattern = "/api/v1/instances/{id}/release";
    route.handler = release;
    route.operation = "release_instance";
    route.summary = "Let a quarantined instance go on.";
    route.tag = "instances";
    route.parameters = {"if_match"};
    route.request = "Reason";
    route.answers = {{200, "Answer", "application/json", true}};
    route.problems = {"role-missing", "not-found", "event-not-possible", "version-stale"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
