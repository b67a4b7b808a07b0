#include "adapters/http/openapi.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "adapters/http/problem.hpp"
#include "adapters/http/schemas.hpp"

namespace waymark::http {
namespace {

namespace json = boost::json;
using Charts = std::map<std::string, std::shared_ptr<const states::Chart>, std::less<>>;

json::value reference(const std::string& kind, const std::string& name) {
    return {{"$ref", "#/components/" + kind + "/" + name}};
}

/// The schema of a list of things.
json::value list_of(const std::string& schema) {
    return json::parse(R"({"type": "object", "required": ["items", "next_cursor", "total", "total_exact"],
        "additionalProperties": false, "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/)" +
                       schema + R"("}},
        "next_cursor": {"type": ["string", "null"], "description": "null: this is the last page."},
        "total": {"type": "integer", "minimum": 0, "description": "Exact to 10,000."},
        "total_exact": {"type": "boolean"}}})");
}

Charts charts_of(const runtime::Program& program) {
    Charts charts;
    for (const auto& document : program.documents) {
        auto chart = states::read_chart(document.source, document.file, *program.functions);
        if (chart)
            charts[document.workflow] =
                std::move(chart).value();  // a fault in it is told when the service opens
    }
    return charts;
}

json::value form_of(const states::EventDeclaration& event) {
    if (event.form.is_undefined()) return json::object{{"type", "object"}, {"additionalProperties", false}};
    return json::parse(states::to_json(event.form));
}

/// The form with the id of the instance that the creating event goes to.
json::value with_parent(json::value form, const std::string& parent) {
    auto& object = form.as_object();
    if (!object.contains("properties")) object["properties"] = json::object();
    if (!object.contains("required")) object["required"] = json::array();
    object["properties"].as_object()[parent] = reference("schemas", "Id");
    object["required"].as_array().emplace_back(parent);
    return form;
}

/// The body that creates one of the collection: the form of the start, or of the creating event at its
/// parent. A parent that is no collection's name may be of any workflow that has the event.
json::value creation_schema(const Charts& charts, const runtime::Program& program,
                            const runtime::Collection& collection) {
    if (collection.creating_event.empty()) {
        const auto chart = charts.find(collection.workflow);
        const auto* start = chart == charts.end() ? nullptr : chart->second->start();
        return start == nullptr ? json::object{{"type", "object"}} : form_of(*start);
    }
    const auto named =
        std::ranges::find(program.collections, collection.parent, &runtime::Collection::singular);
    json::array forms;
    for (const auto& [workflow, chart] : charts) {
        const auto* event = chart->event(collection.creating_event);
        if (event == nullptr || (named != program.collections.end() && named->workflow != workflow)) continue;
        auto form = with_parent(form_of(*event), collection.parent);
        if (std::ranges::find(forms, form) == forms.end()) forms.push_back(std::move(form));
    }
    if (forms.empty()) forms.push_back(with_parent(json::object{{"type", "object"}}, collection.parent));
    return forms.size() == 1 ? forms.front() : json::object{{"anyOf", std::move(forms)}};
}

/// Any of the events that somebody outside may send to this workflow, each with its form.
json::value sending_schema(const Charts& charts, const runtime::Collection& collection) {
    json::array choices;
    if (const auto chart = charts.find(collection.workflow); chart != charts.end())
        for (const auto& event : chart->second->events()) {
            if (event.roles.empty()) continue;
            json::object choice{{"type", "object"},
                                {"title", event.title.en},
                                {"description", event.description.en},
                                {"properties", json::object{{"event", json::object{{"const", event.name}}},
                                                            {"data", form_of(event)}}},
                                {"additionalProperties", false}};
            json::array required{"event"};
            if (event.form["required"].is_array() && !event.form["required"].array().empty())
                required.emplace_back("data");
            choice["required"] = std::move(required);
            choices.push_back(std::move(choice));
        }
    if (choices.empty()) return reference("schemas", "SendEvent");
    return json::object{{"oneOf", std::move(choices)}};
}

/// What a question is answered with; of a table, its rows.
json::value answer_schema(const runtime::Question& question) {
    json::object properties{{"as_of", reference("schemas", "Instant")}};
    json::array required{"as_of"};
    if (!question.columns.empty()) {
        json::object columns;
        for (const auto& column : question.columns) columns[column] = true;
        properties["rows"] = {
            {"type", "array"},
            {"items",
             {{"type", "object"}, {"properties", std::move(columns)}, {"additionalProperties", false}}}};
        required.emplace_back("rows");
        properties["columns"] = {{"type", "array"}, {"items", {{"type", "string"}}}};
        required.emplace_back("columns");
    }
    return json::object{{"type", "object"},
                        {"description", question.title.en},
                        {"required", std::move(required)},
                        {"properties", std::move(properties)}};
}

json::value parameter_of(const runtime::QuestionParameter& parameter) {
    const auto schema = parameter.schema.is_undefined() ? json::value(json::object{{"type", "string"}})
                                                        : json::parse(states::to_json(parameter.schema));
    const auto repeated = json::object{{"type", "array"}, {"items", schema}};
    return json::object{{"name", parameter.name},
                        {"in", "query"},
                        {"description", parameter.title.en},
                        {"schema", parameter.repeated ? json::value(repeated) : schema}};
}

/// What every route of its kind may answer beside its own problems, by status.
std::map<unsigned, std::set<std::string>> problems_of(const Route& route) {
    std::set<std::string> codes(route.problems.begin(), route.problems.end());
    codes.insert({"bad-request", "request-timeout", "header-too-large", "misdirected-request",
                  "expectation-failed", "bad-query", "body-too-large", "internal"});
    if (!route.open) codes.insert({"unauthenticated", "not-ready"});
    if (route.method == "POST")
        codes.insert({"unsupported-media-type", "bad-json", "form-invalid", "idempotency-key-missing",
                      "idempotency-key-bad", "idempotency-mismatch", "idempotency-in-flight",
                      "idempotency-full", "storage-full", "busy", "stopping"});
    if (route.method == "PUT") codes.insert({"unsupported-media-type", "storage-full", "stopping"});
    std::map<unsigned, std::set<std::string>> by_status;
    for (const auto& code : codes) by_status[problem_kind(code).status].insert(code);
    return by_status;
}

json::object responses_of(const Route& route) {
    json::object responses;
    for (const auto& answer : route.answers) {
        const json::value schema = answer.schema.empty() ? json::value(json::object{{"type", "string"}})
                                                         : reference("schemas", answer.schema);
        auto& described = responses[std::to_string(answer.status)];
        if (!described.is_object())
            described = {{"description", answer.status == 201 ? "Made." : "As asked."},
                         {"content", json::object()}};
        auto& response = described.as_object();
        response["content"].as_object()[answer.media] = {{"schema", schema}};
        json::object headers;
        if (answer.etag)
            headers["ETag"] = {{"description", "The version, for If-Match."},
                               {"schema", {{"type", "string"}}}};
        if (answer.location)
            headers["Location"] = {{"description", "Where it is."}, {"schema", {{"type", "string"}}}};
        if (!headers.empty()) response["headers"] = std::move(headers);
    }
    for (const auto& [status, codes] : problems_of(route)) {
        json::array names(codes.begin(), codes.end());
        std::string text;
        for (const auto& code : codes) text += (text.empty() ? "" : ", ") + code;
        const json::value schema{
            {"allOf", json::array{reference("schemas", "Problem"),
                                  json::object{{"properties", {{"code", {{"enum", std::move(names)}}}}}}}}};
        responses[std::to_string(status)] = {
            {"description", text}, {"content", {{"application/problem+json", {{"schema", schema}}}}}};
    }
    return responses;
}

json::object operation_of(const Route& route) {
    json::object operation{
        {"operationId", route.operation}, {"summary", route.summary}, {"tags", json::array{route.tag}}};
    json::array parameters;
    for (std::size_t at = route.pattern.find('{'); at != std::string::npos;
         at = route.pattern.find('{', at + 1))
        parameters.push_back(
            reference("parameters", route.pattern.substr(at + 1, route.pattern.find('}', at) - at - 1)));
    for (const auto& name : route.parameters) parameters.push_back(reference("parameters", name));
    if (route.question != nullptr)
        for (const auto& parameter : route.question->parameters)
            parameters.push_back(parameter_of(parameter));
    if (route.method == "POST") {
        parameters.push_back(reference("parameters", "idempotency_key"));
        parameters.push_back(reference("parameters", "dry_run"));
    }
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    if (!route.request.empty())
        operation["requestBody"] = {
            {"required", true},
            {"content", {{route.request_media, {{"schema", reference("schemas", route.request)}}}}}};
    operation["responses"] = responses_of(route);
    if (route.open) operation["security"] = json::array();
    return operation;
}

}  // namespace

std::string openapi_document(const Routes& routes, const runtime::Program& program,
                             const std::string& version) {
    const auto texts = component_texts();
    auto components = json::parse({texts.data(), texts.size()}).as_object();
    auto& schemas = components["schemas"].as_object();
    for (const auto& [list, of] : {std::pair{"InstanceList", "Instance"},
                                   {"RecordList", "Record"},
                                   {"TimerList", "FamilyTimer"},
                                   {"WorkList", "WorkItem"},
                                   {"MessageList", "Message"},
                                   {"DefinitionList", "Definition"},
                                   {"TemplateList", "Template"}})
        schemas[list] = list_of(of);
    const auto charts = charts_of(program);
    for (const auto& collection : program.collections) {
        schemas["create." + collection.singular] = creation_schema(charts, program, collection);
        schemas["send." + collection.singular] = sending_schema(charts, collection);
    }
    for (const auto& route : routes.all())
        if (route.question != nullptr) schemas["answer." + route.operation] = answer_schema(*route.question);
    components["securitySchemes"] = {
        {"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "waymark token create"}}}};

    json::object paths;
    for (const auto& route : routes.all()) {
        auto& path = paths[route.pattern];
        if (!path.is_object()) path = json::object();
        std::string method = route.method;
        std::ranges::transform(method, method.begin(),
                               [](char c) { return static_cast<char>(c - 'A' + 'a'); });
        path.as_object()[method] = operation_of(route);
    }
    const json::object document{{"openapi", "3.1.0"},
                                {"info",
                                 {{"title", "Waymark"},
                                  {"version", version},
                                  {"description", "The durable statechart service of a partner program."}}},
                                {"security", json::array{json::object{{"token", json::array()}}}},
                                {"paths", std::move(paths)},
                                {"components", std::move(components)}};
    return json::serialize(document);
}

}  // namespace waymark::http
