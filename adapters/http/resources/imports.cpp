// PUT /api/v1/imports/{id}/parts/{part}; GET …/errors and …/corrections: what an import has beside its
// instance.
#include "adapters/http/accept.hpp"
#include "adapters/http/csv.hpp"
#include "adapters/http/json.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

/// The import that the path names, as far as the caller may know of it.
Result<runtime::InstancePtr> import_argument(const Exchange& exchange) {
    const auto instance = addressed_instance(exchange);
    if (!instance) return instance.error();
    if ((*instance)->definition->workflow != "import") return not_found(exchange.path);
    return *instance;
}

/// The rows of `list` under these names; a name with a dot leads into an object.
Response csv_of(const states::Value& list, std::span<const std::string> names) {
    Response response;
    response.content_type = Csv::media;
    Csv csv(response.body);
    for (const auto& name : names) csv.text(name);
    csv.end_row();
    for (const auto& row : list.array()) {
        for (const auto& name : names) {
            const auto dot = name.find('.');
            const auto& member = row[name.substr(0, dot)];
            csv.value(dot == std::string::npos ? member : member[name.substr(dot + 1)]);
        }
        csv.end_row();
    }
    return response;
}

Response json_of(const states::Value& value) {
    Response response;
    response.body = states::to_json(value);
    return response;
}

Outcome errors(Exchange& exchange) {
    const auto import = import_argument(exchange);
    if (!import) return import.error();
    const auto found = exchange.door.imports.errors(exchange.actor, **import);
    const std::vector<std::string> names = {"row", "column", "code", "text.en", "text.ru", "cell"};
    const auto csv = wants_csv(exchange.accept, true);
    if (!csv) return csv.error();
    return *csv ? csv_of(found["errors"], names) : json_of(found);
}

Outcome corrections(Exchange& exchange) {
    const auto import = import_argument(exchange);
    if (!import) return import.error();
    const auto found = exchange.door.imports.corrections((*import)->id);
    const std::vector<std::string> names = {"partner",
                                            "account",
                                            "service",
                                            "product",
                                            "month",
                                            "amount_before_kopecks",
                                            "amount_after_kopecks",
                                            "grants_before_kopecks",
                                            "grants_after_kopecks",
                                            "moved_to"};
    const auto csv = wants_csv(exchange.accept, true);
    if (!csv) return csv.error();
    return *csv ? csv_of(found["corrections"], names) : json_of(found);
}

}  // namespace

void add_import_routes(std::vector<Route>& routes) {
    auto part = part_route("/api/v1/imports/{id}/parts/{part}");
    part.operation = "put_import_part";
    part.summary = "Send a part of an import's file. The same part again changes nothing.";
    part.tag = "imports";
    part.request = "PartOfFile";
    part.request_media = "text/csv";
    Route wrong;
    wrong.method = "GET";
    wrong.pattern = "/api/v1/imports/{id}/errors";
    wrong.handler = errors;
    wrong.aside = true;
    wrong.operation = "list_import_errors";
    wrong.summary = "What is wrong with an import's file, by row and column.";
    wrong.tag = "imports";
    wrong.answers = {{200, "ImportErrors"}, {200, "", "text/csv; charset=utf-8"}};
    wrong.problems = {"not-found", "not-acceptable"};
    Route changed = wrong;
    changed.pattern = "/api/v1/imports/{id}/corrections";
    changed.handler = corrections;
    changed.operation = "list_import_corrections";
    changed.summary = "Which rows of earlier imports a published import has replaced, old and new.";
    changed.answers = {{200, "ImportCorrections"}, {200, "", "text/csv; charset=utf-8"}};
    routes.push_back(std::move(part));
    routes.push_back(std::move(wrong));
    routes.push_back(std::move(changed));
}

}  // namespace waymark::http
