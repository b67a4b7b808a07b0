// GET /api/v1/outbox, GET /api/v1/outbox/{key}, POST /api/v1/outbox/{key}/retry: messages to people, what
// became of them, and another attempt.
#include <charconv>

#include "adapters/http/body.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Done take_state(Exchange& exchange, runtime::OutboxQuery& query) {
    const auto text = exchange.query.take("state");
    if (!text) return done();
    query.delivery = *text == "held" ? runtime::Delivery::pending : runtime::parse_delivery(*text);
    if (!query.delivery)
        return bad_query("state",
                         "“" + *text +
                             "” is none of held, pending, retrying, delivered, bounced, dead, captured, "
                             "suppressed, cancelled.");
    if (query.delivery == runtime::Delivery::pending)
        exchange.service().restrict_to_held(query, *text == "held");
    return done();
}

Result<runtime::OutboxQuery> read_query(Exchange& exchange) {
    runtime::OutboxQuery query;
    if (auto taken = exchange.query.take_whose(query); !taken) return std::move(taken).error();
    if (auto taken = take_state(exchange, query); !taken) return std::move(taken).error();
    const auto sort = exchange.query.take("sort").value_or("created");
    if (sort != "created" && sort != "-created")
        return bad_query("sort", "“" + sort + "” is no order; orders are created and -created.");
    query.descending = sort == "-created";
    const auto cursor = take_cursor(exchange.query, "outbox." + sort, 2);
    if (!cursor) return cursor.error();
    if (*cursor)
        query.after = std::pair(static_cast<runtime::Sequence>((*cursor)->numbers[0]),
                                static_cast<std::uint32_t>((*cursor)->numbers[1]));
    return query;
}

Outcome outbox(Exchange& exchange) {
    const auto query = read_query(exchange);
    if (!query) return query.error();
    const auto limit = exchange.query.take_limit();
    if (!limit) return limit.error();
    const auto page = exchange.service().outbox(exchange.actor, *query, *limit);
    if (!page) return page.error();
    Cursor next{query->descending ? "outbox.-created" : "outbox.created", {}};
    if (!page->rows.empty())
        next.numbers = {static_cast<std::int64_t>(page->rows.back().record), page->rows.back().index};
    Response response;
    response.body = list_text(*page, to_text(next), [&](Json& json, const runtime::OutboxRow& row) {
        write_message(json, viewer_of(exchange), row);
    });
    return response;
}

template <class Number>
bool read(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

/// "<instance>.<record>.<index>"
Result<runtime::RetryMessage> message_argument(const Exchange& exchange) {
    const auto key = exchange.arguments[0];
    const auto first = key.find('.');
    const auto second = key.rfind('.');
    runtime::RetryMessage message;
    if (first == std::string_view::npos || first == second) return not_found(exchange.path);
    const auto instance = runtime::parse_instance_id(key.substr(0, first));
    if (!instance || !read(key.substr(first + 1, second - first - 1), message.message.first) ||
        !read(key.substr(second + 1), message.message.second))
        return not_found(exchange.path);
    message.instance = *instance;
    return message;
}

Outcome message(Exchange& exchange) {
    const auto key = message_argument(exchange);
    if (!key) return key.error();
    const auto found = exchange.service().message(exchange.actor, key->instance, key->message);
    if (!found) return found.error();
    Response response;
    Json json(response.body);
    write_correspondence(json, viewer_of(exchange), *found);
    return response;
}

Response render(Exchange& exchange, const runtime::Answer& answer) {
    Response response;
    Json json(response.body);
    write_recorded(json, answer, exchange.dry_run);
    return response;
}

Outcome retry(Exchange& exchange) {
    const auto key = message_argument(exchange);
    if (!key) return key.error();
    auto body = Body::parse(exchange.body);
    if (!body) return std::move(body).error();
    if (auto checked = body->finish(); !checked) return std::move(checked).error();
    auto command = command_of(exchange, *key);
    if (!command) return std::move(command).error();
    return Submission{std::move(command).value(), render};
}

}  // namespace

void add_outbox_routes(std::vector<Route>& routes) {
    Route list;
    list.method = "GET";
    list.pattern = "/api/v1/outbox";
    list.handler = outbox;
    list.aside = true;
    list.operation = "list_messages";
    list.summary = "Messages to people, and what became of them.";
    list.tag = "outbox";
    list.parameters = {"partner", "instance", "message_state", "sort_created", "cursor", "limit"};
    list.answers = {{200, "MessageList"}};
    list.problems = {"role-missing", "not-found"};
    routes.push_back(std::move(list));

    Route one;
    one.method = "GET";
    one.pattern = "/api/v1/outbox/{key}";
    one.handler = message;
    one.aside = true;
    one.operation = "why_message";
    one.summary = "Why a message was sent, to whom, and every attempt at it.";
    one.tag = "outbox";
    one.answers = {{200, "Correspondence"}};
    one.problems = {"not-found"};
    routes.push_back(std::move(one));

    Route again;
    again.method = "POST";
    again.pattern = "/api/v1/outbox/{key}/retry";
    again.handler = retry;
    again.operation = "retry_message";
    again.summary = "Try a message again that bounced, was given up, or waits for its next attempt.";
    again.tag = "outbox";
    again.request = "Nothing";
    again.answers = {{200, "Recorded"}};
    again.problems = {"role-missing", "not-found", "event-not-possible"};
    routes.push_back(std::move(again));
}

}  // namespace waymark::http
