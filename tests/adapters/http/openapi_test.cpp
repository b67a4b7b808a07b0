// The OpenAPI document against the routes and against real answers.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <set>

#include "adapters/http/problem.hpp"
#include "adapters/http/routes.hpp"
#include "tests/adapters/http/schema_check.hpp"
#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

namespace json = boost::json;
using testing::IsEmpty;

class OpenApi : public testing::Test {
  protected:
    Served served_;
    json::value document_ = json::parse(served_.server().document());

    /// Every "$ref" below a value.
    static void references(const json::value& value, std::set<std::string>& found) {
        if (value.is_array())
            for (const auto& each : value.as_array()) references(each, found);
        if (!value.is_object()) return;
        for (const auto& [name, each] : value.as_object()) {
            if (name == "$ref" && each.is_string()) found.emplace(each.as_string());
            references(each, found);
        }
    }

    /// Is this answer described for this operation, and as it is?
    void expect_described(const std::string& path, const std::string& method, const RawAnswer& answer) {
        SCOPED_TRACE(method + " " + path + " -> " + std::to_string(answer.status));
        const auto& responses = document_.at("paths").at(path).at(method).at("responses").as_object();
        const auto* response = responses.if_contains(std::to_string(answer.status));
        ASSERT_NE(response, nullptr) << answer.body;
        const auto& content = response->at("content").as_object();
        const auto type = answer.field("content-type");
        ASSERT_TRUE(content.contains(type)) << type;
        if (type.ends_with("json")) {
            EXPECT_THAT(violations(document_, content.at(type).at("schema"), json::parse(answer.body)),
                        IsEmpty())
                << answer.body;
        }
        if (const auto* headers = response->as_object().if_contains("headers"))
            for (const auto& [name, header] : headers->as_object()) {
                std::string lower(name);
                for (auto& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
                const bool dry = answer.body.find("\"dry_run\":true") != std::string::npos;
                EXPECT_TRUE(dry || !answer.field(lower).empty()) << name;
            }
    }
};

TEST_F(OpenApi, IsWhatIsServed) {
    RawClient client(served_.port());
    client.send(request_text("GET", "/api/v1/openapi.json", ""));
    EXPECT_EQ(client.receive()->body, served_.server().document());
    EXPECT_EQ(document_.at("openapi"), "3.1.0");
}

TEST_F(OpenApi, ReferencesLeadSomewhere) {
    std::set<std::string> found;
    references(document_, found);
    EXPECT_GT(found.size(), 20U);
    for (const auto& reference : found) {
        json::error_code error;
        EXPECT_NE(document_.find_pointer(reference.substr(1), error), nullptr) << reference;
    }
    for (const auto& [name, schema] : document_.at("components").at("schemas").as_object())
        EXPECT_TRUE(found.contains("#/components/schemas/" + std::string(name)))
            << name << " is used nowhere";
    for (const auto& [name, parameter] : document_.at("components").at("parameters").as_object())
        EXPECT_TRUE(found.contains("#/components/parameters/" + std::string(name)))
            << name << " is used nowhere";
}

TEST_F(OpenApi, EachOperationIsServedAndEachRouteDescribed) {
    Visitor nobody(served_, "");
    std::set<std::string> ids;
    std::size_t operations = 0;
    for (const auto& [pattern, path] : document_.at("paths").as_object())
        for (const auto& [method, operation] : path.as_object()) {
            ++operations;
            EXPECT_TRUE(ids.emplace(operation.at("operationId").as_string()).second) << pattern;
            EXPECT_TRUE(operation.at("responses").as_object().contains("400"));
            // A described path that is not served would be a 404 for somebody with a token; a method, a 405.
            std::string concrete(pattern);
            for (auto at = concrete.find('{'); at != std::string::npos; at = concrete.find('{'))
                concrete.replace(at, concrete.find('}') - at + 1, "0000000000000");
            Visitor admin(served_, served_.token("admin"));
            const auto ask = [&, &verb = method](Visitor& visitor) {
                return verb == "get"   ? visitor.get(concrete)
                       : verb == "put" ? visitor.put(concrete, "a,b\n")
                                       : visitor.post(concrete, "{}");
            };
            const auto answer = ask(admin);
            EXPECT_NE(answer.status, 405U) << method << " " << pattern;
            EXPECT_TRUE(answer.status != 404U || operation.at("responses").as_object().contains("404"))
                << "no such route: " << pattern;
            expect_described(std::string(pattern), std::string(method), answer);
            if (!operation.as_object().contains("security"))
                expect_described(std::string(pattern), std::string(method), ask(nobody));
        }
    const Routes routes(served_.service().program());
    EXPECT_EQ(operations, routes.all().size());
    for (const auto& route : routes.all())
        EXPECT_TRUE(ids.contains(route.operation))
            << route.method << " " << route.pattern << " is not described";
}

TEST_F(OpenApi, ProblemsAreOfTheTable) {
    for (const auto& [pattern, path] : document_.at("paths").as_object())
        for (const auto& [method, operation] : path.as_object())
            for (const auto& [status, response] : operation.at("responses").as_object()) {
                const auto* content =
                    response.at("content").as_object().if_contains("application/problem+json");
                if (content == nullptr) continue;
                for (const auto& code :
                     content->at_pointer("/schema/allOf/1/properties/code/enum").as_array())
                    EXPECT_EQ(std::to_string(problem_kind(std::string(code.as_string())).status),
                              std::string(status));
            }
}

TEST_F(OpenApi, FormsAreThoseOfTheCharts) {
    const auto& schemas = document_.at("components").at("schemas").as_object();
    EXPECT_TRUE(schemas.at("create.ticket").at("properties").as_object().contains("title"));
    EXPECT_TRUE(schemas.at("create.task").at("properties").as_object().contains("what"));
    EXPECT_TRUE(schemas.at("create.task").at("properties").as_object().contains("ticket"));
    const auto& sends = schemas.at("send.ticket");
    EXPECT_THAT(violations(document_, sends, json::parse(R"({"event":"ticket.note","data":{"text":"x"}})")),
                IsEmpty());
    EXPECT_THAT(violations(document_, sends, json::parse(R"({"event":"ticket.note","data":{"text":7}})")),
                testing::Not(IsEmpty()));
    EXPECT_THAT(violations(document_, sends, json::parse(R"({"event":"reminder"})")), testing::Not(IsEmpty()))
        << "timers' events are nobody's to send";
}

TEST_F(OpenApi, QuestionsAreDescribedAsTheProgramDeclaresThem) {
    const auto& parameters =
        document_.at("paths").at("/api/v1/tickets/{id}/forecast").at("get").at("parameters").as_array();
    ASSERT_EQ(parameters.size(), 3U) << "the ticket's id first";
    EXPECT_EQ(parameters[1].at("name"), "at");
    EXPECT_EQ(parameters[1].at("description"), "A day, such as 2027-04-01.");
    EXPECT_EQ(parameters[1].at("schema").at("type"), "string");
    EXPECT_TRUE(parameters[1].at("schema").as_object().contains("pattern"));
    EXPECT_EQ(parameters[2].at("name"), "helper");
    EXPECT_EQ(parameters[2].at("schema").at("type"), "array");

    Visitor lead(served_, served_.token("lead"));
    const auto ticket = lead.new_ticket("=1+1");
    expect_described("/api/v1/tickets/{id}/forecast", "get",
                     lead.get("/api/v1/tickets/" + ticket + "/forecast"));
    expect_described("/api/v1/tickets/{id}/forecast", "get",
                     lead.get("/api/v1/tickets/" + ticket + "/forecast?at=x"));
    expect_described("/api/v1/reports/board", "get", lead.get("/api/v1/reports/board"));
    expect_described("/api/v1/reports/board", "get",
                     lead.get("/api/v1/reports/board", "Accept: text/csv\r\n"));
    expect_described("/api/v1/reports/board", "get",
                     lead.get("/api/v1/reports/board", "Accept: image/png\r\n"));
    expect_described("/api/v1/reports", "get", lead.get("/api/v1/reports"));
}

TEST_F(OpenApi, DescribesWhatIsReallyAnswered) {
    Visitor agent(served_, served_.token("agent"));
    Visitor lead(served_, served_.token("lead"));
    Visitor admin(served_, served_.token("admin"));
    const auto created = agent.post("/api/v1/tickets", R"({"title":"A","contact":"Anna"})");
    expect_described("/api/v1/tickets", "post", created);
    const auto id = text_at(created, "instance.id");
    const auto events = "/api/v1/tickets/" + id + "/events";
    const std::string events_pattern = "/api/v1/tickets/{id}/events";
    expect_described(events_pattern, "post",
                     agent.post(events, R"({"event":"ticket.wait","data":{"days":1}})"));
    expect_described(events_pattern, "post", lead.post(events, R"({"event":"ticket.close"})"));
    expect_described(events_pattern, "post", agent.post(events, R"({"event":"ticket.note","data":{}})"));
    expect_described(events_pattern, "post", agent.post(events, R"({"event":"ticket.fly"})"));
    expect_described(
        events_pattern, "post",
        agent.post(events, R"({"event":"ticket.note","data":{"text":"x"}})", {}, "If-Match: \"9\"\r\n"));
    expect_described(events_pattern, "post",
                     agent.post(events + "?dry_run=1", R"({"event":"ticket.note","data":{"text":"x"}})"));
    expect_described("/api/v1/tasks", "post",
                     agent.post("/api/v1/tasks", R"({"ticket":")" + id + R"(","what":"x"})"));
    const auto undo = "/api/v1/commands/last/undo";
    const std::string undo_pattern = "/api/v1/commands/{record}/undo";
    expect_described(undo_pattern, "post", agent.post(std::string(undo) + "?dry_run=1", "{}"));
    expect_described(undo_pattern, "post", agent.post(undo, R"({"reason":"a mistake"})"));
    expect_described(undo_pattern, "post", agent.post(undo, "{}"));
    expect_described("/api/v1/clock", "post", admin.post("/api/v1/clock", R"({"advance_ms":86400000})"));
    expect_described("/api/v1/tickets/{id}", "get", lead.get("/api/v1/tickets/" + id));
    expect_described("/api/v1/tickets/{id}/why", "get", agent.get("/api/v1/tickets/" + id + "/why"));
    expect_described("/api/v1/tickets/{id}/history", "get", agent.get("/api/v1/tickets/" + id + "/history"));
    for (const char* list : {"/api/v1/instances", "/api/v1/tickets", "/api/v1/timers", "/api/v1/outbox",
                             "/api/v1/journal", "/api/v1/definitions", "/api/v1/templates"})
        expect_described(list, "get", admin.get(std::string(list)));
    expect_described("/api/v1/definitions/{workflow}/{version}", "get",
                     admin.get("/api/v1/definitions/ticket/1"));
    expect_described("/api/v1/templates/{message}/preview", "get",
                     admin.get("/api/v1/templates/ticket.waits/preview?partner=" + id));
    expect_described("/api/v1/backups", "post", admin.post("/api/v1/backups", R"({"name":"b"})"));
    const auto person = text_at(admin.post("/api/v1/persons", R"({"name":"Anna"})"), "instance.id");
    expect_described("/api/v1/tokens", "post",
                     admin.post("/api/v1/tokens", R"({"person":")" + person + R"("})"));
}

}  // namespace
}  // namespace waymark::http
