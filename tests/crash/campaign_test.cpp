// kill -9 while a campaign invites: every partner of its list is invited once, and told once. (I2, I6, I12)
#include <gmock/gmock.h>

#include "tests/crash/books.hpp"
#include "tests/crash/clock.hpp"

namespace waymark::crash {
namespace {

using blackbox::Client;
using blackbox::Daemon;

constexpr int partners = 64;
constexpr const char* begin = "2026-03-01T09:00:00.000Z";
constexpr const char* listed = "2026-03-02T09:00:00.000Z";  // past 30 days before April
constexpr const char* sent = "2026-03-19T09:00:00.000Z";    // past 14 days before it

/// Partners, all on the approved list of the campaign before April: by themselves, and added by hand.
void prepare(const std::filesystem::path& folder, std::string& token) {
    Daemon daemon(folder, {"--rehearsal", "--clock", begin});
    token = token_of_all(daemon);
    Client client(daemon.port(), token);
    const auto done = [&](const std::string& path, const boost::json::object& body, unsigned status) {
        const auto reply = client.post(path, body);
        EXPECT_EQ(reply.status, status) << reply.body;
        return reply.json();
    };
    std::vector<std::string> ids;
    for (int i = 0; i < partners; ++i)
        ids.emplace_back(done("/api/v1/partners", {{"name", "Partner " + std::to_string(i)}}, 201)
                             .at("instance")
                             .at("id")
                             .as_string());
    done("/api/v1/clock", {{"to", listed}}, 200);
    const auto campaigns = all_items(client, "/api/v1/campaigns");
    ASSERT_EQ(campaigns.size(), 1U);
    const auto events = "/api/v1/campaigns/" + std::string(campaigns.at(0).at("id").as_string()) + "/events";
    for (const auto& id : ids)
        done(events,
             {{"event", "candidate.add"},
              {"data", boost::json::object{{"partner", id}, {"technology", "devops"}, {"reason", "Keen."}}}},
             200);
    done(events, {{"event", "approve"}}, 200);
    EXPECT_EQ(daemon.terminate(), 0);
}

/// Who was invited to what, when, and what the outbox holds about it.
std::vector<std::string> invitations(Client& client) {
    EXPECT_EQ(all_items(client, "/api/v1/campaigns").at(0).at("state"), "sent");
    std::multiset<std::string> lines;
    std::map<std::string, std::string> ids;
    for (const auto& each : all_items(client, "/api/v1/invitations")) {
        const auto line = std::string(each.at("partner").as_string()) + " " +
                          std::string(each.at("data").at("technology").as_string()) + " " +
                          std::string(each.at("created_at").as_string());
        ids.emplace(each.at("id").as_string(), line);
        lines.insert(line);
    }
    for (const auto& row : all_items(client, "/api/v1/outbox")) {
        const auto invitation = ids.find(std::string(row.at("instance").as_string()));
        if (invitation != ids.end())
            lines.insert(invitation->second + " " + std::string(row.at("message").as_string()));
    }
    EXPECT_EQ(lines.size(), 4U * partners)
        << "to what it lacks little for and to what was added by hand, with a letter each";
    return {lines.begin(), lines.end()};
}

TEST(Crash, EverybodyIsInvitedOnceThoughTheServiceDiesMeanwhile) {
    const TemporaryFolder prepared;
    std::string token;
    ASSERT_NO_FATAL_FAILURE(prepare(prepared.path(), token));
    expect_the_same_though_killed(prepared.path(), token, sent, invitations);
}

}  // namespace
}  // namespace waymark::crash
