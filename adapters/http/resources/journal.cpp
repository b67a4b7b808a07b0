// GET /api/v1/journal: all records, oldest first.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome journal(Exchange& exchange) {
    auto from = exchange.query.take_number("from", 1);
    if (!from) return from.error();
    const auto cursor = take_cursor(exchange.query, "journal", 1);
    if (!cursor) return cursor.error();
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    const auto first = *cursor ? static_cast<runtime::Sequence>((*cursor)->numbers[0]) : *from;
    const auto page = exchange.service().journal(exchange.actor, first, *limit);
    if (!page) return page.error();
    Cursor next{"journal", {}};
    if (!page->rows.empty()) next.numbers = {static_cast<std::int64_t>(page->rows.back().sequence + 1)};
    Response response;
    response.body = list_text(*page, to_text(next), [&](Json& json, const runtime::Record& record) {
        write_record(json, viewer_of(exchange), record);
    });
    return response;
}

}  // namespace

void add_journal_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "GET";
    route.pattern = "/api/v1/journal";
    route.handler = journal;
    route.aside = true;
    route.operation = "list_records";
    route.summary = "All records, oldest first.";
    route.tag = "journal";
    route.parameters = {"from", "cursor", "limit"};
    route.answers = {{200, "RecordList"}};
    route.problems = {"role-missing"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
