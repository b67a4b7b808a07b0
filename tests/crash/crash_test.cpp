// kill -9 at random moments under 64 concurrent writers. What was acknowledged is there, once; timers and
// outbox are those of the journal; the journal verifies; projections equal those rebuilt from nothing. (I1,
// I2, I3, I5, I7, I9, I12)
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
constexpr int rounds_a_folder = 10;

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
    TemporaryFolder folder;
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

/// The rows of a list by partner, under the names that Folded has.
template <class Name>
std::map<std::string, std::set<std::string>> rows(Client& client, const std::string& list, Name name) {
    std::map<std::string, std::set<std::string>> by_partner;
    for (const auto& row : all_items(client, list))
        EXPECT_TRUE(by_partner[std::string(row.at("partner").as_string())].insert(name(row)).second)
            << "doubled: " << name(row);
    return by_partner;
}

/// Every writer's ledger and the service's own lists, held against the whole journal.
void compare(const World& world, Client& client) {
    const auto word = [](const boost::json::value& row, const char* member) {
        return std::string(row.at(member).as_string());
    };
    auto journal = fold_journal(client);
    auto timers = rows(client, "/api/v1/timers", [&](const auto& row) {
        return word(row, "instance") + " " + word(row, "id") + " " + word(row, "due");
    });
    auto messages = rows(client, "/api/v1/outbox", [&](const auto& row) { return word(row, "id"); });
    for (const auto& writer : world.writers) {
        auto& folded = journal[writer.partner()];
        std::erase_if(folded.commands,
                      [](const auto& command) { return command.second.empty(); });  // its start
        EXPECT_EQ(folded.commands, writer.acknowledged()) << "partner " << writer.partner();
        EXPECT_EQ(folded.timers, timers[writer.partner()]);
        EXPECT_EQ(folded.messages, messages[writer.partner()]);
    }
}

std::string books_of(const std::filesystem::path& folder, const std::string& token) {
    // Whether a message is still held back hangs on the time of the question: nothing is.
    Daemon daemon(folder, {"--mail-hold-ms", "0"});
    Client client(daemon.port(), token);
    std::string books;
    for (const char* list : {"/api/v1/instances", "/api/v1/timers", "/api/v1/outbox"})
        books += boost::json::serialize(all_items(client, list)) + "\n";
    EXPECT_EQ(daemon.terminate(), 0);
    return books;
}

void compare_with_a_rebuild(const World& world) {
    const TemporaryFolder copy;
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
            compare(*world, client);
            daemon.kill();
        }
        if (round % rounds_a_folder == rounds_a_folder - 1) {
            for (const auto& writer : world->writers) acknowledged += writer.acknowledged().size();
            compare_with_a_rebuild(*world);
        }
    }
    std::cout << acknowledged << " commands acknowledged, " << unwritten_tails
              << " kills between commit and write-back" << std::endl;
    EXPECT_GT(unwritten_tails, 0) << "no kill came between a commit and its write-back";
}

}  // namespace
}  // namespace waymark::crash
