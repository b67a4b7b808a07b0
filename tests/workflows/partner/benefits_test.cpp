// Section 6: who has which benefit when, and the cap of grants to the kopeck.
#include "workflows/partner/benefits.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/village.hpp"

namespace waymark::partner {
namespace {

using runtime::InstancePtr;
using states::Value;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Benefits : public testing::Test {
  protected:
    Benefits() { village.at = msk("2026-04-10 12:00"); }

    InstancePtr specialization(const InstancePtr& of, const std::string& technology) {
        auto granted = village.add("specialization", "{'technology': '" + technology + "'}", of->id);
        village.send(granted, "granted", "{'late_grant': null}");
        return granted;
    }
    static std::string use(const std::string& amount, const std::string& on = "2026-06-01",
                           const std::string& technology = "devops",
                           const std::string& benefit = "training-grants") {
        return "{'benefit': '" + benefit + "', 'technology': '" + technology +
               "', 'amount_kopecks': " + amount + ", 'on': '" + on + "', 'purpose': 'subject:1'}";
    }
    InstancePtr booked(const InstancePtr& of, const std::string& data) {
        return village.add("benefit", data, of->id);
    }
    Value ask(const InstancePtr& of, const std::string& data) {
        states::Event event;
        event.data = json(data);
        const auto find = village.find();
        return benefits_fact(shipped_editions(), shipped_rulebook().calendar,
                             {"benefits", *of, event, village.at, find});
    }

    Village village;
    InstancePtr partner = village.add("partner", "{'name': 'subject:1'}");
};

TEST_F(Benefits, TheCapIsKeptToTheKopeck) {
    specialization(partner, "devops");
    specialization(partner, "infrastructure");
    village.at = msk("2026-07-01 12:00");
    booked(partner, use("7000000"));
    booked(partner, use("2750050", "2026-05-02", "infrastructure"));
    booked(partner, use("900000", "2025-12-31"));                      // another year
    booked(partner, use("500000", "2026-06-02", "devops", "pilots"));  // another benefit
    booked(village.add("partner", "{'name': 'subject:2'}"), use("400000"));
    village.send(booked(partner, use("5249951")), "cancel", "{'reason': 'subject:3'}");

    const auto fits = ask(partner, use("5249950"));
    EXPECT_EQ(fits, json("{'code': null, 'text': null, 'entitled': true, 'cap_kopecks': 15000000, "
                         "'used_kopecks': 9750050, 'remaining_kopecks': 5249950}"));
    const auto beyond = ask(partner, use("5249951"));
    EXPECT_EQ(beyond["code"], Value("CAP_EXCEEDED"));
    EXPECT_THAT(beyond["text"]["en"].string(), StartsWith("52,499.50 RUB remain; 52,499.51 were asked for."));
    EXPECT_THAT(beyond["text"]["ru"].string(),
                StartsWith("осталось 52\u00a0499,50 ₽, запрошено 52\u00a0499,51 ₽."));
    EXPECT_EQ(ask(partner, use("15000000", "2026-06-01", "devops", "pilots"))["code"], Value(nullptr))
        << "no cap for pilots";
}

TEST_F(Benefits, AreThoseOfASpecializationThatWasActiveOnTheDay) {
    const auto devops = specialization(partner, "devops");
    village.at = msk("2026-06-01 12:00");
    village.send(devops, "relinquish");
    village.at = msk("2026-07-01 12:00");
    const auto code = [&](const std::string& on, const std::string& technology = "devops") {
        return ask(partner, use("1", on, technology))["code"];
    };
    EXPECT_EQ(code("2026-04-10"), Value(nullptr));
    EXPECT_EQ(code("2026-05-31"), Value(nullptr));
    EXPECT_EQ(code("2026-04-09"), Value("NOT_ENTITLED"));
    EXPECT_EQ(code("2026-06-01"), Value("NOT_ENTITLED")) << "the first day without it";
    EXPECT_EQ(code("2026-05-31", "ml-ai"), Value("NOT_ENTITLED"));
    EXPECT_EQ(code("2026-07-02"), Value("BAD_DATE"));
    EXPECT_EQ(code("2026-06-31"), Value("BAD_DATE"));
    EXPECT_TRUE(ask(partner, "{'benefit': 'pilots'}").is_undefined()) << "it depends";
}

TEST_F(Benefits, OneEntitlementForEachPeriod) {
    const auto devops = specialization(partner, "devops");
    const auto other = specialization(partner, "security-compliance");
    village.at = msk("2026-06-01 12:00");
    village.send(devops, "relinquish");
    village.at = msk("2026-10-02 12:00");
    village.send(devops, "granted", "{'late_grant': null}");
    std::vector<std::string> architects, rewards;
    for (const auto& each :
         entitlements(*shipped_editions().on(*parse_date("2026-06-01")), {devops, other})) {
        const auto row =
            each.technology + " " + to_text(each.from) + " " + (each.to ? to_text(*each.to) : "-");
        if (each.benefit == "architects") architects.push_back(row);
        if (each.benefit == "rewards" && each.technology != "devops") rewards.push_back(row);
    }
    EXPECT_THAT(architects, ElementsAre("devops 2026-04-10 2026-06-01", "devops 2026-10-02 -"));
    EXPECT_THAT(rewards, IsEmpty());
    village.send(other, "relinquish");
    village.send(other, "granted", "{'late_grant': null}");
    village.send(other, "relinquish");
    EXPECT_EQ(entitlements(*shipped_editions().on(*parse_date("2026-06-01")), {other}).size(), 6U)
        << "none for a period of no day";
}

TEST_F(Benefits, AreBookedForPartnersAndCancelledByTheTeam) {
    Life life("partner", json("{'name': 'subject:1'}"), msk("2026-03-01 12:00"));
    const Instant july = msk("2026-07-01 12:00");
    const auto data = [](const std::string& code) {
        std::string use = Benefits::use("5249951");
        use.pop_back();
        return json(use + ", 'facts': {'benefits': {'code': " + code +
                    ", 'text': {'en': 'no.', 'ru': 'нет.'}}}}");
    };
    EXPECT_EQ(life.chance("benefit.use", july), "depends");
    EXPECT_EQ(life.chance("benefit.use", data("'CAP_EXCEEDED'"), july), "CAP_EXCEEDED: no.");
    EXPECT_EQ(life.chance("benefit.use", data("'CAP_EXCEEDED'"), july, "ru"), "CAP_EXCEEDED: нет.");
    ASSERT_TRUE(life.as("anna").send("benefit.use", data("null"), july));
    const auto started = life.told().find("start benefit")->second;
    EXPECT_EQ(started["amount_kopecks"], Value(5249951));
    EXPECT_EQ(started["booked_by"], Value("anna"));
    ASSERT_TRUE(
        life.send("revocation.effective",
                  json("{'at': '2026-07-01T09:00:00.000Z', 'reason_code': 'FALSE_DATA', 'clause': '1', "
                       "'effective_on': '2026-07-01', 'appeal_until': '2026-07-31', 'last_day': "
                       "'2026-06-30'}"),
                  july));
    EXPECT_THAT(life.chance("benefit.use", data("null"), july), StartsWith("NOT_PARTNER"));

    Life booking("benefit", json(use("1")), july);
    EXPECT_EQ(booking.states(), "booked");
    ASSERT_TRUE(booking.send("cancel", json("{'reason': 'subject:3'}"), july));
    EXPECT_EQ(booking.states(), "cancelled");
}

TEST_F(Benefits, TheArchitectsAreThoseOfTwoTechnologies) {
    for (const auto& rules : shipped_editions().on(*parse_date("2026-06-01"))->specializations)
        EXPECT_EQ(std::ranges::find(rules.benefits, "architects") != rules.benefits.end(),
                  rules.code == "devops" || rules.code == "data-platform")
            << rules.code;
}

}  // namespace
}  // namespace waymark::partner
