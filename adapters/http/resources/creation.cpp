// POST to a collection: starts an instance, by <wm:start> or by the creating event at another instance.
#include <algorithm>

#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// The instance of the collection that the command started or took up again; the one it was sent to when it
/// moved none.
const runtime::Instance& created(const runtime::Answer& answer, const runtime::Collection& collection) {
    const auto found = std::ranges::find_if(
        answer.touched, [&](const auto& each) { return each->definition->workflow == collection.workflow; });
    return found == answer.touched.end() ? *answer.instance : **found;
}

Response render(Exchange& exchange, runtime::Answer answer) {
    const auto& collection = *exchange.route->collection;
    const auto& instance = created(answer, collection);
    Response response;
    if (!exchange.dry_run) {
        response.status = 201;
        response.location = "/api/v1/" + collection.name + "/" + runtime::to_text(instance.id);
        response.etag = std::to_string(instance.version);
    }
    Json json(response.body);
    write_answer(json, viewer_of(exchange), answer, instance, exchange.dry_run);
    return response;
}

Outcome submit(const Exchange& exchange, runtime::Act act) {
    auto command = command_of(exchange, std::move(act));
    if (!command) return std::move(command).error();
    return Submission{std::move(command).value(), render};
}

Outcome create(Exchange& exchange) {
    const auto& collection = *exchange.route->collection;
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    if (collection.creating_event.empty())
        return submit(exchange, runtime::Start{collection.workflow, body->rest(), {}});
    const auto parent = body->id(collection.parent);
    if (const auto checked = body->check(); !checked) return checked.error();
    return submit(exchange, runtime::SendEvent{parent, collection.creating_event, body->rest()});
}

}  // namespace

void add_creation_routes(std::vector<Route>& routes, const runtime::Program& program) {
    for (const auto& shape : shapes(program)) {
        if (shape.collection == nullptr) continue;
        Route route;
        route.method = "POST";
        route.pattern = shape.base;
        route.handler = create;
        route.collection = shape.collection;
        route.operation = "create_" + shape.noun;
        route.summary = "Make a " + shape.noun + ".";
        route.tag = shape.tag;
        route.parameters = {"if_match"};
        route.request = "create." + shape.noun;
        route.answers = {{201, "Answer", "application/json", true, true}, {200, "Answer"}};
        route.problems = {"role-missing", "not-found", "event-not-possible", "version-stale", "quarantined"};
        routes.push_back(std::move(route));
    }
}

}  // namespace waymark::http
