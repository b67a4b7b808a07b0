// A mistake and its undo, while mail is held for ten minutes. (I24)
#include <gmock/gmock.h>

#include "tests/scenarios/rehearsal.hpp"

namespace waymark::scenarios {
namespace {

using blackbox::Reply;
using boost::json::object;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Mistakes : public testing::Test {
  protected:
    Reply undo(const std::string& record, const std::string& who = "support") {
        return program.as(who).post("/api/v1/commands/" + record + "/undo", object{{"reason", "a mistake"}});
    }
    /// Gives the command's record.
    std::string sent(const std::string& instance, const std::string& event, const object& data = {}) {
        const auto reply = program.try_send(instance, event, data);
        EXPECT_EQ(reply.status, 200U) << reply.body;
        return reply.status == 200 ? boost::json::serialize(reply.json().at("record")) : "";
    }
    /// What became of the partner's messages of this kind.
    std::vector<std::string> deliveries(const std::string& message) {
        std::vector<std::string> all;
        const auto page = program.as("auditor").get("/api/v1/outbox?limit=200&partner=" + partner).json();
        for (const auto& row : page.at("items").as_array())
            if (row.at("message").as_string() == message) all.emplace_back(row.at("state").as_string());
        return all;
    }
    static std::string code(const Reply& reply) { return std::string(reply.json().at("code").as_string()); }

    Rehearsal program{"2026-03-02T12:00:00Z", "UTC0", {"--mail-hold-ms", "600000"}};
    std::string partner = program.partner();
};

TEST_F(Mistakes, ANoticeAcceptedByMistake) {
    const auto notice = program.give_notice(partner, {});
    const auto before = program.instance(notice);
    program.move_to("2026-03-02T12:11:00Z");
    const auto accepted = sent(notice, "validate");
    EXPECT_EQ(program.state(partner), "quit_pending");
    program.move_to("2026-03-02T12:20:59Z");
    const auto undone = undo(accepted);
    EXPECT_EQ(undone.status, 200U) << undone.body;

    EXPECT_EQ(program.state(partner), "active");
    const auto after = program.instance(notice);
    for (const char* member : {"state", "configuration", "data", "timers"})
        EXPECT_EQ(after.at(member), before.at(member)) << member;
    EXPECT_THAT(deliveries("quit.accepted"), Not(IsEmpty()));
    EXPECT_THAT(deliveries("quit.accepted"), Each("cancelled"));
    EXPECT_THAT(deliveries("quit.received"), Not(testing::Contains("cancelled")));

    // Months later nobody was told, and the partner is still one.
    program.move_to("2026-06-01T09:00:00Z");
    EXPECT_EQ(program.state(partner), "active");
    EXPECT_THAT(deliveries("quit.accepted"), Each("cancelled"));
    EXPECT_THAT(deliveries("quit.reminder"), IsEmpty());
}

TEST_F(Mistakes, ANoticeRegisteredForTheWrongPartner) {
    const auto wrong = program.give_notice(partner, {});
    EXPECT_EQ(undo("last").status, 200U);
    EXPECT_EQ(program.state(wrong), "undone");
    EXPECT_THAT(program.timers(wrong), IsEmpty());
    EXPECT_THAT(deliveries("quit.received"), Each("cancelled"));
    const auto right = program.give_notice(partner, {});
    EXPECT_NE(right, wrong);
    EXPECT_EQ(program.state(right), "received");
    program.send(right, "validate");
    EXPECT_EQ(program.state(partner), "quit_pending");
}

TEST_F(Mistakes, ASealGrantedByMistakeCanBeGrantedAnew) {
    program.move_to("2026-04-02T09:00:00Z");
    const auto application = program.ready_application(partner);
    const auto first = program.grant(application);
    EXPECT_EQ(undo("last", "coordinator").status, 200U);
    EXPECT_EQ(program.state(first), "undone");
    EXPECT_EQ(program.state(application), "ready");
    const auto reply = program.try_grant(application);
    EXPECT_EQ(reply.status, 200U) << reply.body;
    std::string second;
    const auto answer = reply.json();
    for (const auto& touched : answer.at("touched").as_array())
        if (touched.at("workflow") == "specialization") second = std::string(touched.at("id").as_string());
    EXPECT_NE(second, first) << "the key was free";
    EXPECT_EQ(program.state(second), "active");
}

TEST_F(Mistakes, RemindersAreThoseOfBeforeAgain) {
    const auto notice = program.give_notice(partner, {});
    sent(notice, "validate");
    const auto before = program.timers(notice);
    EXPECT_EQ(before.size(), 4U);
    const auto changed = sent(notice, "change_date", {{"exit_date", "2026-05-15"}});
    EXPECT_NE(program.timers(notice), before);
    EXPECT_EQ(undo(changed).status, 200U);
    EXPECT_EQ(program.timers(notice), before);
}

TEST_F(Mistakes, AfterTheHoldItStands) {
    const auto notice = program.give_notice(partner, {});
    const auto accepted = sent(notice, "validate");
    program.move_to("2026-03-02T12:10:00Z");
    const auto late = undo(accepted);
    EXPECT_EQ(late.status, 409U);
    EXPECT_EQ(code(late), "undo-too-late");
    EXPECT_EQ(program.state(partner), "quit_pending");
    EXPECT_THAT(deliveries("quit.accepted"), Not(testing::Contains("cancelled")));
}

TEST_F(Mistakes, WhatMovedSinceIsNamed) {
    const auto notice = program.give_notice(partner, {});
    const auto accepted = sent(notice, "validate");
    const auto withdrawn = sent(notice, "withdraw");
    const auto refused = undo(accepted);
    EXPECT_EQ(code(refused), "undo-moved");
    EXPECT_THAT(refused.body, HasSubstr("withdraw"));
    EXPECT_EQ(program.state(notice), "withdrawn");
    EXPECT_EQ(undo(accepted, "coordinator").status, 403U) << "neither his nor his to undo";
    // One after the other, back to where it began.
    EXPECT_EQ(undo(withdrawn).status, 200U);
    EXPECT_EQ(undo(accepted).status, 200U);
    EXPECT_EQ(program.state(notice), "received");
    EXPECT_EQ(program.state(partner), "active");
}

}  // namespace
}  // namespace waymark::scenarios
