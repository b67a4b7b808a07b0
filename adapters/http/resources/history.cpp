// GET …/{id}/history: an instance's records, newest first.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome history(Exchange& exchange) {
    const auto instance = addressed_instance(exchange);
    if (!instance) return instance.error();
    const auto before = exchange.query.take_number("before", 0);
    if (!before) return before.error();
    const auto cursor = take_cursor(exchange.query, "history", 1);
    if (!cursor) return cursor.error();
    if (*cursor && *before != 0) return bad_query("before", "Give either before or cursor.");
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    const auto from = *cursor ? static_cast<runtime::Sequence>((*cursor)->numbers[0]) : *before;
    const auto page = exchange.service().history(exchange.actor, (*instance)->id, from, *limit);
    if (!page) return page.error();
    Cursor next{"history", {}};
    if (!page->rows.empty()) next.numbers = {static_cast<std::int64_t>(page->rows.back().sequence)};
    Response response;
    response.body = list_text(*page, to_text(next), [&](Json& json, const runtime::Record& record) {
        write_record(json, viewer_of(exchange), record);
    });
    return response;
}

}  // namespace

void add_history_routes(std::vector<Route>& routes, const runtime::Program& program) {
    for (const auto& shape : shapes(program)) {
        Route route;
        route.method = "GET";
        route.pattern = shape.base + "/{id}/history";
        route.handler = history;
        route.aside = true;
        route.collection = shape.collection;
        route.operation = "history_of_" + shape.noun;
        route.summary = "What happened to it, newest first.";
        route.tag = shape.tag;
        route.parameters = {"before", "cursor", "limit"};
        route.answers = {{200, "RecordList"}};
        route.problems = {"not-found"};
        routes.push_back(std::move(route));
    }
}

}  // namespace waymark::http
