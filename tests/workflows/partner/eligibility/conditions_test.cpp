// Agreement, solutions, plan, interview, projects, alternatives, and the whole.
#include <gtest/gtest.h>

#include "tests/workflows/partner/eligibility/program.hpp"

namespace waymark::partner::eligibility_test {
namespace {

using states::Value;

const std::vector<std::string> all = {"infrastructure", "devops", "data-platform", "ml-ai",
                                      "security-compliance"};

TEST(Assessment, EachOfTheFiveCanBeMet) {
    for (const auto& code : all) {
        const auto assessment = assess_r1(code, everything(code));
        EXPECT_EQ(assessment.verdict, Verdict::pass) << code;
        EXPECT_EQ(assessment.version, "r1");
        EXPECT_EQ(assessment.specialization, code);
        EXPECT_EQ(assessment.on, day("2026-04-20"));
    }
}

TEST(Assessment, NothingKnownIsNotMet) {
    for (const auto& code : all) EXPECT_EQ(assess_r1(code, {}).verdict, Verdict::fail) << code;
}

TEST(Assessment, EvidenceOfOneTechnologyIsNoneOfAnother) {
    for (const auto& code : all) {
        const auto assessment = assess_r1(code, common(code == "devops" ? "ml-ai" : "devops"));
        EXPECT_EQ(find(assessment, "C1").verdict, Verdict::pass);
        EXPECT_EQ(find(assessment, "C2").verdict, Verdict::fail);
        EXPECT_EQ(find(assessment, "C3").verdict, Verdict::fail);
        if (code != "ml-ai") {  // A17: no interview there
            EXPECT_EQ(find(assessment, "C6").verdict, Verdict::fail);
        }
    }
}

TEST(Assessment, ConditionsOfAnotherWindowAreLeftOut) {
    auto edition = r1();
    auto& rules = edition.specializations[3];
    rules.conditions = {
        {"APRIL", AgreementSigned{}, {4}}, {"OCTOBER", PlanApproved{}, {10}}, {"ALL", PlanApproved{}, {}}};
    const auto codes = [&](int window_month) {
        std::string text;
        for (const auto& each : assess(edition, rules, {}, day("2026-04-20"), window_month).conditions)
            text += each.code + " ";
        return text;
    };
    EXPECT_EQ(codes(4), "APRIL ALL ");
    EXPECT_EQ(codes(10), "OCTOBER ALL ");
}

TEST(Agreement, HoldsFromItsDayToItsEnd) {
    Evidence evidence;
    const auto judged = [&](std::string_view on) { return find(assess_r1("ml-ai", evidence, on), "C1"); };
    EXPECT_EQ(judged("2026-04-20").reason, "AGREEMENT_MISSING");
    EXPECT_FALSE(judged("2026-04-20").possible_from);
    evidence.agreement = {day("2026-04-20"), day("2026-06-01"), {"agreement", day("2026-04-02")}};
    EXPECT_EQ(judged("2026-04-19").verdict, Verdict::fail);
    EXPECT_EQ(judged("2026-04-19").possible_from, day("2026-04-20"));
    EXPECT_EQ(judged("2026-04-20").verdict, Verdict::pass);
    EXPECT_EQ(judged("2026-04-20").holds_until, day("2026-05-31"));
    EXPECT_EQ(judged("2026-04-20").sources.at(0).id, "agreement");
    EXPECT_EQ(judged("2026-05-31").verdict, Verdict::pass);
    EXPECT_EQ(judged("2026-06-01").verdict, Verdict::fail);
    EXPECT_EQ(judged("2026-06-01").text.ru, "Партнёрский договор больше не действует, с 1 июня 2026 г.");
}

TEST(Solutions, AreCountedWhenVerified) {
    auto edition = r1();
    edition.specializations[3].conditions = {{"C2", VerifiedSolutions{3}, {}}};
    Evidence evidence;
    const auto judged = [&](std::string_view on) {
        return find(assess(edition, edition.specializations[3], evidence, day(on), 4), "C2");
    };
    evidence.solutions = {{"ml-ai", day("2026-04-20"), {"first", day("2026-04-20")}}, {"ml-ai", {}, {}}};
    EXPECT_EQ(judged("2026-04-20").text.en,
              "Verified solutions: 1 of 3. Missing: 2 more verified solutions.");
    EXPECT_EQ(judged("2026-04-20").text.ru,
              "Подтверждённых решений: 1 из 3. Не хватает: ещё 2 подтверждённых решений.");
    EXPECT_EQ(judged("2026-04-20").reason, "SOLUTION_NOT_VERIFIED");
    evidence.solutions.push_back({"ml-ai", day("2026-05-05"), {}});
    evidence.solutions.push_back({"ml-ai", day("2026-05-03"), {}});
    EXPECT_EQ(judged("2026-04-20").possible_from, day("2026-05-05"));
    EXPECT_EQ(judged("2026-05-03").text.en,
              "Verified solutions: 2 of 3. Missing: one more verified solution.");
    EXPECT_EQ(judged("2026-05-05").verdict, Verdict::pass);
    EXPECT_EQ(judged("2026-05-05").sources.size(), 3U);
}

TEST(Plan, CountsFromItsApproval) {
    Evidence evidence;
    evidence.plans = {{"ml-ai", {}, {}}, {"ml-ai", day("2026-04-20"), {}}};
    EXPECT_EQ(find(assess_r1("ml-ai", evidence, "2026-04-19"), "C3").reason, "PLAN_NOT_APPROVED");
    EXPECT_EQ(find(assess_r1("ml-ai", evidence, "2026-04-19"), "C3").possible_from, day("2026-04-20"));
    EXPECT_EQ(find(assess_r1("ml-ai", evidence, "2026-04-20"), "C3").verdict, Verdict::pass);
}

TEST(Interview, CountsWhileItsResultIsValid) {
    Evidence evidence;
    evidence.interviews = {
        {"devops", day("2025-09-20"), day("2026-09-20"), {"interview", day("2025-09-20")}}};
    const auto judged = [&](std::string_view on) { return find(assess_r1("devops", evidence, on), "C6"); };
    EXPECT_EQ(judged("2025-09-19").verdict, Verdict::fail);
    EXPECT_EQ(judged("2025-09-19").possible_from, day("2025-09-20"));
    EXPECT_EQ(judged("2025-09-20").verdict, Verdict::pass);
    EXPECT_EQ(judged("2026-09-20").verdict, Verdict::pass);
    EXPECT_EQ(judged("2026-09-20").holds_until, day("2026-09-20"));
    EXPECT_EQ(judged("2026-09-21").reason, "INTERVIEW_FAILED");
    EXPECT_EQ(
        judged("2026-09-21").text.en,
        "The interview's result was valid until 20 September 2026; the interview has to be passed anew.");
}

Judgement projects(const std::vector<std::string>& implemented, std::string_view on) {
    auto evidence = common("security-compliance");
    for (const auto& date : implemented) evidence.projects.push_back(project("security-compliance", date));
    return find(assess_r1("security-compliance", evidence, on), "C7");
}

TEST(Projects, AYearEndsOnItsDay) {
    EXPECT_EQ(projects({"2025-04-20", "2026-04-20"}, "2026-04-20").verdict, Verdict::fail);
    EXPECT_EQ(projects({"2025-04-21", "2026-04-20"}, "2026-04-20").verdict, Verdict::pass);
    EXPECT_EQ(projects({"2025-04-21", "2026-04-21"}, "2026-04-20").verdict, Verdict::fail);
    // (D − 12 months, D], where the month a year ago may be shorter
    EXPECT_EQ(projects({"2027-02-28", "2027-06-01"}, "2028-02-29").verdict, Verdict::fail);
    EXPECT_EQ(projects({"2027-03-01", "2027-06-01"}, "2028-02-29").verdict, Verdict::pass);
    EXPECT_EQ(projects({"2028-02-29", "2028-06-01"}, "2029-02-28").verdict, Verdict::pass);
    EXPECT_EQ(projects({"2028-02-29", "2028-06-01"}, "2029-03-01").verdict, Verdict::fail);
}

TEST(Projects, HoldUntilOneFallsOutOfTheYear) {
    EXPECT_EQ(projects({"2025-05-10", "2025-06-01", "2026-01-01"}, "2026-04-20").holds_until,
              day("2026-05-31"));
    EXPECT_EQ(projects({"2028-02-29", "2028-06-01"}, "2028-10-10").holds_until, day("2029-02-28"));
    // One is known to come before the older falls out.
    EXPECT_EQ(projects({"2025-05-10", "2025-06-01", "2026-05-09"}, "2026-04-20").holds_until,
              day("2026-05-31"));
    EXPECT_EQ(projects({"2025-05-10", "2026-06-01", "2025-06-01"}, "2026-04-20").holds_until,
              day("2026-05-09"));
    EXPECT_EQ(projects({"2025-06-01", "2026-05-01"}, "2026-04-20").possible_from, day("2026-05-01"));
    EXPECT_FALSE(projects({"2025-04-25", "2026-05-01"}, "2026-04-20").possible_from);
}

TEST(Projects, CountOnlyWhenConfirmed) {
    auto evidence = common("security-compliance");
    evidence.projects = {project("security-compliance", "2026-01-10"),
                         project("security-compliance", "2026-02-10"), project("devops", "2026-02-10")};
    evidence.projects[1].confirmed = false;
    const auto judged = find(assess_r1("security-compliance", evidence), "C7");
    EXPECT_EQ(judged.reason, "PROJECTS_MISSING");
    EXPECT_EQ(judged.missing, Value(1));
    EXPECT_EQ(
        judged.text.en,
        "Projects from 21 April 2025 to 20 April 2026: 1 of 2. Missing: one more project. Not confirmed by "
        "the provider yet: 1.");
    EXPECT_EQ(
        judged.text.ru,
        "Проектов с 21 апреля 2025 г. по 20 апреля 2026 г.: 1 из 2. Не хватает: ещё одного проекта. Ещё не "
        "подтверждено провайдером: 1.");
}

TEST(Alternatives, S05_AnyOfThemWillDo) {
    auto evidence = common("ml-ai");
    evidence.projects = {project("ml-ai", "2023-05-01", "brand-voice-core")};
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4").verdict, Verdict::pass);
    EXPECT_EQ(assess_r1("ml-ai", evidence).verdict, Verdict::pass);
    evidence.projects[0].product = "brand-voice-premium";
    EXPECT_EQ(assess_r1("ml-ai", evidence).verdict, Verdict::pass);
    evidence.projects[0].product.clear();
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4").reason, "PROJECTS_MISSING");
    EXPECT_TRUE(
        find(assess_r1("ml-ai", evidence), "C4")
            .text.en.starts_with("One of these is needed. (1) Projects on Brand Voice Premium: 0 of 1. "
                                 "Missing: one more project. (2) Projects on Brand Voice Core: 0 of 1."));
}

TEST(Alternatives, WhatIsNotKnownIsNeitherMetNorMissed) {
    auto evidence = common("ml-ai");
    evidence.complete_months.clear();
    evidence.projects = {project("ml-ai", "2026-01-01", "brand-voice-cc")};
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4c").verdict, Verdict::unknown);
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4").verdict, Verdict::unknown);
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4").reason, "DATA_MISSING");
    evidence.projects[0].product = "brand-voice-core";
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4c").verdict, Verdict::fail);  // no project in any case
    EXPECT_EQ(find(assess_r1("ml-ai", evidence), "C4").verdict, Verdict::pass);
}

TEST(Alternatives, DatesAreThoseOfTheBestAlternativeAndOfTheWorstPart) {
    auto edition = r1();
    auto evidence = common("ml-ai");
    const Condition plan{"P", PlanApproved{}, {}}, interview{"I", InterviewPassed{}, {}},
        agreement{"A", AgreementSigned{}, {}};
    const auto judged = [&](Condition condition) {
        edition.specializations[3].conditions = {std::move(condition)};
        return assess(edition, edition.specializations[3], evidence, day("2026-04-20"), 4).conditions.at(0);
    };
    evidence.plans[0].approved_on = day("2026-05-01");
    evidence.interviews = {{"ml-ai", day("2026-06-01"), day("2027-06-01"), {}}};
    EXPECT_EQ(judged({"X", OneOf{{plan, interview}}, {}}).possible_from, day("2026-05-01"));
    EXPECT_EQ(judged({"X", AllOf{{plan, interview}}, {}}).possible_from, day("2026-06-01"));
    evidence.agreement->ended_on = day("2026-06-01");
    EXPECT_FALSE(judged({"X", AllOf{{agreement, plan, interview}}, {}}).possible_from);
    evidence.interviews[0].passed_on = day("2026-04-01");
    EXPECT_EQ(judged({"X", OneOf{{agreement, interview}}, {}}).holds_until, day("2027-06-01"));
    EXPECT_EQ(judged({"X", AllOf{{agreement, interview}}, {}}).holds_until, day("2026-05-31"));
    evidence.plans[0].approved_on = day("2026-04-01");
    EXPECT_FALSE(judged({"X", OneOf{{agreement, plan}}, {}}).holds_until);
}

TEST(AssessmentValue, SaysEverythingThatIsKnown) {
    auto edition = r1();
    auto& rules = edition.specializations[4];
    rules.conditions = {rules.conditions.at(0),
                        rules.conditions.at(3),
                        {"X", OneOf{{{"Y", ProjectsImplemented{{}, 1, 12}, {}}}}, {}}};
    auto evidence = common("security-compliance");
    evidence.employees = {employee("A", {"cip", "compliance"})};
    evidence.employees[0].certificates[1].valid_to = day("2026-12-31");
    EXPECT_EQ(
        to_json(to_value(assess(edition, rules, evidence, day("2026-04-20"), 4))),
        R"({"version":"r1","specialization":"security-compliance","on":"2026-04-20","result":"fail","conditions":[)"
        R"({"code":"C1","kind":"agreement","result":"pass","text":{"en":"The partner agreement was signed on )"
        R"(1 January 2020.","ru":"Партнёрский договор подписан 1 января 2020 г."},)"
        R"("sources":[{"id":"agreement","on":"2020-01-01"}]},)"
        R"({"code":"C5","kind":"specialists","result":"pass","text":{"en":"Specialists: 1 of 1.",)"
        R"("ru":"Специалистов: 1 из 1."},"have":1,"need":1,"sources":[{"id":"A","on":"2020-01-01"}],)"
        R"("holds_until":"2026-12-31","roles":[{"role":"S1","employee":"A","certificates":["cip","compliance"],)"
        R"("names":[{"en":"Cloud infrastructure protection","ru":"Cloud infrastructure protection"},)"
        R"({"en":"Compliance in cloud infrastructure","ru":"Соответствие в облаке"}]}]},)"
        R"({"code":"X","kind":"one_of","result":"fail","reason":"PROJECTS_MISSING","text":{"en":"One of these is )"
        R"(needed. (1) Projects from 21 April 2025 to 20 April 2026: 0 of 1. Missing: one more project.",)"
        R"("ru":"Нужно одно из условий. (1) Проектов с 21 апреля 2025 г. по 20 апреля 2026 г.: 0 из 1. )"
        R"(Не хватает: ещё одного проекта."},"parts":[{"code":"Y","kind":"projects","result":"fail",)"
        R"("reason":"PROJECTS_MISSING","text":{"en":"Projects from 21 April 2025 to 20 April 2026: 0 of 1. )"
        R"(Missing: one more project.","ru":"Проектов с 21 апреля 2025 г. по 20 апреля 2026 г.: 0 из 1. )"
        R"(Не хватает: ещё одного проекта."},"have":0,"need":1,"missing":1}]}]})");
}

}  // namespace
}  // namespace waymark::partner::eligibility_test
