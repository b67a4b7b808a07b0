// GET /healthz and /readyz, for those who watch the process; GET /api/v1/openapi.json. None needs a token.
#include "adapters/http/problem.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome health(Exchange&) {
    Response response;
    response.body = R"({"status":"ok"})";
    return response;
}

Outcome ready(Exchange& exchange) {
    if (!exchange.ready)
        return Error{"not-ready", "The service is opening or closing; ask again in a moment.", "", {}};
    return health(exchange);
}

Outcome document(Exchange& exchange) {
    Response response;
    response.body = *exchange.document;
    return response;
}

Route open_route(std::string pattern, Handler handler, std::string operation, std::string summary,
                 std::string schema) {
    Route route;
    route.method = "GET";
    route.pattern = std::move(pattern);
    route.handler = handler;
    route.open = true;
    route.operation = std::move(operation);
    route.summary = std::move(summary);
    route.tag = "service";
    route.answers.push_back({200, std::move(schema)});
    return route;
}

}  // namespace

void add_health_routes(std::vector<Route>& routes) {
    routes.push_back(open_route("/healthz", health, "health", "Does the process answer?", "Health"));
    routes.push_back(open_route("/readyz", ready, "ready",
                                "Are commands taken? 503 while the service opens or closes.", "Health"));
    routes.back().problems = {"not-ready"};
    routes.push_back(open_route("/api/v1/openapi.json", document, "openapi", "This document.", "Document"));
}

}  // namespace waymark::http
