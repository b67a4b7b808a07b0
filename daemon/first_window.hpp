// The first joining window: every other one is made by the one before it, when that opens.
#pragma once

#include "workflows/runtime/service.hpp"

namespace waymark::daemon {

/// When there is no window: plans the one that is open now, or else the next one. Durable: on return. Errors:
/// those of commands.
Done plan_first_window(runtime::Service& service);

}  // namespace waymark::daemon
