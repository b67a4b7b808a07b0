// A campaign over many families in one service: each candidate gets one invitation, whatever happens
// meanwhile.
#include <gmock/gmock.h>
#include <set>

#include "tests/families/program.hpp"
#include "workflows/partner/campaigns.hpp"
#include "workflows/partner/facts.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::families {
namespace {

using runtime::InstanceId;
using runtime::InstancePtr;
using states::Value;

std::optional<partner::Nearness> ready_for_devops(InstanceId, std::string_view technology, Instant) {
    return partner::Nearness{technology == "devops", false, {}};
}

class CampaignOfMany : public testing::Test {
  protected:
    static constexpr std::size_t many = 600;  // more than are under way at a time

    CampaignOfMany() {
        world.settings.longest_silence = std::chrono::hours(24 * 3'650);
        world.program = partner::partner_program();
        list_by(world.program, [](const runtime::Asking& asking) {
            return partner::candidates(asking, ready_for_devops).with("import", nullptr);
        });
        world.staff = {{1}, "t", {"admin", "auditor", "coordinator", "lead", "support"}, {}};
        world.clock.set(runtime::instant("2026-08-01T09:00:00Z"));
    }
    void SetUp() override {
        ASSERT_TRUE(world.open().ok());
        for (std::size_t i = 0; i < many; ++i)
            partners.push_back(world.started("partner", Value::Object{{"name", "Partner"}}));
        const Value window =
            Value::Object{{"opens_at", "2026-09-30T21:00:00Z"}, {"ends_at", "2026-10-31T21:00:00Z"}};
        ASSERT_TRUE(world.perform({{}, runtime::Start{"window", window, {}}, {}, {}, false}).ok());
        world.pass_until(runtime::instant("2026-08-31T21:00:00Z"));
        campaign = all("campaign").front()->id;
        ASSERT_EQ(world.state_of(campaign), "computed");
        ASSERT_EQ(world.datum_of(campaign, "candidates").array().size(), many);
        ASSERT_TRUE(world.send(campaign, "approve").ok());
    }

    std::vector<InstancePtr> all(std::string_view workflow) {
        runtime::InstanceQuery query;
        query.workflow = workflow;
        const auto page = world.service->instances(world.staff, query, 1'000);
        EXPECT_TRUE(page.ok());
        return page->rows;
    }
    void leaves(InstanceId partner) {
        ASSERT_TRUE(
            world
                .send(partner, "notice.register", Value::Object{{"sender", Value::Object{{"role", "owner"}}}})
                .ok());
        ASSERT_TRUE(world.send(world.member(partner, "notice")->id, "validate", Value::Object{}).ok());
        ASSERT_EQ(world.state_of(partner), "quit_pending");
    }
    std::set<InstanceId> invited_partners() {
        std::set<InstanceId> invited;
        for (const auto& each : all("invitation"))
            EXPECT_TRUE(invited.insert(each->parent).second) << "twice: " << to_text(each->parent);
        return invited;
    }

    runtime::World world;
    std::vector<InstanceId> partners;
    InstanceId campaign;
};

TEST_F(CampaignOfMany, I2_InvitesEachOnceThoughTheServiceIsKilledMeanwhile) {
    leaves(partners[7]);
    const auto send_at = runtime::instant("2026-09-17T07:00:00Z");
    world.pass_until(send_at - std::chrono::seconds(1));
    EXPECT_TRUE(all("invitation").empty());
    world.clock.set(send_at);
    while (all("invitation").size() < 100) ASSERT_TRUE(world.writer.run_one() || world.slow.run_one());
    EXPECT_EQ(world.state_of(campaign), "sending");
    EXPECT_LT(all("invitation").size(), many - 1);
    world.kill();
    ASSERT_TRUE(world.open().ok());
    world.settle();

    EXPECT_EQ(world.state_of(campaign), "sent");
    EXPECT_EQ(world.datum_of(campaign, "sent")["invited"], Value(static_cast<std::int64_t>(many - 1)));
    const auto skipped = world.datum_of(campaign, "skipped");
    ASSERT_EQ(skipped.array().size(), 1U);
    EXPECT_EQ(skipped.array()[0]["partner"], Value(to_text(partners[7])));
    EXPECT_EQ(skipped.array()[0]["code"], Value("QUIT_PENDING"));
    const auto invited = invited_partners();
    EXPECT_EQ(invited.size(), many - 1);
    EXPECT_FALSE(invited.contains(partners[7]));
    std::map<InstanceId, int> letters;
    for (const auto& row : world.outbox())
        if (row.notification.message == "campaign.invite") ++letters[row.instance];
    EXPECT_EQ(letters.size(), many - 1);
    for (const auto& [invitation, count] : letters) EXPECT_EQ(count, 1);

    const auto records = world.records().size();
    world.close();
    ASSERT_TRUE(world.open().ok());
    world.settle();
    EXPECT_EQ(world.records().size(), records) << "what is sent is not sent again";
}

TEST_F(CampaignOfMany, CountsTheAnswersWhenTheWindowHasEnded) {
    world.pass_until(runtime::instant("2026-09-20T09:00:00Z"));
    EXPECT_EQ(world.state_of(campaign), "sent");
    std::vector<InstanceId> invitations;
    for (const auto& each : all("invitation")) invitations.push_back(each->id);
    const auto answer = [&](std::size_t which, const char* event) {
        InstancePtr invitation = world.at(invitations[which]);
        runtime::Actor owner{{2}, "t", {"partner-owner"}, invitation->family};
        ASSERT_TRUE(
            world.perform({owner, runtime::SendEvent{invitation->id, event, Value::Object{}}, {}, {}, false})
                .ok());
    };
    answer(0, "interested");
    answer(1, "decline");
    world.pass_until(runtime::instant("2026-10-31T21:00:00Z"));
    EXPECT_EQ(world.state_of(campaign), "closed");
    EXPECT_EQ(world.datum_of(campaign, "answers"),
              Value(Value::Object{
                  {"invited", 600}, {"interested", 1}, {"declined", 1}, {"applied", 0}, {"none", 598}}));
    EXPECT_EQ(world.state_of(invitations[1]), "lapsed");
    std::set<InstanceId> reminded;
    for (const auto& row : world.outbox())
        if (row.notification.message == "campaign.reminder") reminded.insert(row.instance);
    EXPECT_FALSE(reminded.contains(invitations[1])) << "who has declined is not reminded";
    EXPECT_TRUE(reminded.contains(invitations[0]));
    EXPECT_TRUE(reminded.contains(invitations[2]));
}

}  // namespace
}  // namespace waymark::families
