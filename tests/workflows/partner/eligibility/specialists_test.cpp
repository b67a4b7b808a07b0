// People and roles: S03, S04, S15, and what is said about it.
#include <gtest/gtest.h>

#include "tests/workflows/partner/eligibility/program.hpp"

namespace waymark::partner::eligibility_test {
namespace {

using states::Value;

Judgement people(std::string_view specialization, std::vector<EmployeeEvidence> employees,
                 std::string_view on = "2026-04-20") {
    auto evidence = common(specialization);
    evidence.employees = std::move(employees);
    return find(assess_r1(specialization, evidence, on), "C5");
}

TEST(Specialists, S03_OnePersonIsNotTwo) {
    const auto alone = people("infrastructure", {employee("A", {"cse", "cip"})});
    EXPECT_EQ(alone.verdict, Verdict::fail);
    EXPECT_EQ(alone.reason, "SAME_PERSON_TWICE");
    EXPECT_EQ(seats(alone), "S1=- S2=A");
    EXPECT_EQ(alone.have, Value(1));
    EXPECT_EQ(alone.need, Value(2));
    EXPECT_EQ(alone.missing, Value(1));
    EXPECT_EQ(alone.text.en,
              "Specialists: 1 of 2, as one person cannot fill two roles. Missing: one more person with Cloud "
              "service engineer.");
    EXPECT_EQ(alone.text.ru,
              "Специалистов: 1 из 2, так как один человек не может занять две роли. Не хватает: ещё одного "
              "сотрудника с сертификатом Cloud service engineer.");

    const auto both = people("infrastructure", {employee("A", {"cse", "cip"}), employee("B", {"cse"})});
    EXPECT_EQ(both.verdict, Verdict::pass);
    EXPECT_EQ(both.reason, "");
    EXPECT_EQ(seats(both), "S1=B S2=A");
    EXPECT_EQ(both.roles[1].certificates, (std::vector<std::string>{"cse", "cip"}));
    ASSERT_EQ(both.roles[1].names.size(), 2U);
    EXPECT_EQ(both.roles[1].names[1].en, "Cloud infrastructure protection");
    EXPECT_EQ(to_value(Assessment{"r1", "", {}, {}, {both}})["conditions"]
                  .array()[0]["roles"]
                  .array()[1]["names"]
                  .array()[0]["en"],
              Value("Cloud service engineer"));
    EXPECT_EQ(both.sources.size(), 2U);

    const auto apart = people("infrastructure", {employee("A", {"cse"}), employee("B", {"cip"})});
    EXPECT_EQ(apart.verdict, Verdict::fail);
    EXPECT_EQ(apart.reason, "SPECIALISTS_MISSING");
    EXPECT_EQ(seats(apart), "S1=A S2=-");
    EXPECT_EQ(apart.text.en,
              "Specialists: 1 of 2. Missing: one more person with Cloud service engineer and Cloud "
              "infrastructure protection.");
}

TEST(Specialists, S04_PeopleAreMatchedToRoles) {
    const auto matched = [](std::vector<EmployeeEvidence> employees) {
        const auto judged = people("data-platform", std::move(employees));
        return std::string(to_text(judged.verdict)) + " " + seats(judged);
    };
    EXPECT_EQ(matched({employee("A", {"cse", "eap", "mch"}), employee("B", {"cse", "eap"})}),
              "pass S1=B S2=A");
    EXPECT_EQ(matched({employee("B", {"cse", "eap"}), employee("A", {"cse", "eap", "mch"})}),
              "pass S1=B S2=A");
    EXPECT_EQ(matched({employee("A", {"cse", "eap", "mch"}), employee("B", {"cse"})}), "fail S1=A S2=-");
    EXPECT_EQ(matched({employee("A", {"cse", "eap"}), employee("B", {"mgp"})}), "pass S1=A S2=B");
    const auto none = people("data-platform", {});
    EXPECT_EQ(none.reason, "SPECIALISTS_MISSING");
    EXPECT_EQ(
        none.text.en,
        "Specialists: 0 of 2. Missing: one more person with Cloud service engineer and Building an "
        "enterprise analytical platform; one more person with Managed ClickHouse or Managed Greenplum.");
    EXPECT_EQ(
        none.text.ru,
        "Специалистов: 0 из 2. Не хватает: ещё одного сотрудника с сертификатами Cloud service engineer "
        "и Аналитическая платформа; ещё одного сотрудника с сертификатом Managed ClickHouse или Managed "
        "Greenplum.");
}

TEST(Specialists, A20_BothCertificatesAreThoseOfOnePerson) {
    EXPECT_EQ(people("security-compliance", {employee("A", {"cip"}), employee("B", {"compliance"})}).verdict,
              Verdict::fail);
    EXPECT_EQ(people("security-compliance", {employee("A", {"cip", "compliance"})}).verdict, Verdict::pass);
}

TEST(Specialists, S15_ACertificateCountsOnItsLastDay) {
    auto second = employee("B", {"cse", "cip"});
    second.certificates[1].valid_to = day("2026-10-15");
    const std::vector staff = {employee("A", {"cse"}), second};
    const auto on_the_15th = people("infrastructure", staff, "2026-10-15");
    EXPECT_EQ(on_the_15th.verdict, Verdict::pass);
    EXPECT_EQ(on_the_15th.holds_until, day("2026-10-15"));
    const auto on_the_16th = people("infrastructure", staff, "2026-10-16");
    EXPECT_EQ(on_the_16th.verdict, Verdict::fail);
    EXPECT_EQ(on_the_16th.reason, "CERT_INVALID");
    EXPECT_EQ(
        on_the_16th.text.en,
        "Specialists: 1 of 2. Cloud infrastructure protection of employee B was valid until 2026-10-15. "
        "Missing: one more person with Cloud service engineer and Cloud infrastructure protection.");
    EXPECT_EQ(on_the_16th.text.ru,
              "Специалистов: 1 из 2. Сертификат Cloud infrastructure protection сотрудника B действовал по "
              "2026-10-15. Не хватает: ещё одного сотрудника с сертификатами Cloud service engineer и Cloud "
              "infrastructure protection.");
    auto renewed = staff;
    renewed[1].certificates.push_back({"cip", day("2026-10-16"), day("2026-10-16"), {}});
    EXPECT_EQ(people("infrastructure", renewed, "2026-10-16").verdict, Verdict::pass);
    auto relieved = staff;
    relieved.push_back(employee("C", {"cse", "cip"}));
    const auto another = people("infrastructure", relieved, "2026-10-16");
    EXPECT_EQ(another.verdict, Verdict::pass);
    EXPECT_EQ(another.roles[1].employee, "C");
}

TEST(Specialists, ACertificateNeedsTrainingAndCertification) {
    auto half = employee("A", {"cip", "compliance"});
    const auto verdict = [&] { return people("security-compliance", {half}).verdict; };
    half.certificates[0].trained_on.reset();
    EXPECT_EQ(verdict(), Verdict::fail);
    half.certificates[0].trained_on = day("2026-04-20");
    EXPECT_EQ(verdict(), Verdict::pass);
    half.certificates[1].certified_on.reset();
    EXPECT_EQ(verdict(), Verdict::fail);
    half.certificates[1].certified_on = day("2026-04-21");
    EXPECT_EQ(verdict(), Verdict::fail);
}

TEST(Specialists, A15_OnlyThoseEmployedOnTheDayCount) {
    auto leaver = employee("A", {"cip", "compliance"});
    leaver.stays = {{day("2025-01-01"), day("2025-06-01")}, {day("2026-04-10"), day("2026-04-21")}};
    const auto judged = [&](std::string_view on) { return people("security-compliance", {leaver}, on); };
    EXPECT_EQ(judged("2025-05-31").verdict, Verdict::pass);
    EXPECT_EQ(judged("2025-05-31").holds_until, day("2025-05-31"));
    EXPECT_EQ(judged("2025-06-01").verdict, Verdict::fail);
    EXPECT_EQ(judged("2025-06-01").possible_from, day("2026-04-10"));
    EXPECT_EQ(judged("2026-04-20").verdict, Verdict::pass);
    EXPECT_EQ(judged("2026-04-21").verdict, Verdict::fail);
    EXPECT_FALSE(judged("2026-04-21").possible_from);
}

TEST(Specialists, WhoStaysLongestIsSeatedAndOthersRelieve) {
    auto early = employee("A", {"cip", "compliance"}), late = employee("B", {"cip", "compliance"}),
         coming = employee("C", {"cip", "compliance"});
    early.certificates[0].valid_to = day("2026-05-01");
    late.stays[0].to = day("2026-07-01");
    coming.stays[0].from = day("2026-06-15");
    coming.certificates[1].valid_to = day("2026-12-31");
    const auto judged = people("security-compliance", {early, late, coming});
    EXPECT_EQ(seats(judged), "S1=B");
    EXPECT_EQ(judged.holds_until, day("2026-12-31"));
    EXPECT_EQ(people("security-compliance", {early, late}).holds_until, day("2026-06-30"));
    EXPECT_FALSE(people("security-compliance", {early, employee("D", {"cip", "compliance"})}).holds_until);
}

TEST(Specialists, ItCouldPassWhenWhatIsKnownHasCome) {
    auto a = employee("A", {"cse", "cip"}), b = employee("B", {"cse"});
    a.certificates[1].certified_on = day("2026-06-01");
    b.stays[0].from = day("2026-07-01");
    EXPECT_EQ(people("infrastructure", {a, b}).possible_from, day("2026-07-01"));
    a.certificates[0].valid_to = day("2026-06-30");  // gone before B comes
    EXPECT_FALSE(people("infrastructure", {a, b}).possible_from);
}

TEST(Specialists, ManyPeopleAreNoTrouble) {
    std::vector<EmployeeEvidence> crowd;
    for (int i = 0; i < 10'000; ++i) {
        crowd.push_back(employee(std::to_string(i), {"cse", "cip"}));
        crowd.back().certificates[0].valid_to = day("2026-05-01") + std::chrono::days(i);
    }
    const auto judged = people("infrastructure", crowd);
    EXPECT_EQ(seats(judged), "S1=9999 S2=9998");  // those who fit longest
    EXPECT_EQ(judged.holds_until, day("2026-05-01") + std::chrono::days(9'998));
}

}  // namespace
}  // namespace waymark::partner::eligibility_test
