// Taking a command back over HTTP: what is answered, who may, what is refused in which words. (I24)
#include <gmock/gmock.h>

#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

using states::Value;
using testing::HasSubstr;

class UndoOverHttp : public testing::Test {
  protected:
    RawAnswer wait(const std::string& id, const std::string& key = {}) {
        return agent_.post("/api/v1/tickets/" + id + "/events",
                           R"({"event":"ticket.wait","data":{"days":3}})", key);
    }
    static std::string record_of(const RawAnswer& answer) {
        return std::to_string(static_cast<std::uint64_t>(at(answer, "record").number()));
    }
    static std::string path(const std::string& record) { return "/api/v1/commands/" + record + "/undo"; }
    std::string state(const std::string& id) { return text_at(agent_.get("/api/v1/tickets/" + id), "state"); }

    Served served_;  // at 12:40, mail is held for ten minutes
    Visitor agent_{served_, served_.token("agent")};
    Visitor lead_{served_, served_.token("lead")};
    Visitor admin_{served_, served_.token("admin")};
};

TEST_F(UndoOverHttp, EveryAnswerSaysUntilWhenAndTheUndoRestores) {
    const auto id = agent_.new_ticket();
    const auto waits = wait(id);
    EXPECT_EQ(text_at(waits, "undo_until"), "2026-03-02T12:50:00.000Z") << waits.body;
    EXPECT_TRUE(at(agent_.post("/api/v1/tickets/" + id + "/events?dry_run=1", R"({"event":"ticket.resume"})"),
                   "undo_until")
                    .is_null());
    const auto dry = agent_.post(path(record_of(waits)) + "?dry_run=1", "{}");
    EXPECT_EQ(dry.status, 200U) << dry.body;
    EXPECT_EQ(text_at(dry, "instance.state"), "open");
    EXPECT_EQ(state(id), "waiting");

    const auto undone = agent_.post(path(record_of(waits)), R"({"reason":"the wrong ticket"})", "k1");
    EXPECT_EQ(undone.status, 200U) << undone.body;
    EXPECT_EQ(text_at(undone, "touched.0.state"), "open");
    EXPECT_EQ(text_at(undone, "notifications.0.message"), "ticket.waits");
    EXPECT_EQ(text_at(undone, "notifications.0.state"), "cancelled");
    EXPECT_TRUE(at(undone, "undo_until").is_null()) << "an undo cannot be undone";
    EXPECT_EQ(state(id), "open");
    EXPECT_TRUE(at(agent_.get("/api/v1/timers?instance=" + id), "items").array().empty());
    EXPECT_EQ(at(agent_.get("/api/v1/outbox?state=cancelled&instance=" + id), "total"), Value(1));
    EXPECT_EQ(at(agent_.post(path(record_of(waits)), R"({"reason":"the wrong ticket"})", "k1"), "replayed"),
              Value(true));

    const auto newest = agent_.get("/api/v1/tickets/" + id + "/history?limit=1");
    EXPECT_EQ(text_at(newest, "items.0.cause"), "undo");
    EXPECT_EQ(text_at(newest, "items.0.event.data.reason"), "the wrong ticket");
    EXPECT_EQ(at(newest, "items.0.event.data.command"), at(waits, "record"));
}

TEST_F(UndoOverHttp, WhatWasMadeIsShownAsUndone) {
    const auto made = agent_.post("/api/v1/tickets", R"({"title":"Printer"})");
    const auto id = text_at(made, "instance.id");
    ASSERT_EQ(agent_.post(path("last"), "{}").status, 200U);
    const auto ticket = agent_.get("/api/v1/tickets/" + id);
    EXPECT_EQ(text_at(ticket, "state"), "undone");
    EXPECT_EQ(text_at(ticket, "title.en"), "Undone");
    EXPECT_EQ(text_at(ticket, "title.ru"), "Отменено");
    EXPECT_TRUE(at(ticket, "configuration").array().empty());
    EXPECT_EQ(at(agent_.get("/api/v1/tickets?filter=state:open"), "total"), Value(0));
    EXPECT_EQ(at(agent_.get("/api/v1/tickets?filter=state:undone"), "total"), Value(1));
    EXPECT_EQ(code_of(wait(id)), "event-not-possible");
    EXPECT_THAT(wait(id).body, HasSubstr("Undone"));
}

TEST_F(UndoOverHttp, HisOwnOrByOneWhoMay) {
    const auto id = agent_.new_ticket();
    const auto waits = wait(id);
    const auto customer = served_.customer_token(agent_.new_ticket());
    EXPECT_EQ(code_of(Visitor(served_, customer).post(path(record_of(waits)), "{}")), "not-found");
    EXPECT_EQ(code_of(lead_.post(path(record_of(waits)), "{}")), "role-missing");
    EXPECT_EQ(admin_.post(path(record_of(waits)), "{}").status, 200U);
    EXPECT_EQ(state(id), "open");
}

TEST_F(UndoOverHttp, RefusalsNameWhatStandsAgainstIt) {
    const auto id = agent_.new_ticket();
    const auto waits = wait(id);
    agent_.post("/api/v1/tickets/" + id + "/events", R"({"event":"ticket.resume"})");
    const auto moved = agent_.post(path(record_of(waits)), "{}");
    EXPECT_EQ(code_of(moved), "undo-moved");
    EXPECT_EQ(text_at(moved, "event"), "ticket.resume");
    EXPECT_EQ(text_at(moved, "workflow"), "ticket");
    EXPECT_EQ(code_of(agent_.post(path("1"), "{}")), "undo-not-a-command");
    EXPECT_EQ(code_of(agent_.post(path("99999"), "{}")), "not-found");
    for (const char* record : {"0", "-1", "1x", "first", "99999999999999999999"})
        EXPECT_EQ(code_of(agent_.post(path(record), "{}")), "not-found") << record;
    EXPECT_EQ(code_of(agent_.post(path("1"), R"({"reason":7})")), "form-invalid");

    const auto late = wait(id);
    admin_.post("/api/v1/clock", R"({"advance_ms":600000})");
    const auto refused = agent_.post(path(record_of(late)), "{}");
    EXPECT_EQ(code_of(refused), "undo-too-late");
    EXPECT_EQ(text_at(refused, "until"), "2026-03-02T12:50:00.000Z");
}

}  // namespace
}  // namespace waymark::http
