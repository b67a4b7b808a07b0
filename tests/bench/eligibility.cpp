#include <fmt/format.h>
#include <stdexcept>

#include "adapters/clock/system_clock.hpp"
#include "tests/bench/measures.hpp"
#include "workflows/partner/eligibility/assessment.hpp"

namespace waymark::bench {
namespace {

using namespace partner;
using std::chrono::year_month;

constexpr int people = 20, months = 12, services = 20, groups = 5;

const auto first_month = std::chrono::year(2025) / std::chrono::April;

Date day(std::string_view text) { return parse_date(text).value(); }

/// Five specializations, with all that a condition can make dear: people, roles, a year of consumption.
Edition rules() {
    Edition edition;
    edition.version = "bench";
    edition.vat = {{day("2020-01-01"), 20}, {day("2026-01-01"), 22}};
    edition.exclusions = {{"service-19", day("2020-01-01"), {}}};
    for (int group = 0; group < groups; ++group) {
        SpecializationRules rules;
        rules.code = rules.technology = fmt::format("technology-{}", group);
        const ConsumptionReached year{{rules.code, true, true, {}}, {1'200'000'000}, false, {}, false};
        const SpecialistsEmployed two{
            {{"S1", {{"certificate-0"}}}, {"S2", {{"certificate-0"}, {"certificate-1", "certificate-2"}}}}};
        rules.conditions = {{"C1", AgreementSigned{}, {}},
                            {"C2", VerifiedSolutions{1}, {}},
                            {"C3", PlanApproved{}, {}},
                            {"C4", year, {}},
                            {"C5", two, {}},
                            {"C6", ProjectsImplemented{{}, 2, 12}, {}},
                            {"C7", InterviewPassed{}, {}}};
        edition.specializations.push_back(std::move(rules));
        // A service counts for one technology; ten times as many as this partner uses.
        for (int service = group; service < services * 10; service += groups)
            edition.catalogue.push_back({fmt::format("service-{}", service),
                                         fmt::format("technology-{}", group),
                                         day("2020-01-01"),
                                         {}});
    }
    for (int i = 0; i < 6; ++i) {
        const auto code = fmt::format("certificate-{}", i);
        edition.certificates.push_back({code, {code, code}});
    }
    return edition;
}

Evidence one_partner() {
    const auto long_ago = day("2020-01-01");
    Evidence evidence;
    evidence.agreement = {long_ago, {}, {"agreement", long_ago}};
    for (int group = 0; group < groups; ++group) {
        const auto technology = fmt::format("technology-{}", group);
        evidence.solutions.push_back({technology, long_ago, {"solution", long_ago}});
        evidence.plans.push_back({technology, long_ago, {"plan", long_ago}});
        evidence.interviews.push_back({technology, long_ago, day("2027-01-01"), {"interview", long_ago}});
        evidence.projects.push_back({technology, {}, day("2026-01-01"), true, {"project", long_ago}});
    }
    for (int i = 0; i < people; ++i) {
        EmployeeEvidence employee{{{long_ago, {}}}, {}, {fmt::format("employee-{}", i), long_ago}};
        for (int c = 0; c < 3; ++c)
            employee.certificates.push_back({fmt::format("certificate-{}", (i + c) % 6), long_ago, long_ago,
                                             day("2026-06-01") + std::chrono::days(i)});
        evidence.employees.push_back(std::move(employee));
    }
    for (int m = 0; m < months; ++m) {
        const year_month month = first_month + std::chrono::months(m);
        evidence.complete_months.insert(month);
        for (int service = 0; service < services; ++service)
            evidence.usage.push_back({month,
                                      fmt::format("service-{}", service),
                                      {},
                                      service % 7 == 0,
                                      service % 3 == 0 ? 1'200 : 0,
                                      {4'000'000 + service},
                                      {1'000}});
    }
    return evidence;
}

}  // namespace

double assess_partners(std::size_t partners) {
    const auto edition = rules();
    const auto evidence = one_partner();
    const auto on = day("2026-04-20");
    const clock::SystemClock clock;
    std::size_t failing = 0;
    const auto start = clock.boottime();
    for (std::size_t i = 0; i < partners; ++i)
        for (const auto& each : edition.specializations)
            failing += assess(edition, each, evidence, on, 4).verdict == Verdict::fail ? 1 : 0;
    const auto time = clock.boottime() - start;
    if (failing != partners * groups) throw std::runtime_error("a project is missing everywhere");
    return static_cast<double>(partners * groups) * 1e6 / static_cast<double>(time.count());
}

}  // namespace waymark::bench
