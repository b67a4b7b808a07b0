// What the editions say: the shipped one against the table of the program pages, written down again by hand;
// two others, an older and a newer, as the test of the format.
#include "workflows/partner/eligibility/edition.hpp"

#include <gmock/gmock.h>
#include <set>

#include "tests/workflows/partner/editions.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/technologies.hpp"

namespace waymark::partner {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Certificates = std::vector<std::vector<std::string>>;

Date day(std::string_view text) { return parse_date(text).value(); }

const Edition& r1() { return *shipped_editions().version("r1"); }

const Condition& condition(const Edition& edition, std::string_view specialization, std::string_view code) {
    for (const auto& each : edition.specialization(specialization)->conditions)
        if (each.code == code) return each;
    throw std::runtime_error("no " + std::string(specialization) + " " + std::string(code));
}

template <class Kind>
const Kind& as(const Condition& condition) {
    return std::get<Kind>(condition.what);
}

/// C4 of the technologies with a threshold of their own.
void expect_yearly(std::string_view technology, std::int64_t kopecks) {
    const auto& reached = as<ConsumptionReached>(condition(r1(), technology, "C4"));
    EXPECT_EQ(reached.threshold.count, kopecks) << technology;
    EXPECT_FALSE(reached.exceeding) << technology;
    EXPECT_EQ(reached.scope.services, technology);
    EXPECT_TRUE(reached.scope.subaccounts && reached.scope.registered_projects) << technology;
    EXPECT_EQ(reached.scope.product, "") << technology;
    EXPECT_EQ(reached.period.kind, Period::Kind::trailing) << technology;
    EXPECT_EQ(reached.period.months, 12) << technology;
    EXPECT_FALSE(reached.monthly_average) << technology;
}

std::vector<Certificates> roles(std::string_view technology) {
    std::vector<Certificates> all;
    for (const auto& role : as<SpecialistsEmployed>(condition(r1(), technology, "C5")).roles)
        all.push_back(role.all_of);
    return all;
}

std::vector<std::string> codes(std::string_view technology) {
    std::vector<std::string> all;
    for (const auto& each : r1().specialization(technology)->conditions) all.push_back(each.code);
    return all;
}

TEST(ShippedEdition, HasTheFiveTechnologies) {
    EXPECT_EQ(r1().from, day("2025-01-01"));
    EXPECT_FALSE(r1().invented);
    EXPECT_EQ(r1().transition, Edition::Transition::decision);
    EXPECT_EQ(r1().bonus_basis_points, 1'000);
    ASSERT_THAT(r1().specializations, SizeIs(technologies.size()));
    for (std::size_t i = 0; i < technologies.size(); ++i) {
        const auto& rules = r1().specializations[i];
        EXPECT_EQ(rules.code, technologies[i].code);
        EXPECT_EQ(rules.technology, technologies[i].code);
        EXPECT_EQ(rules.level, "");
        EXPECT_EQ(rules.name.en, technologies[i].name);
        ASSERT_NE(r1().technology(rules.technology), nullptr);
    }
}

TEST(ShippedEdition, DemandsOfAllAnAgreementSolutionsAndAPlan) {
    for (const auto& technology : technologies) {
        EXPECT_TRUE(std::holds_alternative<AgreementSigned>(condition(r1(), technology.code, "C1").what));
        EXPECT_EQ(as<VerifiedSolutions>(condition(r1(), technology.code, "C2")).at_least, 1);
        EXPECT_TRUE(std::holds_alternative<PlanApproved>(condition(r1(), technology.code, "C3").what));
    }
    for (const auto& rules : r1().specializations)
        for (const auto& each : rules.conditions) EXPECT_THAT(each.window_months, IsEmpty());
}

TEST(ShippedEdition, DemandsConsumption) {
    expect_yearly("infrastructure", 1'200'000'000);
    expect_yearly("devops", 200'000'000);
    expect_yearly("data-platform", 200'000'000);
}

TEST(ShippedEdition, DemandsPeople) {
    EXPECT_THAT(roles("infrastructure"), ElementsAre(Certificates{{"cse"}}, Certificates{{"cse"}, {"cip"}}));
    EXPECT_THAT(roles("devops"),
                ElementsAre(Certificates{{"cse"}}, Certificates{{"cse"}, {"gitops"}, {"devsecops"}}));
    EXPECT_THAT(roles("data-platform"),
                ElementsAre(Certificates{{"cse"}, {"eap"}}, Certificates{{"mch", "mgp"}}));
    EXPECT_THAT(roles("security-compliance"), ElementsAre(Certificates{{"cip"}, {"compliance"}}));
    EXPECT_EQ(r1().certificate("cse")->name.en, "Cloud service engineer");
    EXPECT_EQ(r1().certificate("cip")->name.en, "Cloud infrastructure protection");
    EXPECT_EQ(r1().certificate("gitops")->name.en, "GitOps infrastructure deployment");
    EXPECT_EQ(r1().certificate("devsecops")->name.en, "DevSecOps in cloud CI/CD");
    EXPECT_EQ(r1().certificate("eap")->name.en, "Building an enterprise analytical platform");
    EXPECT_EQ(r1().certificate("compliance")->name.en, "Compliance in cloud infrastructure");
    EXPECT_EQ(r1().certificate("none"), nullptr);
}

TEST(ShippedEdition, DemandsAnInterviewOfAllButMl) {
    for (const char* technology : {"infrastructure", "devops", "data-platform", "security-compliance"}) {
        EXPECT_THAT(codes(technology), ElementsAre("C1", "C2", "C3", "C4", "C5", "C6")) << technology;
        EXPECT_TRUE(std::holds_alternative<InterviewPassed>(condition(r1(), technology, "C6").what));
    }
    EXPECT_THAT(codes("ml-ai"), ElementsAre("C1", "C2", "C3", "C4"));
}

TEST(ShippedEdition, LeavesMlThreeWays) {
    const auto& ways = as<OneOf>(condition(r1(), "ml-ai", "C4")).alternatives;
    ASSERT_THAT(ways, SizeIs(3));
    const char* products[] = {"brand-voice-premium", "brand-voice-core"};
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(as<ProjectsImplemented>(ways[i]).product, products[i]);
        EXPECT_EQ(as<ProjectsImplemented>(ways[i]).at_least, 1);
        EXPECT_EQ(as<ProjectsImplemented>(ways[i]).months, 0);
    }
    const auto& parts = as<AllOf>(ways[2]).parts;
    ASSERT_THAT(parts, SizeIs(2));
    EXPECT_EQ(as<ProjectsImplemented>(parts[0]).product, "brand-voice-cc");
    const auto& reached = as<ConsumptionReached>(parts[1]);
    EXPECT_EQ(reached.threshold.count, 10'000'000);
    EXPECT_TRUE(reached.exceeding);
    EXPECT_EQ(reached.scope.product, "brand-voice-cc");
    EXPECT_EQ(reached.scope.services, "ml-ai");
    EXPECT_EQ(reached.period.months, 1);
    EXPECT_EQ(r1().product("brand-voice-cc")->name.en, "Brand Voice Call Center");
    EXPECT_EQ(r1().product("tracker"), nullptr);
}

TEST(ShippedEdition, DemandsTwoProjectsAYearOfSecurity) {
    const auto& projects = as<ProjectsImplemented>(condition(r1(), "security-compliance", "C4"));
    EXPECT_EQ(projects.product, "");
    EXPECT_EQ(projects.at_least, 2);
    EXPECT_EQ(projects.months, 12);
}

TEST(ShippedEdition, GivesBenefitsAndRewards) {
    EXPECT_THAT(r1().benefits, SizeIs(8));
    EXPECT_EQ(r1().benefit("training-grants")->yearly_limit, Kopecks{15'000'000});
    EXPECT_EQ(r1().benefit("leads")->yearly_limit, std::nullopt);
    const std::size_t directions[] = {4, 3, 4, 3, 2};
    for (std::size_t i = 0; i < technologies.size(); ++i)
        EXPECT_THAT(r1().specializations[i].directions, SizeIs(directions[i]));
    for (const char* technology : {"infrastructure", "devops", "data-platform"}) {
        const auto& reward = r1().specialization(technology)->reward;
        ASSERT_TRUE(reward);
        EXPECT_EQ(reward->of, Reward::Of::growth);
        EXPECT_EQ(reward->services, technology);
        EXPECT_TRUE(reward->registered_projects);
        EXPECT_EQ(reward->basis_points, 1'000);
    }
    const auto& ml = r1().specialization("ml-ai")->reward;
    ASSERT_TRUE(ml);
    EXPECT_EQ(ml->of, Reward::Of::consumption);
    EXPECT_FALSE(ml->registered_projects);
    EXPECT_EQ(ml->basis_points, 1'000);
    EXPECT_FALSE(r1().specialization("security-compliance")->reward);
}

TEST(ShippedEdition, KnowsVatAndExclusionsByDate) {
    EXPECT_EQ(r1().vat_percent(day("2025-12-31")), 20);
    EXPECT_EQ(r1().vat_percent(day("2026-01-01")), 22);
    EXPECT_EQ(r1().vat_percent(day("2018-12-31")), std::nullopt);
    std::set<std::string> excluded;
    for (const auto& service : r1().services)
        if (!r1().earns_bonus(service.code, day("2026-04-01"))) excluded.insert(service.code);
    EXPECT_THAT(excluded, ElementsAre("cloud-interconnect", "marketplace", "storedoc"));
    EXPECT_TRUE(r1().counts_for("storedoc", "data-platform", day("2025-01-31")));
    EXPECT_FALSE(r1().counts_for("storedoc", "infrastructure", day("2025-01-31")));
    EXPECT_FALSE(r1().counts_for("marketplace", "infrastructure", day("2025-01-31")));
}

/// Both files say how many people an application names and whether an architect meets them.
TEST(ShippedEdition, AgreesWithTheTermsOfApplications) {
    for (const auto& rules : r1().specializations) {
        std::size_t people = 0;
        bool interview = false;
        for (const auto& each : rules.conditions) {
            if (const auto* employed = std::get_if<SpecialistsEmployed>(&each.what))
                people = employed->roles.size();
            interview = interview || std::holds_alternative<InterviewPassed>(each.what);
        }
        const auto terms = "technology." + rules.technology;
        EXPECT_EQ(shipped_rulebook().parameter(terms + ".interview"), states::Value(interview)) << terms;
        EXPECT_EQ(shipped_rulebook().parameter(terms + ".specialists"),
                  states::Value(static_cast<std::uint64_t>(people)))
            << terms;
    }
}

TEST(OlderEdition, CountsByTheMonthAndInLicences) {
    const auto r0 = test_edition("r0.toml");
    EXPECT_TRUE(r0.invented);
    ASSERT_THAT(r0.specializations, SizeIs(4));
    const std::pair<const char*, std::int64_t> thresholds[] = {
        {"infrastructure-devops", 10'000'000}, {"ml-ai", 30'000'000}, {"data-platform", 5'000'000}};
    for (const auto& [code, kopecks] : thresholds)
        EXPECT_EQ(as<ConsumptionReached>(condition(r0, code, "consumption")).threshold.count, kopecks);
    EXPECT_TRUE(as<ConsumptionReached>(condition(r0, "ml-ai", "consumption")).monthly_average);
    EXPECT_EQ(as<ConsumptionReached>(condition(r0, "data-platform", "consumption")).period.months, 1);
    const auto& licences = as<LicencesReached>(condition(r0, "business-tools", "licences"));
    EXPECT_EQ(licences.at_least, 500);
    EXPECT_EQ(licences.product, "tracker");
    const int rates[] = {300, 1'000, 500, 3'000};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(r0.specializations[i].reward->basis_points, rates[i]);
    EXPECT_FALSE(r0.earns_bonus("marketplace-microsoft", day("2023-01-01")));
}

TEST(NewerEdition, HasLevelsAndStreams) {
    const auto r2 = test_edition("r2.toml");
    EXPECT_TRUE(r2.invented);
    EXPECT_EQ(r2.from, day("2027-01-01"));
    EXPECT_EQ(r2.transition, Edition::Transition::submission);
    ASSERT_THAT(r2.specializations, SizeIs(8));
    std::set<std::string> pairs;
    for (const auto& rules : r2.specializations) {
        pairs.insert(rules.technology + " " + rules.level);
        const auto& year = condition(r2, rules.code, "year");
        EXPECT_EQ(as<ConsumptionReached>(year).period.kind, Period::Kind::calendar_year);
        EXPECT_THAT(year.window_months, ElementsAre(4));
        const auto& half = condition(r2, rules.code, "half-year");
        EXPECT_EQ(as<ConsumptionReached>(half).period.kind, Period::Kind::half_year);
        EXPECT_THAT(half.window_months, ElementsAre(10));
        for (const auto* each : {&year, &half}) {
            const auto threshold = as<ConsumptionReached>(*each).threshold;
            EXPECT_LE(threshold, Kopecks{2'000'000'000}) << rules.code;
        }
        EXPECT_GE(as<ConsumptionReached>(year).threshold, Kopecks{50'000'000}) << rules.code;
        const bool expert = rules.level == "expert";
        EXPECT_EQ(rules.reward->basis_points, expert ? 700 : 350);
        EXPECT_EQ(rules.reward->comarketing_basis_points, expert ? 300 : 150);
    }
    EXPECT_THAT(pairs, SizeIs(8));
}

TEST(NewerEdition, DatesItsCatalogue) {
    const auto r2 = test_edition("r2.toml");
    EXPECT_TRUE(r2.counts_for("managed-kubernetes", "infrastructure", day("2027-06-30")));
    EXPECT_FALSE(r2.counts_for("managed-kubernetes", "infrastructure", day("2027-07-01")));
    EXPECT_FALSE(r2.counts_for("managed-kubernetes", "data-platform", day("2027-06-30")));
    EXPECT_TRUE(r2.counts_for("managed-kubernetes", "data-platform", day("2027-07-01")));
    EXPECT_TRUE(r2.earns_bonus("marketplace", day("2027-02-28")));
    EXPECT_FALSE(r2.earns_bonus("marketplace", day("2027-03-01")));
}

TEST(Editions, AreInForceByTheirDates) {
    auto all = Editions::of({test_edition("r2.toml"), r1(), test_edition("r0.toml")});
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->on(day("2022-12-31")), nullptr);
    EXPECT_EQ(all->on(day("2023-01-01"))->version, "r0");
    EXPECT_EQ(all->on(day("2024-12-31"))->version, "r0");
    EXPECT_EQ(all->on(day("2025-01-01"))->version, "r1");
    EXPECT_EQ(all->on(day("2026-12-31"))->version, "r1");
    EXPECT_EQ(all->on(day("2027-01-01"))->version, "r2");
    EXPECT_EQ(all->version("r2")->version, "r2");
    EXPECT_EQ(all->version("r3"), nullptr);
    ASSERT_THAT(all->all(), SizeIs(3));
    EXPECT_EQ(all->all()[0].version, "r0");
}

TEST(Editions, RefuseTwoOfOneVersionOrDay) {
    EXPECT_THAT(Editions::of({}).error().message, HasSubstr("no edition"));
    auto later = r1();
    later.from = day("2026-01-01");
    EXPECT_THAT(Editions::of({r1(), later}).error().message, HasSubstr("version \"r1\""));
    auto other = r1();
    other.version = "r1b";
    EXPECT_THAT(Editions::of({r1(), other}).error().message, HasSubstr("both in force from 2025-01-01"));
    other.from = day("2025-01-02");
    EXPECT_TRUE(Editions::of({other, r1()}).ok());
    const auto all = Editions::of({r1(), r1()}).error();
    EXPECT_EQ(all.code, "bad-rulebook");
    EXPECT_THAT(all.details["findings"].array(), SizeIs(2));
}

}  // namespace
}  // namespace waymark::partner
