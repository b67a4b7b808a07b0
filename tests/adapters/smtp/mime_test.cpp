// What a letter says arrives, read by Python's parser behind a real server, and nothing else does.
#include "adapters/smtp/mime.hpp"

#include <fstream>
#include <gmock/gmock.h>

#include "tests/adapters/smtp/posting.hpp"

namespace waymark::smtp {
namespace {

using runtime::Posted;
using smtp_server::Event;
using smtp_server::Process;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string text_of(const boost::json::value& value) { return std::string(value.as_string()); }

std::string header_of(const Event& message, const std::string& name) {
    std::string found;
    for (const auto& each : message.at("headers").as_array())
        if (text_of(each.as_array()[0]) == name) found += text_of(each.as_array()[1]);
    return found;
}

std::vector<std::string> header_names(const Event& message) {
    std::vector<std::string> names;
    for (const auto& each : message.at("headers").as_array()) names.push_back(text_of(each.as_array()[0]));
    return names;
}

/// One server for all: it takes what it gets.
class Mime : public testing::Test {
  protected:
    static void SetUpTestSuite() { server = std::make_unique<Process>("orderly.py", "{}"); }
    static void TearDownTestSuite() { server.reset(); }

    static Event arrived(const runtime::Letter& letter) {
        const auto before = server->events("message").size();
        EXPECT_EQ(deliver(settings_for(server->url()), letter).outcome, Posted::accepted);
        auto messages = server->wait_for("message", before + 1);
        EXPECT_THAT(messages.back().at("defects").as_array(), IsEmpty());
        expect_transportable(smtp_server::decoded(messages.back().at("raw")));
        return messages.back();
    }
    static void expect_transportable(const std::string& raw) {
        std::size_t length = 0;
        for (std::size_t at = 0; at < raw.size(); ++at) {
            ASSERT_LT(static_cast<unsigned char>(raw[at]), 0x80);
            ASSERT_NE(raw[at], '\0');
            ASSERT_EQ(raw[at] == '\n', at > 0 && raw[at - 1] == '\r');
            length = raw[at] == '\n' ? 0 : length + 1;
            ASSERT_LE(length, 999U);  // 998 and the carriage return
        }
    }
    static std::unique_ptr<Process> server;
};
std::unique_ptr<Process> Mime::server;

const std::vector<std::string> plain_headers = {"Date",         "From",         "To",
                                                "Subject",      "Message-ID",   "Auto-Submitted",
                                                "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};

TEST_F(Mime, SaysWhatTheLetterSays) {
    const auto message = arrived(a_letter());
    EXPECT_EQ(text_of(message.at("sender")), "waymark@example.org");
    EXPECT_EQ(message.at("recipients"), (boost::json::array{"anna@example.com"}));
    EXPECT_THAT(header_names(message), testing::UnorderedElementsAreArray(plain_headers));
    EXPECT_EQ(header_of(message, "Date"), "Mon, 02 Mar 2026 12:00:00 +0000");
    EXPECT_EQ(header_of(message, "From"), "The partner program <waymark@example.org>");
    EXPECT_EQ(header_of(message, "To"), "Anna <anna@example.com>");
    EXPECT_EQ(header_of(message, "Subject"), "A reminder");
    EXPECT_EQ(header_of(message, "Message-ID"), "<1.2.3@waymark.example.org>");
    EXPECT_EQ(header_of(message, "Auto-Submitted"), "auto-generated");
    EXPECT_EQ(text_of(message.at("type")), "text/plain");
    EXPECT_EQ(text_of(message.at("charset")), "utf-8");
    EXPECT_EQ(text_of(message.at("encoding")), "7bit");
    EXPECT_EQ(text_of(message.at("text")), "The notice ends on 1 April.\n");
}

TEST_F(Mime, SpeaksRussian) {
    auto letter = a_letter();
    letter.name = "Анна Петровна Константинопольская-Задунайская, ООО «Ромашка»";
    letter.subject = "Ваше заявление о выходе из партнёрской программы принято: статус действует по 31 марта";
    for (int i = 0; i < 20; ++i) letter.text += "Напоминаем: последний день в статусе партнёра — 31 марта.\n";
    const auto message = arrived(letter);
    EXPECT_EQ(header_of(message, "Subject"), letter.subject);
    EXPECT_EQ(text_of(message.at("shown_to")), letter.name + " <anna@example.com>");
    EXPECT_EQ(text_of(message.at("text")), letter.text);
    EXPECT_EQ(text_of(message.at("encoding")), "base64");
}

TEST_F(Mime, CarriesAnInvitation) {
    auto letter = a_letter();
    const std::string calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Собеседование\r\nEND:VCALENDAR\r\n";
    letter.attachments.push_back({"собеседование.ics", "text/calendar; method=REQUEST", calendar});
    letter.attachments.push_back({"a.bin", "application/octet-stream", std::string("\0\r\n.\r\n\xff", 7)});
    const auto message = arrived(letter);
    EXPECT_EQ(text_of(message.at("text")), letter.text);
    const auto& attachments = message.at("attachments").as_array();
    ASSERT_EQ(attachments.size(), 2U);
    const auto& invitation = attachments[0].as_object();
    EXPECT_EQ(text_of(invitation.at("type")), "text/calendar");
    EXPECT_EQ(text_of(invitation.at("method")), "REQUEST");
    EXPECT_EQ(text_of(invitation.at("charset")), "utf-8");
    EXPECT_EQ(text_of(invitation.at("name")), "собеседование.ics");
    EXPECT_EQ(text_of(invitation.at("disposition")), "attachment");
    EXPECT_EQ(smtp_server::decoded(invitation.at("bytes")), calendar);
    EXPECT_EQ(smtp_server::decoded(attachments[1].as_object().at("bytes")), letter.attachments[1].bytes);
}

TEST_F(Mime, AddressBeyondAsciiGoesToAServerThatTakesIt) {
    auto letter = a_letter();
    letter.address = "анна@пример.рф";
    const auto before = server->events("message").size();
    EXPECT_EQ(deliver(settings_for(server->url()), letter).outcome, Posted::accepted);
    const auto message = server->wait_for("message", before + 1).back();
    EXPECT_EQ(message.at("recipients"), (boost::json::array{"анна@xn--e1afmkfd.xn--p1ai"}));
    EXPECT_THAT(boost::json::serialize(message.at("options")), HasSubstr("SMTPUTF8"));
    EXPECT_THAT(smtp_server::decoded(message.at("raw")), HasSubstr("<анна@xn--e1afmkfd.xn--p1ai>"));
}

/// Each `value`, wherever a letter has text: the same headers as ever, one recipient, one part.
void expect_nothing_arises(const Event& message) {
    EXPECT_THAT(header_names(message), testing::UnorderedElementsAreArray(plain_headers));
    EXPECT_EQ(message.at("recipients"), (boost::json::array{"anna@example.com"}));
    EXPECT_THAT(message.at("attachments").as_array(), IsEmpty());
}

std::string with_spaces(std::string text) {
    for (const std::string_view hidden : {"\r\n\r\n", "\r\n", "\n", "\r", "\xe2\x80\xa8", "\xc2\x85"})
        for (auto at = text.find(hidden); at != std::string::npos; at = text.find(hidden))
            text.replace(at, hidden.size(), " ");
    return text;
}

TEST_F(Mime, InjectionsOfTheSharedListAddNothing) {
    const char* named = std::getenv("WAYMARK_SHARED");
    const std::string shared = named != nullptr ? named : PROJECT_DIR "/../shared";
    std::ifstream lines(shared + "/conformance/hostile/own/email/header-injection.jsonl");
    if (!lines) GTEST_SKIP() << "no shared list of injections";
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto hostile = boost::json::parse(line).as_object();
        const auto field = text_of(hostile.at("field"));
        const auto value = text_of(hostile.at("value"));
        auto letter = a_letter();
        if (field == "to" || field.find("address") != std::string::npos) {
            letter.address = value;
            EXPECT_EQ(deliver(settings_for(server->url()), letter).outcome, Posted::never) << line;
            letter.address = "anna@example.com";
        }
        letter.attachments.push_back({value, "text/calendar; method=REQUEST", "x"});
        const auto attached = arrived(letter);
        EXPECT_EQ(header_names(attached).size(), plain_headers.size() - 1)
            << line;  // the encoding is the parts'
        EXPECT_EQ(attached.at("attachments").as_array().size(), 1U) << line;
        letter.attachments.clear();
        letter.name = letter.subject = letter.text = value;
        const auto message = arrived(letter);
        expect_nothing_arises(message);
        if (value.find('\0') == std::string::npos) {
            EXPECT_EQ(header_of(message, "Subject"), with_spaces(value)) << line;
        }
    }
    EXPECT_GT(count, 50U);
}

TEST_F(Mime, WhatLooksEncodedIsShownAsItIs) {
    auto letter = a_letter();
    letter.subject = letter.name = "=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=";
    const auto message = arrived(letter);
    EXPECT_EQ(header_of(message, "Subject"), letter.subject);
    expect_nothing_arises(message);
}

TEST_F(Mime, BodiesOfTheSharedListArriveAsText) {
    const char* named = std::getenv("WAYMARK_SHARED");
    const std::string shared = named != nullptr ? named : PROJECT_DIR "/../shared";
    std::ifstream lines(shared + "/conformance/hostile/own/email/body.jsonl");
    if (!lines) GTEST_SKIP() << "no shared list of bodies";
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        auto letter = a_letter();
        letter.text = text_of(boost::json::parse(line).as_object().at("body"));
        const auto message = arrived(letter);
        expect_nothing_arises(message);
        std::string expected;  // every line end is one
        for (std::size_t at = 0; at < letter.text.size(); ++at) {
            const char c = letter.text[at];
            if (c == '\r' && letter.text.substr(at + 1, 1) == "\n") continue;
            expected += c == '\0' ? "\xef\xbf\xbd" : c == '\r' ? "\n" : std::string{c};
        }
        EXPECT_THAT(text_of(message.at("text")), testing::AnyOf(expected, expected + "\n")) << line;
    }
    EXPECT_EQ(count, 11U);
}

TEST_F(Mime, LongWordsAreBroken) {
    auto letter = a_letter();
    letter.subject = letter.name = std::string(3'000, 'x');
    letter.text = std::string(5'000, 'y') + "\n";
    const auto message = arrived(letter);
    EXPECT_EQ(header_of(message, "Subject"), letter.subject);
    EXPECT_EQ(text_of(message.at("text")), letter.text);
}

TEST_F(Mime, WhatIsNotUtf8IsMarked) {
    auto letter = a_letter();
    letter.subject =
        "a\xff"
        "b";
    letter.text = "c\xc3(d\n";
    const auto message = arrived(letter);
    EXPECT_EQ(header_of(message, "Subject"),
              "a\xef\xbf\xbd"
              "b");
    EXPECT_EQ(text_of(message.at("text")), "c\xef\xbf\xbd(d\n");
}

TEST(MessageId, MayNotHoldAHeader) {
    auto letter = a_letter("a@b>\r\nBcc: <c@d");
    EXPECT_FALSE(compose(letter, {"", {"a", "b"}}, {"c", "d"}));
}

}  // namespace
}  // namespace waymark::smtp
