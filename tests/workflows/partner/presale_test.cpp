// 4.11: a presale request, scenario S17's last line, by the chart alone.
#include <array>
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::StartsWith;

const Instant thursday = msk("2026-04-30 11:00");

Life submitted(Instant at = thursday) {
    return {"presale",
            json("{'company': 'subject:1', 'customer': {'name': 'subject:2'}, 'customer_kind': 'new', "
                 "'request': 'subject:3', 'deal': null, 'project': null}"),
            at};
}

Life assigned() {
    Life presale = submitted();
    EXPECT_TRUE(presale.send("assign", json("{'manager': '0123456789abd'}"), thursday));
    return presale;
}

Life contacted() {
    Life presale = assigned();
    EXPECT_TRUE(presale.send("contact.made", json("{'channel': 'call'}"), thursday));
    return presale;
}

Life in_work() {
    Life presale = contacted();
    EXPECT_TRUE(presale.send("work.start", thursday));
    return presale;
}

TEST(Presale, S17_IsDueOnTheThirdBusinessDay) {
    Life presale = submitted();
    EXPECT_EQ(presale.states(), "submitted");
    EXPECT_THAT(presale.audiences("presale.received"), ElementsAre("customer-manager"));
    EXPECT_EQ(presale.message("presale.received")["due"], Value("2026-05-06"));
    EXPECT_EQ(presale.message("presale.received")["provisional"], Value(false));
    EXPECT_EQ(presale.message("presale.received")["customer"], Value("subject:2"));
    EXPECT_THAT(presale.timers(), ElementsAre(Pair("contact_overdue", msk("2026-05-07 00:00"))));
}

TEST(Presale, OverdueIsToldToTheLeadOnce) {
    Life presale = assigned();
    presale.run_to(msk("2026-05-06 23:59:59"));
    EXPECT_EQ(presale.datum("overdue"), Value(false));
    EXPECT_THAT(presale.chance("contact.overdue", msk("2026-05-06 23:59:59")), HasSubstr("2026-05-06"));
    presale.run_to(msk("2026-05-07 00:00"));
    EXPECT_EQ(presale.datum("overdue"), Value(true));
    EXPECT_THAT(presale.audiences("presale.overdue"), ElementsAre("lead"));
    EXPECT_EQ(presale.message("presale.overdue")["manager"], Value("0123456789abd"));
    EXPECT_EQ(presale.states(), "assigned");
    EXPECT_THAT(presale.timers(), IsEmpty());
}

TEST(Presale, ATermIntoAYearWithoutATableIsProvisional) {
    Life presale = submitted(msk("2026-12-29 11:00"));
    EXPECT_EQ(presale.message("presale.received")["provisional"], Value(true));
    presale.run_to(msk("2027-01-05 00:00"));
    EXPECT_EQ(presale.message("presale.overdue")["provisional"], Value(true));
}

TEST(Presale, GoesItsWay) {
    Life presale = assigned();
    EXPECT_EQ(presale.states(), "assigned");
    EXPECT_EQ(presale.timers().count("contact_overdue"), 1u) << "being assigned is not being in contact";
    ASSERT_TRUE(presale.send("contact.made", json("{'channel': 'e-mail', 'note': 'subject:4'}"), thursday));
    EXPECT_EQ(presale.states(), "contacted");
    EXPECT_EQ(presale.datum("contacted_at"), Value("2026-04-30T08:00:00.000Z"));
    EXPECT_THAT(presale.timers(), IsEmpty());
    ASSERT_TRUE(presale.send("work.start", thursday));
    EXPECT_EQ(presale.states(), "in_work");
    ASSERT_TRUE(presale.send("close", json("{'outcome': 'won'}"), thursday));
    EXPECT_EQ(presale.states(), "closed");
    EXPECT_EQ(presale.datum("outcome"), Value("won"));
    EXPECT_FALSE(presale.running());
}

TEST(Presale, NoStepIsSkipped) {
    EXPECT_EQ(submitted().chance("contact.made", thursday), "not in state");
    EXPECT_EQ(assigned().chance("work.start", thursday), "not in state");
    EXPECT_EQ(contacted().chance("close", thursday), "not in state");
    EXPECT_EQ(in_work().chance("contact.made", thursday), "not in state");
}

TEST(Presale, WhoAssignsWithoutANameTakesItHimself) {
    Life presale = submitted();
    ASSERT_TRUE(presale.send("assign", thursday));
    EXPECT_EQ(presale.datum("manager"), Value("the sender"));
    for (Life& another : std::array<Life, 3>{assigned(), contacted(), in_work()}) {
        const std::string state = another.states();
        ASSERT_TRUE(another.send("assign", json("{'manager': '0123456789abe'}"), thursday));
        EXPECT_EQ(another.datum("manager"), Value("0123456789abe"));
        EXPECT_EQ(another.states(), state);
    }
}

TEST(Presale, NamesADealOrAProject) {
    Life presale = submitted();
    ASSERT_TRUE(presale.send("link", json("{'deal': '0123456789abf'}"), thursday));
    ASSERT_TRUE(presale.send("link", json("{'project': '0123456789abg'}"), thursday));
    EXPECT_EQ(presale.datum("deal"), Value("0123456789abf"));
    EXPECT_EQ(presale.datum("project"), Value("0123456789abg"));
    EXPECT_EQ(presale.states(), "submitted");
}

TEST(Presale, IsCancelledFromEveryOpenState) {
    const std::vector<std::pair<const char*, const char*>> causes = {
        {"cancel", "REQUEST"}, {"partner.exited", "PARTNER_EXITED"}, {"partner.revoked", "PARTNER_REVOKED"}};
    for (const auto& [event, code] : causes)
        for (Life& presale : std::array<Life, 4>{submitted(), assigned(), contacted(), in_work()}) {
            const std::string state = presale.states();
            ASSERT_TRUE(presale.send(event, json("{'reason': 'subject:5'}"), thursday)) << state;
            EXPECT_EQ(presale.states(), "cancelled") << state;
            EXPECT_EQ(presale.datum("cancelled_by"), Value(code));
            EXPECT_THAT(presale.timers(), IsEmpty());
        }
}

Life a_partner() { return {"partner", json("{'name': 'subject:1', 'tin': '7707083893'}"), thursday}; }

TEST(Partner, AsksForThePresale) {
    Life partner = a_partner();
    const Value request =
        json("{'customer': {'name': 'subject:2'}, 'customer_kind': 'existing', 'request': 'subject:3'}");
    ASSERT_TRUE(partner.send("presale.request", request, thursday));
    EXPECT_EQ(partner.told().find("start presale")->second,
              json("{'company': 'subject:1', 'customer': {'name': 'subject:2'}, 'customer_kind': 'existing', "
                   "'request': 'subject:3', 'deal': null, 'project': null}"));
    ASSERT_TRUE(partner.send("notice.accepted",
                             json("{'exit_date': '2026-06-01', 'last_day': '2026-05-31', 'exit_at': "
                                  "'2026-05-31T21:00:00.000Z'}"),
                             thursday));
    EXPECT_EQ(partner.chance("presale.request", request, thursday), "yes")
        << "a leaving partner is one still";
    ASSERT_TRUE(partner.send("notice.executed", msk("2026-06-01 00:00")));
    EXPECT_EQ(partner.told().count("children partner.exited"), 1u);
    EXPECT_THAT(partner.chance("presale.request", request, msk("2026-06-01 00:00")),
                StartsWith("NOT_PARTNER"));
    EXPECT_THAT(partner.chance("presale.request", request, msk("2026-06-01 00:00"), "ru"),
                HasSubstr("2026-05-31"));
}

TEST(Partner, ThatCameByAnOnboardingTellsIt) {
    EXPECT_EQ(a_partner().told().count("parent partner.joined"), 0u);
    const Life partner("partner",
                       json("{'name': 'subject:1', 'onboarding': '0123456789abd', 'pam': '0123456789abe'}"),
                       thursday);
    EXPECT_EQ(partner.told().count("parent partner.joined"), 1u);
    EXPECT_EQ(partner.datum("pam"), Value("0123456789abe"));
}

}  // namespace
}  // namespace waymark::partner
