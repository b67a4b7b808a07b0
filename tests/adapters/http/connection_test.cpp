// What happens on a connection, whatever is asked over it.
#include <gmock/gmock.h>
#include <thread>

#include "tests/adapters/http/raw_client.hpp"
#include "tests/adapters/http/served.hpp"

namespace waymark::http {
namespace {

TEST(Connection, IsKeptAndAnswersInOrder) {
    const Served served;
    RawClient client(served.port());
    client.send(request_text("GET", "/healthz", "") + request_text("GET", "/nowhere", "") +
                request_text("GET", "/readyz", ""));
    EXPECT_EQ(client.receive()->status, 200U);
    EXPECT_EQ(client.receive()->status, 404U);
    EXPECT_EQ(client.receive()->status, 200U);
    client.send(request_text("GET", "/healthz", "", "Connection: close\r\n") +
                request_text("GET", "/healthz", ""));
    const auto last = client.receive();
    EXPECT_EQ(last->field("connection"), "close");
    EXPECT_TRUE(client.ended()) << "what came behind Connection: close is not looked at";
}

TEST(Connection, EachAnswerSaysHowItIsToBeTreated) {
    const Served served;
    RawClient client(served.port());
    client.send(request_text("GET", "/healthz", ""));
    const auto answer = client.receive();
    EXPECT_THAT(answer->field("date"),
                testing::MatchesRegex("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT"));
    EXPECT_EQ(answer->field("cache-control"), "no-store");
    EXPECT_EQ(answer->field("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer->field("referrer-policy"), "no-referrer");
    EXPECT_THAT(answer->field("content-security-policy"), testing::StartsWith("default-src 'none'"));
}

TEST(Connection, HeadGivesTheHeadAlone) {
    const Served served;
    RawClient client(served.port());
    client.send(request_text("HEAD", "/healthz", "") + request_text("GET", "/healthz", ""));
    const auto head = client.receive(true);
    EXPECT_EQ(head->status, 200U);
    const auto whole = client.receive();
    EXPECT_EQ(whole->status, 200U);
    EXPECT_EQ(head->field("content-length"), std::to_string(whole->body.size()));
}

TEST(Connection, BodiesOfBothKindsAreTakenInAnyPieces) {
    const Served served;
    const std::string fields = "Host: localhost\r\nAuthorization: Bearer " + served.token("agent") +
                               "\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n";
    const std::string body = R"({"unknown":1})";
    const std::string whole =
        "POST /api/v1/tokens HTTP/1.1\r\n" + fields + "Content-Length: 13\r\n\r\n" + body;
    const std::string chunked =
        "POST /api/v1/tokens HTTP/1.1\r\n" + fields +
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"unk\r\n8;a=b\r\nnown\":1}\r\n0\r\n\r\n";
    for (const auto& text : {whole, chunked})
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, text.size()}) {
            RawClient client(served.port());
            for (std::size_t at = 0; at < text.size(); at += piece)
                client.send(std::string_view(text).substr(at, piece));
            const auto answer = client.receive();
            ASSERT_TRUE(answer);
            EXPECT_EQ(answer->status, 422U) << answer->body;
            EXPECT_THAT(answer->body, testing::HasSubstr("/unknown"));
            client.send(request_text("GET", "/healthz", ""));
            EXPECT_EQ(client.receive()->status, 200U);
        }
}

TEST(Connection, WhoExpectsToBeToldIsTold) {
    const Served served;
    RawClient client(served.port());
    client.send(
        "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
        "2\r\n\r\n");
    // receive() would skip the interim answer; that the body is awaited shows in the order: first 100, then
    // 401.
    client.send("{}");
    EXPECT_EQ(client.receive()->status, 401U);
}

TEST(Connection, AForeignHostIsRefusedAndTheConnectionGoesOn) {
    const Served served;
    RawClient client(served.port());
    client.send("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n" + request_text("GET", "/healthz", ""));
    EXPECT_EQ(client.receive()->status, 421U);
    EXPECT_EQ(client.receive()->status, 200U);
}

TEST(Connection, ALargeHeadIsRefusedThoughMoreIsOnItsWay) {
    const Served served;
    RawClient client(served.port());
    client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nA: " + std::string(1 << 20, 'a'));
    const auto answer = client.receive();
    ASSERT_TRUE(answer) << "the answer must arrive, not a reset";
    EXPECT_EQ(answer->status, 431U);
    EXPECT_EQ(answer->json()["code"], states::Value("header-too-large"));
}

TEST(Connection, ALargeBodyIsRefusedBeforeItIsRead) {
    const Served served;
    RawClient client(served.port());
    client.send("POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n");
    EXPECT_EQ(client.receive()->json()["code"], states::Value("body-too-large"));
    EXPECT_TRUE(client.ended());
}

TEST(Connection, IsClosedWhenNothingComes) {
    ServerOptions options;
    options.head_time = std::chrono::milliseconds(100);
    options.body_time = std::chrono::milliseconds(100);
    options.idle_time = std::chrono::milliseconds(100);
    const Served served(options);
    RawClient silent(served.port());
    EXPECT_TRUE(silent.ended());

    RawClient kept(served.port());
    kept.send(request_text("GET", "/healthz", ""));
    EXPECT_EQ(kept.receive()->status, 200U);
    EXPECT_TRUE(kept.ended());

    RawClient half(served.port());
    half.send("GET /heal");
    EXPECT_EQ(half.receive()->json()["code"], states::Value("request-timeout"));
    EXPECT_TRUE(half.ended());

    RawClient body(served.port());
    body.send("POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
    EXPECT_EQ(body.receive()->status, 408U);
    EXPECT_TRUE(body.ended());
}

TEST(Server, IsReadyWhenItIsToldSo) {
    const Served served;
    served.server().set_ready(false);
    RawClient client(served.port());
    client.send(request_text("GET", "/healthz", "") + request_text("GET", "/readyz", "") +
                request_text("GET", "/api/v1/status", served.token("agent")));
    EXPECT_EQ(client.receive()->status, 200U);
    EXPECT_EQ(client.receive()->status, 503U);
    const auto answer = client.receive();
    EXPECT_EQ(answer->json()["code"], states::Value("not-ready"));
    EXPECT_EQ(answer->field("retry-after"), "1");
}

TEST(Server, SaysThatItCannotListen) {
    const Served first;
    ServerOptions taken;
    taken.address = "no address";
    EXPECT_EQ(first.start_another(taken).error().code, "cannot-listen");
    taken.address = "127.0.0.1";
    taken.port = first.port();
    EXPECT_EQ(first.start_another(taken).error().code, "cannot-listen");
}

TEST(Server, FinishesWhatHasArrivedBeforeItStops) {
    const Served served;
    RawClient idle(served.port());
    RawClient busy(served.port());
    idle.send(request_text("GET", "/healthz", ""));
    EXPECT_EQ(idle.receive()->status, 200U);
    served.hold_writer();
    busy.send(request_text("POST", "/api/v1/resume", served.token("admin"), "Idempotency-Key: r1\r\n",
                           R"({"reason":"it is well"})"));
    // Another answer shows that the server has read on: the command is with the writer by now.
    RawClient later(served.port());
    later.send(request_text("GET", "/healthz", ""));
    EXPECT_EQ(later.receive()->status, 200U);
    std::thread stopping([&] { served.server().stop(); });
    EXPECT_TRUE(idle.ended()) << "idle connections end at once";
    served.let_go();
    const auto answer = busy.receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->field("connection"), "close");
    EXPECT_TRUE(busy.ended());
    stopping.join();
}

}  // namespace
}  // namespace waymark::http
