// Messages over HTTP: how they stand, why they were sent, and another attempt. The desk's mail refuses
// letters that are called "refused"; what is called "nobody" has no recipient. (I12)
#include <gmock/gmock.h>

#include "tests/adapters/http/visitor.hpp"

namespace waymark::http {
namespace {

using states::Value;
using testing::HasSubstr;

class Messages : public testing::Test {
  protected:
    /// A ticket of this title waits, of which its customer is told.
    std::string tell(const std::string& title) {
        auto ticket = agent_.new_ticket(title);
        agent_.post("/api/v1/tickets/" + ticket + "/events", R"({"event":"ticket.wait","data":{"days":3}})");
        return ticket;
    }
    void pass_minutes(int minutes) {
        const auto moved =
            admin_.post("/api/v1/clock", R"({"advance_ms":)" + std::to_string(minutes * 60'000) + "}");
        ASSERT_EQ(moved.status, 200U) << moved.body;
    }
    Value message_of(const std::string& ticket) {
        return at(admin_.get("/api/v1/outbox?instance=" + ticket), "items.0");
    }
    static std::string word(const Value& object, std::string_view member) {
        return std::string(object[member].string_or(""));
    }

    Served served_;
    Visitor agent_{served_, served_.token("agent")};
    Visitor admin_{served_, served_.token("admin")};
};

TEST_F(Messages, AreHeldThenDelivered) {
    const auto ticket = tell("Printer on fire");
    auto message = message_of(ticket);
    EXPECT_EQ(word(message, "state"), "held");
    EXPECT_EQ(word(message, "held_until"), "2026-03-02T12:50:00.000Z");
    EXPECT_TRUE(at(admin_.get("/api/v1/outbox?state=pending"), "items").array().empty());
    pass_minutes(10);
    message = message_of(ticket);
    EXPECT_EQ(word(message, "state"), "delivered");
    EXPECT_TRUE(message["held_until"].is_null());
    EXPECT_EQ(message["recipients"].array().at(0)["recipient"], Value("customer-1"));
    EXPECT_EQ(message["attempts"], Value(1));
    EXPECT_TRUE(at(admin_.get("/api/v1/outbox?state=held"), "items").array().empty());
    EXPECT_EQ(at(admin_.get("/api/v1/outbox?state=delivered"), "items").array().size(), 1U);
}

TEST_F(Messages, SayWhyTheyWereSentAndEveryAttempt) {
    const auto ticket = tell("busy");
    pass_minutes(12);
    const auto key = word(message_of(ticket), "id");
    const auto why = admin_.get("/api/v1/outbox/" + key);
    ASSERT_EQ(why.status, 200U) << why.body;
    EXPECT_EQ(text_at(why, "cause.event.name"), "ticket.wait");
    EXPECT_EQ(text_at(why, "cause.instance"), ticket);
    EXPECT_EQ(text_at(why, "state"), "retrying");
    EXPECT_NE(text_at(why, "next_at"), "");
    EXPECT_EQ(text_at(why, "history.0.state"), "pending");
    EXPECT_EQ(text_at(why, "history.1.outcome"), "later");
    EXPECT_EQ(text_at(why, "history.1.reply"), "451 not now");

    EXPECT_EQ(code_of(admin_.get("/api/v1/outbox/" + key + "7")), "not-found");
    EXPECT_EQ(code_of(admin_.get("/api/v1/outbox/nonsense")), "not-found");
    Visitor stranger(served_, served_.customer_token(agent_.new_ticket()));
    EXPECT_EQ(code_of(stranger.get("/api/v1/outbox/" + key)), "not-found");
    EXPECT_EQ(code_of(stranger.post("/api/v1/outbox/" + key + "/retry", "{}")), "not-found");
}

TEST_F(Messages, WhatBouncedIsListedAndTriedAgainOnDemand) {
    const auto ticket = tell("refused");
    pass_minutes(20);
    const auto listed = admin_.get("/api/v1/outbox?state=bounced");
    ASSERT_EQ(at(listed, "items").array().size(), 1U) << listed.body;
    EXPECT_EQ(text_at(listed, "items.0.recipients.0.reply"), "550 <(address)>: no such user");
    const auto path = "/api/v1/outbox/" + text_at(listed, "items.0.id") + "/retry";
    EXPECT_EQ(code_of(agent_.post(path, "{}")), "role-missing");
    EXPECT_EQ(code_of(admin_.post(path, R"({"x":1})")), "form-invalid");
    const auto dry = admin_.post(path + "?dry_run=1", "{}");
    EXPECT_EQ(at(dry, "record"), Value(nullptr)) << dry.body;
    EXPECT_EQ(word(message_of(ticket), "state"), "bounced");
    const auto first = admin_.post(path, "{}", "once");
    EXPECT_EQ(first.status, 200U) << first.body;
    pass_minutes(1);
    EXPECT_EQ(message_of(ticket)["attempts"], Value(2));
    const auto again = admin_.post(path, "{}", "once");
    EXPECT_EQ(at(again, "replayed"), Value(true));
    EXPECT_EQ(at(again, "record"), at(first, "record"));
    pass_minutes(1);
    EXPECT_EQ(message_of(ticket)["attempts"], Value(2));
}

TEST_F(Messages, WhoeverHasNoAddressIsAmongTheDead) {
    const auto ticket = tell("nobody");
    pass_minutes(11);
    const auto dead = admin_.get("/api/v1/outbox?state=dead");
    EXPECT_EQ(text_at(dead, "items.0.reason"), "The customer has no address. Add one.");
    EXPECT_EQ(text_at(dead, "items.0.instance"), ticket);
    EXPECT_THAT(admin_.get("/metrics").body, HasSubstr("\nwaymark_mail_undeliverable_total 1\n"));
}

TEST_F(Messages, AreCounted) {
    tell("Printer on fire");
    tell("busy");
    EXPECT_THAT(admin_.get("/metrics").body, HasSubstr("\nwaymark_mail_waiting 2\n"));
    pass_minutes(10);
    const auto metrics = admin_.get("/metrics").body;
    EXPECT_THAT(metrics, HasSubstr("\nwaymark_mail_waiting 1\n"));
    EXPECT_THAT(metrics, HasSubstr("\nwaymark_mail_attempts_total{outcome=\"accepted\"} 1\n"));
    EXPECT_THAT(metrics, HasSubstr("\nwaymark_mail_attempts_total{outcome=\"later\"} 1\n"));
}

}  // namespace
}  // namespace waymark::http
