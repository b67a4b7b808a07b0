// 4.6: a campaign and its invitations, by the charts alone.
#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::Pair;
using testing::StartsWith;

const Instant announced = msk("2026-09-01 00:00"), send_at = msk("2026-09-17 10:00");
const std::string october =
    "'window': '2026-10', 'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': '2026-10-31T21:00:00.000Z'";
const std::string one = "0000000000001", two = "0000000000002";

Value computed(const std::string& candidates, const std::string& joined = "") {
    return json("{'candidates': [" + candidates +
                "], 'left_out': {'APPLIED': 1, 'NOT_READY': 4}, 'joined': [" + joined +
                "], 'left': [], 'import': null}");
}
std::string ready(const std::string& partner) {
    return "{'key': '" + partner + "/devops', 'partner': '" + partner +
           "', 'technology': 'devops', 'ready': true, 'added': false}";
}
Life campaign(const std::string& candidates = ready(one), Instant at = announced) {
    Life campaign("campaign", json("{" + october + "}"), at);
    EXPECT_TRUE(campaign.send("list.computed", computed(candidates), at));
    EXPECT_EQ(campaign.states(), "computed");
    return campaign;
}
Value about(const std::string& partner, const std::string& more = "") {
    return json("{'partner': '" + partner + "', 'technology': 'devops', 'reason': 'subject:1'" + more + "}");
}
Value can_be_invited(const std::string& partner, const std::string& code = "null") {
    return about(partner, ", 'facts': {'candidate': {'code': " + code +
                              ", 'text': {'en': 'no.', 'ru': 'нет.'}, 'ready': null}}");
}
Value window(bool extended) {
    return json(std::string("{'facts': {'window': {'open': ") + (extended ? "true" : "false") + ", 'key': '" +
                (extended ? "2026-10" : "2027-04") +
                "', 'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': '2026-11-05T21:00:00.000Z'}, "
                "'answers': {'invited': 3, 'interested': 1, 'declined': 1, 'applied': 0, 'none': 1}}}");
}
Value invited(int count, int pending) {
    return json("{'facts': {'invited': {'invited': " + std::to_string(count) +
                ", 'pending': " + std::to_string(pending) +
                ", 'skipped': [{'partner': '0000000000002', 'technology': 'devops', 'code': "
                "'QUIT_PENDING'}]}}}");
}
Life sending() {
    Life sent = campaign();
    EXPECT_TRUE(sent.send("approve", announced));
    sent.run_to(send_at);
    EXPECT_EQ(sent.states(), "sending");
    return sent;
}

TEST(Campaign, IsComputedApprovedAndSentTwoWeeksBeforeTheWindow) {
    Life life("campaign", json("{" + october + "}"), announced);
    EXPECT_EQ(life.states(), "draft");
    ASSERT_TRUE(life.send("list.computed", computed(ready(one)), announced));
    EXPECT_EQ(life.datum("left_out")["NOT_READY"], Value(4));
    EXPECT_THAT(life.timers(), ElementsAre(Pair("closes", msk("2026-11-01 00:00")), Pair("due", send_at)));
    ASSERT_TRUE(life.as("anna").send("approve", announced));
    EXPECT_EQ(life.datum("approved")["by"], Value("anna"));
    EXPECT_EQ(life.chance("candidate.remove", about(one), announced), "not in state");
    life.run_to(send_at - std::chrono::seconds(1));
    EXPECT_EQ(life.states(), "approved");
    life.run_to(send_at);
    EXPECT_EQ(life.states(), "sending");
    EXPECT_EQ(life.chance("cancel", send_at), "not in state");
    ASSERT_TRUE(life.send("campaign.sent", invited(1, 0), send_at));
    EXPECT_EQ(life.states(), "sent");
    EXPECT_EQ(life.datum("sent")["invited"], Value(1));
    EXPECT_EQ(life.datum("skipped").array()[0]["code"], Value("QUIT_PENDING"));
    ASSERT_TRUE(life.send("campaign.closes", window(false), msk("2026-11-01 00:00")));
    EXPECT_EQ(life.states(), "closed");
    EXPECT_EQ(life.datum("answers")["declined"], Value(1));
    EXPECT_THAT(life.timers(), IsEmpty());
}

TEST(Campaign, IsNotSentBeforeEveryInvitationIsOut) {
    Life life = sending();
    EXPECT_EQ(life.chance("campaign.sent", invited(1, 2), send_at), "2 invitations are still under way.");
    life.run_to(send_at + std::chrono::minutes(10));  // asks again, every minute
    EXPECT_EQ(life.states(), "sending");
    EXPECT_THAT(life.timers(), Contains(Pair("check", send_at + std::chrono::minutes(11))));
    ASSERT_TRUE(life.send("campaign.sent", invited(3, 0), send_at + std::chrono::minutes(10)));
    EXPECT_THAT(life.timers(), Not(Contains(Key("check"))));
}

TEST(Campaign, TheTeamRemovesAndAddsWithAReason) {
    Life life = campaign();
    EXPECT_THAT(life.chance("candidate.remove", about(two), announced), StartsWith("NOT_LISTED"));
    ASSERT_TRUE(life.as("anna").send("candidate.remove", about(one), announced));
    EXPECT_THAT(life.datum("candidates").array(), IsEmpty());
    EXPECT_EQ(life.datum("removed").array()[0]["by"], Value("anna"));
    EXPECT_THAT(life.chance("approve", announced), StartsWith("EMPTY_LIST"));
    EXPECT_EQ(life.chance("candidate.add", announced), "depends");
    EXPECT_EQ(life.chance("candidate.add", can_be_invited(two, "'APPLIED'"), announced), "APPLIED: no.");
    EXPECT_EQ(life.chance("candidate.add", can_be_invited(two, "'APPLIED'"), announced, "ru"),
              "APPLIED: нет.");
    ASSERT_TRUE(life.send("candidate.add", can_be_invited(one), announced));
    EXPECT_EQ(life.datum("candidates").array()[0]["added"], Value(true));
    EXPECT_EQ(life.datum("added").array()[0]["reason"], Value("subject:1"));
    EXPECT_THAT(life.datum("removed").array(), IsEmpty()) << "back again";
    EXPECT_THAT(life.chance("candidate.add", can_be_invited(one), announced), StartsWith("ALREADY_LISTED"));
    EXPECT_EQ(life.chance("approve", announced), "yes");
    ASSERT_TRUE(life.send("candidate.remove", about(one), announced));
    EXPECT_THAT(life.datum("added").array(), IsEmpty());
}

TEST(Campaign, NobodyDecidesOnAListThatIsComputedAnew) {
    Life life = campaign();
    ASSERT_TRUE(life.as("anna").send("list.refresh", announced));
    EXPECT_EQ(life.states(), "renewing");
    EXPECT_EQ(life.datum("renewed")["joined"], Value(nullptr));
    for (const char* event : {"approve", "candidate.remove", "candidate.add", "list.refresh", "list.renew"})
        EXPECT_EQ(life.chance(event, announced), "not in state") << event;
    const Instant later = announced + std::chrono::seconds(5);
    ASSERT_TRUE(life.as("").send("list.computed", computed(ready(two), "{'partner': '" + two + "'}"), later));
    EXPECT_EQ(life.states(), "computed");
    EXPECT_EQ(life.datum("candidates").array()[0]["partner"], Value(two));
    EXPECT_EQ(life.datum("renewed"), json("{'at': '2026-08-31T21:00:05.000Z', 'by': 'anna', 'joined': "
                                          "[{'partner': '" +
                                          two + "'}], 'left': []}"));
    ASSERT_TRUE(life.send("list.renew", json("{}"), later));
    EXPECT_EQ(life.datum("renewed")["by"], Value(nullptr)) << "the service";
    EXPECT_EQ(life.chance("cancel", json("{'reason': 'subject:2'}"), later), "yes");
}

TEST(Campaign, AListThatIsTooLargeToBeKeptIsNotAskedForAgainAndAgain) {
    Life life = campaign();
    ASSERT_TRUE(life.send("list.renew", json("{}"), announced));
    Value::Array enormous(20, Value(std::string(std::size_t{1} << 20U, 'x')));
    const auto data = computed(ready(two)).with("candidates", std::move(enormous)).with("import", "import-1");
    EXPECT_NONFATAL_FAILURE(life.send("list.computed", data, announced), "larger than 16 MiB");
    EXPECT_EQ(life.states(), "computed");
    EXPECT_EQ(life.datum("candidates").array()[0]["partner"], Value(one)) << "what it had";
    EXPECT_EQ(life.datum("considers"), Value("import-1"));
}

TEST(Campaign, TheLeadIsToldOnceThatNobodyHasApproved) {
    Life life = campaign();
    life.run_to(send_at);
    EXPECT_THAT(life.audiences("campaign.overdue"), ElementsAre("lead"));
    EXPECT_EQ(life.message("campaign.overdue")["candidates"], Value(1));
    EXPECT_EQ(life.datum("overdue"), Value(true));
    life.run_to(msk("2026-09-30 23:00"));
    EXPECT_THAT(life.messages(), IsEmpty());
    const Instant late = msk("2026-09-30 23:00");
    ASSERT_TRUE(life.send("list.refresh", late));
    ASSERT_TRUE(life.send("list.computed", computed(ready(one)), late));
    life.run_to(late);
    EXPECT_THAT(life.messages(), IsEmpty()) << "once";
    EXPECT_EQ(life.datum("overdue"), Value(true));
    ASSERT_TRUE(life.send("approve", late));
    EXPECT_EQ(life.datum("overdue"), Value(false));
    EXPECT_THAT(life.timers(), Contains(Pair("send", late))) << "at once";
    life.run_to(late);
    EXPECT_EQ(life.states(), "sending");
}

TEST(Campaign, IsCancelledByAPersonOrWithItsWindow) {
    Life life = campaign();
    ASSERT_TRUE(life.as("anna").send("cancel", json("{'reason': 'subject:2'}"), announced));
    EXPECT_EQ(life.states(), "cancelled");
    EXPECT_EQ(life.datum("cancelled")["by"], Value("anna"));
    EXPECT_THAT(life.timers(), IsEmpty());
    Life forgotten = campaign();
    ASSERT_TRUE(forgotten.send("campaign.closes", window(false), msk("2026-11-01 00:00")));
    EXPECT_EQ(forgotten.states(), "cancelled");
    EXPECT_EQ(forgotten.datum("cancelled")["reason"], Value("WINDOW_CLOSED"));
}

TEST(Campaign, LastsAsLongAsItsWindow) {
    Life life = campaign();
    ASSERT_TRUE(life.send("campaign.closes", window(true), msk("2026-11-01 00:00")));
    EXPECT_EQ(life.states(), "computed");
    EXPECT_EQ(life.datum("ends_at"), Value("2026-11-05T21:00:00.000Z"));
}

TEST(Campaign, BeginsWithTheAnnouncementOfItsWindow) {
    const Value dates = json("{'opens_at': '2026-09-30T21:00:00Z', 'ends_at': '2026-10-31T21:00:00Z'}");
    Life early("window", dates, msk("2026-06-01 00:00"));
    early.run_to(announced);
    EXPECT_EQ(early.told().find("start new-family/campaign")->second, json("{" + october + "}"));
    EXPECT_EQ(Life("window", dates, msk("2026-09-10 12:00")).told().count("start new-family/campaign"), 1U)
        << "when that day is over already";
    EXPECT_EQ(Life("window", dates, msk("2026-10-02 12:00")).told().count("start new-family/campaign"), 0U);
}

Life invitation(const std::string& gap = "null", Instant at = send_at) {
    return {"invitation",
            json("{'campaign': '0000000000009', 'technology': 'devops', 'ready': " +
                 std::string(gap == "null" ? "true" : "false") + ", 'gap': " + gap + ", " + october + "}"),
            at};
}
const Instant reminder = msk("2026-09-24 10:00");

TEST(Invitation, TellsThePartnerAndRemindsItOnce) {
    Life life = invitation("{'en': 'One more person.', 'ru': 'Ещё один.'}");
    EXPECT_EQ(life.states(), "offered");
    EXPECT_THAT(life.audiences("campaign.invite"), ElementsAre("partner"));
    EXPECT_EQ(life.message("campaign.invite")["gap"]["en"], Value("One more person."));
    EXPECT_EQ(life.message("campaign.invite")["opens_on"], Value("2026-10-01"));
    EXPECT_EQ(life.message("campaign.invite")["last_day"], Value("2026-10-31"));
    EXPECT_THAT(life.timers(),
                ElementsAre(Pair("lapses", msk("2026-11-01 00:00")), Pair("remind", reminder)));
    life.run_to(reminder);
    EXPECT_THAT(life.audiences("campaign.reminder"), ElementsAre("partner"));
    life.run_to(msk("2026-10-31 23:59"));
    EXPECT_THAT(life.messages(), IsEmpty());
}

TEST(Invitation, WhoIsInterestedIsRemindedWhoDeclinedIsNot) {
    Life keen = invitation();
    ASSERT_TRUE(keen.as("olga").send("interested", send_at));
    EXPECT_EQ(keen.datum("answered")["by"], Value("olga"));
    keen.run_to(reminder);
    EXPECT_EQ(keen.message("campaign.reminder")["answer"], Value("interested"));
    Life tired = invitation();
    ASSERT_TRUE(tired.send("decline", json("{'reason': 'subject:5'}"), send_at));
    EXPECT_EQ(tired.states(), "declined");
    EXPECT_EQ(tired.datum("answered")["reason"], Value("subject:5"));
    EXPECT_THAT(tired.timers(), ElementsAre(Key("lapses")));
    ASSERT_TRUE(tired.send("interested", send_at)) << "thought better of it";
    EXPECT_EQ(tired.states(), "interested");
    EXPECT_THAT(tired.timers(), Contains(Pair("remind", reminder)));
    Life late = invitation("null", reminder);
    EXPECT_THAT(late.timers(), ElementsAre(Key("lapses"))) << "sent after the day of the reminder";
}

TEST(Invitation, AnApplicationAnswersIt) {
    for (const bool declined : {false, true}) {
        Life life = invitation();
        if (declined) {
            ASSERT_TRUE(life.send("decline", json("{}"), send_at));
        }
        EXPECT_FALSE(life.send("application.submitted", json("{'technology': 'ml-ai'}"), reminder));
        ASSERT_TRUE(life.as("0000000000007")
                        .send("application.submitted", json("{'technology': 'devops'}"), reminder));
        EXPECT_EQ(life.states(), "applied");
        EXPECT_EQ(life.datum("application"), Value("0000000000007"));
        EXPECT_THAT(life.timers(), IsEmpty());
    }
}

TEST(Invitation, LapsesWithThePartnerOrTheWindow) {
    const std::vector<std::pair<const char*, const char*>> ends = {{"partner.leaving", "QUIT_PENDING"},
                                                                   {"partner.exited", "PARTNER_EXITED"},
                                                                   {"partner.revoked", "PARTNER_REVOKED"}};
    for (const auto& [event, code] : ends) {
        Life life = invitation();
        ASSERT_TRUE(life.send(event, send_at));
        EXPECT_EQ(life.states(), "lapsed");
        EXPECT_EQ(life.datum("lapsed_by"), Value(code));
    }
    Life life = invitation();
    ASSERT_TRUE(life.send("invitation.lapses", window(true), msk("2026-11-01 00:00")));
    EXPECT_EQ(life.states(), "offered");
    EXPECT_EQ(life.datum("ends_at"), Value("2026-11-05T21:00:00.000Z"));
    ASSERT_TRUE(life.send("invitation.lapses", window(false), msk("2026-11-06 00:00")));
    EXPECT_EQ(life.datum("lapsed_by"), Value("WINDOW_CLOSED"));
}

Value offer(const std::string& technology = "devops") {
    return json("{'campaign': '0000000000009', 'technology': '" + technology +
                "', 'ready': true, 'gap': null, " + october + "}");
}

TEST(Invitation, IsOfferedToActivePartnersOnly) {
    Life partner("partner", json("{'name': 'subject:1'}"), announced);
    ASSERT_TRUE(partner.send("invitation.offer", offer(), send_at));
    EXPECT_EQ(partner.told().find("start invitation")->second["key"], Value("0000000000009/devops"));
    EXPECT_THAT(partner.chance("invitation.offer", offer(), msk("2026-11-01 00:00")),
                StartsWith("WINDOW_CLOSED"));
    ASSERT_TRUE(
        partner.as("0000000000007").send("application.opened", json("{'technology': 'ml-ai'}"), send_at));
    EXPECT_THAT(partner.chance("invitation.offer", offer("ml-ai"), send_at), StartsWith("ALREADY_THERE"));
    ASSERT_TRUE(partner.send("specialization.activated", json("{'technology': 'devops'}"), send_at));
    EXPECT_THAT(partner.chance("invitation.offer", offer(), send_at), StartsWith("ALREADY_THERE"));
    ASSERT_TRUE(partner.send("notice.accepted",
                             json("{'exit_date': '2026-10-20', 'exit_at': '2026-10-19T21:00:00.000Z', "
                                  "'last_day': '2026-10-19'}"),
                             send_at));
    EXPECT_EQ(partner.told().count("children/invitation partner.leaving"), 1U);
    EXPECT_THAT(partner.chance("invitation.offer", offer("infrastructure"), send_at),
                StartsWith("NOT_ACTIVE"));
}

}  // namespace
}  // namespace waymark::partner
