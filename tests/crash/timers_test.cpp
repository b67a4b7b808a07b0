// kill -9 while timers fire by the hundred, in a rehearsal whose clock is moved over two months: what comes
// out is what comes out undisturbed, to the instant. (I4, I6, I12)
#include <gmock/gmock.h>
#include <iostream>
#include <random>

#include "tests/blackbox/daemon.hpp"
#include "tests/crash/books.hpp"
#include "tests/crash/clock.hpp"

namespace waymark::crash {
namespace {

using blackbox::Client;
using blackbox::Daemon;

constexpr int partners = 64;
constexpr const char* begin = "2026-03-02T09:00:00.000Z";
constexpr const char* end = "2026-05-01T09:00:00.000Z";

int rounds() { return std::getenv("WAYMARK_LONG") != nullptr ? 60 : 3; }

/// Partners that have given notice, one each minute, and the ids of partners and notices.
std::vector<std::string> prepare(const std::filesystem::path& folder, std::string& token) {
    Daemon daemon(folder, {"--rehearsal", "--clock", begin});
    token = token_of_all(daemon);
    Client client(daemon.port(), token);
    std::vector<std::string> ids;
    const auto created = [&](const blackbox::Reply& reply) {
        EXPECT_EQ(reply.status, 201) << reply.body;
        ids.emplace_back(reply.json().at("instance").at("id").as_string());
    };
    for (int i = 0; i < partners; ++i) {
        created(
            client.post("/api/v1/partners", boost::json::object{{"name", "Partner " + std::to_string(i)}}));
        created(client.post("/api/v1/notices",
                            boost::json::object{{"partner", ids.back()},
                                                {"sender", boost::json::object{{"role", "owner"}}}}));
        const auto accepted = client.post("/api/v1/notices/" + ids.back() + "/events",
                                          boost::json::object{{"event", "validate"}});
        EXPECT_EQ(accepted.status, 200) << accepted.body;
        EXPECT_EQ(client.post("/api/v1/clock", boost::json::object{{"advance_ms", 60'000}}).status, 200);
    }
    EXPECT_EQ(daemon.terminate(), 0);
    return ids;
}

/// What happened, without what a restart may change: numbers of records, lateness, when it was written.
std::vector<std::string> story(Client& client, const std::vector<std::string>& ids) {
    std::vector<std::string> lines;
    for (const auto& id : ids) {
        (void)fold_history(client, id);  // throws when the books do not fit
        for (const auto& record : all_items(client, "/api/v1/instances/" + id + "/history")) {
            auto line = id;
            for (const char* name : {"version", "at", "event", "timer", "state", "armed", "cancelled"})
                line += " " + boost::json::serialize(record.at(name));
            for (const auto& sent : record.at("notifications").as_array())
                line += " " + boost::json::serialize(sent.at("message")) +
                        boost::json::serialize(sent.at("fields"));
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

TEST(Crash, TimersFireOnceThoughTheServiceDiesAmongThem) {
    const unsigned seed = std::random_device{}();
    std::cout << "seed " << seed << std::endl;
    std::mt19937 random(seed);
    const TemporaryFolder prepared;
    std::string token;
    const auto ids = prepare(prepared.path(), token);
    const auto copy = [&](const TemporaryFolder& to) {
        std::filesystem::copy(prepared.path(), to.path(), std::filesystem::copy_options::recursive);
    };
    std::vector<std::string> undisturbed;
    std::uint64_t records = 0;
    {
        const TemporaryFolder folder;
        copy(folder);
        Daemon daemon(folder.path(), {"--rehearsal"});
        Client client(daemon.port(), token);
        records = newest_record(client);
        ASSERT_EQ(client.post("/api/v1/clock", boost::json::object{{"to", end}}).status, 200);
        records = newest_record(client) - records;
        undisturbed = story(client, ids);
        for (const auto& timer : all_items(client, "/api/v1/timers"))
            EXPECT_TRUE(timer.at("workflow") == "window" || timer.at("workflow") == "campaign")
                << "every notice has been executed";
    }
    int kills = 0;
    for (int round = 0; round < rounds(); ++round) {
        const TemporaryFolder folder;
        copy(folder);
        for (bool arrived = false; !arrived;) {
            Daemon daemon(folder.path(), {"--rehearsal"});
            arrived = move_and_kill(daemon, token, end,
                                    std::uniform_int_distribution<std::uint64_t>(1, records / 4)(random));
            kills += arrived ? 0 : 1;
        }
        Daemon daemon(folder.path(), {"--rehearsal"});
        Client client(daemon.port(), token);
        EXPECT_EQ(story(client, ids), undisturbed);
        std::set<std::string> messages;
        for (const auto& id : ids) messages.merge(fold_history(client, id).messages);
        std::set<std::string> windows, outbox;
        for (const char* of_windows : {"/api/v1/windows", "/api/v1/campaigns"})
            for (const auto& each : all_items(client, of_windows)) windows.emplace(each.at("id").as_string());
        for (const auto& row : all_items(client, "/api/v1/outbox"))
            if (!windows.contains(std::string(row.at("instance").as_string()))) {
                EXPECT_TRUE(outbox.insert(std::string(row.at("id").as_string())).second) << "doubled";
            }
        EXPECT_EQ(outbox, messages);
        EXPECT_EQ(daemon.terminate(), 0);
        EXPECT_EQ(blackbox::run_waymark({"journal", "verify", "--data", folder.path().string()}).exit_code,
                  0);
    }
    std::cout << records << " records of timers, " << kills << " kills among them" << std::endl;
    EXPECT_GT(kills, 0);
}

}  // namespace
}  // namespace waymark::crash
