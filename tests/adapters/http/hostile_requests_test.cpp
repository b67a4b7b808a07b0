// The raw requests of the shared material: each is answered as listed, nothing smuggled in one is ever
// answered, and the server goes on. Names the promises of docs/invariants.md on input nowhere: this is the
// surface's own.
#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "tests/adapters/http/corpora.hpp"
#include "tests/adapters/http/raw_client.hpp"
#include "tests/adapters/http/served.hpp"

namespace waymark::http {
namespace {

/// What the table expects: "400|501+close", "200x3", "400|close".
struct Expected {
    std::vector<unsigned> statuses;
    bool closed = false;       // the connection must be closed behind the answer
    bool close_alone = false;  // closing without any answer will do
    std::size_t answers = 1;

    explicit Expected(std::string text) {
        if (text.ends_with("+close")) {
            closed = text.find('x') == std::string::npos;  // "200x1000|429+close": of the alternative alone
            text.resize(text.size() - 6);
        }
        for (const auto& alternative : split(text, '|')) {
            if (alternative == "close") {
                close_alone = true;
                continue;
            }
            const auto times = alternative.find('x');
            if (times != std::string::npos) answers = std::stoul(alternative.substr(times + 1));
            statuses.push_back(static_cast<unsigned>(std::stoul(alternative.substr(0, times))));
        }
    }
};

void expect_health(std::uint16_t port) {
    RawClient client(port);
    client.send(request_text("GET", "/healthz", ""));
    const auto answer = client.receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200U);
}

void check(std::uint16_t port, const std::string& bytes, const Expected& expected) {
    RawClient client(port);
    client.send(bytes);
    std::size_t answers = 0;
    while (answers < expected.answers) {
        const auto answer = client.receive();
        if (!answer) break;
        ++answers;
        EXPECT_THAT(expected.statuses, testing::Contains(answer->status)) << answer->body;
        EXPECT_THAT(answer->body, testing::Not(testing::HasSubstr("evil.example")));
        if (answer->status >= 400) {
            EXPECT_EQ(answer->field("content-type"), "application/problem+json");
        }
        if (expected.closed) {
            EXPECT_EQ(answer->field("connection"), "close");
        }
    }
    if (answers == 0) {
        EXPECT_TRUE(expected.close_alone) << "there was no answer";
    } else {
        EXPECT_EQ(answers, expected.answers);
    }
    if (!expected.closed) client.end();  // what came behind the answered requests would be answered now
    EXPECT_TRUE(client.ended());
}

ServerOptions impatient() {
    ServerOptions options;
    options.head_time = std::chrono::milliseconds(400);
    options.body_time = std::chrono::milliseconds(400);
    return options;
}

TEST(HostileRequests, OwnAreAnsweredAsListed) {
    const auto folder = hostile_folder();
    if (!folder) GTEST_SKIP() << "the shared material is not here";
    const Served served(impatient());
    std::size_t cases = 0;
    for (const auto& row : rows_of(*folder / "own/http/http.tsv")) {
        SCOPED_TRACE(row[1] + ": " + row[5]);
        check(served.port(), bytes_of(*folder / "own/http" / row[1]), Expected(row[4]));
        expect_health(served.port());
        ++cases;
    }
    EXPECT_EQ(cases, 107U);
}

/// The text's code points as bytes, which is what the corpus means by them.
std::string latin1(std::string_view utf8) {
    std::string bytes;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80)
            bytes += utf8[i];
        else
            bytes +=
                static_cast<char>(((byte & 0x1fU) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3fU));
    }
    return bytes;
}

TEST(HostileRequests, ThoseOfLlhttpAreRefusedAsListed) {
    const auto folder = hostile_folder();
    if (!folder) GTEST_SKIP() << "the shared material is not here";
    const Served served(impatient());
    std::size_t refused = 0;
    for (const auto& line : split(bytes_of(*folder / "third-party/llhttp/request-cases.jsonl"), '\n')) {
        const auto each = boost::json::parse(line);
        const std::string verdict(each.at("verdict").as_string());
        SCOPED_TRACE(std::to_string(each.at("id").as_int64()) + " " +
                     std::string(each.at("title").as_string()) + ": " + verdict);
        RawClient client(served.port());
        client.send(latin1(std::string(each.at("raw_latin1").as_string())));
        client.end();
        std::vector<unsigned> statuses;
        while (const auto answer = client.receive()) statuses.push_back(answer->status);
        for (const auto status : statuses) EXPECT_LT(status, 500U);
        if (verdict == "reject") {
            ++refused;
            ASSERT_EQ(statuses.size(), 1U) << "refused, and nothing behind it answered";
            EXPECT_GE(statuses[0], 400U);
        } else if (verdict.starts_with("first request")) {
            EXPECT_EQ(statuses.size(), 1U);
        }
    }
    EXPECT_EQ(refused, 52U);
    expect_health(served.port());
}

TEST(HostileRequests, SlowClientsDoNotKeepOthersOut) {
    ServerOptions options;
    options.connections = 50;
    const Served served(options);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<RawClient>(served.port()));
        slow.back()->send("GET /heal");
        if (i % 20 == 0) expect_health(served.port());
    }
    expect_health(served.port());
    EXPECT_TRUE(slow.front()->ended()) << "who waits longest gives way";
}

}  // namespace
}  // namespace waymark::http
