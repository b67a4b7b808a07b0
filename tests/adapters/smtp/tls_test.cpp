// Encryption, certificates and login, at a real server with certificates made for the test.
#include <gmock/gmock.h>

#include "adapters/clock/manual_clock.hpp"
#include "tests/adapters/smtp/posting.hpp"
#include "tests/temporary_folder.hpp"

namespace waymark::smtp {
namespace {

using runtime::Posted;
using smtp_server::Process;
using testing::HasSubstr;
using testing::Not;

class TlsTest : public testing::Test {
  protected:
    /// `tls`: starttls or at_once; with the login waymark/open sesame when `login`.
    std::unique_ptr<Process> server(const std::string& tls, const std::string& name = "127.0.0.1",
                                    bool login = false) {
        boost::json::object wishes{{"tls", tls}, {"folder", folder_.file("")}, {"name", name}};
        if (login) wishes["login"] = {{"user", "waymark"}, {"password", "open sesame"}};
        return std::make_unique<Process>("orderly.py", boost::json::serialize(wishes));
    }
    Settings settings(const Process& server, Tls tls = Tls::required) {
        auto made = settings_for(server.url());
        made.tls = tls;
        made.ca_file = folder_.file("certificate.pem");
        return made;
    }

  private:
    TemporaryFolder folder_;
};

TEST_F(TlsTest, StartTlsAndLogin) {
    const auto server = this->server("starttls", "127.0.0.1", true);
    auto settings = this->settings(*server);
    settings.user = "waymark";
    settings.password = "open sesame";
    EXPECT_EQ(deliver(settings, a_letter()).outcome, Posted::accepted);
    const auto message = server->wait_for("message", 1).front();
    EXPECT_TRUE(message.at("secure").as_bool());
    EXPECT_EQ(std::string(message.at("login").as_string()), "waymark");
}

TEST_F(TlsTest, TlsAtOnce) {
    const auto server = this->server("at_once");
    auto settings = this->settings(*server);
    settings.server.tls_at_once = true;
    EXPECT_EQ(deliver(settings, a_letter()).outcome, Posted::accepted);
    EXPECT_TRUE(server->wait_for("message", 1).front().at("secure").as_bool());
}

TEST_F(TlsTest, CertificateOfAStrangerIsNoneWhetherRequiredOrNot) {
    for (const auto tls : {Tls::required, Tls::opportunistic}) {
        const auto server = this->server("starttls");
        auto settings = this->settings(*server, tls);
        settings.ca_file.clear();
        const auto report = deliver(settings, a_letter());
        EXPECT_EQ(report.outcome, Posted::later);
        EXPECT_THAT(report.reply, HasSubstr("certificate"));
        EXPECT_TRUE(server->events("message").empty());
    }
}

TEST_F(TlsTest, CertificateOfAnotherNameIsNone) {
    const auto server = this->server("starttls", "mail.example.org");
    const auto report = deliver(settings(*server), a_letter());
    EXPECT_EQ(report.outcome, Posted::later);
    EXPECT_THAT(report.reply, HasSubstr("127.0.0.1"));
    EXPECT_TRUE(server->events("message").empty());
}

TEST_F(TlsTest, OpportunisticTakesWhatThereIs) {
    const auto secure = this->server("starttls");
    EXPECT_EQ(deliver(settings(*secure, Tls::opportunistic), a_letter()).outcome, Posted::accepted);
    EXPECT_TRUE(secure->wait_for("message", 1).front().at("secure").as_bool());
    const auto plain = this->server("none");
    EXPECT_EQ(deliver(settings(*plain, Tls::opportunistic), a_letter()).outcome, Posted::accepted);
    EXPECT_FALSE(plain->wait_for("message", 1).front().at("secure").as_bool());
}

TEST_F(TlsTest, WrongPasswordIsOfferedOnceInAQuarterOfAnHour) {
    const auto server = this->server("starttls", "127.0.0.1", true);
    auto settings = this->settings(*server);
    settings.user = "waymark";
    settings.password = "close sesame";
    clock::ManualClock clock(*parse_instant("2026-03-02T12:00:00Z"));
    SmtpMail mail(settings, clock);
    for (const auto left : {900, 450, 1}) {
        const auto report = deliver(mail, a_letter());
        EXPECT_EQ(report.outcome, Posted::later);
        EXPECT_EQ(report.wait, std::chrono::seconds(left));
        EXPECT_THAT(report.reply, Not(HasSubstr("sesame")));
        EXPECT_EQ(server->wait_for("login", 1).size(), 1U);
        clock.advance(std::chrono::milliseconds(left == 900 ? 450'000 : 449'500));
    }
    clock.advance(std::chrono::seconds(2));
    EXPECT_EQ(deliver(mail, a_letter()).wait, std::chrono::seconds(900));
    EXPECT_EQ(server->wait_for("login", 2).size(), 2U);
    EXPECT_TRUE(server->events("message").empty());
}

}  // namespace
}  // namespace waymark::smtp
