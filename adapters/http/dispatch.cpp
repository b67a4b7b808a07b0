#include "adapters/http/dispatch.hpp"

#include <boost/beast/core/string.hpp>
#include <spdlog/spdlog.h>

#include "adapters/http/body.hpp"
#include "adapters/http/idempotency.hpp"
#include "adapters/http/openapi.hpp"
#include "adapters/http/problem.hpp"

namespace waymark::http {
namespace {

using boost::beast::iequals;

constexpr std::size_t longest_token = 128;

bool is_json(std::string_view content_type) {
    const auto media = content_type.substr(0, content_type.find(';'));
    if (!iequals(media.substr(0, media.find_last_not_of(" \t") + 1), "application/json")) return false;
    if (media.size() == content_type.size()) return true;
    auto parameter = content_type.substr(media.size() + 1);
    parameter.remove_prefix(std::min(parameter.find_first_not_of(" \t"), parameter.size()));
    return iequals(parameter, "charset=utf-8") || iequals(parameter, "charset=\"utf-8\"");
}

Error unauthenticated() {
    return {"unauthenticated",
            "Send a valid token as “Authorization: Bearer wm_…”; `waymark token create` makes one.",
            "",
            {}};
}

std::vector<std::string_view> repeatable(const Route& route) {
    std::vector<std::string_view> names;
    if (route.question == nullptr) return names;
    for (const auto& parameter : route.question->parameters)
        if (parameter.repeated) names.emplace_back(parameter.name);
    return names;
}

/// What a failure of the world says to the one who asked. Its details are for the log.
Response failed(const Error& error, const Exchange& exchange, const char* what) {
    if (auto log = spdlog::get("http"))
        log->error("{} {} failed: {}", exchange.method, exchange.route->pattern, what);
    return problem(error, exchange.path);
}

}  // namespace

Dispatch::Dispatch(const Door& door, const runtime::Program& program)
    : door_(door), routes_(program), document_(openapi_document(routes_, program, door.version)) {}

Done Dispatch::admit_caller(Exchange& exchange, const Head& head) const {
    const auto field = head.text(Field::authorization);
    constexpr std::string_view scheme = "Bearer ";
    if (field.size() <= scheme.size() || field.size() > longest_token ||
        !iequals(field.substr(0, scheme.size()), scheme))
        return unauthenticated();
    auto actor = door_.authenticate(field.substr(scheme.size()), door_.service.now());
    if (!actor) return unauthenticated();
    exchange.actor = std::move(*actor);
    return done();
}

bool Dispatch::knows_caller(const Head& head) const {
    auto exchange = this->exchange();
    return admit_caller(exchange, head).ok();
}

/// What is put needs no key: the same again changes nothing.
Done Dispatch::admit_part(const Route& route, const Head& head) {
    const auto type = head.text(Field::content_type);
    const auto media = type.substr(0, type.find(';'));
    if (iequals(media.substr(0, media.find_last_not_of(" \t") + 1), route.request_media) &&
        (!head.has(Field::content_encoding) || iequals(head.text(Field::content_encoding), "identity")))
        return done();
    return Error{"unsupported-media-type",
                 "Send the part as it is, as “Content-Type: " + route.request_media + "”.",
                 "Content-Type",
                 {}};
}

Done Dispatch::admit_post(Exchange& exchange, const Head& head) const {
    if (head.has(Field::content_encoding) && !iequals(head.text(Field::content_encoding), "identity"))
        return Error{"unsupported-media-type",
                     "Compressed bodies are not taken; send plain JSON.",
                     "Content-Encoding",
                     {}};
    if (!is_json(head.text(Field::content_type)))
        return Error{
            "unsupported-media-type", "Send JSON as “Content-Type: application/json”.", "Content-Type", {}};
    const auto key =
        read_idempotency_key(head.text(Field::idempotency_key), head.has(Field::idempotency_key));
    if (!key) return key.error();
    exchange.idempotency =
        idempotency_key(exchange.actor.person, exchange.method, exchange.path, *key, exchange.body);
    const auto dry_run = exchange.query.take_switch("dry_run");
    if (!dry_run) return dry_run.error();
    exchange.dry_run = *dry_run;
    return exchange.query.finish();
}

std::optional<Response> Dispatch::admit(Exchange& exchange, const Head& head, const Framing& framing,
                                        std::string_view body) {
    exchange.method = head.method;
    exchange.path = framing.path;
    exchange.body = body;
    exchange.has_if_match = head.has(Field::if_match);
    exchange.if_match = head.text(Field::if_match);
    exchange.accept = head.text(Field::accept);
    exchange.ready = ready_;
    exchange.document = &document_;
    exchange.traffic = &traffic;
    exchange.repeats = &repeats_;
    const auto refuse = [&](const Error& error) { return problem(error, exchange.path); };

    auto match = routes_.match(head.method, framing.path);
    exchange.route = match.route;
    exchange.arguments = match.arguments;
    const bool known =
        head.method == "GET" || head.method == "HEAD" || head.method == "POST" || head.method == "PUT";
    const bool open = match.route != nullptr ? match.route->open : !framing.path.starts_with("/api/");
    if (!open && known) {
        if (!exchange.ready)
            return refuse({"not-ready", "The service is opening or closing; ask again in a moment.", "", {}});
        if (const auto caller = admit_caller(exchange, head); !caller) return refuse(caller.error());
    }
    if (match.route == nullptr) {
        if (known && match.allow.empty()) return refuse(not_found(framing.path));
        if (match.allow.empty()) match.allow = "GET, HEAD, POST, PUT";
        auto response = refuse({"method-not-allowed", "This path takes " + match.allow + ".", "", {}});
        response.allow = std::move(match.allow);
        return response;
    }
    auto query = Query::parse(framing.query, repeatable(*match.route));
    if (!query) return refuse(query.error());
    exchange.query = std::move(query).value();
    if (match.route->method == "POST")
        if (const auto post = admit_post(exchange, head); !post) return refuse(post.error());
    if (match.route->method == "PUT")
        if (const auto part = admit_part(*match.route, head); !part) return refuse(part.error());
    return std::nullopt;
}

Outcome Dispatch::handle(Exchange& exchange) {
    try {
        auto outcome = exchange.route->handler(exchange);
        if (const auto* error = std::get_if<Error>(&outcome)) return problem(*error, exchange.path);
        if (const auto asked = exchange.query.finish(); !asked) return problem(asked.error(), exchange.path);
        return outcome;
    } catch (const InternalFault&) {
        throw;
    } catch (const runtime::StorageFull& full) {
        return failed(
            {"storage-full",
             "The disk is full: nothing was changed, and reading goes on. Free some room and try again.",
             "",
             {}},
            exchange, full.what());
    } catch (const std::exception& failure) {
        return failed({"internal", "The service failed to answer; its log says more.", "", {}}, exchange,
                      failure.what());
    }
}

Response Dispatch::render(Exchange& exchange, Submission& submission, Result<runtime::Answer> answer) {
    if (!answer) return problem(below(submission.form_at, std::move(answer).error()), exchange.path);
    return submission.render(exchange, std::move(answer).value());
}

}  // namespace waymark::http
