#include "tests/crash/clock.hpp"

#include <atomic>
#include <boost/system/system_error.hpp>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <random>
#include <thread>

namespace waymark::crash {

using blackbox::Client;
using blackbox::Daemon;

namespace {

int rounds() { return std::getenv("WAYMARK_LONG") != nullptr ? 60 : 3; }

std::uint64_t newest_record(Client& client) {
    return client.get("/api/v1/status").json().at("record").to_number<std::uint64_t>();
}

/// Kills the service when `records` more stand in its journal. True: it was too quick.
bool move_and_kill(Daemon& daemon, const std::string& token, const char* to, std::uint64_t records) {
    Client watcher(daemon.port(), token);
    const auto last = newest_record(watcher) + records;
    std::atomic<bool> over = false, arrived = false;
    std::thread mover([&] {
        try {
            Client client(daemon.port(), token);
            arrived = client.post("/api/v1/clock", boost::json::object{{"to", to}}).status == 200;
        } catch (const boost::system::system_error&) {  // it was killed
        }
        over = true;
    });
    while (!over && newest_record(watcher) < last) {
    }
    daemon.kill();
    mover.join();
    return arrived;
}

void copy(const std::filesystem::path& from, const TemporaryFolder& to) {
    std::filesystem::copy(from, to.path(), std::filesystem::copy_options::recursive);
}

}  // namespace

std::string token_of_all(const Daemon& daemon) {
    Client admin(daemon.port(), daemon.admin_token());
    const auto person =
        admin
            .post("/api/v1/persons",
                  boost::json::object{{"name", "All"},
                                      {"roles", {"admin", "coordinator", "support", "finance", "auditor"}}})
            .json();
    const auto issued =
        admin.post("/api/v1/tokens", boost::json::object{{"person", person.at("instance").at("id")}}).json();
    return std::string(issued.at("token").as_string());
}

void expect_the_same_though_killed(const std::filesystem::path& rehearsal, const std::string& token,
                                   const char* to,
                                   const std::function<std::vector<std::string>(Client&)>& tell) {
    const unsigned seed = std::random_device{}();
    std::cout << "seed " << seed << std::endl;
    std::mt19937 random(seed);
    std::vector<std::string> undisturbed;
    std::uint64_t records = 0;
    {
        const TemporaryFolder folder;
        copy(rehearsal, folder);
        Daemon daemon(folder.path(), {"--rehearsal"});
        Client client(daemon.port(), token);
        const auto before = newest_record(client);
        ASSERT_EQ(client.post("/api/v1/clock", boost::json::object{{"to", to}}).status, 200U);
        records = newest_record(client) - before;
        undisturbed = tell(client);
    }
    int kills = 0;
    for (int round = 0; round < rounds(); ++round) {
        const TemporaryFolder folder;
        copy(rehearsal, folder);
        for (bool arrived = false; !arrived;) {
            Daemon daemon(folder.path(), {"--rehearsal"});
            arrived = move_and_kill(daemon, token, to,
                                    std::uniform_int_distribution<std::uint64_t>(1, records / 4)(random));
            kills += arrived ? 0 : 1;
        }
        Daemon daemon(folder.path(), {"--rehearsal"});
        Client client(daemon.port(), token);
        EXPECT_EQ(tell(client), undisturbed);
        EXPECT_EQ(daemon.terminate(), 0);
        EXPECT_EQ(blackbox::run_waymark({"journal", "verify", "--data", folder.path().string()}).exit_code,
                  0);
    }
    std::cout << records << " records, " << kills << " kills among them" << std::endl;
    EXPECT_GT(kills, 0);
}

}  // namespace waymark::crash
