#include "adapters/http/head.hpp"

#include <gmock/gmock.h>

namespace waymark::http {
namespace {

using testing::StartsWith;

Refusal scan_whole(std::string_view text, std::size_t* length = nullptr) {
    HeadScan scan;
    const auto refusal = scan.look(text);
    if (length != nullptr) *length = scan.length();
    return refusal;
}

TEST(HeadScan, FindsTheEndHoweverTheBytesArrive) {
    const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next";
    for (std::size_t step = 1; step <= text.size(); ++step) {
        HeadScan scan;
        for (std::size_t size = step;; size += step) {
            ASSERT_FALSE(scan.look(std::string_view(text).substr(0, size)));
            if (size >= text.size()) break;
        }
        EXPECT_EQ(scan.length(), text.find("GET /next")) << "in pieces of " << step;
    }
}

TEST(HeadScan, RefusesWhatNoHeadHoldsWithoutWaitingForTheRest) {
    for (const std::string_view text :
         {std::string_view("GET / HTTP/1.1\n"), std::string_view("GET / HTTP/1.1\r "),
          std::string_view("GET /\0", 6), std::string_view("\x16\x03\x01"),
          std::string_view("GET / HTTP/1.1\r\n Host: a"), std::string_view("GET / HTTP/1.1\r\nA: b\r\n\tc"),
          std::string_view("GET / HTTP/1.1\r\nA: b\x7f"), std::string_view("GET / HTTP/1.1\r\nA: b\x0b")})
        EXPECT_EQ(scan_whole(text).code, "bad-request") << text;
}

TEST(HeadScan, TabsAndHighBytesMayStandInValues) {
    std::size_t length = 0;
    EXPECT_FALSE(scan_whole("GET / HTTP/1.1\r\nA: b\tc \xc3\xa9\r\n\r\n", &length));
    EXPECT_NE(length, 0U);
}

TEST(HeadScan, SixteenKibibytesAreTheMost) {
    const std::string line = "GET / HTTP/1.1\r\nA: ";
    const auto fill = most_head_bytes - line.size() - 4;
    EXPECT_FALSE(scan_whole(line + std::string(fill, 'a') + "\r\n\r\n"));
    EXPECT_EQ(scan_whole(line + std::string(fill + 1, 'a') + "\r\n\r\n").code, "header-too-large");
    EXPECT_EQ(scan_whole(line + std::string(most_head_bytes, 'a')).code, "header-too-large");
}

TEST(ReadHead, GivesViewsOfWhatMatters) {
    Head head;
    ASSERT_FALSE(read_head(
        "POST /a?b=c HTTP/1.1\r\nHost: x:1\r\nIDEMPOTENCY-KEY:  k1 \r\nX-Other: y\r\nHost: z\r\n\r\n", head));
    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.target, "/a?b=c");
    EXPECT_EQ(head.minor, 1U);
    EXPECT_EQ(head.fields, 4U);
    EXPECT_EQ(head.text(Field::idempotency_key), "k1");
    EXPECT_EQ(head[Field::host].times, 2U);
    EXPECT_FALSE(head.has(Field::authorization));
}

TEST(ReadHead, AHundredFieldsAreTheMost) {
    const auto with_fields = [](std::size_t count) {
        std::string text = "GET / HTTP/1.1\r\n";
        for (std::size_t i = 0; i < count; ++i) text += "X-" + std::to_string(i) + ": y\r\n";
        return text + "\r\n";
    };
    Head head;
    EXPECT_FALSE(read_head(with_fields(most_fields), head));
    EXPECT_EQ(read_head(with_fields(most_fields + 1), head).code, "header-too-large");
}

TEST(ReadHead, SaysWhichPartIsWrong) {
    Head head;
    EXPECT_THAT(read_head("GET  / HTTP/1.1\r\n\r\n", head).detail, StartsWith("The request's target"));
    EXPECT_THAT(read_head("G(T / HTTP/1.1\r\n\r\n", head).detail, StartsWith("The request's method"));
    EXPECT_THAT(read_head("GET / HTTP/2.0\r\n\r\n", head).detail,
                StartsWith("The request line does not end"));
    EXPECT_THAT(read_head("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", head).detail,
                StartsWith("Content-Length"));
    EXPECT_THAT(read_head("GET / HTTP/1.1\r\nA b\r\n\r\n", head).detail, StartsWith("A header field"));
    EXPECT_THAT(read_head("GET / HTTP/1.1\r\nA : b\r\n\r\n", head).detail, StartsWith("A header field"));
}

}  // namespace
}  // namespace waymark::http
