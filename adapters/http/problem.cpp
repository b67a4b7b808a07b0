#include "adapters/http/problem.hpp"

#include <algorithm>
#include <array>

#include "adapters/http/json.hpp"

namespace waymark::http {
namespace {

constexpr std::array kinds = std::to_array<ProblemKind>({
    // The request as such
    {"bad-request", 400, "The request is not well-formed HTTP"},
    {"request-timeout", 408, "The request did not arrive in time"},
    {"header-too-large", 431, "The request's head is too large"},
    {"body-too-large", 413, "The request's body is too large"},
    {"misdirected-request", 421, "This server does not answer for that host"},
    {"expectation-failed", 417, "The expectation cannot be met"},
    {"unsupported-media-type", 415, "The body is not of the kind this path takes"},
    {"not-acceptable", 406, "There is no answer of that media type"},
    {"method-not-allowed", 405, "The path does not take this method"},
    {"bad-query", 400, "A query parameter is wrong"},
    {"bad-json", 400, "The body is not strict JSON"},
    {"idempotency-key-missing", 400, "The request needs an Idempotency-Key"},
    {"idempotency-key-bad", 400, "The Idempotency-Key has the wrong form"},
    // Who asks
    {"unauthenticated", 401, "A valid token is needed"},
    {"role-missing", 403, "Your roles do not allow this"},
    {"not-found", 404, "There is no such thing"},
    // What is asked
    {"form-invalid", 422, "The data does not fit the form"},
    {"event-unknown", 422, "There is no such event"},
    {"event-not-possible", 409, "The event is not possible now"},
    {"version-stale", 412, "The version is no longer the current one"},
    {"quarantined", 409, "The instance is quarantined"},
    {"undo-too-late", 409, "The command can no longer be undone"},
    {"undo-moved", 409, "Something has moved since the command"},
    {"undo-not-a-command", 409, "That is nothing that can be undone"},
    {"idempotency-mismatch", 422, "The key was used with another body"},
    {"idempotency-in-flight", 409, "The same request is under way"},
    {"slice-refused", 409, "The part is not taken"},
    {"slice-different", 409, "The part is here already, with other content"},
    {"not-kept", 409, "There are no bytes to be had"},
    {"not-rehearsal", 409, "The clock can be moved in a rehearsal only"},
    {"backup-exists", 409, "There is a backup of that name"},
    // How the service is
    {"idempotency-full", 503, "No room for further keys"},
    {"storage-full", 507, "The disk is full"},
    {"busy", 503, "Too much is waiting"},
    {"not-ready", 503, "The service is starting"},
    {"stopping", 503, "The service is stopping"},
    {"internal", 500, "The service failed"},
});

/// Members of a problem that details may not replace.
bool is_reserved(std::string_view name) {
    constexpr std::array reserved = {"type", "title", "status", "detail", "instance", "code", "place"};
    return std::ranges::find(reserved, name) != reserved.end();
}

Response render(const ProblemKind& kind, std::string_view detail, std::string_view place,
                const states::Value& details, std::string_view path) {
    Response response;
    response.status = kind.status;
    response.content_type = "application/problem+json";
    response.challenge = kind.status == 401;
    Json json(response.body);
    json.object();
    json.name("type").text("urn:waymark:error:" + std::string(kind.code));
    json.name("title").text(kind.title);
    json.name("status").number(kind.status);
    json.name("detail").text(detail);
    if (!path.empty()) json.name("instance").text(path);
    json.name("code").text(kind.code);
    if (!place.empty()) json.name("place").text(place);
    if (details.is_object())
        for (const auto& [name, value] : details.object())
            if (!is_reserved(name) && !value.is_undefined()) json.name(name).value(value);
    json.end_object();
    return response;
}

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kinds; }

const ProblemKind& problem_kind(std::string_view code) {
    const auto* const kind = std::ranges::find(kinds, code, &ProblemKind::code);
    CHECK(kind != kinds.end(), std::string(code));
    return *kind;
}

Response problem(const Error& error, std::string_view path) {
    const auto* const kind = std::ranges::find(kinds, error.code, &ProblemKind::code);
    if (kind == kinds.end())
        return render(problem_kind("internal"),
                      "The service met an error that it has no answer for: " + error.code, "", {}, path);
    return render(*kind, error.message, error.place, error.details, path);
}

Response problem(const Refusal& refusal, std::string_view path) {
    return render(problem_kind(refusal.code), refusal.detail, "", {}, path);
}

}  // namespace waymark::http
