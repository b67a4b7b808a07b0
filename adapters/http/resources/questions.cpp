// GET …/{id}/<question>, GET /api/v1/reports/<question>: what the program answers beside what instances hold;
// GET /api/v1/reports: which reports there are. A path for each question that the program declares.
#include <algorithm>
#include <array>

#include "adapters/http/accept.hpp"
#include "adapters/http/csv.hpp"
#include "adapters/http/presentation.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

constexpr std::string_view reports_base = "/api/v1/reports";

std::string csv_text(const std::vector<std::string>& columns, const states::Value& rows) {
    std::string out;
    Csv csv(out);
    for (const auto& column : columns) csv.text(column);
    csv.end_row();
    for (const auto& row : rows.array()) {
        for (const auto& column : columns) csv.value(row[column]);
        csv.end_row();
    }
    return out;
}

Outcome answer(Exchange& exchange, std::optional<runtime::InstanceId> about) {
    const auto& question = *exchange.route->question;
    const auto csv = wants_csv(exchange.accept, !question.columns.empty());
    if (!csv) return csv.error();
    const auto told =
        exchange.service().ask(exchange.actor, question.name, about, exchange.query.take_rest());
    if (!told) return told.error();
    Response response;
    if (*csv) {
        CHECK((*told)["rows"].is_array(), "the answer to " + question.name + " has no rows");
        response.content_type = Csv::media;
        response.body = csv_text(question.columns, (*told)["rows"]);
    } else {
        response.body = states::to_json(*told);
    }
    return response;
}

Outcome answer_report(Exchange& exchange) { return answer(exchange, std::nullopt); }

Outcome answer_about_instance(Exchange& exchange) {
    const auto instance = addressed_instance(exchange);
    if (!instance) return instance.error();
    return answer(exchange, (*instance)->id);
}

void write_report(Json& json, const runtime::Question& report) {
    json.object();
    json.name("name").text(report.name);
    json.name("title").both(report.title);
    json.name("parameters").array();
    for (const auto& parameter : report.parameters) {
        json.object().name("name").text(parameter.name).name("title").both(parameter.title);
        json.name("repeated").boolean(parameter.repeated).end_object();
    }
    json.end_array();
    json.name("columns").array();
    for (const auto& column : report.columns) json.text(column);
    json.end_array().end_object();
}

Outcome list(Exchange& exchange) {
    Response response;
    Json json(response.body);
    json.object().name("items").array();
    for (const auto* report : exchange.service().reports(exchange.actor)) write_report(json, *report);
    json.end_array().end_object();
    return response;
}

Route route_of(const runtime::Question& question) {
    Route route;
    route.method = "GET";
    route.question = &question;
    route.aside = true;
    route.summary = question.title.en;
    route.problems = {"not-found", "role-missing", "not-acceptable"};
    return route;
}

void add(std::vector<Route>& routes, Route route) {
    CHECK(std::ranges::none_of(routes, [&](const Route& other) { return other.pattern == route.pattern; }),
          "two things are at " + route.pattern);
    route.answers = {{200, "answer." + route.operation}};
    if (!route.question->columns.empty()) route.answers.push_back({200, "", std::string(Csv::media)});
    routes.push_back(std::move(route));
}

}  // namespace

void add_question_routes(std::vector<Route>& routes, const runtime::Program& program) {
    Route all;
    all.method = "GET";
    all.pattern = reports_base;
    all.handler = list;
    all.operation = "list_reports";
    all.summary = "The reports that you may ask for.";
    all.tag = "reports";
    all.answers = {{200, "ReportList"}};
    routes.push_back(std::move(all));
    for (const auto& question : program.questions) {
        auto route = route_of(question);
        if (question.workflow.empty()) {
            route.pattern = std::string(reports_base) + "/" + question.name;
            route.handler = answer_report;
            route.operation = "report_" + question.name;
            route.tag = "reports";
        } else {
            const auto collection =
                std::ranges::find(program.collections, question.workflow, &runtime::Collection::workflow);
            CHECK(collection != program.collections.end(), question.name + " is about no collection");
            route.pattern = "/api/v1/" + collection->name + "/{id}/" + question.name;
            route.handler = answer_about_instance;
            route.collection = &*collection;
            route.operation = collection->singular + "_" + question.name;
            route.tag = collection->name;
        }
        add(routes, std::move(route));
    }
}

}  // namespace waymark::http
