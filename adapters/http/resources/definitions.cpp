// GET /api/v1/definitions and the documents themselves.
#include <charconv>

#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome list(Exchange& exchange) {
    const auto all = exchange.service().definitions(exchange.actor);
    if (!all) return all.error();
    const runtime::Page<const runtime::Definition*> page{*all, false, all->size()};
    Response response;
    response.body = list_text(
        page, {}, [](Json& json, const runtime::Definition* each) { write_definition(json, *each); });
    return response;
}

Outcome show(Exchange& exchange) {
    const auto all = exchange.service().definitions(exchange.actor);
    if (!all) return all.error();
    const auto text = exchange.arguments[1];
    std::uint32_t version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error == std::errc() && end == text.data() + text.size())
        for (const auto* each : *all)
            if (each->workflow == exchange.arguments[0] && each->version == version) {
                Response response;
                response.content_type = "application/scxml+xml";
                response.body = each->source;
                return response;
            }
    return not_found(exchange.path);
}

}  // namespace

void add_definition_routes(std::vector<Route>& routes) {
    Route all;
    all.method = "GET";
    all.pattern = "/api/v1/definitions";
    all.handler = list;
    all.operation = "list_definitions";
    all.summary = "All published versions of all workflows.";
    all.tag = "definitions";
    all.answers = {{200, "DefinitionList"}};
    all.problems = {"role-missing"};
    Route one = all;
    one.pattern = "/api/v1/definitions/{workflow}/{version}";
    one.handler = show;
    one.operation = "get_definition";
    one.summary = "The SCXML document of one version.";
    one.answers = {{200, "", "application/scxml+xml"}};
    one.problems = {"role-missing", "not-found"};
    routes.push_back(std::move(all));
    routes.push_back(std::move(one));
}

}  // namespace waymark::http
