// POST /api/v1/tokens: a new token for a person. Its secret is in this one answer and nowhere else.
#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// The token's id as the record of then has it: a repeated request made a secret that nobody will use.
std::string recorded_id(Exchange& exchange, runtime::InstanceId person, runtime::Sequence record) {
    constexpr std::size_t page_records = 200;
    for (runtime::Sequence before = 0;;) {
        const auto page = exchange.service().history(exchange.actor, person, before, page_records);
        if (!page) return {};
        for (const auto& each : page->rows)
            if (each.sequence == record) return exchange.door.token_id(each.event.data);
        if (!page->more || page->rows.empty()) return {};
        before = page->rows.back().sequence;
    }
}

struct Issue {
    NewToken token;
    runtime::InstanceId person;
    std::optional<Instant> expires_at;
};

Response render(Exchange& exchange, const runtime::Answer& answer, const Issue& issue) {
    const bool fresh = !answer.replayed && !exchange.dry_run;
    Response response;
    response.status = fresh ? 201 : 200;
    Json json(response.body);
    json.object();
    json.name("id");
    if (exchange.dry_run)
        json.null();
    else
        json.text_or_null(fresh ? issue.token.id : recorded_id(exchange, issue.person, answer.record));
    json.name("token");
    if (fresh)
        json.text(issue.token.token);
    else
        json.null();
    json.name("person").text(runtime::to_text(issue.person));
    json.name("expires_at");
    if (issue.expires_at)
        json.instant(*issue.expires_at);
    else
        json.null();
    json.name("record");
    if (exchange.dry_run)
        json.null();
    else
        json.number(answer.record);
    json.name("replayed").boolean(answer.replayed);
    json.name("dry_run").boolean(exchange.dry_run);
    json.name("undo_until");
    write_undo_until(json, answer);
    if (answer.replayed)
        json.name("note").text(
            "This token was made by an earlier request under the same key; its secret was shown then, once.");
    json.end_object();
    return response;
}

Outcome issue(Exchange& exchange) {
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    const auto person = body->id("person");
    const auto expires_at = body->optional_instant("expires_at");
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    auto token = exchange.door.new_token(person, expires_at);
    if (!token) return std::move(token).error();
    auto command = command_of(exchange, token->event);
    if (!command) return std::move(command).error();
    return Submission{
        std::move(command).value(),
        [issued = Issue{std::move(token).value(), person, expires_at}](
            Exchange& of, const runtime::Answer& answer) { return render(of, answer, issued); }};
}

}  // namespace

void add_token_routes(std::vector<Route>& routes) {
    Route route;
    route.method = "POST";
    route.pattern = "/api/v1/tokens";
    route.handler = issue;
    route.operation = "create_token";
    route.summary = "Make a token for a person. Its secret is shown once.";
    route.tag = "tokens";
    route.request = "NewToken";
    route.answers = {{201, "Token"}, {200, "Token"}};
    route.problems = {"role-missing", "not-found", "event-unknown", "event-not-possible", "quarantined"};
    routes.push_back(std::move(route));
}

}  // namespace waymark::http
