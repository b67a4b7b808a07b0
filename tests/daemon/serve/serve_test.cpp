// `waymark serve` as an operator meets it: what it refuses to start on, how it stops, what it leaves on the
// disk.
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::daemon {
namespace {

using blackbox::Client;
using blackbox::Daemon;
using blackbox::run_waymark;
using testing::HasSubstr;

class Serve : public testing::Test {
  protected:
    [[nodiscard]] std::filesystem::path data() const { return folder.path() / "data"; }
    blackbox::Finished serve(std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"serve", "--data", data().string(), "--listen", "127.0.0.1:0"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_waymark(arguments);
    }
    static std::string content(const std::filesystem::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator(in), {}};
    }
    /// A person of this role and a token for it.
    static std::string token(Client& admin, const char* role) {
        const auto person =
            admin.post("/api/v1/persons", boost::json::object{{"name", role}, {"roles", {role}}});
        EXPECT_EQ(person.status, 201) << person.body;
        const auto issued = admin.post(
            "/api/v1/tokens", boost::json::object{{"person", person.json().at("instance").at("id")}});
        EXPECT_EQ(issued.status, 201) << issued.body;
        return std::string(issued.json().at("token").as_string());
    }

    TemporaryFolder folder;
};

TEST_F(Serve, TheFirstStartLeavesATokenAndOnlyItsDigest) {
    std::string first;
    {
        Daemon daemon(data());
        first = daemon.admin_token();
        Client client(daemon.port(), first);
        EXPECT_EQ(client.get("/api/v1/status").status, 200U);
        EXPECT_EQ(client.get("/readyz").status, 200U);
        EXPECT_EQ(daemon.terminate(), 0);
    }
    struct stat found {};
    ASSERT_EQ(::stat((data() / "admin.token").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    const auto secret = first.substr(first.rfind('_') + 1);
    ASSERT_GT(secret.size(), 40U);
    for (const auto* file : {"journal.db", "projections.db"})
        EXPECT_EQ(content(data() / file).find(secret), std::string::npos) << file;
    // The file may go once it was read: no start makes another.
    std::filesystem::remove(data() / "admin.token");
    Daemon daemon(data());
    EXPECT_FALSE(std::filesystem::exists(data() / "admin.token"));
    EXPECT_EQ(Client(daemon.port(), first).get("/api/v1/status").status, 200U);
}

TEST_F(Serve, FinishesWhatItAcceptedAndEndsWithZero) {
    std::string id, admin;
    {
        Daemon daemon(data());
        admin = daemon.admin_token();
        Client client(daemon.port(), admin);
        Client coordinator(daemon.port(), token(client, "coordinator"));
        id = coordinator.post("/api/v1/partners", boost::json::object{{"name", "Romashka"}})
                 .json()
                 .at("instance")
                 .at("id")
                 .as_string();
        EXPECT_EQ(daemon.terminate(), 0);
        EXPECT_THAT(daemon.log(), HasSubstr("all is on disk"));
    }
    Daemon daemon(data());
    EXPECT_EQ(Client(daemon.port(), admin).get("/api/v1/partners/" + id).status, 200U);
}

// I22
TEST_F(Serve, ASecondDaemonIsRefused) {
    const Daemon daemon(data());
    const auto second = serve();
    EXPECT_EQ(second.exit_code, 75);
    EXPECT_THAT(second.err, HasSubstr("Another Waymark is at work"));
    EXPECT_THAT(second.err, HasSubstr(std::to_string(daemon.pid())));
}

// I22
TEST_F(Serve, ARehearsalsFolderIsNeverServedForReal) {
    { const Daemon daemon(data(), {"--rehearsal"}); }
    const auto real = serve();
    EXPECT_EQ(real.exit_code, 78);
    EXPECT_THAT(real.err, HasSubstr("belongs to a rehearsal"));
}

TEST_F(Serve, ARehearsalPlaysOnACopy) {
    std::string admin, id;
    Daemon real(data());
    admin = real.admin_token();
    Client client(real.port(), admin);
    Client coordinator(real.port(), token(client, "coordinator"));
    id = coordinator.post("/api/v1/partners", boost::json::object{{"name", "Romashka"}})
             .json()
             .at("instance")
             .at("id")
             .as_string();
    const auto records = client.get("/api/v1/status").json().at("record");
    {
        Daemon rehearsal(data(), {"--rehearsal"});
        Client rehearsed(rehearsal.port(), admin);
        EXPECT_EQ(rehearsed.get("/api/v1/partners/" + id).status, 200U);
        const auto before = rehearsed.get("/api/v1/clock").json().at("now");
        EXPECT_EQ(rehearsed.post("/api/v1/clock", boost::json::object{{"advance_ms", 86'400'000}}).status,
                  200U);
        EXPECT_NE(rehearsed.get("/api/v1/clock").json().at("now"), before);
        EXPECT_EQ(
            rehearsed.post("/api/v1/persons", boost::json::object{{"name", "X"}, {"roles", {"pam"}}}).status,
            201U);
        EXPECT_EQ(rehearsal.terminate(), 0);
    }
    EXPECT_EQ(client.get("/api/v1/status").json().at("record"), records)
        << "the data themselves were touched";
    EXPECT_EQ(client.post("/api/v1/clock", boost::json::object{{"advance_ms", 1000}}).status, 409U);
    {
        Daemon again(data(), {"--rehearsal"});
        EXPECT_EQ(
            Client(again.port(), admin).get("/api/v1/persons?limit=200").json().at("total").to_number<int>(),
            3)
            << "a rehearsal goes on where it was left";
    }
}

// I13
TEST_F(Serve, ABackupIsRestoredWithItsTimersHeld) {
    std::string admin;
    {
        Daemon daemon(data());
        admin = daemon.admin_token();
        Client client(daemon.port(), admin);
        EXPECT_EQ(client.post("/api/v1/backups", boost::json::object{{"name", "monday"}}).status, 201U);
        EXPECT_EQ(client.post("/api/v1/backups", boost::json::object{{"name", "monday"}}).status, 409U);
        EXPECT_EQ(daemon.terminate(), 0);
    }
    const auto restored = folder.path() / "restored";
    std::filesystem::rename(data() / "backups" / "monday", restored);
    {
        Daemon daemon(restored);
        Client client(daemon.port(), admin);
        const auto hold = client.get("/api/v1/status").json().at("hold");
        ASSERT_TRUE(hold.is_object());
        EXPECT_THAT(std::string(hold.at("reason").as_string()), HasSubstr("monday"));
        EXPECT_EQ(daemon.terminate(), 0);
    }
    Daemon daemon(restored);
    Client client(daemon.port(), admin);
    EXPECT_TRUE(client.get("/api/v1/status").json().at("hold").is_object()) << "until a person says so";
    EXPECT_EQ(client.post("/api/v1/resume", boost::json::object{{"reason", "checked"}}).status, 200U);
    EXPECT_TRUE(client.get("/api/v1/status").json().at("hold").is_null());
}

TEST_F(Serve, AWrongConfigurationIsNamedAndNothingIsMade) {
    const auto toml = folder.path() / "waymark.toml";
    std::ofstream(toml) << "[log]\nlevl = \"info\"\n";
    const auto started = serve({"--config", toml.string()});
    EXPECT_EQ(started.exit_code, 78);
    EXPECT_THAT(started.err, HasSubstr("log.levl"));
    EXPECT_THAT(started.err, HasSubstr("waymark.toml:2"));
    EXPECT_FALSE(std::filesystem::exists(data()));
    EXPECT_EQ(serve({"--log-level", "loud"}).exit_code, 78);
}

TEST_F(Serve, ABadTemplateIsNamedAndNothingIsServed) {
    const auto letters = folder.path() / "letters";
    std::filesystem::create_directory(letters);
    std::ofstream(letters / "quit.accepted.en.txt") << "Subject: Gone\n\nOn {day(exit_dat)}.\n";
    const auto started = serve({"--letters-folder", letters.string()});
    EXPECT_EQ(started.exit_code, 78);
    EXPECT_THAT(started.err, HasSubstr("bad-template"));
    EXPECT_THAT(started.err, HasSubstr("quit.accepted.en.txt:3:9"));
    EXPECT_THAT(started.err, HasSubstr("exit_date"));
    EXPECT_EQ(serve({"--letters-folder", (folder.path() / "none").string()}).exit_code, 78);
    EXPECT_EQ(serve({"--letters-mailbox-support-lead", "nobody"}).exit_code, 78);
}

TEST_F(Serve, AnAddressThatIsTakenIsNamed) {
    const Daemon daemon(data());
    const auto other = folder.path() / "other";
    const auto second = run_waymark(
        {"serve", "--data", other.string(), "--listen", "127.0.0.1:" + std::to_string(daemon.port())});
    EXPECT_EQ(second.exit_code, 78);
    EXPECT_THAT(second.err, HasSubstr("Cannot listen on 127.0.0.1:" + std::to_string(daemon.port())));
}

// I18: a file that may not grow is a disk without room, for this process.
TEST_F(Serve, AFullDiskRefusesCommandsAndKeepsAnswering) {
    Daemon daemon(data());
    Client client(daemon.port(), daemon.admin_token());
    const auto person = [&] {
        return client.post("/api/v1/persons", boost::json::object{{"name", "X"}, {"roles", {"pam"}}});
    };
    const auto journal_wal = std::filesystem::file_size(data() / "journal.db-wal");
    rlimit before{};
    ASSERT_EQ(::prlimit(daemon.pid(), RLIMIT_FSIZE, nullptr, &before), 0);
    const rlimit full{journal_wal + 1, before.rlim_max};
    ASSERT_EQ(::prlimit(daemon.pid(), RLIMIT_FSIZE, &full, nullptr), 0);
    const auto total = client.get("/api/v1/persons").json().at("total");
    const auto refused = person();
    EXPECT_EQ(refused.status, 507U) << refused.body;
    EXPECT_EQ(refused.json().at("code"), "storage-full");
    EXPECT_EQ(client.get("/api/v1/persons").json().at("total"), total);
    ASSERT_EQ(::prlimit(daemon.pid(), RLIMIT_FSIZE, &before, nullptr), 0);
    EXPECT_EQ(person().status, 201U) << "it recovers by itself";
    EXPECT_EQ(daemon.terminate(), 0);
    EXPECT_EQ(run_waymark({"journal", "verify", "--data", data().string()}).exit_code, 0);
}

TEST_F(Serve, MetricsNeedNoToken) {
    Daemon daemon(data());
    Client client(daemon.port(), "");
    const auto metrics = client.get("/metrics");
    EXPECT_EQ(metrics.status, 200U);
    EXPECT_THAT(metrics.content_type, testing::StartsWith("text/plain"));
    EXPECT_THAT(metrics.body, HasSubstr("\nwaymark_ready 1\n"));
    EXPECT_THAT(metrics.body, HasSubstr("\nwaymark_timers_held 0\n"));
    EXPECT_THAT(metrics.body, HasSubstr("\nwaymark_http_connections 1\n"));
    EXPECT_EQ(client.get("/api/v1/status").status, 401U);
    EXPECT_THAT(client.get("/metrics").body, HasSubstr("waymark_http_answers_total{status=\"4xx\"} 1\n"));
}

/// As root the right to write is never missing: so as nobody.
TEST_F(Serve, AReadOnlyFolderIsRefused) {
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
    std::filesystem::create_directory(data());
    std::filesystem::permissions(data(), std::filesystem::perms(0555));
    const auto log = folder.path() / "log";
    const auto command =
        std::string(::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "") + "'" +
        WAYMARK_BINARY + "' serve --listen 127.0.0.1:0 --data '" + data().string() + "' 2>'" + log.string() +
        "'";
    const int status = std::system(command.c_str());
    EXPECT_EQ(WEXITSTATUS(status), 78) << content(log);
    EXPECT_THAT(content(log), HasSubstr("Permission denied"));
    EXPECT_THAT(content(log), HasSubstr(data().string()));
    std::filesystem::permissions(data(), std::filesystem::perms(0755));
}

TEST_F(Serve, AFolderThatCannotBeMadeIsRefused) {
    const auto nowhere = run_waymark({"serve", "--data", "/proc/waymark", "--listen", "127.0.0.1:0"});
    EXPECT_EQ(nowhere.exit_code, 78);
    EXPECT_THAT(nowhere.err, HasSubstr("/proc/waymark"));
    std::ofstream(folder.path() / "data") << "no folder";
    EXPECT_EQ(serve().exit_code, 78);
}

TEST_F(Serve, AnotherProgramsDatabaseIsLeftAlone) {
    std::filesystem::create_directory(data());
    std::ofstream(data() / "journal.db") << "this is no journal of ours, and long enough to look at";
    const auto before = content(data() / "journal.db");
    const auto started = serve();
    EXPECT_EQ(started.exit_code, 74);
    EXPECT_THAT(started.err, HasSubstr("journal.db"));
    EXPECT_EQ(content(data() / "journal.db"), before);
}

// I7
TEST_F(Serve, ProjectionsThatWereDeletedAreBuiltAgain) {
    std::string admin, before;
    {
        Daemon daemon(data());
        admin = daemon.admin_token();
        Client client(daemon.port(), admin);
        token(client, "pam");
        before = client.get("/api/v1/instances?limit=200").body;
        EXPECT_EQ(daemon.terminate(), 0);
    }
    for (const auto* file : {"projections.db", "projections.db-wal", "projections.db-shm"})
        std::filesystem::remove(data() / file);
    Daemon daemon(data());
    EXPECT_EQ(Client(daemon.port(), admin).get("/api/v1/instances?limit=200").body, before);
}

// I9
TEST_F(Serve, VerifyFindsAByteThatWasChanged) {
    {
        Daemon daemon(data());
        Client client(daemon.port(), daemon.admin_token());
        token(client, "pam");
        const auto beside = run_waymark({"journal", "verify", "--data", data().string()});
        EXPECT_EQ(beside.exit_code, 0)
            << "a service at work does not disturb it: " << beside.out << beside.err;
        EXPECT_EQ(daemon.terminate(), 0);
    }
    const auto sound = run_waymark({"journal", "verify", "--data", data().string(), "--output", "json"});
    EXPECT_EQ(sound.exit_code, 0) << sound.out << sound.err;
    EXPECT_TRUE(boost::json::parse(sound.out).at("in_order").as_bool());
    auto bytes = content(data() / "journal.db");
    const auto at = bytes.find("token.create");  // in the record of that event, or in the document
    ASSERT_NE(at, std::string::npos);
    for (auto each = at; each != std::string::npos; each = bytes.find("token.create", each + 1))
        bytes[each] = 'T';
    std::ofstream(data() / "journal.db", std::ios::binary) << bytes;
    const auto changed = run_waymark({"journal", "verify", "--data", data().string()});
    EXPECT_NE(changed.exit_code, 0);
    EXPECT_THAT(changed.out + changed.err, testing::AnyOf(HasSubstr("record"), HasSubstr("digest")));
    EXPECT_EQ(run_waymark({"journal", "verify", "--data", (folder.path() / "none").string()}).exit_code, 78);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "none"));
}

}  // namespace
}  // namespace waymark::daemon
