// GET /api/v1/templates: the messages that the program sends, and a letter as one of them would read.
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

constexpr std::size_t page_size = 200, most_looked_at = 2'000;  // messages of one partner

Outcome list(Exchange& exchange) {
    if (const auto may = exchange.service().definitions(exchange.actor); !may) return may.error();
    const auto all = exchange.door.letters.kinds();
    const runtime::Page<MessageKind> page{all, false, all.size()};
    Response response;
    response.body = list_text(page, {}, [](Json& json, const MessageKind& kind) {
        json.object().name("message").text(kind.message);
        json.name("workflows").array();
        for (const auto& workflow : kind.workflows) json.text(workflow);
        json.end_array().name("fields").array();
        for (const auto& field : kind.fields) json.text(field);
        json.end_array().end_object();
    });
    return response;
}

/// The newest message of this kind about the partner; nothing when there was none.
Result<std::optional<runtime::OutboxRow>> newest(Exchange& exchange, const std::string& message,
                                                 runtime::InstanceId partner) {
    runtime::OutboxQuery query;
    query.family = runtime::family_rooted_at(partner);
    query.descending = true;
    for (std::size_t looked_at = 0; looked_at < most_looked_at; looked_at += page_size) {
        const auto page = exchange.service().outbox(exchange.actor, query, page_size);
        if (!page) return page.error();
        for (const auto& row : page->rows)
            if (row.notification.message == message) return std::optional(row);
        if (!page->more || page->rows.empty()) break;
        query.after = std::pair(page->rows.back().record, page->rows.back().index);
    }
    return std::optional<runtime::OutboxRow>();
}

Result<std::string> take_language(Exchange& exchange) {
    auto language = exchange.query.take("language").value_or("");
    if (language.empty() || language == "en" || language == "ru") return language;
    return bad_query("language", "“" + language + "” is no language of letters; those are en and ru.");
}

Response shown(const runtime::OutboxRow& row, const runtime::Letter& letter) {
    Response response;
    Json json(response.body);
    json.object().name("message").text(row.notification.message);
    json.name("audience").text(row.notification.audience);
    json.name("sample").boolean(row.record == 0);
    row.record == 0 ? json.name("record").null() : json.name("record").number(row.record);
    json.name("to").object().name("name").text_or_null(letter.name);
    json.name("address").text_or_null(letter.address).end_object();
    json.name("subject").text(letter.subject).name("text").text(letter.text);
    json.name("attachments").array();
    for (const auto& attachment : letter.attachments)
        json.object()
            .name("name")
            .text(attachment.name)
            .name("content_type")
            .text(attachment.content_type)
            .name("text")
            .text(attachment.bytes)
            .end_object();
    json.end_array().end_object();
    return response;
}

Outcome preview(Exchange& exchange) {
    if (const auto may = exchange.service().definitions(exchange.actor); !may) return may.error();
    const std::string message(exchange.arguments[0]);
    const auto partner = exchange.query.take_id("partner");
    if (!partner) return partner.error();
    if (!*partner) return bad_query("partner", "Name the partner that the letter is about: partner=ID.");
    const auto language = take_language(exchange);
    if (!language) return language.error();
    const auto known = exchange.service().instance(exchange.actor, **partner);
    if (!known) return known.error();
    auto row = newest(exchange, message, **partner);
    if (!row) return row.error();
    if (!*row) {
        runtime::OutboxRow sample;
        sample.instance = **partner;
        sample.family = (*known)->family;
        sample.at = exchange.service().now();
        sample.notification = {message, "partner", exchange.door.letters.sample_fields(message), false,
                               false};
        *row = sample;
    }
    const auto letter = exchange.door.letters.preview(**row, *language);
    if (!letter) return letter.error();
    return shown(**row, *letter);
}

}  // namespace

void add_template_routes(std::vector<Route>& routes) {
    Route all;
    all.method = "GET";
    all.pattern = "/api/v1/templates";
    all.handler = list;
    all.operation = "list_templates";
    all.summary = "The messages that the program sends; each has a template in English and in Russian.";
    all.tag = "templates";
    all.answers = {{200, "TemplateList"}};
    all.problems = {"role-missing"};
    Route one = all;
    one.pattern = "/api/v1/templates/{message}/preview";
    one.handler = preview;
    one.aside = true;
    one.operation = "preview_template";
    one.summary =
        "The letter as it would be written now: of the partner's newest such message, or of sample fields.";
    one.parameters = {"of_partner", "language"};
    one.answers = {{200, "LetterPreview"}};
    one.problems = {"role-missing", "not-found", "bad-query"};
    routes.push_back(std::move(all));
    routes.push_back(std::move(one));
}

}  // namespace waymark::http
