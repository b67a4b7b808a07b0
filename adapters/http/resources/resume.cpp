// POST /api/v1/resume: a person confirms that held timers may run.
#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Response render(Exchange& exchange, const runtime::Answer& answer) {
    Response response;
    Json json(response.body);
    write_recorded(json, answer, exchange.dry_run);
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
    route.answers = {{200, "Recorded"}};
    route.problems = {"role-missing", "event-not-possible"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
