// How long things have been where they are: the reports on it, and a partner's page.
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::HasSubstr;

class Times : public Lifecycle {
  protected:
    /// The row of a workflow's state; null: there is none.
    boost::json::value row(const std::string& report, const char* workflow, const char* state) {
        const auto answer = program->as("coordinator").get("/api/v1/reports/" + report).json();
        for (const auto& each : answer.at("rows").as_array())
            if (each.at("workflow") == workflow && each.at("state") == state) return each;
        return nullptr;
    }
};
INSTANTIATE_TEST_SUITE_P(Zones, Times, three_zones(), zone_name);

TEST_P(Times, WhatMovesWithoutChangingItsStateHasNotArrivedAnew) {
    given("2026-04-02T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto application =
        id_in(post("olga", "applications", {{"partner", partner}, {"technology", "devops"}}));
    program->move_to("2026-04-10T09:00:00Z");
    done("olga", application, "draft.save",
         {{"solutions", {"Pipelines"}}, {"business_plan", "plan.pdf"}, {"specialists", {"Olga", "Ivan"}}});
    program->move_to("2026-04-12T15:00:00Z");
    const auto draft = row("waiting", "application", "draft");
    EXPECT_EQ(draft.at("instances"), 1);
    EXPECT_EQ(draft.at("median_days"), 10) << "not 2, since it was saved";
    EXPECT_EQ(draft.at("most_days"), 10);

    done("olga", application, "submit");
    program->move_to("2026-04-22T15:00:00Z");
    EXPECT_TRUE(row("waiting", "application", "draft").is_null());
    const auto over = row("time-in-state", "application", "draft"),
               on = row("time-in-state", "application", "submitted");
    EXPECT_EQ(over.at("stays"), 1);
    EXPECT_EQ(over.at("now"), 0);
    EXPECT_EQ(over.at("longest_days").to_number<double>(), 10.2) << "ten days and six hours, rounded down";
    EXPECT_EQ(on.at("stays"), 1);
    EXPECT_EQ(on.at("now"), 1);
    for (const char* column : {"median_days", "p90_days", "longest_days"})
        EXPECT_EQ(on.at(column).to_number<double>(), 10.0) << column;
    EXPECT_EQ(row("time-in-state?since=2026-04-12", "application", "draft").at("stays"), 1)
        << "it ended then";
    EXPECT_TRUE(row("time-in-state?since=2026-04-13", "application", "draft").is_null());
    EXPECT_FALSE(row("time-in-state?since=2026-04-13", "application", "submitted").is_null());
    EXPECT_EQ(program->as("coordinator").get("/api/v1/reports/time-in-state?since=soon").status, 400U);
    EXPECT_EQ(program->as("olga").get("/api/v1/reports/time-in-state").status, 403U);

    const auto page = program->as("olga").get("/api/v1/partners/" + partner + "/overview").json();
    EXPECT_EQ(page.at("members").at("application").at(0).at("since"), "2026-04-12T15:00:00.000Z");
    EXPECT_EQ(page.at("partner").at("since"), "2026-04-02T09:00:00.000Z")
        << "active all the time, though its application has told it much";
}

TEST_P(Times, ManyStaysAreCountedByTheNearestRank) {
    given("2026-04-01T09:00:00Z");
    std::vector<std::string> applications;
    for (int i = 0; i < 10; ++i) {
        const auto owner = "owner-" + std::to_string(i);
        applications.push_back(
            id_in(post(owner, "applications", {{"partner", a_partner(owner)}, {"technology", "devops"}})));
    }
    // Withdrawn after 1, 2, … 10 days.
    for (int i = 0; i < 10; ++i) {
        program->move_to("2026-04-" + std::string(i < 8 ? "0" : "") + std::to_string(i + 2) + "T09:00:00Z");
        done("owner-" + std::to_string(i), applications[static_cast<std::size_t>(i)], "withdraw");
    }
    const auto drafts = row("time-in-state", "application", "draft");
    EXPECT_EQ(drafts.at("stays"), 10);
    EXPECT_EQ(drafts.at("median_days").to_number<double>(), 5.0);
    EXPECT_EQ(drafts.at("p90_days").to_number<double>(), 9.0);
    EXPECT_EQ(drafts.at("longest_days").to_number<double>(), 10.0);
    EXPECT_TRUE(row("time-in-state", "application", "withdrawn").is_null()) << "nothing stays in an end";
}

}  // namespace
}  // namespace waymark::scenarios
