// The evidence that the records give, by the program's own lookups.
#include "workflows/partner/evidence_of.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/applying.hpp"
#include "tests/workflows/partner/drawer.hpp"
#include "tests/workflows/partner/judged_village.hpp"

namespace waymark::partner {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const Instant june = msk("2026-06-01 12:00"), july = utc("2026-06-30T21:00:00Z");
const std::string live = "'facts': {'partner': {'live': true}, 'certificate': {'name': null, 'fault': null}}";

Date day(std::string_view text) { return parse_date(text).value(); }

class EvidenceOf : public testing::Test {
  protected:
    [[nodiscard]] Evidence known(std::uint64_t partner = 7) const {
        return evidence_of(drawer_.find(), {partner});
    }
    Drawer drawer_;
};

TEST_F(EvidenceOf, NothingIsNothing) {
    const Evidence evidence = known();
    EXPECT_FALSE(evidence.agreement);
    EXPECT_THAT(evidence.employees, IsEmpty());
    EXPECT_THAT(evidence.complete_months, IsEmpty());
    EXPECT_FALSE(evidence.usage_source);
}

TEST_F(EvidenceOf, TheAgreementInForceGoesBeforeEndedOnes) {
    const auto first = drawer_.add("agreement", 7, "{'number': 'P-1', 'signed_on': '2024-05-06'}", june);
    EXPECT_EQ(known().agreement->signed_on, day("2024-05-06"));
    EXPECT_FALSE(known().agreement->ended_on);
    EXPECT_FALSE(known(8).agreement) << "another partner's";
    ASSERT_TRUE(drawer_.send(first, "end", "{'ended_on': '2026-01-01', 'reason': 'subject:1'}", july));
    EXPECT_EQ(known().agreement->ended_on, day("2026-01-01"));
    EXPECT_EQ(known().agreement->source.id, runtime::to_text(first));
    EXPECT_EQ(known().agreement->source.on, day("2026-07-01")) << "Moscow's date of the newest change";
    const auto second = drawer_.add("agreement", 7, "{'number': 'P-0', 'signed_on': '2023-05-06'}", june);
    EXPECT_EQ(known().agreement->source.id, runtime::to_text(second)) << "in force, though it is older";
    drawer_.undo(second);
    EXPECT_EQ(known().agreement->source.id, runtime::to_text(first));
    const auto third = drawer_.add("agreement", 7, "{'number': 'P-3', 'signed_on': '2026-02-01'}", june);
    ASSERT_TRUE(drawer_.send(third, "end", "{'ended_on': '2026-03-01', 'reason': 'subject:1'}", june));
    EXPECT_EQ(known().agreement->signed_on, day("2026-02-01")) << "the newest of those that ended";
}

TEST_F(EvidenceOf, EmployeesWithTheirCertificates) {
    const auto olga =
        drawer_.add("employee", 7, "{'name': 'subject:1', 'from': '2024-02-01', 'to': null}", june);
    ASSERT_TRUE(
        drawer_.send(olga, "certificate.add",
                     "{'code': 'cse', 'trained_on': '2025-01-10', 'certified_on': '2025-02-01', 'valid_to': "
                     "'2027-02-01', " +
                         live + "}",
                     june));
    ASSERT_TRUE(drawer_.send(olga, "certificate.add",
                             "{'code': 'cip', 'certified_on': '2025-02-01', " + live + "}", june));
    ASSERT_TRUE(drawer_.send(olga, "leave", "{'to': '2026-05-01', " + live + "}", june));
    const auto mistake =
        drawer_.add("employee", 7, "{'name': 'subject:2', 'from': '2024-02-01', 'to': null}", june);
    ASSERT_TRUE(drawer_.send(mistake, "remove", "{}", june));
    const Evidence evidence = known();
    ASSERT_THAT(evidence.employees, SizeIs(1)) << "who left stays, who was a mistake does not";
    const auto& employee = evidence.employees[0];
    EXPECT_EQ(employee.source.id, runtime::to_text(olga));
    ASSERT_THAT(employee.stays, SizeIs(1));
    EXPECT_EQ(employee.stays[0].from, day("2024-02-01"));
    EXPECT_EQ(employee.stays[0].to, day("2026-05-01"));
    ASSERT_THAT(employee.certificates, SizeIs(2));
    EXPECT_EQ(employee.certificates[0].code, "cse");
    EXPECT_EQ(employee.certificates[0].trained_on, day("2025-01-10"));
    EXPECT_EQ(employee.certificates[0].valid_to, day("2027-02-01"));
    EXPECT_FALSE(employee.certificates[1].trained_on);
    EXPECT_EQ(employee.certificates[1].certified_on, day("2025-02-01"));
    EXPECT_FALSE(employee.certificates[1].valid_to);
}

TEST_F(EvidenceOf, SolutionsCountWhenVerified) {
    const auto solution =
        drawer_.add("solution", 7,
                    "{'technology': 'devops', 'title': 'subject:1', 'implemented_on': '2026-05-01'}", june);
    ASSERT_THAT(known().solutions, SizeIs(1));
    EXPECT_EQ(known().solutions[0].technology, "devops");
    EXPECT_FALSE(known().solutions[0].verified_on);
    ASSERT_TRUE(drawer_.send(solution, "verify", "{" + live + "}", july));
    EXPECT_EQ(known().solutions[0].verified_on, day("2026-07-01"));
    ASSERT_TRUE(
        drawer_.send(solution, "verification.withdraw", "{'reason': 'subject:2', " + live + "}", july));
    EXPECT_THAT(known().solutions, IsEmpty());
}

TEST_F(EvidenceOf, ASupersededPlanWasApprovedAllTheSame) {
    const auto plan = drawer_.add("plan", 7, "{'technology': 'devops', 'document': 'subject:1'}", june);
    EXPECT_FALSE(known().plans.at(0).approved_on);
    ASSERT_TRUE(drawer_.send(plan, "approve", "{" + live + "}", june));
    ASSERT_TRUE(drawer_.send(plan, "plan.approved", "{'technology': 'devops', 'plan': 'another'}", july));
    ASSERT_THAT(known().plans, SizeIs(1));
    EXPECT_EQ(known().plans[0].approved_on, day("2026-06-01"));
    const auto other = drawer_.add("plan", 7, "{'technology': 'devops', 'document': 'subject:1'}", june);
    ASSERT_TRUE(drawer_.send(other, "withdraw", "{}", june));
    EXPECT_THAT(known().plans, SizeIs(1));
}

TEST_F(EvidenceOf, ProjectsWithTheirProduct) {
    const auto project =
        drawer_.add("project", 7,
                    "{'technology': 'ml-ai', 'product': 'brand-voice-core', 'customer': 'subject:1', "
                    "'implemented_on': '2026-05-01'}",
                    june);
    EXPECT_FALSE(known().projects.at(0).confirmed);
    ASSERT_TRUE(drawer_.send(project, "confirm", "{" + live + "}", june));
    const auto evidence = known();
    EXPECT_TRUE(evidence.projects[0].confirmed);
    EXPECT_EQ(evidence.projects[0].product, "brand-voice-core");
    EXPECT_EQ(evidence.projects[0].implemented_on, day("2026-05-01"));
    drawer_.add("project", 7, "{'technology': 'devops', 'product': null, 'implemented_on': '2026-05-01'}",
                june);
    EXPECT_EQ(known().projects.at(1).product, "");
}

TEST_F(EvidenceOf, AnInterviewOutlivesItsApplication) {
    const auto application = drawer_.add("application", 7, "{'technology': 'devops'}", june);
    const auto send = [&](const char* event, const std::string& data, Instant at) {
        EXPECT_TRUE(drawer_.send(application, event, data, at)) << event;
    };
    send("draft.save",
         "{'solutions': ['s'], 'business_plan': 'b', 'specialists': ['subject:3', 'subject:4']}", june);
    send("submit", "{'facts': {" + std::string(october_ahead) + "}}", june);
    send("check", "{'facts': {" + all_met + "}}", june);
    send("complete", "{'facts': {" + all_met + "}}", june);
    EXPECT_THAT(known().interviews, IsEmpty());
    send("interview.passed", "{'recommendations': null, 'architect': 'a'}", july);
    ASSERT_THAT(known().interviews, SizeIs(1));
    EXPECT_EQ(known().interviews[0].technology, "devops");
    EXPECT_EQ(known().interviews[0].passed_on, day("2026-07-01"));
    EXPECT_EQ(known().interviews[0].valid_to, day("2027-07-01"));
    send("withdraw", "{}", july);
    EXPECT_THAT(known().interviews, SizeIs(1));
    EXPECT_THAT(known(8).interviews, IsEmpty());
}

TEST(EvidenceOfAll, IsWhatEachPartnersOwnIs) {
    Village village;
    Townspeople town(village);
    const auto partner = village.add("partner", "{'name': 'subject:1'}");
    for (const char* number : {"P-1", "P-2"})
        village.add("agreement", std::string("{'number': '") + number + "', 'signed_on': '2024-05-06'}",
                    partner->id);
    for (int i = 0; i < 3; ++i) {
        village.add("employee", "{'name': 'subject:1', 'from': '2024-02-01', 'to': null}", partner->id);
        village.add("solution",
                    "{'technology': 'devops', 'title': 'subject:1', 'implemented_on': '2025-05-01'}",
                    partner->id);
    }
    const auto own = evidence_of(village.find(), partner->id);
    auto all = evidence_of_all(town);
    const auto& among_all = all[partner->family];
    const auto ids = [](const auto& records) {
        std::vector<std::string> found;
        for (const auto& each : records) found.push_back(each.source.id);
        return found;
    };
    EXPECT_THAT(own.employees, SizeIs(3));
    EXPECT_EQ(ids(among_all.employees), ids(own.employees));
    EXPECT_EQ(ids(among_all.solutions), ids(own.solutions));
    EXPECT_EQ(among_all.agreement->source.id, own.agreement->source.id);
}

}  // namespace
}  // namespace waymark::partner
