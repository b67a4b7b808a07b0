// By which edition somebody is judged, and when it can come out otherwise.
#include "workflows/partner/assessor.hpp"

#include <gtest/gtest.h>

#include "tests/workflows/partner/applying.hpp"
#include "tests/workflows/partner/drawer.hpp"
#include "tests/workflows/partner/editions.hpp"

namespace waymark::partner {
namespace {

using states::Value;

class Judged : public testing::Test {
  protected:
    static Editions editions(Edition::Transition transition) {
        auto second = test_edition("r2.toml");
        second.transition = transition;
        auto all = Editions::of({*shipped_editions().version("r1"), std::move(second)});
        EXPECT_TRUE(all.ok());
        return *std::move(all);
    }
    /// Of an application for infrastructure, submitted in October 2026 and carried to April 2027.
    Value judged(Edition::Transition transition, Instant at) {
        const auto both = editions(transition);
        const Assessor assessor(both, shipped_rulebook().calendar, std::make_shared<ConsumptionBook>());
        states::Event event;
        event.name = "check";
        const auto find = drawer_.find();
        return assessor.fact({"eligibility", drawer_.at(application_), event, at, find});
    }
    void SetUp() override {
        const auto october = msk("2026-10-25 12:00");
        application_ = drawer_.add("application", 7, "{'technology': 'infrastructure'}", october);
        ASSERT_TRUE(drawer_.send(application_, "draft.save",
                                 "{'solutions': ['s'], 'business_plan': 'b', 'specialists': ['a', 'b']}",
                                 october));
        ASSERT_TRUE(
            drawer_.send(application_, "submit", "{'facts': {" + std::string(october_open) + "}}", october));
    }

    Drawer drawer_;
    runtime::InstanceId application_;
};

TEST_F(Judged, AnApplicationIsJudgedByTheEditionOfTheDecisionUnlessTheNewOneSaysOtherwise) {
    using enum Edition::Transition;
    const auto october = msk("2026-10-26 12:00"), april = msk("2027-04-02 12:00");
    EXPECT_EQ(judged(decision, october)["version"], Value("r1"));
    EXPECT_EQ(judged(decision, april)["version"], Value("r2"));
    EXPECT_EQ(judged(decision, april)["specialization"], Value("infrastructure-professional"));
    EXPECT_EQ(judged(submission, april)["version"], Value("r1"));
    EXPECT_EQ(judged(submission, april)["specialization"], Value("infrastructure"));
}

TEST_F(Judged, BeforeTheFirstEditionNobodyCanTell) {
    const auto early = judged(Edition::Transition::decision, msk("2024-12-31 12:00"));
    EXPECT_EQ(early["result"], Value("unknown"));
    ASSERT_EQ(early["conditions"].array().size(), 1U);
    EXPECT_EQ(early["conditions"].array()[0]["text"]["en"],
              Value("No rules for it are in force on that day."));
}

}  // namespace
}  // namespace waymark::partner
