// What the service does by itself when it starts: commands by nobody, waited for.
#pragma once

#include "workflows/runtime/service.hpp"

namespace waymark::daemon {

/// May all; no person stands behind it.
runtime::Actor service_itself();

/// Durable: on return. Errors: those of commands. Thread: any but the writer's.
Result<runtime::Answer> perform(runtime::Service& service, decltype(runtime::Command::act) act);

}  // namespace waymark::daemon
