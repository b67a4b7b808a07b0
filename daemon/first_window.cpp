#include "daemon/first_window.hpp"

#include "daemon/own_commands.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::daemon {

Done plan_first_window(runtime::Service& service) {
    runtime::InstanceQuery query;
    query.workflow = "window";
    const auto known = service.instances(service_itself(), query, 1);
    if (!known) return known.error();
    if (!known->rows.empty()) return done();
    const auto window = partner::shipped_rulebook().calendar.window_at(service.now());
    const auto planned = perform(
        service, runtime::Start{"window",
                                states::Value::Object{{"opens_at", waymark::to_text(window.opens_at)},
                                                      {"ends_at", waymark::to_text(window.closes_at)}},
                                {}});
    return planned ? done() : Done(planned.error());
}

}  // namespace waymark::daemon
