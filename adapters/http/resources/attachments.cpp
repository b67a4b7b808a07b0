// PUT /api/v1/attachments/{id}/parts/{part}; GET …/content: the bytes of an attachment.
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome content(Exchange& exchange) {
    const auto instance = addressed_instance(exchange);
    if (!instance) return instance.error();
    if ((*instance)->definition->workflow != "attachment") return not_found(exchange.path);
    auto file = exchange.door.attachment(**instance);
    if (!file) return file.error();
    Response response;
    response.content_type = file->media_type;
    response.body = std::move(file->bytes);
    response.etag = std::move(file->etag);
    response.file_name = std::move(file->name);
    return response;
}

}  // namespace

void add_attachment_routes(std::vector<Route>& routes) {
    auto part = part_route("/api/v1/attachments/{id}/parts/{part}");
    part.operation = "put_attachment_part";
    part.summary = "Send a part of an attached file, 1 to 10. The same part again changes nothing.";
    part.tag = "attachments";
    part.request = "PartOfAttachment";
    part.request_media = "application/octet-stream";
    Route whole;
    whole.method = "GET";
    whole.pattern = "/api/v1/attachments/{id}/content";
    whole.handler = content;
    whole.aside = true;
    whole.operation = "get_attachment_content";
    whole.summary = "The attached file, byte for byte, to be saved.";
    whole.tag = "attachments";
    whole.answers = {{200, "AttachedFile", "application/octet-stream", true}};
    whole.problems = {"not-found", "not-kept"};
    routes.push_back(std::move(part));
    routes.push_back(std::move(whole));
}

}  // namespace waymark::http
