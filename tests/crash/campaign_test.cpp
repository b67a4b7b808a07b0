// kill -9 while a campaign invites: every partner of its list is invited once, and told once. (I2, I6, I12)
#include <gmock/gmock.h>
#include <iostream>
#include <random>

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

int rounds() { return std::getenv("WAYMARK_LONG") != nullptr ? 60 : 3; }

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
std::multiset<std::string> invitations(Client& client) {
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
    return lines;
}

TEST(Crash, EverybodyIsInvitedOnceThoughTheServiceDiesMeanwhile) {
    const unsigned seed = std::random_device{}();
    std::cout << "seed " << seed << std::endl;
    std::mt19937 random(seed);
    const TemporaryFolder prepared;
    std::string token;
    ASSERT_NO_FATAL_FAILURE(prepare(prepared.path(), token));
    const auto copy = [&](const TemporaryFolder& to) {
        std::filesystem::copy(prepared.path(), to.path(), std::filesystem::copy_options::recursive);
    };
    std::multiset<std::string> undisturbed;
    std::uint64_t records = 0;
    {
        const TemporaryFolder folder;
        copy(folder);
        Daemon daemon(folder.path(), {"--rehearsal"});
        Client client(daemon.port(), token);
        records = newest_record(client);
        ASSERT_EQ(client.post("/api/v1/clock", boost::json::object{{"to", sent}}).status, 200);
        records = newest_record(client) - records;
        undisturbed = invitations(client);
        EXPECT_EQ(undisturbed.size(), 4U * partners)
            << "to what it lacks little for and to what was added by hand, with a letter each";
    }
    int kills = 0;
    for (int round = 0; round < rounds(); ++round) {
        const TemporaryFolder folder;
        copy(folder);
        for (bool arrived = false; !arrived;) {
            Daemon daemon(folder.path(), {"--rehearsal"});
            arrived = move_and_kill(daemon, token, sent,
                                    std::uniform_int_distribution<std::uint64_t>(1, records / 4)(random));
            kills += arrived ? 0 : 1;
        }
        {
            Daemon daemon(folder.path(), {"--rehearsal"});
            Client client(daemon.port(), token);
            EXPECT_EQ(invitations(client), undisturbed);
            EXPECT_EQ(all_items(client, "/api/v1/campaigns").at(0).at("state"), "sent");
            EXPECT_EQ(daemon.terminate(), 0);
        }
        EXPECT_EQ(blackbox::run_waymark({"journal", "verify", "--data", folder.path().string()}).exit_code,
                  0);
    }
    std::cout << records << " records, " << kills << " kills among them" << std::endl;
    EXPECT_GT(kills, 0);
}

}  // namespace
}  // namespace waymark::crash
