// kill -9 at random moments under 64 concurrent writers. What was acknowledged is there, once; timers and
// outbox are those of the journal; the journal verifies; projections equal those rebuilt from nothing. (I1,
// I2, I3, I5, I9)
#include <SQLiteCpp/SQLiteCpp.h>
#include <atomic>
#include <cstdlib>
#include <gmock/gmock.h>
#include <iostream>
#include <thread>

#include "tests/blackbox/daemon.hpp"
#include "tests/crash/books.hpp"
#include "tests/crash/ledger.hpp"

namespace waymark::crash {
namespace {

using blackbox::Client;
using blackbox::Daemon;

constexpr int writers_at_once = 64;
constexpr int rounds_a_folder = 25;

int rounds() { return std::getenv("WAYMARK_LONG") != nullptr ? 1000 : 50; }

std::string token_of(Client& admin, const char* role) {
    const auto person =
        admin
            .post("/api/v1/persons", boost::json::object{{"name", role}, {"roles", boost::json::array{role}}})
            .json();
    return std::string(
        admin.post("/api/v1/tokens", boost::json::object{{"person", person.at("instance").at("id")}})
            .json()
            .at("token")
            .as_string());
}

/// A folder with its writers' partners; lives through several rounds.
struct World {
    blackbox::TemporaryFolder folder;
    std::string admin, auditor;
    std::vector<Writer> writers;

    explicit World(unsigned seed) {
        Daemon daemon(folder.path());
        admin = daemon.admin_token();
        Client client(daemon.port(), admin);
        auditor = token_of(client, "auditor");
        // One person who may do all that the circle of commands asks for.
        const auto person = client
                                .post("/api/v1/persons",
                                      boost::json::object{{"name", "Writer"},
                                                          {"roles", {"coordinator", "finance", "support"}}})
                                .json();
        const auto token =
            client.post("/api/v1/tokens", boost::json::object{{"person", person.at("instance").at("id")}})
                .json();
        Client writer(daemon.port(), std::string(token.at("token").as_string()));
        for (int i = 0; i < writers_at_once; ++i) {
            const auto partner = writer.post("/api/v1/partners",
                                             boost::json::object{{"name", "Partner " + std::to_string(i)}});
            EXPECT_EQ(partner.status, 201) << partner.body;
            writers.emplace_back(std::string(partner.json().at("instance").at("id").as_string()),
                                 std::string(token.at("token").as_string()), seed + static_cast<unsigned>(i));
        }
        EXPECT_EQ(daemon.terminate(), 0);
    }
};

/// All writers write until the daemon dies, which it does after `acknowledgements` of them.
void write_and_kill(World& world, Daemon& daemon, int acknowledgements) {
    std::atomic<int> left = acknowledgements;
    std::atomic<bool> wrong = false;
    std::vector<std::thread> threads;
    for (auto& writer : world.writers)
        threads.emplace_back([&] {
            try {
                Client client(daemon.port(), writer.token());
                while (writer.turn(client))
                    if (--left == 0) daemon.kill();
            } catch (const std::exception& error) {
                if (!wrong.exchange(true)) ADD_FAILURE() << error.what();
                if (--left == 0) daemon.kill();
            }
        });
    for (auto& thread : threads) thread.join();
}

/// True when the last commit of the journal was not in the projections yet.
bool tail_was_not_written_back(const std::filesystem::path& folder) {
    SQLite::Database journal((folder / "journal.db").string(), SQLite::OPEN_READWRITE);
    SQLite::Database projections((folder / "projections.db").string(), SQLite::OPEN_READWRITE);
    const auto last = journal.execAndGet("SELECT max(sequence) FROM journal").getInt64();
    const auto mark = projections.execAndGet("SELECT mark FROM meta").getInt64();
    EXPECT_LE(mark, last) << "projections ahead of the journal";
    return mark < last;
}

/// The answers that were lost are asked for again, under the same keys.
void settle_doubts(World& world, Daemon& daemon) {
    for (auto& writer : world.writers) {
        if (!writer.in_doubt()) continue;
        Client client(daemon.port(), writer.token());
        ASSERT_TRUE(writer.turn(client));
    }
}

std::set<std::string> timers_of(Client& client, const std::string& partner) {
    std::set<std::string> timers;
    for (const auto& row : all_items(client, "/api/v1/timers?partner=" + partner)) {
        const auto& timer = row.as_object();
        const auto name = std::string(timer.at("instance").as_string()) + " " +
                          std::string(timer.at("id").as_string()) + " " +
                          std::string(timer.at("due").as_string());
        EXPECT_TRUE(timers.insert(name).second) << "doubled: " << name;
    }
    return timers;
}

std::set<std::string> messages_of(Client& client, const std::string& partner) {
    std::set<std::string> messages;
    for (const auto& row : all_items(client, "/api/v1/outbox?partner=" + partner))
        EXPECT_TRUE(messages.insert(std::string(row.at("id").as_string())).second) << "doubled";
    return messages;
}

void compare(const Writer& writer, Client& client) {
    Folded family = fold_history(client, writer.partner());
    for (const auto& notice : writer.notices()) {
        const auto folded = fold_history(client, notice);
        family.commands.insert(folded.commands.begin(), folded.commands.end());
        family.timers.insert(folded.timers.begin(), folded.timers.end());
        family.messages.insert(folded.messages.begin(), folded.messages.end());
    }
    std::erase_if(family.commands,
                  [](const auto& command) { return command.second.empty(); });  // the partner's own start
    EXPECT_EQ(family.commands, writer.acknowledged()) << "partner " << writer.partner();
    EXPECT_EQ(family.timers, timers_of(client, writer.partner()));
    EXPECT_EQ(family.messages, messages_of(client, writer.partner()));
}

std::string books_of(const std::filesystem::path& folder, const std::string& token) {
    Daemon daemon(folder);
    Client client(daemon.port(), token);
    std::string books;
    for (const char* list : {"/api/v1/instances", "/api/v1/timers", "/api/v1/outbox"})
        books += boost::json::serialize(all_items(client, list)) + "\n";
    EXPECT_EQ(daemon.terminate(), 0);
    return books;
}

void compare_with_a_rebuild(const World& world) {
    const blackbox::TemporaryFolder copy;
    std::filesystem::copy(world.folder.path(), copy.path(), std::filesystem::copy_options::recursive);
    for (const auto& entry : std::filesystem::directory_iterator(copy.path()))
        if (entry.path().filename().string().starts_with("projections.db"))
            std::filesystem::remove(entry.path());
    EXPECT_EQ(books_of(copy.path(), world.auditor), books_of(world.folder.path(), world.auditor));
}

TEST(Crash, NothingAcknowledgedIsLostOrDoneTwice) {
    const unsigned seed = std::random_device{}();
    std::cout << "seed " << seed << std::endl;
    std::mt19937 random(seed);
    std::unique_ptr<World> world;
    int unwritten_tails = 0;
    std::size_t acknowledged = 0;
    for (int round = 0; round < rounds() && !testing::Test::HasFailure(); ++round) {
        if (round % rounds_a_folder == 0) world = std::make_unique<World>(random());
        {
            Daemon daemon(world->folder.path());
            write_and_kill(*world, daemon, std::uniform_int_distribution(1, 1500)(random));
        }
        unwritten_tails += tail_was_not_written_back(world->folder.path()) ? 1 : 0;
        const auto verified =
            blackbox::run_waymark({"journal", "verify", "--data", world->folder.path().string()});
        EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
        {
            Daemon daemon(world->folder.path());
            settle_doubts(*world, daemon);
            Client client(daemon.port(), world->auditor);
            for (std::size_t i = 0; i < world->writers.size(); i += 8)
                compare(world->writers[(i + static_cast<std::size_t>(round)) % world->writers.size()],
                        client);
            daemon.kill();
        }
        if (round % rounds_a_folder == rounds_a_folder - 1) {
            Daemon daemon(world->folder.path());
            Client client(daemon.port(), world->auditor);
            for (const auto& writer : world->writers) {
                compare(writer, client);
                acknowledged += writer.acknowledged().size();
            }
            EXPECT_EQ(daemon.terminate(), 0);
            compare_with_a_rebuild(*world);
        }
    }
    std::cout << acknowledged << " commands acknowledged, " << unwritten_tails
              << " kills between commit and write-back" << std::endl;
    EXPECT_GT(unwritten_tails, 0) << "no kill came between a commit and its write-back";
}

}  // namespace
}  // namespace waymark::crash
