// Who is nearly ready for what, of a small village.
#include <gmock/gmock.h>

#include "tests/workflows/partner/judged_village.hpp"
#include "workflows/partner/reports.hpp"

namespace waymark::partner {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class NearlyReady : public JudgedVillage {
  protected:
    Value rows() {
        const auto find = village.find();
        const runtime::Actor actor;
        const auto answer = nearly_ready_report(assessor(), shipped_rulebook().calendar)
                                .answer({actor, nullptr, {}, msk("2027-01-10 12:00"), find, town});
        EXPECT_TRUE(answer.ok()) << answer.error().message;
        return (*answer)["rows"];
    }
    /// But ML & AI, of whose automatic rules there is one: whoever lacks it lacks exactly one.
    std::vector<std::string> names() {
        std::vector<std::string> names;
        const auto found = rows();
        for (const auto& row : found.array())
            if (row["specialization"] != Value("ml-ai"))
                names.push_back(row["name"].string() + " " + row["specialization"].string());
        return names;
    }
};

TEST_F(NearlyReady, WhoIsReadyStandsFirstAndWhoLacksOneThingBehind) {
    qualified("short", "infrastructure", "compute", {{"cse", "cip"}});
    qualified("ready", "infrastructure", "compute", {{"cse"}, {"cse", "cip"}});
    partner("newcomer");
    consume();
    const auto found = rows();
    EXPECT_THAT(names(), ElementsAre("(ready) infrastructure", "(short) infrastructure"));
    EXPECT_EQ(found.array()[0]["ready"], Value(true));
    EXPECT_EQ(found.array()[1]["ready"], Value(false));
    EXPECT_THAT(found.array()[1]["gap_en"].string(), HasSubstr("Cloud service engineer"));
}

TEST_F(NearlyReady, WhatIsHeldAlreadyIsNotNamed) {
    const auto of = qualified("ready", "infrastructure", "compute", {{"cse"}, {"cse", "cip"}});
    consume();
    EXPECT_THAT(names(), ElementsAre("(ready) infrastructure"));
    village.send(of, "specialization.activated", "{'technology': 'infrastructure'}");
    EXPECT_THAT(names(), ElementsAre());
}

TEST_F(NearlyReady, WhoWasRemovedCountsForNothing) {
    const auto of = qualified("ready", "infrastructure", "compute", {{"cse"}, {"cse", "cip"}});
    consume();
    std::vector<InstancePtr> employees;
    for (const auto& each : town.all("employee")) employees.push_back(each);
    village.send(employees.front(), "remove");
    EXPECT_EQ(rows().array().at(0)["ready"], Value(false));
}

}  // namespace
}  // namespace waymark::partner
