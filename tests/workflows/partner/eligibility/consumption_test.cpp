// S02, S05, the VAT change and the examples of domain.md 7.6, to the kopeck.
#include <gtest/gtest.h>

#include "tests/workflows/partner/eligibility/program.hpp"

namespace waymark::partner::eligibility_test {
namespace {

Judgement infrastructure(const std::vector<Usage>& usage, std::string_view on = "2026-04-20") {
    auto evidence = common("infrastructure");
    for (const auto& each : usage) evidence.usage.push_back(cell(each));
    return find(assess_r1("infrastructure", evidence, on), "C4");
}

std::int64_t counted(const std::vector<Usage>& usage, std::string_view on = "2026-04-20") {
    return static_cast<std::int64_t>(infrastructure(usage, on).have.number());
}

TEST(Consumption, S02_TheThresholdIsMetToTheKopeck) {
    const auto exact = infrastructure({{"2025-08", "compute", 1'333'333'333}});
    EXPECT_EQ(exact.verdict, Verdict::pass);
    EXPECT_EQ(exact.have, states::Value(1'200'000'000));
    EXPECT_EQ(exact.reason, "");
    EXPECT_EQ(infrastructure({{"2026-03", "compute", 1'333'333'334}}).have, states::Value(1'200'000'001));

    const auto below = infrastructure({{"2025-08", "compute", 1'333'333'332}});
    EXPECT_EQ(below.verdict, Verdict::fail);
    EXPECT_EQ(below.reason, "CONSUMPTION_BELOW");
    EXPECT_EQ(below.missing, states::Value(1));
    EXPECT_EQ(
        below.text.en,
        "0.01 RUB short: consumption without VAT and bonus is 11,999,999.99 RUB for April 2025 to March "
        "2026; at least 12,000,000.00 RUB is needed.");
    EXPECT_EQ(below.text.ru,
              "Не хватает 0,01\u00a0руб.: потребление без НДС и премии составляет "
              "11\u00a0999\u00a0999,99\u00a0руб. за апрель 2025 г. – март 2026 г.; нужно не менее "
              "12\u00a0000\u00a0000,00\u00a0руб.");
    EXPECT_FALSE(below.possible_from);
}

TEST(Consumption, S02_SpreadOverTheYearTheMonthsAreRounded) {
    std::vector<Usage> usage;
    for (const auto* each : {"2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10",
                             "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"})
        usage.push_back({each, "compute", 111'111'111});
    EXPECT_EQ(counted(usage), 1'200'000'000);
}

TEST(Consumption, S02_TheTwelveClosedMonthsBeforeTheDecisionCount) {
    const std::vector<Usage> usage = {{"2025-03", "compute", 100},   {"2025-04", "compute", 200},
                                      {"2025-09", "compute", 400},   {"2025-10", "compute", 800},
                                      {"2026-03", "compute", 1'600}, {"2026-04", "compute", 3'200},
                                      {"2026-09", "compute", 6'400}, {"2026-10", "compute", 12'800}};
    EXPECT_EQ(counted(usage, "2026-04-20"), (200 + 400 + 800 + 1'600) * 9 / 10);
    EXPECT_EQ(counted(usage, "2026-04-01"), (200 + 400 + 800 + 1'600) * 9 / 10);
    EXPECT_EQ(counted(usage, "2026-10-31"), (800 + 1'600 + 3'200 + 6'400) * 9 / 10);
}

TEST(Consumption, VatIsThatOfTheMonth) {
    auto evidence = common("infrastructure");
    const auto add = [&](const char* in, std::int64_t gross) {
        evidence.usage = {
            {month(in), "compute", {}, true, 0, {gross}, {}}};  // a registered project: no bonus
        return find(assess_r1("infrastructure", evidence), "C4").have;
    };
    EXPECT_EQ(add("2025-12", 120'000'000), states::Value(100'000'000));
    EXPECT_EQ(add("2026-01", 122'000'000), states::Value(100'000'000));
    EXPECT_EQ(add("2025-12", 100'000'000), states::Value(83'333'333));
    EXPECT_EQ(add("2026-01", 100'000'000), states::Value(81'967'213));
}

TEST(Consumption, TheBonusIsTakenOffWhatIsNetOfVat) {
    auto evidence = common("infrastructure");
    evidence.usage = {{month("2026-02"), "compute", {}, false, 0, {150'000'000}, {}}};
    EXPECT_EQ(find(assess_r1("infrastructure", evidence), "C4").have, states::Value(110'655'738));
}

TEST(Consumption, GrantsDealsProjectsAndExclusionsChangeWhatCounts) {
    EXPECT_EQ(counted({{"2026-02", "compute", 30'000'000, 10'000'000}}), 18'000'000);
    EXPECT_EQ(counted({{"2026-02", "compute", 30'000'000, 0, 1'200}}), 30'000'000 - 6'600'000);
    EXPECT_EQ(counted({{"2026-02", "compute", 30'000'000, 0, 0, true}}), 30'000'000);
    // One rounding for each deal's rate: 0.05 and 0.05 at 10 % are 0.01, at 10 % and 11 % each is 0.01.
    EXPECT_EQ(counted({{"2026-02", "compute", 5}, {"2026-02", "object-storage", 5}}), 9);
    EXPECT_EQ(counted({{"2026-02", "compute", 5}, {"2026-02", "object-storage", 5, 0, 100}}), 8);
    EXPECT_EQ(counted({{"2026-02", "compute", 5}, {"2026-01", "object-storage", 5}}), 8);

    auto evidence = common("data-platform");
    evidence.usage = {cell({"2026-02", "managed-clickhouse", 1'000}), cell({"2026-02", "storedoc", 1'000})};
    EXPECT_EQ(find(assess_r1("data-platform", evidence), "C4").have, states::Value(1'900));
}

TEST(Consumption, OnlyServicesOfTheGroupCountWhileTheCatalogueListsThem) {
    EXPECT_EQ(counted({{"2026-02", "managed-gitlab", 1'000}, {"2026-02", "unheard-of", 1'000}}), 0);
    auto edition = r1();
    edition.catalogue.push_back({"archive", "infrastructure", day("2025-06-01"), day("2025-09-01")});
    edition.catalogue.push_back({"archive", "infrastructure", day("2026-01-01"), {}});
    auto evidence = common("infrastructure");
    for (const auto* each : {"2025-05", "2025-06", "2025-08", "2025-09", "2025-12", "2026-01"})
        evidence.usage.push_back(cell({each, "archive", 1'000, 0, 0, true}));
    const auto assessment =
        assess(edition, *edition.specialization("infrastructure"), evidence, day("2026-04-20"), 4);
    EXPECT_EQ(find(assessment, "C4").have, states::Value(3'000));
}

TEST(Consumption, AMonthThatIsNotImportedIsNotKnown) {
    auto evidence = everything("infrastructure");
    evidence.complete_months.erase(month("2026-03"));
    evidence.complete_months.erase(month("2026-02"));
    const auto assessment = assess_r1("infrastructure", evidence);
    const auto rule = find(assessment, "C4");
    EXPECT_EQ(rule.verdict, Verdict::unknown);
    EXPECT_EQ(rule.reason, "DATA_MISSING");
    EXPECT_EQ(rule.have, states::Value(1'800'000'000));
    EXPECT_TRUE(rule.missing.is_undefined());
    EXPECT_TRUE(
        rule.text.en.starts_with("Cannot tell yet, because the consumption of February 2026 and March "
                                 "2026 is not imported completely; without it, consumption"))
        << rule.text.en;
    EXPECT_TRUE(
        rule.text.ru.starts_with("Пока нельзя сказать: потребление за февраль 2026 г. и март 2026 г. "
                                 "загружено не полностью; без этого потребление"))
        << rule.text.ru;
    EXPECT_EQ(assessment.verdict, Verdict::unknown);
    evidence.employees.clear();
    EXPECT_EQ(assess_r1("infrastructure", evidence).verdict, Verdict::fail);
}

TEST(Consumption, WithoutARateOfVatItIsNotKnown) {
    auto edition = r1();
    edition.vat = {{day("2025-06-01"), 20}};
    const auto assessment = assess(edition, *edition.specialization("infrastructure"),
                                   everything("infrastructure"), day("2026-04-20"), 4);
    EXPECT_EQ(find(assessment, "C4").verdict, Verdict::unknown);
    EXPECT_NE(find(assessment, "C4").text.en.find("no VAT rate for April 2025 and May 2025"),
              std::string::npos);
}

TEST(Consumption, S05_ExceedingIsMoreThanReaching) {
    const auto with = [](std::int64_t net, bool registered) {
        auto evidence = common("ml-ai");
        evidence.projects = {project("ml-ai", "2025-02-01", "brand-voice-cc")};
        evidence.usage = {
            cell({"2026-03", "speechkit", net, 0, 0, registered, "brand-voice-cc"}),
            cell({"2026-03", "speechkit", 77'000'000}),                                 // on no product
            cell({"2026-02", "speechkit", 77'000'000, 0, 0, true, "brand-voice-cc"})};  // not the last month
        return assess_r1("ml-ai", evidence);
    };
    const auto reached = with(10'000'000, true);
    EXPECT_EQ(reached.verdict, Verdict::fail);
    EXPECT_EQ(find(reached, "C4").reason, "CONSUMPTION_BELOW");
    EXPECT_EQ(find(reached, "C4c2").missing, states::Value(1));
    EXPECT_EQ(
        find(reached, "C4c2").text.en,
        "0.01 RUB short: consumption of Brand Voice Call Center without VAT and bonus is 100,000.00 RUB "
        "for March 2026; more than 100,000.00 RUB is needed.");
    EXPECT_EQ(with(10'000'001, true).verdict, Verdict::pass);
    EXPECT_EQ(find(with(11'111'111, false), "C4c2").have, states::Value(10'000'000));
    EXPECT_EQ(with(11'111'111, false).verdict, Verdict::fail);
    EXPECT_EQ(find(with(11'111'112, false), "C4c2").have, states::Value(10'000'001));
    EXPECT_EQ(with(11'111'112, false).verdict, Verdict::pass);
}

/// One condition, in whichever period.
Judgement over(const ConsumptionReached& demand, const Evidence& evidence, std::string_view on) {
    auto edition = r1();
    edition.specializations[0].conditions = {{"C4", demand, {}}};
    return find(assess(edition, edition.specializations[0], evidence, day(on), 4), "C4");
}

TEST(Consumption, PeriodsAreThoseThatHaveEnded) {
    auto evidence = common("infrastructure");
    evidence.usage = {
        cell({"2025-01", "compute", 1, 0, 0, true}),  cell({"2025-06", "compute", 2, 0, 0, true}),
        cell({"2025-07", "compute", 4, 0, 0, true}),  cell({"2025-12", "compute", 8, 0, 0, true}),
        cell({"2026-01", "compute", 16, 0, 0, true}), cell({"2026-06", "compute", 32, 0, 0, true}),
        cell({"2026-07", "compute", 64, 0, 0, true})};
    ConsumptionReached demand{{"infrastructure", true, true, {}}, {1}, false, {}, false};
    const auto have = [&](std::string_view on) { return over(demand, evidence, on).have.number(); };
    demand.period.kind = Period::Kind::calendar_year;
    EXPECT_EQ(have("2026-04-20"), 15);
    EXPECT_EQ(have("2026-12-31"), 15);
    demand.period.kind = Period::Kind::half_year;
    EXPECT_EQ(have("2026-04-20"), 12);
    EXPECT_EQ(have("2026-06-30"), 12);
    EXPECT_EQ(have("2026-07-01"), 48);
    demand.period = {Period::Kind::trailing, 3};
    EXPECT_EQ(have("2026-08-31"), 96);
    EXPECT_EQ(have("2026-03-15"), 24);
}

TEST(Consumption, AnAverageIsRoundedDown) {
    auto evidence = common("infrastructure");
    evidence.usage = {cell({"2026-01", "compute", 100, 0, 0, true}),
                      cell({"2026-03", "compute", 101, 0, 0, true})};
    ConsumptionReached demand{
        {"infrastructure", true, true, {}}, {67}, false, {Period::Kind::trailing, 3}, true};
    EXPECT_EQ(over(demand, evidence, "2026-04-20").verdict, Verdict::pass);
    demand.exceeding = true;
    const auto below = over(demand, evidence, "2026-04-20");
    EXPECT_EQ(below.verdict, Verdict::fail);
    EXPECT_NE(below.text.en.find("0.67 RUB a month on average"), std::string::npos) << below.text.en;
    evidence.usage = {cell({"2026-01", "compute", -100, 0, 0, true})};
    EXPECT_EQ(over(demand, evidence, "2026-04-20").have, states::Value(-34));
}

TEST(Consumption, AScopeLeavesOutWhatItDoesNotName) {
    auto evidence = common("infrastructure");
    evidence.usage = {cell({"2026-01", "compute", 1'000, 0, 0, true}), cell({"2026-01", "compute", 200})};
    ConsumptionReached demand{{"infrastructure", false, true, {}}, {1}, false, {}, false};
    EXPECT_EQ(over(demand, evidence, "2026-04-20").have, states::Value(1'000));
    demand.scope = {"infrastructure", true, false, {}};
    EXPECT_EQ(over(demand, evidence, "2026-04-20").have, states::Value(180));
}

TEST(Licences, ThoseOfTheLastClosedMonthCount) {
    auto edition = r1();
    edition.specializations[0].conditions = {{"C4", LicencesReached{"brand-voice-core", 500}, {}}};
    auto evidence = common("infrastructure");
    evidence.licences = {{month("2026-03"), "brand-voice-core", 300},
                         {month("2026-03"), "brand-voice-core", 199},
                         {month("2026-02"), "brand-voice-core", 500},
                         {month("2026-03"), "brand-voice-cc", 500}};
    const auto judged = [&] {
        return find(assess(edition, edition.specializations[0], evidence, day("2026-04-20"), 4), "C4");
    };
    EXPECT_EQ(judged().verdict, Verdict::fail);
    EXPECT_EQ(judged().text.en,
              "Licences of Brand Voice Core in use in March 2026: 499 of 500. Missing: one more licence.");
    EXPECT_EQ(judged().text.ru,
              "Используется лицензий Brand Voice Core, март 2026 г.: 499 из 500. Не хватает: ещё одной "
              "лицензии.");
    evidence.licences[1].count = 200;
    EXPECT_EQ(judged().verdict, Verdict::pass);
    evidence.complete_months.erase(month("2026-03"));
    EXPECT_EQ(judged().verdict, Verdict::unknown);
}

}  // namespace
}  // namespace waymark::partner::eligibility_test
