// What a mail server may do to us, and what becomes of the letter: each line of the shared list of
// behaviours.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/adapters/smtp/posting.hpp"

namespace waymark::smtp {
namespace {

using runtime::Posted;
using smtp_server::Process;
using std::chrono::seconds;
using testing::HasSubstr;

struct Behaviour {
    int id;  // of the shared list
    std::string name, script;
    Posted outcome;
    std::string words;  // in the report
    std::optional<seconds> wait = std::nullopt;
    Tls tls = Tls::none;
    bool login = false;
    std::string never_said{};  // a command that the server must not have got
    std::string address = "anna@example.com";
    std::size_t text_bytes = 30;
};

void PrintTo(const Behaviour& behaviour, std::ostream* out) { *out << behaviour.script; }

const std::string long_line(3'000, 'x');

std::vector<Behaviour> behaviours() {
    const auto later = Posted::later;
    const auto never = Posted::never;
    const auto unknown = Posted::unknown;
    return {
        {3, "Tarpit", R"({"banner": {"silent": true}})", later, "no answer in time"},
        {4, "BannerByteByByte",
         R"({"banner": {"drip": "220 scripted and very very slow ESMTP\r\n", "every": 0.1}})", later,
         "no answer in time"},
        {5, "Banner421", R"({"banner": "421 too busy"})", later, "421 too busy"},
        {6, "Banner554", R"({"banner": "554 go away"})", later, "554 go away"},
        {7, "OnlyHelo", R"({"ehlo": "500 what?"})", Posted::accepted, "250 taken"},
        {8,
         "StartTls454",
         R"({"ehlo": "250-scripted\r\n250 STARTTLS", "starttls": "454 not now"})",
         later,
         "454 not now",
         {},
         Tls::required,
         false,
         "MAIL"},
        {9,
         "StartTlsStripped",
         R"({"ehlo": "250-scripted\r\n250 SIZE 100000"})",
         later,
         "mail.tls",
         {},
         Tls::required,
         false,
         "MAIL"},
        {10,
         "InjectedBehindStartTls",
         R"({"ehlo": "250-scripted\r\n250 STARTTLS", "starttls": {"raw": "220 go\r\n250 me too\r\n"}})",
         later,
         "",
         {},
         Tls::required,
         false,
         "MAIL"},
        {11, "Login535", R"({"ehlo": "250-scripted\r\n250 AUTH PLAIN LOGIN", "auth": "535 wrong password"})",
         later, "535 wrong password", seconds(900), Tls::none, true, "MAIL"},
        {12, "Sender451", R"({"mail": "451 not now"})", later, "451 not now"},
        {12, "Sender550", R"({"mail": "550 not from you"})", later, "550 not from you", seconds(900)},
        {12, "Sender552", R"({"mail": "552 too large"})", never, "552 too large"},
        {12, "Sender530", R"({"mail": "530 log in first"})", later, "530 log in first", seconds(900)},
        {13, "Recipient450", R"({"rcpt": "450 greylisted"})", later, "450 greylisted", seconds(60)},
        {13, "Recipient421", R"({"rcpt": "421 closing"})", later, "421 closing"},
        {14, "Recipient550", R"({"rcpt": "550 5.1.1 no such user"})", never, "550 5.1.1 no such user"},
        {14, "Recipient550OverTwoLines",
         R"({"rcpt": {"raw": "550-no such\r\n550 user Anna@Example.com\r\n"}})", never,
         "550 no such user <recipient>"},
        {16, "Data552", R"({"dot": "552 too large"})", never, "552 too large"},
        {16, "NoData554", R"({"data": "554 no valid recipients"})", never, "554 no valid recipients"},
        {16, "NoData451", R"({"data": "451 not now"})", later, "451 not now"},
        {17, "Dot451", R"({"dot": "451 not now"})", later, "451 not now"},
        {18, "Dot554", R"({"dot": "554 spam"})", never, "554 spam"},
        {20, "ResetAfterDot", R"({"dot": {"reset": true}})", unknown, ""},
        {20, "CloseAfterDot", R"({"dot": {"close": true}})", unknown, ""},
        {20, "HalfAReplyAfterDot", R"({"dot": {"raw": "250 tak", "close": true}})", unknown, ""},
        {20, "NonsenseAfterDot", R"({"dot": {"raw": "2\r\n"}})", unknown, "no SMTP reply"},
        {21, "SilentAfterDot", R"({"dot": {"silent": true}})", unknown, "no answer in time"},
        {22, "EndlessReply", R"({"ehlo": {"endless": "250-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"}})",
         later, ""},
        {23, "EndlessLine", R"({"mail": {"endless": "250 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}})",
         later, ""},
        {23, "EndlessBanner", R"({"banner": {"endless": "220 )" + long_line + R"("}})", later, ""},
        {24, "ReplyOfOneDigit", R"({"mail": {"raw": "2\r\n"}})", later, "no SMTP reply: "},
        {24, "ReplyOfWords", R"({"rcpt": {"raw": "OK then\r\n"}})", later, "no SMTP reply: "},
        {24, "TwoCodesInOneReply", R"({"rcpt": {"raw": "250-fine\r\n550 not\r\n"}})", later,
         "different codes"},
        {25, "ReplyWithNulAndEightBits", R"({"rcpt": {"raw": "550 no\u0000such\u00ff\u001b[31m\r\n"}})",
         never, R"(550 no\x00such\xff\x1b[31m)"},
        {26, "MoreRepliesThanCommands",
         R"({"ehlo": "250-scripted\r\n250 PIPELINING", "mail": {"raw": "250 fine\r\n250 fine\r\n"}})", later,
         ""},
        {27,
         "LargerThanSize",
         R"({"ehlo": "250-scripted\r\n250 SIZE 1000"})",
         never,
         "takes at most 1000",
         {},
         Tls::none,
         false,
         "MAIL",
         "anna@example.com",
         5'000},
        {29, "NoSmtpUtf8", "{}", never, "SMTPUTF8", {}, Tls::none, false, "MAIL", "анна@example.com"},
        {29,
         "Utf8DomainNeedsNone",
         "{}",
         Posted::accepted,
         "",
         {},
         Tls::none,
         false,
         "DATA ",
         "anna@пример.рф"},
    };
}

class BehaviourOfAServer : public testing::TestWithParam<Behaviour> {};
TEST_P(BehaviourOfAServer, DecidesOnTheLetter) {
    const auto& behaviour = GetParam();
    const Process server("scripted.py", behaviour.script);
    auto settings = settings_for(server.url());
    settings.tls = behaviour.tls;
    if (behaviour.login) settings.user = "waymark", settings.password = "secret";
    auto letter = a_letter();
    letter.address = behaviour.address;
    letter.text = std::string(behaviour.text_bytes, 'x') + "\n";
    const auto report = deliver(settings, letter);
    EXPECT_EQ(report.outcome, behaviour.outcome) << testing::PrintToString(report);
    EXPECT_THAT(report.reply, HasSubstr(behaviour.words));
    EXPECT_FALSE(report.reply.empty());
    EXPECT_LE(report.reply.size(), 500U);
    EXPECT_THAT(report.reply, testing::Not(HasSubstr("anna@")));
    EXPECT_EQ(report.wait, behaviour.wait) << testing::PrintToString(report);
    const bool arrived = report.outcome == Posted::accepted || behaviour.script.starts_with(R"({"dot")");
    EXPECT_EQ(server.wait_for("message", arrived ? 1 : 0).size(), arrived ? 1U : 0U);
    for (const auto& command : server.events("command"))
        EXPECT_TRUE(behaviour.never_said.empty() ||
                    !command.at("line").as_string().starts_with(behaviour.never_said));
}
INSTANTIATE_TEST_SUITE_P(Smtp, BehaviourOfAServer, testing::ValuesIn(behaviours()),
                         [](const auto& parameter) { return parameter.param.name; });

/// Behaviours that are no script of one letter: the tests below, by the number in their names.
const std::vector<int> others = {1, 2, 15, 19, 28, 30};

TEST(Behaviours, EveryLineOfTheSharedListHasItsTest) {
    const char* named = std::getenv("WAYMARK_SHARED");
    const std::filesystem::path shared = named != nullptr ? named : PROJECT_DIR "/../shared";
    std::ifstream lines(shared / "conformance/hostile/own/email/smtp-server-behaviours.jsonl");
    if (!lines) GTEST_SKIP() << "no shared list of behaviours";
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto id = boost::json::parse(line).as_object().at("id").as_int64();
        const auto all = behaviours();
        const bool scripted = std::ranges::any_of(all, [&](const Behaviour& each) { return each.id == id; });
        EXPECT_TRUE(scripted || std::ranges::find(others, id) != others.end()) << line;
    }
    EXPECT_EQ(count, 30U);
}

TEST(Behaviours, B1_RefusedConnection) {
    std::string url;
    {
        const Process server("scripted.py", "{}");
        url = server.url();
    }
    const auto report = deliver(settings_for(url), a_letter());
    EXPECT_EQ(report.outcome, Posted::later);
    EXPECT_FALSE(report.wait);
    EXPECT_THAT(report.reply, HasSubstr("onnect"));
}

/// A port that takes no further connection and refuses none: its queue is full.
class BlackHole {
  public:
    BlackHole() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        sockets_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        ::bind(sockets_[0], plain, size);
        ::listen(sockets_[0], 0);
        ::getsockname(sockets_[0], plain, &size);
        port_ = ntohs(address.sin_port);
        for (int i = 0; i < 4; ++i) {
            sockets_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
            ::connect(sockets_.back(), plain, size);
        }
    }
    ~BlackHole() {
        for (const int socket : sockets_) ::close(socket);
    }
    BlackHole(const BlackHole&) = delete;
    BlackHole& operator=(const BlackHole&) = delete;
    [[nodiscard]] std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

  private:
    std::vector<int> sockets_;
    unsigned short port_ = 0;
};

TEST(Behaviours, B2_BlackHole) {
    const BlackHole hole;
    auto settings = settings_for(hole.url());
    settings.timeouts.banner = std::chrono::hours(1);
    settings.timeouts.total = std::chrono::hours(1);
    const auto report = deliver(settings, a_letter());
    EXPECT_EQ(report.outcome, Posted::later);
    EXPECT_THAT(report.reply, HasSubstr("no connection in time"));
}

TEST(Behaviours, B15_EachRecipientIsALetterOfItsOwn) {
    const Process server("scripted.py", R"({"rcpt": ["250 fine", "550 no such user", "250 fine"]})");
    auto settings = settings_for(server.url());
    settings.connections = 1;
    const clock::SystemClock clock;
    SmtpMail mail(settings, clock);
    EXPECT_EQ(deliver(mail, a_letter("1@x")).outcome, Posted::accepted);
    EXPECT_EQ(deliver(mail, a_letter("2@x")).outcome, Posted::never);
    EXPECT_EQ(deliver(mail, a_letter("3@x")).outcome, Posted::accepted);
}

TEST(Behaviours, B19_TheSameLetterAgainHasTheSameMessageId) {
    const Process server("scripted.py", "{}");
    const auto settings = settings_for(server.url());
    EXPECT_EQ(deliver(settings, a_letter()).outcome, Posted::accepted);
    EXPECT_EQ(deliver(settings, a_letter()).outcome, Posted::accepted);  // as after a crash before the report
    const auto messages = server.wait_for("message", 2);
    EXPECT_EQ(messages[0].at("raw"), messages[1].at("raw"));
}

TEST(Behaviours, B28_WithoutEightBitMimeSevenBitsGo) {
    const Process server("scripted.py", "{}");
    auto letter = a_letter();
    letter.text = "Уведомление принято.\n";
    letter.subject = "Срок — 1 апреля";
    EXPECT_EQ(deliver(settings_for(server.url()), letter).outcome, Posted::accepted);
    const auto message = server.wait_for("message", 1).front();
    EXPECT_EQ(std::string(message.at("text").as_string()), letter.text);
    for (const char c : smtp_server::decoded(message.at("raw")))
        ASSERT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST(Behaviours, B30_AConnectionCarriesSoManyLettersAndNoMore) {
    const Process server("scripted.py", "{}");
    auto settings = settings_for(server.url());
    settings.connections = 1;
    settings.letters_per_connection = 100;
    const clock::SystemClock clock;
    SmtpMail mail(settings, clock);
    std::vector<std::future<runtime::PostReport>> reports;
    for (int i = 0; i < 250; ++i) reports.push_back(post(mail, a_letter(std::to_string(i) + "@x")));
    for (auto& report : reports) ASSERT_EQ(report.get().outcome, Posted::accepted);
    std::map<std::int64_t, int> letters;
    for (const auto& message : server.wait_for("message", 250))
        ++letters[message.at("connection").as_int64()];
    EXPECT_THAT(letters,
                testing::ElementsAre(testing::Pair(1, 100), testing::Pair(2, 100), testing::Pair(3, 50)));
}

}  // namespace
}  // namespace waymark::smtp
