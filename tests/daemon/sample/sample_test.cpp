// Two years of invented partners: every state of every shipped workflow is there to be looked at, the journal
// is sound, nothing waits to leave, timers lie ahead; and the same seed tells the same story.
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <sys/stat.h>

#include "states/chart.hpp"
#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/tin.hpp"

namespace waymark::sample {
namespace {

using States = std::set<std::string>;

constexpr const char* present = "2026-11-20T15:00:00Z";

/// States in which no instance rests, and those that depend on the day of the year on which somebody looks.
const States passing = {
    "application.window_open",     // its window is open: in April and October
    "application.window_closing",  // the same, in the last week
    "campaign.draft",              // left at once, by the service
    "campaign.renewing",           // the same
    "campaign.computed",           // from a month before a window on
    "campaign.approved",           // the same
    "campaign.sending",            // left at once, by the service
    "campaign.sent",               // from two weeks before a window to its end
    "edition.in_force",            // the shipped rules stay those of the program
    "import.checking",             // left at once, by the service
    "import.publishing",           // the same
    "invitation.offered",          // from two weeks before a window to its end
    "invitation.interested",       // the same
    "invitation.declined",         // the same
    "onboarding.joining",          // left in the commit in which it is entered
    "specialization.none",         // the same
    "window.open",                 // in April and October
    "window.closing",              // the same, in the last week
};

blackbox::Finished make(const std::filesystem::path& folder, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"sample", folder.string(), "--clock", present};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return blackbox::run_waymark(arguments);
}

std::string text(const boost::json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

/// Every instance there is.
std::vector<boost::json::object> all_in(blackbox::Client& client, const std::string& list) {
    std::vector<boost::json::object> all;
    for (std::string cursor;;) {
        const auto page = client
                              .get("/api/v1/" + list + (list.find('?') == std::string::npos ? "?" : "&") +
                                   "limit=200" + cursor)
                              .json();
        for (const auto& each : page.at("items").as_array()) all.push_back(each.as_object());
        const auto* next = page.as_object().if_contains("next_cursor");
        if (next == nullptr || !next->is_string()) return all;
        cursor = "&cursor=" + text(*next);
    }
}

/// What one sees of the whole, but for the ids.
std::map<std::string, int> outline(const std::vector<boost::json::object>& instances) {
    std::map<std::string, int> lines;
    for (const auto& each : instances) {
        const auto& data = each.at("data").as_object();
        std::string line = text(each.at("workflow")) + " " + text(each.at("configuration")) + " " +
                           text(each.at("created_at")) + " " + text(each.at("updated_at"));
        for (const char* name : {"name", "company", "tin", "technology", "starts_at", "exit_date"})
            if (const auto* member = data.if_contains(name)) line += " " + text(*member);
        ++lines[line];
    }
    return lines;
}

/// WORKFLOW.STATE for each atomic state of the shipped charts.
States states_of_all_charts() {
    States all;
    for (const auto& document : partner::partner_program().documents) {
        const auto chart = states::read_chart(document.source, document.file, partner::chart_functions());
        EXPECT_TRUE(chart.ok());
        for (states::StateIndex state = 0; state < (*chart)->states(); ++state)
            if ((*chart)->atomic(state))
                all.insert(document.workflow + "." + std::string((*chart)->state_id(state)));
    }
    return all;
}

class TwoYears : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder = new TemporaryFolder;
        made = make(folder->path() / "data", {});
        if (made.exit_code != 0) return;
        daemon = new blackbox::Daemon(folder->path() / "data", {"--rehearsal"});
        admin = new blackbox::Client(daemon->port(), daemon->admin_token());
        instances = all_in(*admin, "instances");
    }
    static void TearDownTestSuite() {
        delete admin;
        delete daemon;
        delete folder;
    }
    void SetUp() override { ASSERT_EQ(made.exit_code, 0) << made.err; }

    static TemporaryFolder* folder;
    static blackbox::Finished made;
    static blackbox::Daemon* daemon;
    static blackbox::Client* admin;
    static std::vector<boost::json::object> instances;
};
TemporaryFolder* TwoYears::folder = nullptr;
blackbox::Finished TwoYears::made;
blackbox::Daemon* TwoYears::daemon = nullptr;
blackbox::Client* TwoYears::admin = nullptr;
std::vector<boost::json::object> TwoYears::instances;

TEST_F(TwoYears, HaveSeveralInEveryState) {
    constexpr int several = 3;
    std::map<std::string, int> found;
    for (const auto& each : instances)
        for (const auto& state : each.at("configuration").as_array())
            ++found[text(each.at("workflow")) + "." + text(state)];
    for (const auto& state : states_of_all_charts()) {
        if (passing.contains(state)) continue;
        if (state.starts_with("attachment.")) continue;  // no files are invented
        // There is one window ahead, and its only proposal; one campaign was cancelled, and one import and
        // one edition are left in each state.
        const bool single = state.starts_with("window.") || state.starts_with("campaign.") ||
                            state.starts_with("import.") || state.starts_with("edition.");
        EXPECT_GE(found[state], single ? 1 : several) << state;
    }
}

TEST_F(TwoYears, ArePartnersWithNamesAndTaxpayerNumbersOfTheirOwn) {
    std::set<std::string> names, numbers;
    int partners = 0, in_debt = 0, english = 0;
    for (const auto& each : instances) {
        if (each.at("workflow") != "partner") continue;
        ++partners;
        const auto& data = each.at("data").as_object();
        names.insert(text(data.at("name")));
        numbers.insert(text(data.at("tin")));
        EXPECT_TRUE(partner::tin_valid(text(data.at("tin")))) << data.at("tin");
        english += data.at("locale") == "en" ? 1 : 0;
        for (const auto& contact : data.at("contacts").as_array())
            EXPECT_THAT(text(contact.at("email")),
                        testing::MatchesRegex("[a-z.]+@[a-z0-9-]+\\.example\\.(org|com)"));
        for (const auto& state : each.at("configuration").as_array()) in_debt += state == "suspended" ? 1 : 0;
    }
    EXPECT_GE(partners, 200);
    EXPECT_EQ(names.size(), static_cast<std::size_t>(partners));
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(partners));
    EXPECT_GE(in_debt, 3);
    EXPECT_GE(english, 40);
}

TEST_F(TwoYears, EndNowWithTimersAheadAndNothingToLeave) {
    EXPECT_EQ(admin->get("/api/v1/clock").json().at("now"), "2026-11-20T15:00:00.000Z");
    const auto timers = all_in(*admin, "timers");
    EXPECT_GE(timers.size(), 100U);
    for (const auto& timer : timers) EXPECT_GT(text(timer.at("due")), "2026-11-20T15:00:00.000Z");
    EXPECT_EQ(all_in(*admin, "outbox?state=pending").size(), 0U);
    EXPECT_EQ(all_in(*admin, "outbox?state=dead").size(), 0U) << "everybody has an address";
    EXPECT_GE(all_in(*admin, "outbox?state=captured").size(), 1'000U);
    const auto oldest = admin->get("/api/v1/partners?sort=created&limit=1").json().at("items").at(0);
    EXPECT_LT(text(oldest.at("created_at")), "2025-01-31");
}

TEST_F(TwoYears, KnowTheConsumptionOfEveryMonth) {
    std::set<std::string> complete;
    int published = 0;
    for (const auto& each : instances) {
        if (each.at("workflow") != "import" || each.at("state") != "published") continue;
        ++published;
        for (const auto& month : each.at("data").at("complete").as_array()) complete.insert(text(month));
    }
    EXPECT_GE(published, 22) << "one of a month, once somebody's customers have used something";
    EXPECT_EQ(*complete.rbegin(), "2026-10") << "the month that has ended last";
    EXPECT_EQ(complete.size(), 48U) << "two years, and the two before";
}

TEST_F(TwoYears, BookedBenefitsAndAnsweredInvitations) {
    int used = 0, led_on = 0, declined = 0;
    for (const auto& each : instances) {
        const auto& data = each.at("data").as_object();
        used += each.at("workflow") == "benefit" && each.at("state") == "booked" ? 1 : 0;
        if (each.at("workflow") != "invitation") continue;
        led_on += each.at("state") == "applied" && data.at("answer") == "interested" ? 1 : 0;
        declined += each.at("state") == "lapsed" && data.at("answer") == "declined" ? 1 : 0;
    }
    EXPECT_GE(used, 3);
    EXPECT_GE(led_on, 3);
    EXPECT_GE(declined, 3);
}

TEST_F(TwoYears, LeaveASoundJournal) {
    const auto verified =
        blackbox::run_waymark({"journal", "verify", "--data", (folder->path() / "data").string()});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
}

TEST_F(TwoYears, LeaveATokenOfEachRoleForItsOwnerOnly) {
    for (const char* role : {"coordinator", "lead", "pam", "support", "support-lead", "architect",
                             "customer-manager", "finance", "auditor", "partner-owner", "prospect"}) {
        const auto file = folder->path() / "data/people" / (std::string(role) + ".token");
        struct stat status {};
        ASSERT_EQ(::stat(file.c_str(), &status), 0) << file;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << file;
        const auto list = blackbox::run_waymark(
            {"--server", daemon->server(), "--token-file", file.string(), "--output", "json", "status"});
        EXPECT_EQ(list.exit_code, 0) << role << list.err;
    }
}

TEST(Sample, TellsTheSameForTheSameSeedAndAnotherForAnother) {
    const TemporaryFolder folder;
    std::map<std::string, std::map<std::string, int>> outlines;
    for (const auto& [name, seed] : {std::pair{"first", "7"}, {"second", "7"}, {"third", "8"}}) {
        const auto data = folder.path() / name;
        ASSERT_EQ(make(data, {"--partners", "62", "--seed", seed}).exit_code, 0);
        const blackbox::Daemon daemon(data, {"--rehearsal"});
        blackbox::Client client(daemon.port(), daemon.admin_token());
        outlines[name] = outline(all_in(client, "instances"));
    }
    EXPECT_EQ(outlines["first"], outlines["second"]);
    EXPECT_NE(outlines["first"], outlines["third"]);
}

TEST(Sample, WhateverTheDayIs) {
    for (const char* day : {"2026-01-12T06:00:00Z", "2026-04-01T06:00:00Z", "2026-04-28T20:00:00Z",
                            "2026-05-10T06:00:00Z", "2026-11-02T06:00:00Z", "2027-02-28T23:30:00Z"}) {
        const TemporaryFolder folder;
        const auto finished = blackbox::run_waymark(
            {"sample", (folder.path() / "data").string(), "--clock", day, "--partners", "62"});
        EXPECT_EQ(finished.exit_code, 0) << day << ": " << finished.err;
    }
}

TEST(Sample, OverwritesNothing) {
    const TemporaryFolder folder;
    const auto finished = make(folder.path(), {});
    EXPECT_EQ(finished.exit_code, 0) << "an empty folder will do: " << finished.err;
    EXPECT_EQ(make(folder.path(), {}).exit_code, 78);
}

}  // namespace
}  // namespace waymark::sample
