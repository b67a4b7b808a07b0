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
        const Assessor assessor(std::make_shared<EditionBook>(editions(transition)),
                                shipped_rulebook().calendar, std::make_shared<ConsumptionBook>());
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

TEST_F(Judged, AnEditionThatIsKnownToComeIsADayToLookAgain) {
    using enum Edition::Transition;
    const auto october = msk("2026-10-26 12:00"), april = msk("2027-04-02 12:00");
    EXPECT_EQ(judged(decision, october)["review_on"], Value("2027-01-01"));
    EXPECT_EQ(judged(decision, msk("2024-12-31 12:00"))["review_on"], Value("2025-01-01")) << "the first one";
    EXPECT_EQ(judged(decision, april)["review_on"], Value(nullptr)) << "none is known to follow";
    EXPECT_EQ(judged(submission, october)["review_on"], Value(nullptr)) << "it stays with its own";
}

TEST_F(Judged, BeforeTheFirstEditionNobodyCanTell) {
    const auto early = judged(Edition::Transition::decision, msk("2024-12-31 12:00"));
    EXPECT_EQ(early["result"], Value("unknown"));
    ASSERT_EQ(early["conditions"].array().size(), 1U);
    EXPECT_EQ(early["conditions"].array()[0]["text"]["en"],
              Value("No rules for it are in force on that day."));
}

/// Of two partners: 7 has a project for ML & AI, 8 an expert for Security Compliance.
class NearBy : public testing::Test {
  protected:
    void SetUp() override {
        const std::string live =
            "'facts': {'partner': {'live': true}, 'certificate': {'name': null, 'fault': null}}";
        const auto project =
            drawer_.add("project", 7,
                        "{'technology': 'ml-ai', 'product': 'brand-voice-core', 'customer': 'subject:1', "
                        "'implemented_on': '2026-05-01'}",
                        june_);
        ASSERT_TRUE(drawer_.send(project, "confirm", "{" + live + "}", june_));
        const auto expert =
            drawer_.add("employee", 8, "{'name': 'subject:2', 'from': '2024-02-01', 'to': null}", june_);
        for (const std::string code : {"cip", "compliance"})
            ASSERT_TRUE(drawer_.send(expert, "certificate.add",
                                     "{'code': '" + code +
                                         "', 'trained_on': '2025-01-10', 'certified_on': '2025-02-01', " +
                                         live + "}",
                                     june_));
    }
    static std::string word(const std::optional<Nearness>& near) {
        return !near ? "unknown" : near->ready ? "ready" : near->nearly ? "nearly" : "far";
    }

    const Instant june_ = msk("2026-06-01 12:00");
    Drawer drawer_;
    const Assessor assessor_{std::make_shared<EditionBook>(shipped_editions()), shipped_rulebook().calendar,
                             std::make_shared<ConsumptionBook>()};
};

TEST_F(NearBy, EachPartnerByItsOwnRecordsInWhicheverOrder) {
    const auto find = drawer_.find();
    auto near = assessor_.nearness_by(assessor_.evidence_by(find));
    const auto of = [&](std::uint64_t partner, std::string_view technology) {
        return word(near({partner}, technology, june_));
    };
    EXPECT_EQ(of(7, "ml-ai"), "ready");
    EXPECT_EQ(of(7, "security-compliance"), "far");
    EXPECT_EQ(of(8, "security-compliance"), "nearly");
    EXPECT_EQ(of(8, "ml-ai"), "nearly");
    EXPECT_EQ(of(7, "ml-ai"), "ready") << "and back";
    EXPECT_EQ(of(8, "ml-ai"), "nearly");
    EXPECT_EQ(of(7, "security-compliance"), "far");
    EXPECT_EQ(of(8, "security-compliance"), "nearly");
}

TEST_F(NearBy, APartnerIsLookedUpOnceForAllItsTechnologies) {
    int asked = 0;
    const runtime::FindInstances find = [&, under = drawer_.find()](std::string_view name,
                                                                    std::string_view key) {
        if (name == "employees-of") ++asked;
        return under(name, key);
    };
    auto near = assessor_.nearness_by(assessor_.evidence_by(find));
    for (const std::uint64_t partner : {7, 8, 7})
        for (const char* technology : {"ml-ai", "devops", "security-compliance"})
            static_cast<void>(near({partner}, technology, june_));
    EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace waymark::partner
