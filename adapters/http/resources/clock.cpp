// GET /api/v1/clock; POST moves it, in a rehearsal only.
#include "adapters/http/body.hpp"
#include "adapters/http/json.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

constexpr std::uint64_t longest_step_ms = std::uint64_t{100} * 366 * 24 * 3600 * 1000;

Response render(const Exchange& exchange, Instant now, bool dry_run) {
    Response response;
    Json json(response.body);
    json.object();
    json.name("now").instant(now);
    json.name("rehearsal").boolean(exchange.door.rehearsal);
    json.name("dry_run").boolean(dry_run);
    json.end_object();
    return response;
}

Outcome show(Exchange& exchange) { return render(exchange, exchange.service().now(), false); }

Error form_error(std::string pointer, const std::string& message) {
    return {"form-invalid", message, pointer,
            states::Value::Object{{"violations", states::Value::Array{states::Value::Object{
                                                     {"pointer", pointer}, {"message", message}}}}}};
}

Result<Instant> read_target(const Exchange& exchange) {
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    const auto advance = body->optional_number("advance_ms");
    const auto to = body->optional_instant("to");
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    if (advance.has_value() == to.has_value()) return form_error("", "Give either advance_ms or to.");
    const auto now = exchange.service().now();
    if (advance && *advance > longest_step_ms)
        return form_error("/advance_ms", "The clock is moved by at most 100 years at a time.");
    if (advance) return now + std::chrono::milliseconds(*advance);
    if (*to < now)
        return form_error("/to", "The clock stands at " + waymark::to_text(now) + " and cannot be put back.");
    if (*to - now > std::chrono::milliseconds(longest_step_ms))
        return form_error("/to", "The clock is moved by at most 100 years at a time.");
    return *to;
}

Outcome move(Exchange& exchange) {
    if (auto may = may_operate(exchange, "clock"); !may) return std::move(may).error();
    if (!exchange.door.rehearsal)
        return Error{"not-rehearsal",
                     "The clock can be moved in a rehearsal only (waymark serve --rehearsal).",
                     "",
                     {}};
    const auto to = read_target(exchange);
    if (!to) return to.error();
    if (exchange.dry_run) return render(exchange, *to, true);
    return once(exchange, [&]() -> Result<Response> {
        exchange.service().advance(*to, exchange.door.set_clock);
        return render(exchange, exchange.service().now(), false);
    });
}

}  // namespace

void add_clock_routes(std::vector<Route>& routes) {
    Route get;
    get.method = "GET";
    get.pattern = "/api/v1/clock";
    get.handler = show;
    get.operation = "get_clock";
    get.summary = "The service's time.";
    get.tag = "service";
    get.answers = {{200, "Clock"}};
    Route post = get;
    post.method = "POST";
    post.handler = move;
    post.aside = true;
    post.operation = "move_clock";
    post.summary = "Rehearsal: move the clock on, firing all that falls due on the way.";
    post.request = "ClockMove";
    post.problems = {"role-missing", "not-rehearsal"};
    routes.push_back(std::move(get));
    routes.push_back(std::move(post));
}

}  // namespace waymark::http
