// From a complete request to what shall be done about it: routes, tokens, the conventions that every request
// keeps. No sockets. Owned by the server. Thread: any.
#pragma once

#include <atomic>

#include "adapters/http/framing.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {

class Dispatch {
  public:
    Dispatch(const Door& door, const runtime::Program& program);

    /// Fills the exchange (route, caller, key, query). The answer when it ends here; nothing: its handler is
    /// to run.
    std::optional<Response> admit(Exchange& exchange, const Head& head, const Framing& framing,
                                  std::string_view body);
    /// Does the request come from somebody whose token is valid?
    [[nodiscard]] bool knows_caller(const Head& head) const;
    /// Runs the route's handler. Throws only InternalFault: failures of the world become answers here.
    Outcome handle(Exchange& exchange);
    /// The answer to a submitted command.
    static Response render(Exchange& exchange, Submission& submission, Result<runtime::Answer> answer);

    [[nodiscard]] Exchange exchange() const { return {door_}; }
    [[nodiscard]] const Routes& routes() const { return routes_; }
    [[nodiscard]] const std::string& document() const { return document_; }
    void set_ready(bool ready) { ready_ = ready; }

    Traffic traffic;  // counted by the connections

  private:
    Done admit_caller(Exchange& exchange, const Head& head) const;
    Done admit_post(Exchange& exchange, const Head& head) const;
    static Done admit_part(const Route& route, const Head& head);

    const Door& door_;
    Routes routes_;
    std::string document_;
    Repeats repeats_;
    std::atomic<bool> ready_ = false;
};

}  // namespace waymark::http
