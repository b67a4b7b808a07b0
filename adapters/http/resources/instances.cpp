// GET lists of instances and single ones: /api/v1/instances, and each collection of the program.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// "workflow:notice,state:accepted,key:infrastructure". A collection fixes the workflow.
Done read_filter(const std::string& text, bool workflow_is_fixed, runtime::InstanceQuery& query) {
    std::string_view rest = text;
    while (true) {
        const auto term = rest.substr(0, rest.find(','));
        const auto colon = term.find(':');
        const auto name = term.substr(0, colon);
        auto* member = name == "state"                            ? &query.state
                       : name == "key"                            ? &query.key
                       : name == "workflow" && !workflow_is_fixed ? &query.workflow
                                                                  : nullptr;
        if (colon == std::string_view::npos || colon + 1 == term.size() || member == nullptr)
            return bad_query("filter", "“" + std::string(term) + "” is no filter here; filters are " +
                                           (workflow_is_fixed ? "" : "workflow:NAME, ") +
                                           "state:ID and key:TEXT, with commas.");
        if (!member->empty() && !(workflow_is_fixed && name == "workflow"))
            return bad_query("filter", "“" + std::string(name) + "” stands twice.");
        *member = term.substr(colon + 1);
        if (term.size() == rest.size()) return done();
        rest.remove_prefix(term.size() + 1);
    }
}

Result<runtime::InstanceQuery> read_query(Exchange& exchange) {
    runtime::InstanceQuery query;
    const auto* collection = exchange.route->collection;
    if (collection != nullptr) query.workflow = collection->workflow;
    if (const auto filter = exchange.query.take("filter"))
        if (auto read = read_filter(*filter, collection != nullptr, query); !read)
            return std::move(read).error();
    const auto partner = exchange.query.take_id("partner");
    if (!partner) return partner.error();
    if (*partner) query.family = runtime::family_rooted_at(**partner);
    const auto sort = exchange.query.take("sort").value_or("created");
    std::string_view order = sort;
    query.descending = order.starts_with('-');
    if (query.descending) order.remove_prefix(1);
    if (order != "created" && order != "updated")
        return bad_query("sort",
                         "“" + sort + "” is no order; orders are created, -created, updated and -updated.");
    query.sort =
        order == "updated" ? runtime::InstanceQuery::Sort::updated : runtime::InstanceQuery::Sort::created;
    const auto cursor = take_cursor(exchange.query, "instances." + sort, 1);
    if (!cursor) return cursor.error();
    if (*cursor) query.after = static_cast<std::uint64_t>((*cursor)->numbers[0]);
    return query;
}

Outcome list(Exchange& exchange) {
    const auto query = read_query(exchange);
    if (!query) return query.error();
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    const auto page = exchange.service().instances(exchange.actor, *query, *limit);
    if (!page) return page.error();
    Cursor next;
    next.kind = std::string("instances.") + (query->descending ? "-" : "") +
                (query->sort == runtime::InstanceQuery::Sort::updated ? "updated" : "created");
    if (!page->rows.empty()) {
        const auto& last = *page->rows.back();
        next.numbers = {static_cast<std::int64_t>(
            query->sort == runtime::InstanceQuery::Sort::updated ? last.record : last.id.number)};
    }
    Response response;
    response.body = list_text(*page, to_text(next), [&](Json& json, const runtime::InstancePtr& each) {
        write_instance(json, viewer_of(exchange), *each);
    });
    return response;
}

Outcome show(Exchange& exchange) {
    const auto instance = addressed_instance(exchange);
    if (!instance) return instance.error();
    const auto chances = exchange.service().chances(exchange.actor, (*instance)->id);
    if (!chances) return chances.error();
    Response response;
    response.etag = std::to_string((*instance)->version);
    Json json(response.body);
    open_instance(json, viewer_of(exchange), **instance);
    json.name("actions");
    write_actions(json, *chances);
    json.end_object();
    return response;
}

}  // namespace

void add_instance_routes(std::vector<Route>& routes, const runtime::Program& program) {
    for (const auto& shape : shapes(program)) {
        Route one;
        one.method = "GET";
        one.pattern = shape.base + "/{id}";
        one.handler = show;
        one.collection = shape.collection;
        one.operation = "get_" + shape.noun;
        one.summary = "One " + shape.noun + ", and what can happen next.";
        one.tag = shape.tag;
        one.answers = {{200, "InstanceWithActions", "application/json", true}};
        one.problems = {"not-found"};
        Route all = one;
        all.pattern = shape.base;
        all.handler = list;
        all.aside = true;
        all.operation = "list_" + shape.name;
        all.summary = "The " + shape.name + " that you may know of.";
        all.parameters = {shape.collection == nullptr ? "filter_instances" : "filter", "partner", "sort",
                          "cursor", "limit"};
        all.answers = {{200, "InstanceList"}};
        all.problems = {};
        routes.push_back(std::move(one));
        routes.push_back(std::move(all));
    }
}

}  // namespace waymark::http
