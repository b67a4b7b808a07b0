// Port: where messages leave the machine. Rehearsal captures them; without one they wait in the outbox.
// Not a socket: adapters know those.
#pragma once

#include <functional>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

class Network {
  public:
    virtual ~Network() = default;
    /// Takes a committed message over; `done` tells what became of it, on any thread. At least once per
    /// message: a crash before `done` is on disk offers it again under the same key.
    virtual void deliver(const OutboxRow& message, std::function<void(Delivery)> done) = 0;
};

}  // namespace waymark::runtime
