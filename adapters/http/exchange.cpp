#include "adapters/http/exchange.hpp"

#include <charconv>

#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// Nothing: no precondition but that the instance exists. Source: RFC 9110 section 13.1.1.
Result<std::optional<std::uint64_t>> read_if_match(std::string_view field) {
    if (field == "*") return std::optional<std::uint64_t>();
    std::uint64_t version = 0;
    if (field.size() > 2 && field.front() == '"' && field.back() == '"') {
        const auto* const end = field.data() + field.size() - 1;
        const auto [stop, error] = std::from_chars(field.data() + 1, end, version);
        if (error == std::errc() && stop == end) return std::optional(version);
    }
    return Error{"bad-request", "If-Match is one ETag of this service, in its quotes, or *.", "If-Match", {}};
}

}  // namespace

Error not_found(std::string_view path) {
    return {"not-found", "There is nothing at this path that you may know of.", std::string(path), {}};
}

Result<runtime::Command> command_of(const Exchange& exchange, runtime::Act act) {
    runtime::Command command;
    if (exchange.has_if_match) {
        const auto version = read_if_match(exchange.if_match);
        if (!version) return version.error();
        command.if_version = *version;
    }
    command.actor = exchange.actor;
    command.act = std::move(act);
    command.dry_run = exchange.dry_run;
    if (!exchange.dry_run) command.idempotency = exchange.idempotency;
    return command;
}

Result<runtime::InstanceId> id_argument(const Exchange& exchange) {
    const auto id = runtime::parse_instance_id(exchange.arguments[0]);
    if (!id) return not_found(exchange.path);
    return *id;
}

Result<runtime::InstancePtr> addressed_instance(const Exchange& exchange) {
    const auto id = id_argument(exchange);
    if (!id) return id.error();
    auto instance = exchange.service().instance(exchange.actor, *id);
    if (!instance) return instance;
    const auto* collection = exchange.route->collection;
    if (collection != nullptr && (*instance)->definition->workflow != collection->workflow)
        return not_found(exchange.path);
    return instance;
}

Done may_operate(const Exchange& exchange, std::string_view operation) {
    const auto& may = exchange.service().program().may_operate;
    if (!may || may(exchange.actor, operation)) return done();
    return Error{"role-missing",
                 "None of your roles allows this: " + std::string(operation) + ". Ask an administrator.",
                 "",
                 {}};
}

Outcome once(Exchange& exchange, const std::function<Result<Response>()>& operation) {
    const auto& key = *exchange.idempotency;
    auto before = exchange.repeats->begin(key);
    if (!before) return std::move(before).error();
    if (*before) return **before;
    std::optional<Response> kept;
    try {
        auto response = operation();
        if (response) kept = *response;
        exchange.repeats->end(key, std::move(kept));
        if (!response) return std::move(response).error();
        return std::move(response).value();
    } catch (...) {
        exchange.repeats->end(key, std::nullopt);
        throw;
    }
}

}  // namespace waymark::http
