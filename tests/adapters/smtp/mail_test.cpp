// Letters to several servers at once: none waits for another's, all are answered.
#include "adapters/smtp/mail.hpp"

#include <gmock/gmock.h>

#include "tests/adapters/smtp/posting.hpp"

namespace waymark::smtp {
namespace {

using runtime::Posted;
using runtime::PostReport;
using smtp_server::Process;
using testing::HasSubstr;

bool is_ready(const std::future<PostReport>& report) {
    return report.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

/// Nothing ends by itself.
Settings patient(const std::string& server) {
    auto settings = settings_for(server);
    auto& timeouts = settings.timeouts;
    timeouts.connect = timeouts.banner = timeouts.reply = timeouts.dot = timeouts.total =
        std::chrono::hours(1);
    return settings;
}

runtime::Letter letter_to(const std::string& address) {
    auto letter = a_letter();
    letter.address = address;
    return letter;
}

TEST(SmtpMail, TarpitsHoldUpTheirOwnLettersOnly) {
    const Process tarpits("scripted.py", R"({"listeners": 10, "banner": {"silent": true}})");
    const Process silent_after_dot("scripted.py", R"({"dot": {"silent": true}})");
    const Process healthy("scripted.py", "{}");
    auto settings = patient(healthy.url());
    int number = 0;
    for (const auto& tarpit : tarpits.wait_for("listening", 10)) {
        Server server{"127.0.0.1", static_cast<std::uint16_t>(tarpit.at("port").as_int64()), false};
        settings.routes.emplace("tarpit" + std::to_string(number++) + ".example", server);
    }
    settings.routes.emplace("silent.example", *parse_server(silent_after_dot.url()));
    const clock::SystemClock clock;
    std::vector<std::future<PostReport>> stuck;
    std::vector<std::future<PostReport>> well;
    std::future<PostReport> unanswered;
    {
        SmtpMail mail(settings, clock);
        for (int i = 0; i < 10; ++i)
            for (int letter = 0; letter < 5; ++letter)
                stuck.push_back(post(mail, letter_to("a@tarpit" + std::to_string(i) + ".example")));
        unanswered = post(mail, letter_to("a@silent.example"));
        silent_after_dot.wait_for("message", 1);
        tarpits.wait_for("connection", 10);
        for (int i = 0; i < 50; ++i) well.push_back(post(mail, letter_to("a@healthy.example")));
        for (auto& report : well) EXPECT_EQ(report.get().outcome, Posted::accepted);
        for (const auto& report : stuck) EXPECT_FALSE(is_ready(report));
        EXPECT_FALSE(is_ready(unanswered));
        EXPECT_LE(tarpits.events("connection").size(), 20U);  // two each
    }
    for (auto& report : stuck) {
        ASSERT_TRUE(is_ready(report));
        EXPECT_EQ(report.get().outcome, Posted::later);
    }
    ASSERT_TRUE(is_ready(unanswered));
    EXPECT_EQ(unanswered.get().outcome, Posted::unknown);  // the server has it, perhaps
}

TEST(SmtpMail, EndsWithWhatIsUnderWayDone) {
    const Process server("scripted.py", R"({"dot": {"drip": "250 taken\r\n", "every": 0.02}})");
    std::future<PostReport> report;
    {
        auto settings = patient(server.url());
        settings.timeouts.stop = std::chrono::hours(1);
        const clock::SystemClock clock;
        SmtpMail mail(settings, clock);
        report = post(mail, a_letter());
        server.wait_for("message", 1);
    }
    ASSERT_TRUE(is_ready(report));
    EXPECT_EQ(report.get().outcome, Posted::accepted);
}

TEST(SmtpMail, TakesSoManyLettersAndNoMore) {
    const Process tarpit("scripted.py", R"({"banner": {"silent": true}})");
    auto settings = patient(tarpit.url());
    settings.waiting = 3;
    settings.connections = 1;
    const clock::SystemClock clock;
    std::vector<std::future<PostReport>> reports;
    {
        SmtpMail mail(settings, clock);
        reports.push_back(post(mail, a_letter()));
        tarpit.wait_for("connection", 1);  // the first one is under way and waits no more
        for (int i = 0; i < 3; ++i) reports.push_back(post(mail, a_letter()));
        for (const auto& report : reports) EXPECT_FALSE(is_ready(report));
        const auto refused = deliver(mail, a_letter());
        EXPECT_EQ(refused.outcome, Posted::later);
        EXPECT_THAT(refused.reply, HasSubstr("too many letters wait"));
        EXPECT_EQ(refused.wait, std::chrono::seconds(10));
    }
    for (auto& report : reports) EXPECT_EQ(report.get().outcome, Posted::later);
}

TEST(SmtpMail, GoesWhereTheRecipientsDomainLeads) {
    const Process usual("scripted.py", "{}");
    const Process special("scripted.py", "{}");
    auto settings = settings_for(usual.url());
    settings.routes.emplace("xn--e1afmkfd.xn--p1ai", *parse_server(special.url()));
    EXPECT_EQ(deliver(settings, letter_to("a@Пример.рф")).outcome, Posted::accepted);
    EXPECT_EQ(deliver(settings, letter_to("a@example.com")).outcome, Posted::accepted);
    EXPECT_EQ(special.wait_for("message", 1).size(), 1U);
    EXPECT_EQ(usual.wait_for("message", 1).size(), 1U);
}

TEST(SmtpMail, AConnectionThatTheServerClosedIsNoFailure) {
    for (const std::string script :
         {R"({"dot": {"raw": "250 taken\r\n", "close": true}})",        // before anybody looks
          R"({"mail": ["250 fine", {"close": true}, "250 fine"]})"}) {  // just then
        const Process server("scripted.py", script);
        auto settings = settings_for(server.url());
        settings.connections = 1;
        const clock::SystemClock clock;
        SmtpMail mail(settings, clock);
        EXPECT_EQ(deliver(mail, a_letter("1@x")).outcome, Posted::accepted);
        EXPECT_EQ(deliver(mail, a_letter("2@x")).outcome, Posted::accepted);
        EXPECT_EQ(server.wait_for("message", 2).size(), 2U);
        EXPECT_EQ(server.wait_for("connection", 2).size(), 2U);
    }
}

TEST(SmtpMail, AConnectionWithoutLettersIsClosed) {
    const Process server("scripted.py", "{}");
    auto settings = settings_for(server.url());
    settings.timeouts.idle = std::chrono::milliseconds(50);
    const clock::SystemClock clock;
    SmtpMail mail(settings, clock);
    EXPECT_EQ(deliver(mail, a_letter("1@x")).outcome, Posted::accepted);
    server.wait_for("closed", 1);
    EXPECT_EQ(deliver(mail, a_letter("2@x")).outcome, Posted::accepted);
    EXPECT_EQ(server.wait_for("message", 2).size(), 2U);
}

TEST(SmtpMail, AServerThatDoesNotSayGoodbyeIsLeft) {
    const Process server("scripted.py", R"({"quit": {"silent": true}, "rcpt": ["550 no", "250 fine"]})");
    auto settings = settings_for(server.url());
    settings.letters_per_connection = 1;
    settings.connections = 1;
    const clock::SystemClock clock;
    SmtpMail mail(settings, clock);
    EXPECT_EQ(deliver(mail, a_letter("1@x")).outcome, Posted::never);
    EXPECT_EQ(deliver(mail, a_letter("2@x")).outcome, Posted::accepted);
    EXPECT_EQ(deliver(mail, a_letter("3@x")).outcome, Posted::accepted);
}

TEST(SmtpMail, LinesThatBeginWithADotArriveAsTheyAre) {
    const Process server("scripted.py", "{}");
    auto letter = a_letter();
    letter.text = ".\n..\n.hidden\nRSET\n.\nMAIL FROM:<a@b>\n";
    EXPECT_EQ(deliver(settings_for(server.url()), letter).outcome, Posted::accepted);
    const auto messages = server.wait_for("message", 1);
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(std::string(messages.front().at("text").as_string()), letter.text);
}

}  // namespace
}  // namespace waymark::smtp
