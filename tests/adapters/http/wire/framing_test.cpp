#include "adapters/http/framing.hpp"

#include <gmock/gmock.h>

namespace waymark::http {
namespace {

const Hosts hosts({"waymark.example"}, "10.1.2.3");

/// The judgement on a request with these fields beside a Host that is in order.
std::pair<Refusal, Framing> judged(const std::string& fields,
                                   const std::string& line = "POST /a?b=c HTTP/1.1") {
    static std::string text;  // the views of what is returned point into it
    text = line + "\r\n" + (fields.find("Host:") == std::string::npos ? "Host: localhost\r\n" : "") + fields +
           "\r\n";
    Head head;
    if (const auto refusal = read_head(text, head)) return {refusal, {}};
    Framing framing;
    const auto refusal = judge(head, hosts, framing);
    return {refusal, framing};
}

TEST(Framing, SplitsTheTarget) {
    const auto [refusal, framing] = judged("");
    EXPECT_FALSE(refusal);
    EXPECT_EQ(framing.path, "/a");
    EXPECT_EQ(framing.query, "b=c");
    EXPECT_TRUE(framing.keep_alive);
    EXPECT_EQ(judged("", "GET /a? HTTP/1.1").second.query, "");
}

TEST(Framing, TakesOneLengthOrChunkedAlone) {
    EXPECT_EQ(judged("Content-Length: 0007\r\n").second.content_length, 7U);
    EXPECT_TRUE(judged("Transfer-Encoding: Chunked\r\n").second.chunked);
    for (const char* fields :
         {"Content-Length: 2\r\nContent-Length: 2\r\n", "Content-Length: 2, 2\r\n", "Content-Length: +2\r\n",
          "Content-Length: -2\r\n", "Content-Length:\r\n", "Content-Length: 99999999999999999999\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
          "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: \"chunked\"\r\n",
          "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding:\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"}) {
        const auto refusal = judged(fields).first;
        EXPECT_EQ(refusal.code, "bad-request") << fields;
        EXPECT_TRUE(refusal.close) << fields;
    }
    EXPECT_EQ(judged("Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0").first.code, "bad-request");
    EXPECT_EQ(judged("Content-Length: 65537\r\n").first.code, "body-too-large");
}

TEST(Framing, AsksForOneHostOfItsOwn) {
    for (const char* host :
         {"localhost", "LOCALHOST:8086", "127.0.0.1:1", "[::1]:8086", "10.1.2.3", "waymark.example"})
        EXPECT_FALSE(judged("Host: " + std::string(host) + "\r\n").first) << host;
    for (const char* host : {"", "a b", "evil.example/..@x", "user@localhost", "localhost:x", "[::1"})
        EXPECT_EQ(judged("Host: " + std::string(host) + "\r\n").first.code, "bad-request") << host;
    EXPECT_EQ(judged("Host: localhost\r\nHost: localhost\r\n").first.code, "bad-request");
    const auto foreign = judged("Host: evil.example\r\n").first;
    EXPECT_EQ(foreign.code, "misdirected-request");
    EXPECT_FALSE(foreign.close);

    Head without;
    Framing framing;
    ASSERT_FALSE(read_head("GET / HTTP/1.1\r\n\r\n", without));
    EXPECT_EQ(judge(without, hosts, framing).code, "bad-request");
}

TEST(Framing, KeepsTheConnectionUnlessToldOtherwise) {
    EXPECT_FALSE(judged("Connection: close\r\n").second.keep_alive);
    EXPECT_FALSE(judged("Connection: upgrade , Close\t\r\n").second.keep_alive);
    EXPECT_TRUE(judged("Connection: upgrade\r\nUpgrade: h2c\r\n").second.keep_alive);
    EXPECT_FALSE(judged("Connection: keep-alive\r\n", "GET / HTTP/1.0").second.keep_alive);
    EXPECT_EQ(judged("Connection: close\r\nConnection: close\r\n").first.code, "bad-request");
}

TEST(Framing, RefusesOtherTargetsThanPaths) {
    for (const char* target : {"*", "http://localhost/a", "127.0.0.1:22", "a"})
        EXPECT_EQ(judged("", "GET " + std::string(target) + " HTTP/1.1").first.code, "bad-request") << target;
    EXPECT_EQ(judged("", "GET /\xc3\xa9 HTTP/1.1").first.code, "bad-request");
}

TEST(Framing, KnowsOneExpectation) {
    EXPECT_TRUE(judged("Expect: 100-Continue\r\n").second.expects_continue);
    EXPECT_EQ(judged("Expect: 200-maybe\r\n").first.code, "expectation-failed");
}

TEST(Framing, WhatDecidesStandsOnce) {
    for (const char* name : {"Authorization", "Idempotency-Key", "If-Match", "Content-Type"}) {
        const auto line = std::string(name) + ": a\r\n";
        EXPECT_EQ(judged(line + line).first.code, "bad-request") << name;
    }
}

}  // namespace
}  // namespace waymark::http
