// kill -9 while timers fire by the hundred, in a rehearsal whose clock is moved over two months: what comes
// out is what comes out undisturbed, to the instant. (I4, I6, I12)
#include <gmock/gmock.h>

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

/// Every message of theirs is in the outbox once, and no other.
void expect_outbox_of(Client& client, const std::vector<std::string>& ids) {
    std::set<std::string> messages, windows, outbox;
    for (const auto& id : ids) messages.merge(fold_history(client, id).messages);
    for (const char* of_windows : {"/api/v1/windows", "/api/v1/campaigns"})
        for (const auto& each : all_items(client, of_windows)) windows.emplace(each.at("id").as_string());
    for (const auto& row : all_items(client, "/api/v1/outbox"))
        if (!windows.contains(std::string(row.at("instance").as_string()))) {
            EXPECT_TRUE(outbox.insert(std::string(row.at("id").as_string())).second) << "doubled";
        }
    EXPECT_EQ(outbox, messages);
}

TEST(Crash, TimersFireOnceThoughTheServiceDiesAmongThem) {
    const TemporaryFolder prepared;
    std::string token;
    const auto ids = prepare(prepared.path(), token);
    expect_the_same_though_killed(prepared.path(), token, end, [&](Client& client) {
        for (const auto& timer : all_items(client, "/api/v1/timers"))
            EXPECT_TRUE(timer.at("workflow") == "window" || timer.at("workflow") == "campaign")
                << "every notice has been executed";
        expect_outbox_of(client, ids);
        return story(client, ids);
    });
}

}  // namespace
}  // namespace waymark::crash
