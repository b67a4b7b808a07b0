// 4.6 and section 6 over HTTP: a campaign whose list the team makes, its invitations, and the cap of grants.
#include "tests/scenarios/lifecycle.hpp"

namespace waymark::scenarios {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Campaigns : public Lifecycle {
  protected:
    /// For october 2026.
    std::string campaign() {
        const auto all = listed_by("coordinator", "campaigns");
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? "" : all.front();
    }
    object candidate(const std::string& partner, const std::string& technology = "devops") {
        return {{"partner", partner}, {"technology", technology}, {"reason", "Wrote a paper about it."}};
    }
    std::string invitation_of(const std::string& partner) {
        const auto page = program->as("auditor").get("/api/v1/invitations?partner=" + partner).json();
        const auto& items = page.at("items").as_array();
        EXPECT_EQ(items.size(), 1U);
        return items.empty() ? "" : std::string(items[0].at("id").as_string());
    }
    Reply use(const std::string& partner, int kopecks, const std::string& on,
              const char* benefit = "training-grants") {
        return post("pam", "benefits",
                    {{"partner", partner},
                     {"benefit", benefit},
                     {"technology", "ml-ai"},
                     {"amount_kopecks", kopecks},
                     {"on", on},
                     {"purpose", "Training of two engineers."}});
    }
};
INSTANTIATE_TEST_SUITE_P(Zones, Campaigns, three_zones(), zone_name);

TEST_P(Campaigns, TheTeamsListIsSentTwoWeeksBeforeTheWindow) {
    given("2026-08-20T09:00:00Z");
    const auto asked = a_partner("olga"), keen = a_partner("ivan"), tired = a_partner("vera"),
               leaving = a_partner("oleg");
    EXPECT_THAT(listed_by("coordinator", "campaigns"), IsEmpty());
    program->move_to("2026-08-31T20:59:59Z");
    EXPECT_THAT(listed_by("coordinator", "campaigns"), IsEmpty());
    program->move_to("2026-08-31T21:00:00Z");
    const auto list = campaign();
    EXPECT_EQ(program->state(list), "computed");
    EXPECT_EQ(program->instance(list).at("data").at("candidates").as_array().size(), 4U)
        << "one rule short of ml-ai, each";
    EXPECT_EQ(program->instance(list).at("data").at("left_out").at("UNKNOWN"), 12)
        << "of three technologies, as no consumption is known";
    EXPECT_EQ(program->instance(list).at("data").at("left_out").at("NOT_READY"), 4);
    const auto rows = program->as("pam").get("/api/v1/campaigns/" + list + "/candidates").json().at("rows");
    ASSERT_EQ(rows.as_array().size(), 4U);
    EXPECT_EQ(rows.at(0).at("name"), "Romashka");
    EXPECT_THAT(std::string(rows.at(0).at("gap_en").as_string()), HasSubstr("Brand Voice"));
    EXPECT_EQ(rows.at(0).at("added"), false);
    const auto left_out = program->as("pam").get("/api/v1/campaigns/" + list + "/left-out").json().at("rows");
    EXPECT_EQ(left_out.as_array().size(), 16U);
    EXPECT_EQ(left_out.at(0).at("name"), "Romashka");
    EXPECT_EQ(seen_by("olga", list), 404U);
    EXPECT_THAT(listed_by("olga", "campaigns"), IsEmpty());
    EXPECT_EQ(send("pam", list, "approve").status, 403U);
    for (const auto& partner : {asked, keen, tired, leaving})
        done("coordinator", list, "candidate.remove", candidate(partner, "ml-ai"));
    refused("coordinator", list, "approve", "EMPTY_LIST");
    for (const auto& partner : {asked, keen, tired, leaving})
        done("coordinator", list, "candidate.add", candidate(partner));
    refused("coordinator", list, "candidate.add", "ALREADY_LISTED", candidate(asked));
    refused("coordinator", list, "candidate.add", "NOT_PARTNER", candidate(list));
    done("coordinator", list, "approve");
    const auto notice = program->give_notice(leaving, {{"received_at", "2026-08-31T21:00:00Z"}});
    program->send(notice, "validate");
    program->move_to("2026-09-17T06:59:59Z");
    EXPECT_THAT(listed_by("auditor", "invitations"), IsEmpty());
    program->move_to("2026-09-17T07:00:00Z");
    EXPECT_EQ(program->state(list), "sent");
    EXPECT_EQ(program->instance(list).at("data").at("sent").at("invited"), 3);
    EXPECT_EQ(program->instance(list).at("data").at("skipped").at(0).at("code"), "QUIT_PENDING");
    EXPECT_THAT(program->messages(asked, "campaign.invite"),
                ElementsAre("campaign.invite partner 2026-09-17T07:00:00.000Z"));
    EXPECT_THAT(program->messages(leaving, "campaign.invite"), IsEmpty());
    EXPECT_THAT(listed_by("olga", "invitations"), ElementsAre(invitation_of(asked)));
    EXPECT_EQ(seen_by("ivan", invitation_of(asked)), 404U);

    done("ivan", invitation_of(keen), "interested");
    done("vera", invitation_of(tired), "decline", {{"reason", "Next year."}});
    EXPECT_EQ(send("vera", invitation_of(asked), "decline").status, 404U);
    program->move_to("2026-09-24T07:00:00Z");
    for (const auto& partner : {asked, keen})
        EXPECT_THAT(program->messages(partner, "campaign.reminder"),
                    ElementsAre("campaign.reminder partner 2026-09-24T07:00:00.000Z"));
    EXPECT_THAT(program->messages(tired, "campaign.reminder"), IsEmpty());

    const auto application = in_interview("ivan", keen);
    EXPECT_EQ(program->state(invitation_of(keen)), "applied");
    EXPECT_EQ(program->datum(invitation_of(keen), "application"), application);
    program->move_to("2026-10-10T09:00:00Z");
    const auto october = window("2026-10");
    done("lead", october, "extension.propose", {{"last_day", "2026-11-05"}, {"reason", "Holidays."}});
    done("chief", october, "extension.approve");
    program->move_to("2026-10-31T21:00:00Z");
    EXPECT_EQ(program->state(list), "sent") << "the window goes on";
    EXPECT_EQ(program->state(invitation_of(asked)), "offered");
    program->move_to("2026-11-05T21:00:00Z");
    EXPECT_EQ(program->state(list), "closed");
    EXPECT_EQ(program->state(invitation_of(asked)), "lapsed");
    const auto answers = program->instance(list).at("data").at("answers");
    EXPECT_EQ(answers.at("applied"), 1);
    EXPECT_EQ(answers.at("declined"), 1);
    EXPECT_EQ(answers.at("none"), 1);
}

TEST_P(Campaigns, TheListIsMadeAnewWhenConsumptionIsImportedUntilItIsApproved) {
    given("2026-08-20T09:00:00Z");
    const auto keen = a_partner("olga"), removed = a_partner("ivan"), added = a_partner("vera");
    program->move_to("2026-09-01T09:00:00Z");
    const auto list = campaign();
    const auto listed = [&] {
        const auto data = program->instance(list).at("data");
        std::vector<std::string> keys;
        for (const auto& each : data.at("candidates").as_array())
            keys.emplace_back(each.at("key").as_string());
        return keys;
    };
    EXPECT_THAT(listed(), ElementsAre(keen + "/ml-ai", removed + "/ml-ai", added + "/ml-ai"))
        << "August is not imported";
    done("coordinator", list, "candidate.remove", candidate(removed, "ml-ai"));
    done("coordinator", list, "candidate.add", candidate(added, "infrastructure"));

    program->move_to("2026-09-05T09:00:00Z");
    program->consume(keen, "2025-09", "2026-09");
    program->move_to("2026-09-05T09:00:00Z");  // the list is made aside
    EXPECT_THAT(listed(),
                ElementsAre(keen + "/devops", keen + "/ml-ai", added + "/ml-ai", added + "/infrastructure"))
        << "by itself, nearest first, with what people did";
    const auto renewed = program->instance(list).at("data").at("renewed");
    EXPECT_EQ(renewed.at("at"), "2026-09-05T09:00:00.000Z");
    EXPECT_TRUE(renewed.at("by").is_null()) << "the service";
    ASSERT_EQ(renewed.at("joined").as_array().size(), 1U);
    EXPECT_EQ(renewed.at("joined").at(0).at("partner").as_string(), keen);
    EXPECT_TRUE(renewed.at("left").as_array().empty());
    EXPECT_EQ(program->state(list), "computed") << "it waits for the approval as before";
    EXPECT_THAT(program->timers(list), testing::Contains("due 2026-09-17T07:00:00.000Z"));

    in_interview("olga", keen);
    EXPECT_EQ(send("pam", list, "list.refresh").status, 403U);
    done("coordinator", list, "list.refresh");
    program->move_to("2026-09-05T09:00:00Z");
    EXPECT_THAT(listed(), ElementsAre(keen + "/ml-ai", added + "/ml-ai", added + "/infrastructure"));
    EXPECT_EQ(program->instance(list).at("data").at("renewed").at("left").at(0).at("technology"), "devops");
    EXPECT_TRUE(program->instance(list).at("data").at("renewed").at("by").is_string());

    done("coordinator", list, "approve");
    const auto version = program->instance(list).at("version");
    program->consume(added, "2025-09", "2026-09", "300000.00");
    program->move_to("2026-09-05T09:00:00Z");
    EXPECT_EQ(program->instance(list).at("version"), version) << "what is approved stays";
    EXPECT_EQ(send("coordinator", list, "list.refresh").status, 409U);
}

TEST_P(Campaigns, AListThatIsLateIsSentAtOnce) {
    given("2026-08-30T09:00:00Z");
    const auto partner = a_partner("olga");
    program->move_to("2026-09-17T07:00:00Z");
    const auto list = campaign();
    EXPECT_EQ(program->datum(list, "overdue"), "true");
    done("lead", list, "approve");
    program->move_to("2026-09-17T07:00:01Z");
    EXPECT_EQ(program->state(list), "sent");
    EXPECT_EQ(program->state(invitation_of(partner)), "offered");
}

TEST_P(Campaigns, TrainingGrantsHaveACap) {
    given("2026-04-10T09:00:00Z");
    const auto partner = a_partner("olga");
    const auto early = use(partner, 100, "2026-04-10");
    EXPECT_EQ(early.status, 409U);
    EXPECT_THAT(early.body, HasSubstr("NOT_ENTITLED"));
    program->grant(program->ready_application(partner));
    program->move_to("2026-06-01T09:00:00Z");
    const auto first = id_in(use(partner, 9'750'050, "2026-05-20"));
    const auto beyond = use(partner, 5'249'951, "2026-06-01");
    EXPECT_EQ(beyond.status, 409U);
    EXPECT_THAT(beyond.body, HasSubstr("CAP_EXCEEDED: 52,499.50 RUB remain; 52,499.51 were asked for."));
    const auto second = id_in(use(partner, 5'249'950, "2026-06-01"));
    EXPECT_EQ(use(partner, 1, "2026-06-01").status, 409U);
    const auto entitled =
        program->as("olga").get("/api/v1/partners/" + partner + "/entitlements").json().at("rows");
    EXPECT_EQ(entitled.as_array().size(), 7U) << "of ml-ai: all but the architects";
    for (const auto& row : entitled.as_array()) {
        EXPECT_EQ(row.at("from"), "2026-04-10");
        EXPECT_TRUE(row.at("to").is_null());
        const bool limited = row.at("benefit") == "training-grants";
        EXPECT_EQ(row.at("remaining_kopecks"), limited ? boost::json::value(0) : boost::json::value(nullptr));
    }
    EXPECT_EQ(use(partner, 90'000'000, "2026-06-01", "pilots").status, 201U) << "pilots have no cap";
    EXPECT_EQ(seen_by("olga", first), 200U);
    EXPECT_EQ(send("olga", first, "cancel", {{"reason", "Not needed."}}).status, 403U);
    done("pam", first, "cancel", {{"reason", "Not held."}});
    id_in(use(partner, 9'750'050, "2026-06-01"));
    EXPECT_EQ(use(partner, 1, "2026-06-01").status, 409U);
    program->move_to("2027-01-01T09:00:00Z");
    EXPECT_EQ(use(partner, 1, "2026-12-31").status, 409U) << "of the year that it is for";
    id_in(use(partner, 15'000'000, "2027-01-01"));
    a_partner("ivan");
    EXPECT_EQ(seen_by("ivan", second), 404U);
}

}  // namespace
}  // namespace waymark::scenarios
