// One request with all that is known of it, and what a handler makes of it. Lives from the moment a request
// is complete until its answer is written. Handlers know no sockets: the connection carries out what they
// return.
#pragma once

#include <array>
#include <functional>
#include <string_view>
#include <variant>

#include "adapters/http/door.hpp"
#include "adapters/http/query.hpp"
#include "adapters/http/repeats.hpp"
#include "adapters/http/response.hpp"
#include "adapters/http/traffic.hpp"

namespace waymark::http {

struct Route;

struct Exchange {
    const Door& door;
    const Route* route = nullptr;
    std::string_view method = {}, path = {}, body = {};
    std::array<std::string_view, 2> arguments{};  // of the route's pattern, in order
    std::string_view if_match = {};
    bool has_if_match = false;
    std::string_view accept = {};
    Query query{};
    runtime::Actor actor{};
    std::optional<runtime::IdempotencyKey> idempotency{};  // of every POST
    bool dry_run = false;
    bool ready = false;                     // commands and questions are taken
    const std::string* document = nullptr;  // the OpenAPI document
    const Traffic* traffic = nullptr;
    Repeats* repeats = nullptr;  // for operations that leave no record in the journal

    [[nodiscard]] runtime::Service& service() const { return door.service; }
};

struct Submission {
    runtime::Command command;
    std::function<Response(Exchange&, runtime::Answer)>
        render;  // of an answer; errors become problems by themselves
    std::string_view form_at =
        {};  // where in the body the event's data stands: pointers of its form are below this one
};

using Outcome = std::variant<Response, Submission, Error>;
using Handler = Outcome (*)(Exchange&);

/// A command of this exchange's caller, under its key and precondition.
Result<runtime::Command> command_of(const Exchange& exchange, runtime::Act act);

/// The path's first argument. Errors: "not-found".
Result<runtime::InstanceId> id_argument(const Exchange& exchange);
/// The instance that the path names, within the route's collection. Errors: "not-found", "role-missing".
Result<runtime::InstancePtr> addressed_instance(const Exchange& exchange);
Error not_found(std::string_view path);
/// May the caller do this to the service as a whole? Errors: "role-missing".
Done may_operate(const Exchange& exchange, std::string_view operation);
/// For an operation without a record in the journal: does it once for each key, and gives a repetition the
/// answer of then.
Outcome once(Exchange& exchange, const std::function<Result<Response>()>& operation);

}  // namespace waymark::http
