#include "adapters/http/chunks.hpp"

#include <gmock/gmock.h>

namespace waymark::http {
namespace {

struct Taken {
    Refusal refusal;
    std::string body;
    std::size_t used = 0;
    bool complete = false;
};

/// The text, arriving in pieces of `step` bytes.
Taken taken(std::string_view text, std::size_t step, std::size_t most = 1000) {
    Taken result;
    Chunks chunks;
    for (std::size_t end = step; !result.refusal && !chunks.complete(); end += step) {
        std::size_t used = 0;
        const auto arrived = text.substr(0, end);
        result.refusal = chunks.take(arrived.substr(result.used), result.body, most, used);
        result.used += used;
        if (end >= text.size()) break;
    }
    result.complete = chunks.complete();
    return result;
}

TEST(Chunks, GiveTheBodyHoweverTheyArrive) {
    constexpr std::string_view text =
        "5;a=b\r\nhello\r\n6;c;d=\"x;\\\"y\"\r\n world\r\n0\r\nTrailer: t\r\n\r\nGET /next";
    for (std::size_t step = 1; step <= text.size(); ++step) {
        const auto result = taken(text, step);
        EXPECT_FALSE(result.refusal) << result.refusal.detail;
        EXPECT_TRUE(result.complete);
        EXPECT_EQ(result.body, "hello world");
        EXPECT_EQ(text.substr(result.used), "GET /next");
    }
}

TEST(Chunks, RefuseWhatTwoReadersCouldReadDifferently) {
    for (const std::string_view text :
         {"-1\r\n", "0x2\r\n{}\r\n", "2 \r\n{}\r\n", "2\n{}\n0\n\n", "2;\r\n{}\r\n", "2;\n{}\r\n",
          "2\r\n{}0\r\n", "2\r\n{}XX\r\n", "10000000000000002\r\n", "2;a=\"b\r\n{}\r\n", "\r\n",
          "5\r\r;ABCD\r\n", "0\r\n: x\r\n\r\n", "0\r\nno colon\r\n\r\n", "0\r\nA\x01: x\r\n\r\n", "g\r\n"})
        for (const std::size_t step : {text.size(), std::size_t{1}}) {
            const auto result = taken(text, step);
            EXPECT_EQ(result.refusal.code, "bad-request") << text << " by " << step;
            EXPECT_FALSE(result.complete);
        }
}

TEST(Chunks, AreBounded) {
    EXPECT_EQ(taken("3e9\r\n", 5).refusal.code, "body-too-large");  // 1001 bytes announced
    EXPECT_EQ(taken("1f4\r\n" + std::string(500, 'a') + "\r\n1f5\r\n", 10'000).refusal.code,
              "body-too-large");
    EXPECT_FALSE(taken("3e8\r\n" + std::string(1000, 'a') + "\r\n0\r\n\r\n", 10'000).refusal);
    EXPECT_EQ(taken("1;" + std::string(300, 'a') + "\r\n", 10'000).refusal.code, "bad-request");
    EXPECT_EQ(taken("1;" + std::string(100'000, 'a'), 4096).refusal.code, "bad-request");
    std::string trailers = "0\r\n";
    for (int i = 0; i < 17; ++i) trailers += "A: b\r\n";
    EXPECT_EQ(taken(trailers, 10'000).refusal.code, "bad-request");
    std::string extensions;
    for (int i = 0; i < 100; ++i) extensions += "1;abc\r\na\r\n";
    EXPECT_EQ(taken(extensions, 10'000).refusal.code, "bad-request") << "256 bytes of extensions in all";
}

}  // namespace
}  // namespace waymark::http
