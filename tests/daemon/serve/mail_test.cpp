// Letters of the real program at real mail servers, read by Python's parser: what a partner's owner gets,
// what a server's refusals lead to, and that neither stops anything else.
#include <gmock/gmock.h>

#include "tests/adapters/smtp/server/process.hpp"
#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::daemon {
namespace {

using blackbox::Client;
using boost::json::object;
using testing::HasSubstr;

/// A service whose letters leave at once, and a partner with an owner who reads Russian.
class Correspondents : public testing::Test {
  protected:
    void serve(const smtp_server::Process& server, const std::string& hold_ms = "0") {
        daemon = std::make_unique<blackbox::Daemon>(
            folder.path() / "data",
            std::vector<std::string>{"--mail-server", server.url(), "--mail-tls", "none", "--mail-from",
                                     "Partner program <partners@waymark.example>", "--mail-hold-ms", hold_ms,
                                     "--mail-retry-ms", "100"});
    }
    std::string token(const std::string& role) {
        Client admin(daemon->port(), daemon->admin_token());
        const auto person = admin.post("/api/v1/persons", object{{"name", role}, {"roles", {role}}});
        return text(admin.post("/api/v1/tokens", object{{"person", person.json().at("instance").at("id")}})
                        .json()
                        .at("token"));
    }
    /// The partner's notice is accepted; gives the partner.
    std::string leaving_partner() {
        Client coordinator(daemon->port(), token("coordinator")), support(daemon->port(), token("support"));
        auto partner = id_of(coordinator.post(
            "/api/v1/partners",
            object{{"name", "Ромашка"},
                   {"locale", "ru"},
                   {"contacts",
                    {object{{"name", "Ольга"}, {"email", "olga@romashka.example"}, {"role", "owner"}}}}}));
        const auto notice = id_of(
            support.post("/api/v1/notices", object{{"partner", partner}, {"sender", {{"role", "owner"}}}}));
        EXPECT_EQ(support.post("/api/v1/notices/" + notice + "/events", object{{"event", "validate"}}).status,
                  200U);
        return partner;
    }
    static std::string text(const boost::json::value& value) { return std::string(value.as_string()); }
    static std::string id_of(const blackbox::Reply& reply) {
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return text(reply.json().at("instance").at("id"));
    }
    static std::string header(const smtp_server::Event& letter, const std::string& name) {
        for (const auto& each : letter.at("headers").as_array())
            if (text(each.at(0)) == name) return text(each.at(1));
        return "";
    }

    TemporaryFolder folder;
    std::unique_ptr<blackbox::Daemon> daemon;
};

TEST_F(Correspondents, ThePartnersOwnerIsToldInHisLanguage) {
    const smtp_server::Process server("orderly.py", "{}");
    serve(server);
    leaving_partner();
    // quit.received, quit.accepted and quit.date_shifted: the notice named no date.
    const auto letters = server.wait_for("message", 3);
    std::vector<std::string> texts;
    for (const auto& letter : letters) {
        texts.push_back(text(letter.at("text")));
        EXPECT_EQ(letter.at("recipients"), (boost::json::array{"olga@romashka.example"}));
        EXPECT_TRUE(letter.at("defects").as_array().empty()) << letter.at("defects");
        EXPECT_EQ(header(letter, "From"), "Partner program <partners@waymark.example>");
        EXPECT_THAT(header(letter, "Message-ID"), testing::EndsWith("@waymark.example>"));
        EXPECT_THAT(text(letter.at("text")), HasSubstr("Ромашка"));
    }
    // Two connections: which of them comes first is open.
    EXPECT_THAT(texts, testing::Contains(HasSubstr("Последний день в статусе партнёра")));
}

TEST_F(Correspondents, ALetterCutOffBehindItsLastByteComesAgainAsTheSame) {
    const smtp_server::Process server("scripted.py",
                                      R"({"dot": [{"reset": true}, "451 4.3.0 later", "250 taken"]})");
    serve(server);
    leaving_partner();
    // The three letters, one of them three times.
    const auto seen = server.wait_for("message", 5);
    std::map<std::string, int> times;
    for (const auto& letter : seen) ++times[header(letter, "Message-ID")];
    EXPECT_EQ(times.size(), 3U);
}

TEST_F(Correspondents, ARefusalForGoodIsSeenAndStopsNothing) {
    const smtp_server::Process server("scripted.py", R"({"rcpt": "550 5.1.1 no such mailbox"})");
    serve(server);
    const auto partner = leaving_partner();
    Client auditor(daemon->port(), token("auditor"));
    const auto path = "/api/v1/outbox?state=bounced&partner=" + partner;
    blackbox::Reply bounced;
    // Each question takes a round trip to the service; the letters come back meanwhile.
    for (int i = 0; i < 200'000; ++i) {
        bounced = auditor.get(path);
        if (bounced.json().at("items").as_array().size() == 3) break;
    }
    ASSERT_EQ(bounced.json().at("items").as_array().size(), 3U) << bounced.body;
    EXPECT_THAT(bounced.body, HasSubstr("5.1.1"));
    EXPECT_THAT(bounced.body, testing::Not(HasSubstr("olga@"))) << "who it was is not in the books";
    EXPECT_EQ(text(auditor.get("/api/v1/partners/" + partner).json().at("state")), "quit_pending");
}

TEST_F(Correspondents, WhatIsHeldWaitsThroughAKillAndLeavesOnce) {
    const smtp_server::Process server("orderly.py", "{}");
    serve(server, "3600000");
    const auto partner = leaving_partner();
    Client(daemon->port(), token("auditor")).get("/api/v1/outbox?state=held");
    daemon->kill();
    EXPECT_TRUE(server.events("message").empty());
    serve(server);
    EXPECT_EQ(server.wait_for("message", 3).size(), 3U);
    daemon->kill();
    // What was taken over is in the journal, or perhaps its last letter is not: that one may come again as
    // the same.
    serve(server);
    Client auditor(daemon->port(), token("auditor"));
    for (int i = 0; i < 200'000; ++i)
        if (auditor.get("/api/v1/outbox?state=delivered&partner=" + partner)
                .json()
                .at("items")
                .as_array()
                .size() == 3)
            break;
    std::map<std::string, int> times;
    for (const auto& letter : server.events("message")) ++times[header(letter, "Message-ID")];
    EXPECT_EQ(times.size(), 3U);
}

}  // namespace
}  // namespace waymark::daemon
