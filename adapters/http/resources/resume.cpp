// POST /api/v1/resume: a person confirms that held timers may run.
#include "adapters/http/body.hpp"
#include "adapters/http/json.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Response render(Exchange& exchange, runtime::Answer answer) {
    Response response;
    Json json(response.body);
    json.object();
    json.name("record");
    if (exchange.dry_run)
        json.null();
    else
        json.number(answer.record);
    json.name("replayed").boolean(answer.replayed);
    json.name("dry_run").boolean(exchange.dry_run);
    json.end_object();
    return response;
}

Outcome resume(Exchange& exchange) {
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    runtime::ResumeTimers act{body->text("reason")};
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    auto command = command_of(exchange, std::move(act));
    if (!command) return std::move(command).error();
    return Submission{std::move(command).value(), render};
}

}  // namespace

void add_resume_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "POST";
    route.pattern = "/api/v1/resume";
    route.handler = resume;
    route.operation = "resume_timers";
    route.summary = "Let held timers run, after a restore or a jump of the clock.";
    route.tag = "service";
    route.request = "Reason";
    route.answers = {{200, "Resumed"}};
    route.problems = {"role-missing", "event-not-possible"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
