// Commands over HTTP: creating, sending, keys, preconditions, dry runs, and every way in which they are
// refused.
#include <gmock/gmock.h>

#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

using states::Value;
using testing::HasSubstr;

class Commands : public testing::Test {
  protected:
    Served served_;
    Visitor agent_{served_, served_.token("agent")};
    Visitor lead_{served_, served_.token("lead")};
};

constexpr const char* note = R"({"event":"ticket.note","data":{"text":"It burns."}})";

std::string events_of(const std::string& id) { return "/api/v1/tickets/" + id + "/events"; }

TEST_F(Commands, CreatingSaysWhereItIs) {
    const auto answer = agent_.post("/api/v1/tickets", R"({"title":"Printer on fire"})");
    ASSERT_EQ(answer.status, 201U) << answer.body;
    const auto id = text_at(answer, "instance.id");
    EXPECT_EQ(answer.field("location"), "/api/v1/tickets/" + id);
    EXPECT_EQ(answer.field("etag"), "\"1\"");
    EXPECT_EQ(text_at(answer, "instance.state"), "open");
    EXPECT_EQ(text_at(answer, "instance.data.title"), "Printer on fire");
    EXPECT_EQ(at(answer, "dry_run"), Value(false));
    const auto shown = agent_.get(answer.field("location"));
    EXPECT_EQ(shown.status, 200U);
    EXPECT_EQ(shown.field("etag"), "\"1\"");
    EXPECT_EQ(text_at(shown, "id"), id);
    EXPECT_EQ(text_at(shown, "title.ru"), "Открыта");
    EXPECT_TRUE(at(shown, "actions").is_array());
}

TEST_F(Commands, ACreatingEventAnswersWithWhatItStarted) {
    const auto ticket = agent_.new_ticket();
    const auto answer =
        agent_.post("/api/v1/tasks", R"({"ticket":")" + ticket + R"(","what":"fetch water"})");
    ASSERT_EQ(answer.status, 201U) << answer.body;
    EXPECT_EQ(text_at(answer, "instance.workflow"), "task");
    EXPECT_EQ(text_at(answer, "instance.parent"), ticket);
    EXPECT_EQ(answer.field("location"), "/api/v1/tasks/" + text_at(answer, "instance.id"));
    EXPECT_EQ(text_at(answer, "touched.0.id"), ticket);
    EXPECT_EQ(agent_.get(answer.field("location")).status, 200U);
    EXPECT_EQ(code_of(agent_.get("/api/v1/tickets/" + text_at(answer, "instance.id"))), "not-found")
        << "another collection";

    const auto without = agent_.post("/api/v1/tasks", R"({"what":"fetch water"})");
    EXPECT_EQ(code_of(without), "form-invalid");
    EXPECT_EQ(text_at(without, "place"), "/ticket");
}

TEST_F(Commands, AnEventIsAnsweredWithAllThatItDid) {
    const auto id = agent_.new_ticket();
    const auto answer = agent_.post(events_of(id), R"({"event":"ticket.wait","data":{"days":3}})");
    ASSERT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(answer.field("etag"), "\"2\"");
    EXPECT_EQ(text_at(answer, "instance.state"), "waiting");
    EXPECT_EQ(text_at(answer, "timers.0.event"), "reminder");
    EXPECT_EQ(text_at(answer, "instance.next_event.event"), "reminder");
    EXPECT_EQ(text_at(answer, "notifications.0.message"), "ticket.waits");
    EXPECT_EQ(text_at(answer, "notifications.0.state"), "held");
    EXPECT_EQ(at(answer, "touched.0.version"), Value(2));
}

TEST_F(Commands, TheSameKeyGivesTheSameAnswer) {  // I11
    const auto id = agent_.new_ticket();
    const auto first = agent_.post(events_of(id), note, "k1");
    ASSERT_EQ(first.status, 200U) << first.body;
    const auto again = agent_.post(events_of(id), note, "k1");
    EXPECT_EQ(again.status, 200U);
    EXPECT_EQ(at(again, "replayed"), Value(true));
    EXPECT_EQ(at(again, "record"), at(first, "record"));
    EXPECT_EQ(at(again, "instance"), at(first, "instance"));
    EXPECT_EQ(again.field("etag"), first.field("etag"));
    EXPECT_EQ(at(agent_.get("/api/v1/tickets/" + id), "version"), Value(2)) << "one effect";

    EXPECT_EQ(
        code_of(agent_.post(events_of(id), R"({"event":"ticket.note","data":{"text":"Other."}})", "k1")),
        "idempotency-mismatch");
    EXPECT_EQ(at(lead_.post(events_of(id), note, "k1"), "replayed"), Value(false)) << "another caller's key";
    const auto created = agent_.post("/api/v1/tickets", R"({"title":"A"})", "k2");
    const auto repeated = agent_.post("/api/v1/tickets", R"({"title":"A"})", "k2");
    EXPECT_EQ(repeated.status, 201U);
    EXPECT_EQ(repeated.field("location"), created.field("location"));
}

TEST_F(Commands, TheSameKeyInFlightIsRefused) {  // I11
    const auto id = agent_.new_ticket();
    Visitor other(served_, served_.token("agent"));
    served_.hold_writer();
    agent_.send_post(events_of(id), note, "k1");
    // The commands reach the writer in an unknown order; one of the two is refused once the writer goes on,
    // or replayed.
    other.send_post(events_of(id), note, "k1");
    served_.let_go();
    const std::vector<RawAnswer> answers = {agent_.receive(), other.receive()};
    unsigned applied = 0;
    for (const auto& answer : answers)
        if (answer.status == 200U)
            applied += at(answer, "replayed") == Value(false);
        else
            EXPECT_EQ(code_of(answer), "idempotency-in-flight");
    EXPECT_EQ(applied, 1U);
    EXPECT_EQ(at(agent_.get("/api/v1/tickets/" + id), "version"), Value(2));
}

TEST_F(Commands, EveryPostNeedsAKey) {
    RawClient client(served_.port());
    client.send(request_text("POST", "/api/v1/tickets", served_.token("agent"), "", R"({"title":"A"})"));
    EXPECT_EQ(code_of(*client.receive()), "idempotency-key-missing");
    EXPECT_EQ(code_of(agent_.post("/api/v1/tickets", R"({"title":"A"})", "a b")), "idempotency-key-bad");
}

TEST_F(Commands, AStaleVersionIsRefused) {  // I19
    const auto id = agent_.new_ticket();
    EXPECT_EQ(agent_.post(events_of(id), note, {}, "If-Match: \"1\"\r\n").status, 200U);
    const auto stale = agent_.post(events_of(id), note, {}, "If-Match: \"1\"\r\n");
    EXPECT_EQ(stale.status, 412U);
    EXPECT_EQ(code_of(stale), "version-stale");
    EXPECT_EQ(at(stale, "version"), Value(2));
    EXPECT_EQ(agent_.post(events_of(id), note, {}, "If-Match: *\r\n").status, 200U);
    EXPECT_EQ(code_of(agent_.post(events_of(id), note, {}, "If-Match: 3\r\n")), "bad-request");
}

TEST_F(Commands, RolesDecide) {  // I17
    const auto id = agent_.new_ticket();
    Visitor auditor(served_, served_.token("auditor"));
    EXPECT_EQ(code_of(auditor.post(events_of(id), note)), "role-missing");
    EXPECT_EQ(code_of(auditor.post("/api/v1/tickets", R"({"title":"A"})")), "role-missing");
    EXPECT_EQ(code_of(agent_.post("/api/v1/resume", R"({"reason":"so"})")), "role-missing");
    EXPECT_EQ(code_of(agent_.post("/api/v1/clock", R"({"advance_ms":1})")), "role-missing");
    EXPECT_EQ(code_of(agent_.post("/api/v1/backups", R"({"name":"b"})")), "role-missing");
    EXPECT_EQ(code_of(agent_.get("/api/v1/journal")), "role-missing");
}

TEST_F(Commands, SomebodyElsesThingIsNotThere) {  // I17
    const auto mine = agent_.new_ticket();
    const auto other = agent_.new_ticket();
    Visitor customer(served_, served_.customer_token(mine));
    EXPECT_EQ(customer.get("/api/v1/tickets/" + mine).status, 200U);
    for (const char* rest : {"", "/why", "/history"}) {
        const auto foreign = customer.get("/api/v1/tickets/" + other + rest);
        EXPECT_EQ(foreign.status, 404U);
        EXPECT_EQ(code_of(foreign), "not-found");
    }
    EXPECT_EQ(code_of(customer.post(events_of(other), note)), "not-found");
    EXPECT_EQ(code_of(customer.post("/api/v1/tasks", R"({"ticket":")" + other + R"(","what":"x"})")),
              "not-found");
    EXPECT_EQ(at(customer.get("/api/v1/tickets"), "total"), Value(1));
}

TEST_F(Commands, WhatIsNotPossibleSaysWhatIs) {
    const auto id = agent_.new_ticket();
    const auto refused = lead_.post(events_of(id), R"({"event":"ticket.close"})");
    EXPECT_EQ(refused.status, 409U);
    EXPECT_EQ(code_of(refused), "event-not-possible");
    EXPECT_EQ(text_at(refused, "reasons.0.text.en"), "A ticket is closed with at least one note.")
        << refused.body;
    EXPECT_THAT(refused.body, HasSubstr("ticket.note"));
    const auto unknown = agent_.post(events_of(id), R"({"event":"ticket.fly"})");
    EXPECT_EQ(unknown.status, 422U);
    EXPECT_EQ(code_of(unknown), "event-unknown");
}

TEST_F(Commands, WrongDataIsNamedByItsPlaceInTheBody) {
    const auto id = agent_.new_ticket();
    const auto event = agent_.post(events_of(id), R"({"event":"ticket.note","data":{"text":7}})");
    EXPECT_EQ(event.status, 422U);
    EXPECT_EQ(code_of(event), "form-invalid");
    EXPECT_EQ(text_at(event, "place"), "/data/text") << event.body;
    EXPECT_EQ(text_at(event, "violations.0.pointer"), "/data/text");
    const auto created = agent_.post("/api/v1/tickets", R"({"title":7})");
    EXPECT_EQ(text_at(created, "place"), "/title") << created.body;
    EXPECT_EQ(text_at(agent_.post(events_of(id), R"({"event":7,"extra":1})"), "violations.1.pointer"),
              "/extra");
    EXPECT_EQ(code_of(agent_.post(events_of(id), "[]")), "form-invalid");
    EXPECT_EQ(code_of(agent_.post(events_of(id), R"({"event":"a","event":"b"})")), "bad-json");
}

TEST_F(Commands, ADryRunChangesNothing) {  // I18
    const auto id = agent_.new_ticket();
    const auto dry =
        agent_.post(events_of(id) + "?dry_run=1", R"({"event":"ticket.wait","data":{"days":3}})", "k1");
    ASSERT_EQ(dry.status, 200U) << dry.body;
    EXPECT_EQ(at(dry, "dry_run"), Value(true));
    EXPECT_TRUE(at(dry, "record").is_null());
    EXPECT_EQ(text_at(dry, "instance.state"), "waiting");
    EXPECT_EQ(text_at(dry, "notifications.0.message"), "ticket.waits");
    EXPECT_EQ(dry.field("etag"), "");
    EXPECT_EQ(text_at(agent_.get("/api/v1/tickets/" + id), "state"), "open");
    EXPECT_EQ(at(agent_.post(events_of(id), note, "k1"), "replayed"), Value(false))
        << "the key is not used up";
    EXPECT_EQ(agent_.post("/api/v1/tickets?dry_run=1", R"({"title":"A"})").status, 200U);
    EXPECT_EQ(at(agent_.get("/api/v1/tickets"), "total"), Value(1));
    EXPECT_EQ(text_at(agent_.post(events_of(id) + "?dry_run=yes", note), "place"), "dry_run");
    EXPECT_EQ(text_at(agent_.post(events_of(id) + "?dryrun=1", note), "place"), "dryrun");
}

TEST_F(Commands, AFullDiskIsSaidAndLeavesNothing) {
    const auto id = agent_.new_ticket();
    served_.fill_disk();
    const auto full = agent_.post(events_of(id), note, "k1");
    EXPECT_EQ(full.status, 507U);
    EXPECT_EQ(code_of(full), "storage-full");
    EXPECT_EQ(at(agent_.get("/api/v1/tickets/" + id), "version"), Value(1));
    EXPECT_EQ(at(agent_.post(events_of(id), note, "k1"), "replayed"), Value(false))
        << "the same key, once there is room";
}

}  // namespace
}  // namespace waymark::http
