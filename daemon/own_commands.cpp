#include "daemon/own_commands.hpp"

#include <future>

namespace waymark::daemon {

runtime::Actor service_itself() {
    runtime::Actor actor;
    actor.roles = {"admin"};
    return actor;
}

Result<runtime::Answer> perform(runtime::Service& service, decltype(runtime::Command::act) act) {
    std::promise<Result<runtime::Answer>> promise;
    runtime::Command command;
    command.actor = service_itself();
    command.act = std::move(act);
    service.submit(std::move(command),
                   [&](Result<runtime::Answer> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

}  // namespace waymark::daemon
