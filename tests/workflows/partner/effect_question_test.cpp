// What an edition means for each partner of a small town, counted by hand: from the shipped one to r2.toml.
#include "workflows/partner/effect_question.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/editions.hpp"
#include "tests/workflows/partner/judged_village.hpp"

namespace waymark::partner {
namespace {

using runtime::InstanceId;
using runtime::InstancePtr;
using states::Value;
using testing::HasSubstr;
using testing::StartsWith;

class Effect : public JudgedVillage {
  protected:
    InstancePtr draft(const std::string& text) {
        auto data = states::to_json(Value::Object{{"file", "r2.toml"}, {"text", text}});
        for (auto at = data.find('\''); at != std::string::npos; at = data.find('\''))
            data.replace(at, 1, "\\u0027");  // the village reads ' as "
        return village.add("edition", data);
    }
    Value effect() { return effect(edition); }
    Value effect(const InstancePtr& of) {
        const auto find = village.find();
        const runtime::Actor actor;
        const auto answer = effect_question(assessor(), shipped_rulebook().calendar)
                                .answer({actor, of.get(), {}, msk("2026-11-21 12:00"), find, town});
        EXPECT_TRUE(answer.ok()) << answer.error().message;
        return *answer;
    }
    static Value of(const Value& effect, const InstancePtr& partner) {
        for (const auto& row : effect["rows"].array())
            if (row["partner"] == Value(runtime::to_text(partner->id))) return row;
        return {};
    }

    const InstancePtr edition = draft(edition_text("r2.toml"));
};

TEST_F(Effect, WhoGainsWhoLosesAndOfWhomNothingCanBeTold) {
    // By r1 it lacks "eap"; by r2 an engineer and an architect are enough. It has no specialization.
    const auto gaining =
        qualified("gaining", "data-platform", "managed-postgresql", {{"cse"}, {"architect"}});
    // By r2 nobody is an architect.
    const auto losing = qualified("losing", "infrastructure", "compute", {{"cse"}, {"cse", "cip"}});
    holder(losing, "infrastructure", "null");
    // r2 has no DevOps.
    const auto dropped =
        qualified("dropped", "devops", "managed-gitlab", {{"cse"}, {"cse", "gitops", "devsecops"}});
    holder(dropped, "devops", "'2026-12-01'");
    // Meets nothing by either.
    partner("newcomer");
    consume();

    const auto effect = this->effect();
    EXPECT_EQ(effect["version"], Value("r2"));
    EXPECT_EQ(effect["before"], Value("r1"));
    EXPECT_EQ(effect["from"], Value("2027-01-01"));
    EXPECT_EQ(effect["counts"],
              json("{'partners': 4, 'gains': 1, 'loses': 1, 'unknown': 1, 'fails': 0, 'marks_set': 1, "
                   "'marks_cleared': 0, 'timers': 1, 'accruals': 2}"));
    ASSERT_EQ(effect["rows"].array().size(), 3U);

    const auto gains = of(effect, gaining);
    EXPECT_EQ(gains["name"], Value("(gaining)")) << "as it is revealed";
    EXPECT_EQ(gains["technology"], Value("data-platform"));
    EXPECT_EQ(gains["change"], Value("gains"));
    EXPECT_EQ(gains["before"], Value("fail"));
    EXPECT_EQ(gains["after"], Value("pass"));
    EXPECT_EQ(gains["holder"], Value(false));
    EXPECT_EQ(gains["mark"], Value(nullptr));
    EXPECT_EQ(gains["review_after"], Value(nullptr));
    EXPECT_EQ(gains["missing_en"], Value(nullptr));

    const auto loses = of(effect, losing);
    EXPECT_EQ(loses["change"], Value("loses"));
    EXPECT_EQ(loses["holder"], Value(true));
    EXPECT_EQ(loses["mark"], Value("set"));
    EXPECT_EQ(loses["review_before"], Value(nullptr));
    EXPECT_EQ(loses["review_after"], Value("2027-01-01"));
    EXPECT_THAT(loses["reward_en"].string(),
                testing::AllOf(HasSubstr("10 %"), HasSubstr(" → "), HasSubstr("3.5 %")));
    EXPECT_THAT(loses["missing_en"].string(), HasSubstr("Cloud architect"));
    EXPECT_THAT(loses["missing_ru"].string(), HasSubstr("Облачный архитектор"));

    const auto unknown = of(effect, dropped);
    EXPECT_EQ(unknown["change"], Value("unknown"));
    EXPECT_EQ(unknown["before"], Value("pass"));
    EXPECT_EQ(unknown["after"], Value("none"));
    EXPECT_EQ(unknown["mark"], Value(nullptr));
    EXPECT_EQ(unknown["review_after"], Value("2026-12-01")) << "it is looked at before";
    EXPECT_THAT(unknown["reward_en"].string(), testing::EndsWith("→ none"));
}

TEST_F(Effect, AMarkThatTheServiceHasSetIsClearedAndAPersonsIsNot) {
    const auto by_service = qualified("a", "data-platform", "managed-postgresql", {{"cse"}, {"architect"}});
    const auto by_person = qualified("b", "data-platform", "managed-postgresql", {{"cse"}, {"architect"}});
    const auto first = holder(by_service, "data-platform", "null"),
               second = holder(by_person, "data-platform", "null");
    village.send(first, "facts.changed",
                 "{'facts': {'eligibility': {'version': 'r1', 'result': 'fail', 'conditions': [], 'import': "
                 "null, 'review_on': null}}}");
    village.send(second, "risk.set", "{'reason': 'subject:9'}", "anna");
    consume();
    const auto effect = this->effect();
    EXPECT_EQ(effect["counts"]["gains"], Value(2));
    EXPECT_EQ(effect["counts"]["marks_cleared"], Value(1));
    EXPECT_EQ(of(effect, by_service)["mark"], Value("cleared"));
    EXPECT_EQ(of(effect, by_person)["mark"], Value(nullptr));
}

TEST_F(Effect, WhatIsCreditedToEverybodyIsToldOfTheProgram) {
    const auto effect = this->effect();
    std::vector<std::string> accruals;
    bool thresholds = false;
    for (const auto& each : effect["differences"].array()) {
        if (each["accruals"] == Value(true)) accruals.push_back(each["path"].string());
        thresholds = thresholds || each["path"].string().starts_with("specialization/");
    }
    EXPECT_THAT(accruals, testing::Contains("bonus_basis_points"));
    EXPECT_THAT(accruals, testing::Contains("service/marketplace/bonus_exclusion"));
    EXPECT_THAT(accruals, testing::Contains("service/storedoc")) << "it is no longer listed";
    EXPECT_THAT(accruals, testing::Not(testing::Contains(StartsWith("vat/")))) << "both have the same";
    EXPECT_TRUE(thresholds);

    const auto dearer = this->effect(draft(with(edition_text("r2.toml"), "percent = 22", "percent = 23")));
    EXPECT_TRUE(std::ranges::any_of(dearer["differences"].array(), [](const Value& each) {
        return each["accruals"] == Value(true) && each["path"].string().starts_with("vat/");
    }));
}

TEST_F(Effect, WhoFailsByBothIsNotMarkedByTheNewOne) {
    const auto failing = qualified("failing", "infrastructure", "compute", {{"cse"}});
    holder(failing, "infrastructure", "null");
    consume();
    const auto effect = this->effect();
    const auto row = of(effect, failing);
    EXPECT_EQ(row["before"], Value("fail"));
    EXPECT_EQ(row["after"], Value("fail"));
    EXPECT_EQ(row["mark"], Value(nullptr));
    EXPECT_EQ(effect["counts"]["marks_set"], Value(0));
}

TEST_F(Effect, APublishedOneIsStillComparedWithTheOneBefore) {
    const auto losing = qualified("losing", "infrastructure", "compute", {{"cse"}, {"cse", "cip"}});
    holder(losing, "infrastructure", "'2027-01-01'");
    consume();
    editions->add(edition->id, test_edition("r2.toml"));
    const auto effect = this->effect();
    EXPECT_EQ(effect["before"], Value("r1"));
    EXPECT_EQ(effect["counts"]["loses"], Value(1));
    EXPECT_EQ(effect["counts"]["timers"], Value(0)) << "they were moved by the publication";
}

}  // namespace
}  // namespace waymark::partner
