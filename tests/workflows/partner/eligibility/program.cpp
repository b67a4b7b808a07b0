#include "tests/workflows/partner/eligibility/program.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace waymark::partner::eligibility_test {

namespace {

const Date long_ago = day("2020-01-01");

Source source(std::string_view id) { return {std::string(id), long_ago}; }

SpecialistsEmployed two(std::vector<std::vector<std::string>> first,
                        std::vector<std::vector<std::string>> second) {
    return {{{"S1", std::move(first)}, {"S2", std::move(second)}}};
}

Condition a_year_of(std::string_view group, std::int64_t kopecks) {
    return {"C4", ConsumptionReached{{std::string(group), true, true, {}}, {kopecks}, false, {}, false}, {}};
}

SpecializationRules specialization(std::string_view code, std::vector<Condition> own) {
    SpecializationRules rules;
    rules.code = rules.technology = code;
    rules.name = {std::string(code), std::string(code)};
    rules.conditions = {
        {"C1", AgreementSigned{}, {}}, {"C2", VerifiedSolutions{1}, {}}, {"C3", PlanApproved{}, {}}};
    rules.conditions.insert(rules.conditions.end(), own.begin(), own.end());
    return rules;
}

Condition voice() {
    const ConsumptionReached call_center{
        {"ml-ai", true, true, "brand-voice-cc"}, {10'000'000}, true, {Period::Kind::trailing, 1}, false};
    return {
        "C4",
        OneOf{{{"C4a", ProjectsImplemented{"brand-voice-premium", 1, 0}, {}},
               {"C4b", ProjectsImplemented{"brand-voice-core", 1, 0}, {}},
               {"C4c",
                AllOf{{{"C4c1", ProjectsImplemented{"brand-voice-cc", 1, 0}, {}}, {"C4c2", call_center, {}}}},
                {}}}},
        {}};
}

}  // namespace

Date day(std::string_view text) {
    const auto date = parse_date(text);
    if (!date) throw std::invalid_argument(std::string(text));
    return *date;
}

std::chrono::year_month month(std::string_view text) {
    const std::chrono::year_month_day first(day(std::string(text) + "-01"));
    return first.year() / first.month();
}

Edition r1() {
    Edition edition;
    edition.version = "r1";
    edition.from = day("2025-01-01");
    const Condition interview{"C6", InterviewPassed{}, {}};
    edition.specializations = {
        specialization("infrastructure", {a_year_of("infrastructure", 1'200'000'000),
                                          {"C5", two({{"cse"}}, {{"cse"}, {"cip"}}), {}},
                                          interview}),
        specialization("devops", {a_year_of("devops", 200'000'000),
                                  {"C5", two({{"cse"}}, {{"cse"}, {"gitops"}, {"devsecops"}}), {}},
                                  interview}),
        specialization("data-platform", {a_year_of("data-platform", 200'000'000),
                                         {"C5", two({{"cse"}, {"eap"}}, {{"mch", "mgp"}}), {}},
                                         interview}),
        specialization("ml-ai", {voice()}),
        specialization("security-compliance",
                       {{"C5", SpecialistsEmployed{{{"S1", {{"cip"}, {"compliance"}}}}}, {}},
                        {"C7", ProjectsImplemented{{}, 2, 12}, {}},
                        interview})};
    edition.certificates = {
        {"cse", {"Cloud service engineer", "Cloud service engineer"}},
        {"cip", {"Cloud infrastructure protection", "Cloud infrastructure protection"}},
        {"gitops", {"GitOps infrastructure deployment", "GitOps-развёртывание"}},
        {"devsecops", {"DevSecOps in cloud CI/CD", "DevSecOps в облачном CI/CD"}},
        {"eap", {"Building an enterprise analytical platform", "Аналитическая платформа"}},
        {"mch", {"Managed ClickHouse", "Managed ClickHouse"}},
        {"mgp", {"Managed Greenplum", "Managed Greenplum"}},
        {"compliance", {"Compliance in cloud infrastructure", "Соответствие в облаке"}}};
    edition.products = {{"brand-voice-premium", {"Brand Voice Premium", "Brand Voice Premium"}},
                        {"brand-voice-core", {"Brand Voice Core", "Brand Voice Core"}},
                        {"brand-voice-cc", {"Brand Voice Call Center", "Brand Voice Call Center"}}};
    const auto lists = [&](std::string_view service, std::string_view group) {
        edition.catalogue.push_back({std::string(service), std::string(group), long_ago, {}});
    };
    lists("compute", "infrastructure");
    lists("object-storage", "infrastructure");
    lists("managed-gitlab", "devops");
    lists("managed-clickhouse", "data-platform");
    lists("storedoc", "data-platform");
    lists("speechkit", "ml-ai");
    edition.vat = {{long_ago, 20}, {day("2026-01-01"), 22}};
    edition.exclusions = {{"storedoc", long_ago, {}}, {"marketplace", long_ago, {}}};
    return edition;
}

Kopecks with_vat(std::int64_t net, std::chrono::year_month of) {
    const std::int64_t percent = of < month("2026-01") ? 120 : 122;
    return {(net * percent + (net < 0 ? -50 : 50)) / 100};
}

UsageCell cell(const Usage& usage) {
    const auto of = month(usage.month);
    return {of,
            usage.service,
            usage.product,
            usage.registered_project,
            usage.deal,
            with_vat(usage.net, of),
            with_vat(usage.grants, of)};
}

EmployeeEvidence employee(std::string_view id, const std::vector<std::string>& certificates) {
    EmployeeEvidence employee;
    employee.stays = {{long_ago, {}}};
    employee.source = source(id);
    for (const auto& code : certificates) employee.certificates.push_back({code, long_ago, long_ago, {}});
    return employee;
}

ProjectEvidence project(std::string_view technology, std::string_view implemented_on,
                        std::string_view product) {
    return {std::string(technology), std::string(product), day(implemented_on), true,
            source("project-" + std::string(implemented_on))};
}

Evidence common(std::string_view technology) {
    const std::string code(technology);
    Evidence evidence;
    evidence.agreement = {long_ago, {}, source("agreement")};
    evidence.solutions = {{code, long_ago, source("solution")}};
    evidence.plans = {{code, long_ago, source("plan")}};
    evidence.interviews = {{code, day("2025-06-01"), day("2028-06-01"), source("interview")}};
    for (auto each = month("2024-01"); each <= month("2027-12"); each += std::chrono::months(1))
        evidence.complete_months.insert(each);
    evidence.usage_source = source("import");
    return evidence;
}

Evidence everything(std::string_view technology) {
    auto evidence = common(technology);
    evidence.employees = {
        employee("A", {"cse", "cip", "gitops", "devsecops", "eap", "mch", "mgp", "compliance"}),
        employee("B", {"cse", "eap"})};
    evidence.projects = {project(technology, "2025-09-01"), project(technology, "2025-10-01"),
                         project(technology, "2025-10-01", "brand-voice-core")};
    for (const auto* service : {"compute", "managed-gitlab", "managed-clickhouse"})
        evidence.usage.push_back(cell({"2026-01", service, 2'000'000'000}));
    return evidence;
}

Assessment assess_r1(std::string_view specialization, const Evidence& evidence, std::string_view on) {
    static const Edition edition = r1();
    return assess(edition, *edition.specialization(specialization), evidence, day(on), 4);
}

namespace {

const Judgement* find_in(const std::vector<Judgement>& judgements, std::string_view code) {
    for (const auto& each : judgements) {
        if (each.code == code) return &each;
        if (const auto* part = find_in(each.parts, code)) return part;
    }
    return nullptr;
}

}  // namespace

Judgement find(const Assessment& assessment, std::string_view code) {
    const auto* found = find_in(assessment.conditions, code);
    if (found == nullptr) throw std::invalid_argument(fmt::format("no condition {}", code));
    return *found;
}

std::string seats(const Judgement& judgement) {
    std::string text;
    for (const auto& seat : judgement.roles)
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", seat.role,
                            seat.employee.empty() ? "-" : seat.employee);
    return text;
}

}  // namespace waymark::partner::eligibility_test
