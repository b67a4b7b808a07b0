// Questions over HTTP: lists with cursors and filters, single instances, why, history, the service's books.
#include <gmock/gmock.h>
#include <set>

#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

using states::Value;

class Questions : public testing::Test {
  protected:
    Served served_;
    Visitor agent_{served_, served_.token("agent")};
    Visitor lead_{served_, served_.token("lead")};
    Visitor admin_{served_, served_.token("admin")};

    /// The ids of all pages of a list.
    std::vector<std::string> ids_of(const std::string& path, const std::string& member = "id") {
        std::vector<std::string> ids;
        std::string cursor;
        do {
            const auto page = admin_.get(path + (cursor.empty() ? "" : "&cursor=" + cursor));
            EXPECT_EQ(page.status, 200U) << page.body;
            if (page.status != 200U) break;
            const auto items = at(page, "items");
            for (const auto& item : items.array())
                ids.push_back(item[member].is_string() ? item[member].string()
                                                       : states::to_json(item[member]));
            cursor = text_at(page, "next_cursor");
        } while (!cursor.empty());
        return ids;
    }
};

TEST_F(Questions, ListsGoOnWhereTheyEnded) {
    std::vector<std::string> made;
    for (int i = 0; i < 7; ++i) made.push_back(agent_.new_ticket("T" + std::to_string(i)));
    agent_.post("/api/v1/tickets/" + made[2] + "/events", R"({"event":"ticket.note","data":{"text":"x"}})");
    EXPECT_EQ(ids_of("/api/v1/tickets?limit=2"), made);
    EXPECT_EQ(ids_of("/api/v1/tickets?limit=3&sort=-created"),
              std::vector<std::string>(made.rbegin(), made.rend()));
    auto by_change = made;
    by_change.erase(by_change.begin() + 2);
    by_change.push_back(made[2]);
    EXPECT_EQ(ids_of("/api/v1/tickets?limit=3&sort=updated"), by_change);
    const auto page = admin_.get("/api/v1/tickets?limit=2");
    EXPECT_EQ(at(page, "total"), Value(7));
    EXPECT_EQ(at(page, "total_exact"), Value(true));
}

TEST_F(Questions, FiltersNarrow) {
    const auto open = agent_.new_ticket();
    const auto waiting = agent_.new_ticket();
    agent_.post("/api/v1/tickets/" + waiting + "/events", R"({"event":"ticket.wait","data":{"days":3}})");
    agent_.post("/api/v1/tasks", R"({"ticket":")" + open + R"(","what":"x"})");
    EXPECT_EQ(ids_of("/api/v1/tickets?filter=state:waiting"), std::vector{waiting});
    EXPECT_EQ(ids_of("/api/v1/tickets?partner=" + open), std::vector{open});
    EXPECT_EQ(ids_of("/api/v1/instances?partner=" + open).size(), 2U);
    EXPECT_EQ(ids_of("/api/v1/instances?filter=workflow:task,state:todo").size(), 1U);
    EXPECT_EQ(ids_of("/api/v1/timers?partner=" + waiting, "instance"), std::vector{waiting});
    EXPECT_TRUE(ids_of("/api/v1/timers?instance=" + open).empty());
    EXPECT_EQ(ids_of("/api/v1/outbox?instance=" + waiting + "&state=held", "message"),
              std::vector<std::string>{"ticket.waits"});
    EXPECT_TRUE(ids_of("/api/v1/outbox?state=suppressed").empty());
}

TEST_F(Questions, AWrongParameterIsNamed) {
    const auto wrong = [&](const std::string& path) {
        const auto answer = admin_.get(path);
        EXPECT_EQ(code_of(answer), "bad-query") << path;
        return text_at(answer, "place");
    };
    EXPECT_EQ(wrong("/api/v1/tickets?limit=0"), "limit");
    EXPECT_EQ(wrong("/api/v1/tickets?limit=201"), "limit");
    EXPECT_EQ(wrong("/api/v1/tickets?sort=name"), "sort");
    EXPECT_EQ(wrong("/api/v1/tickets?filter=colour:red"), "filter");
    EXPECT_EQ(wrong("/api/v1/tickets?filter=state:"), "filter");
    EXPECT_EQ(wrong("/api/v1/tickets?filter=state:a,state:b"), "filter");
    EXPECT_EQ(wrong("/api/v1/tickets?filter=workflow:task"), "filter");
    EXPECT_EQ(wrong("/api/v1/tickets?partner=me"), "partner");
    EXPECT_EQ(wrong("/api/v1/tickets?cursor=AAAA"), "cursor");
    EXPECT_EQ(wrong("/api/v1/tickets?filer=state:open"), "filer");
    EXPECT_EQ(wrong("/api/v1/outbox?state=lost"), "state");
    EXPECT_EQ(wrong("/api/v1/outbox?sort=updated"), "sort");
    EXPECT_EQ(wrong("/api/v1/journal?from=first"), "from");
    EXPECT_EQ(wrong("/api/v1/status?x=1"), "x");
    const auto cursor = text_at(
        (agent_.new_ticket(), agent_.new_ticket(), admin_.get("/api/v1/tickets?limit=1")), "next_cursor");
    EXPECT_EQ(wrong("/api/v1/tickets?sort=-created&cursor=" + cursor), "cursor");
}

TEST_F(Questions, WhyTellsForEachEvent) {
    const auto id = agent_.new_ticket();
    const auto chance = [&](Visitor& visitor, const std::string& event) {
        const auto events = at(visitor.get("/api/v1/tickets/" + id + "/why"), "events");
        for (const auto& each : events.array())
            if (each["event"].string_or("") == event) return states::Value(each);
        ADD_FAILURE() << event << " is not told of";
        return states::Value();
    };
    const auto close = chance(lead_, "ticket.close");
    EXPECT_EQ(close["allowed"], Value(false));
    EXPECT_EQ(close["reasons"].array().at(0)["code"], Value("guard"));
    EXPECT_EQ(close["reasons"].array().at(0)["text"]["ru"],
              Value("Заявку закрывают хотя бы с одной заметкой."));
    EXPECT_EQ(close["reasons"].array().at(0)["values"]["notes"], Value(0));
    EXPECT_EQ(chance(agent_, "ticket.close")["reasons"].array().at(0)["code"], Value("role-missing"));
    const auto note = chance(agent_, "ticket.note");
    EXPECT_EQ(note["allowed"], Value(true));
    EXPECT_TRUE(note["form"]["properties"]["text"].is_object());
    EXPECT_EQ(chance(agent_, "ticket.resume")["reasons"].array().at(0)["code"], Value("not-in-state"));
}

TEST_F(Questions, HistoryAndJournalTellWhatHappened) {  // I10
    const auto id = agent_.new_ticket();
    for (const char* text : {"one", "two", "three"})
        agent_.post("/api/v1/tickets/" + id + "/events",
                    R"({"event":"ticket.note","data":{"text":")" + std::string(text) + R"("}})");
    lead_.post("/api/v1/tickets/" + id + "/events", R"({"event":"ticket.close"})");
    const auto page = agent_.get("/api/v1/tickets/" + id + "/history?limit=2");
    EXPECT_EQ(text_at(page, "items.0.event.name"), "ticket.close");
    EXPECT_EQ(text_at(page, "items.0.state"), "closed");
    EXPECT_EQ(text_at(page, "items.0.guards.0.guard"), "notes >= 1");
    EXPECT_EQ(at(page, "items.0.guards.0.values.notes"), Value(3));
    EXPECT_EQ(text_at(page, "items.1.event.data.text"), "three");
    EXPECT_EQ(ids_of("/api/v1/tickets/" + id + "/history?limit=2", "version"),
              (std::vector<std::string>{"5", "4", "3", "2", "1"}));
    const auto records = ids_of("/api/v1/journal?limit=3", "record");
    std::set<std::string> distinct(records.begin(), records.end());
    EXPECT_EQ(distinct.size(), records.size());
    EXPECT_EQ(records.front(), "1");
    EXPECT_EQ(text_at(admin_.get("/api/v1/journal?from=" + records.back()), "items.0.event.name"),
              "ticket.close");
}

TEST_F(Questions, DefinitionsAreShownWithTheirSource) {
    const auto all = admin_.get("/api/v1/definitions");
    EXPECT_EQ(at(all, "total"), Value(3));
    const auto one = admin_.get("/api/v1/definitions/ticket/1");
    EXPECT_EQ(one.status, 200U);
    EXPECT_EQ(one.field("content-type"), "application/scxml+xml");
    EXPECT_THAT(one.body, testing::HasSubstr("<scxml"));
    EXPECT_EQ(code_of(admin_.get("/api/v1/definitions/ticket/2")), "not-found");
    EXPECT_EQ(code_of(admin_.get("/api/v1/definitions/ticket/one")), "not-found");
}

TEST_F(Questions, PathsAndMethodsAreExact) {
    for (const char* path :
         {"/api/v1/nothing", "/api/v1/tickets/", "/api/v1//tickets", "/api/v1/tickets/x/y/z",
          "/api/v1/tickets/0", "/api/v1/tickets/..", "/api/v1/tickets%2f", "/API/v1/tickets", "/nothing"})
        EXPECT_EQ(code_of(admin_.get(path)), "not-found") << path;
    RawClient client(served_.port());
    for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"}) {
        client.send(request_text(method, "/api/v1/tickets", served_.token("admin")));
        const auto answer = client.receive();
        EXPECT_EQ(code_of(*answer), "method-not-allowed") << method;
        EXPECT_THAT(answer->field("allow"),
                    testing::AllOf(testing::HasSubstr("GET"), testing::HasSubstr("POST")));
    }
    EXPECT_EQ(code_of(admin_.post("/api/v1/status", "{}")), "method-not-allowed");
}

TEST_F(Questions, OnlyAValidTokenIsLetIn) {
    for (const char* fields : {"", "Authorization: Basic ////\r\n", "Authorization: Bearer \r\n",
                               "Authorization: Bearer wm_x\r\n", "Authorization: wm_agent\r\n"}) {
        RawClient client(served_.port());
        client.send(request_text("GET", "/api/v1/tickets", "", fields));
        const auto answer = client.receive();
        EXPECT_EQ(code_of(*answer), "unauthenticated") << fields;
        EXPECT_EQ(answer->field("www-authenticate"), "Bearer");
    }
    RawClient client(served_.port());
    client.send(request_text("GET", "/api/v1/openapi.json", ""));
    EXPECT_EQ(client.receive()->status, 200U);
}

TEST_F(Questions, BodiesAreJsonAlone) {
    for (const char* fields : {"Content-Encoding: gzip\r\n"})
        EXPECT_EQ(code_of(admin_.post("/api/v1/tickets", "{}", {}, fields)), "unsupported-media-type");
    RawClient client(served_.port());
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx",
                             "application/json; charset=koi8-r"}) {
        client.send("POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                    served_.token("agent") +
                    "\r\nIdempotency-Key: k\r\nContent-Length: 2\r\nContent-Type: " + type + "\r\n\r\n{}");
        EXPECT_EQ(code_of(*client.receive()), "unsupported-media-type") << type;
    }
    client.send("POST /api/v1/tickets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                served_.token("agent") +
                "\r\nIdempotency-Key: k\r\nContent-Length: 2\r\nContent-Type: Application/JSON; "
                "charset=UTF-8\r\n\r\n{}");
    EXPECT_EQ(code_of(*client.receive()), "form-invalid");
}

TEST_F(Questions, LettersArePreviewedFromTheNewestMessageOrASample) {
    const auto listed = at(admin_.get("/api/v1/templates"), "items");
    ASSERT_EQ(listed.array().size(), 1U);
    EXPECT_EQ(listed.array()[0]["message"], Value("ticket.waits"));
    const auto ticket = agent_.new_ticket("The door");
    const auto path = "/api/v1/templates/ticket.waits/preview?partner=" + ticket;
    const auto sample = agent_.get(path);
    EXPECT_EQ(at(sample, "sample"), Value(true)) << sample.body;
    EXPECT_EQ(text_at(sample, "text"), "a sample");
    EXPECT_TRUE(at(sample, "record").is_null());
    agent_.post("/api/v1/tickets/" + ticket + "/events", R"({"event":"ticket.wait","data":{"days":1}})");
    const auto real = agent_.get(path + "&language=ru");
    EXPECT_EQ(at(real, "sample"), Value(false)) << real.body;
    EXPECT_EQ(text_at(real, "text"), "The door");
    EXPECT_EQ(text_at(real, "subject"), "ru");
    EXPECT_EQ(text_at(agent_.get(path), "subject"), "its own");

    EXPECT_EQ(agent_.get("/api/v1/templates/no.such/preview?partner=" + ticket).status, 404U);
    EXPECT_EQ(agent_.get("/api/v1/templates/ticket.waits/preview").status, 400U);
    EXPECT_EQ(agent_.get(path + "&language=de").status, 400U);
    EXPECT_EQ(agent_.get("/api/v1/templates/ticket.waits/preview?partner=0000000000000").status, 404U);
}

}  // namespace
}  // namespace waymark::http
