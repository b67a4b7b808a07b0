#include "adapters/smtp/reply.hpp"

#include <gmock/gmock.h>

namespace waymark::smtp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Reply, IsPutTogetherOfItsLines) {
    ReplyReader reply;
    EXPECT_TRUE(reply.take("250-mail.example.org\r\n"));
    EXPECT_FALSE(reply.code());
    EXPECT_TRUE(reply.take("250-SIZE 1000\r\n"));
    EXPECT_TRUE(reply.take("250 HELP\r\n"));
    EXPECT_EQ(reply.code(), 250);
    EXPECT_EQ(reply.words(), "250 mail.example.org SIZE 1000 HELP");
    EXPECT_THAT(reply.lines(), ElementsAre("mail.example.org", "SIZE 1000", "HELP"));
    EXPECT_TRUE(reply.take("354\r\n"));  // the next one
    EXPECT_EQ(reply.code(), 354);
    EXPECT_THAT(reply.lines(), ElementsAre(""));
}

TEST(Reply, HasABoundAsAWhole) {
    ReplyReader reply;
    const auto line = "250-" + std::string(994, 'x') + "\r\n";  // 1,000 bytes
    for (int i = 0; i < 65; ++i) ASSERT_TRUE(reply.take(line)) << i;
    EXPECT_FALSE(reply.take(line));
    EXPECT_THAT(reply.fault(), HasSubstr("64 KiB"));
}

TEST(Reply, HasABoundInEachLine) {
    ReplyReader reply;
    EXPECT_FALSE(reply.take("250 " + std::string(4'092, 'x') + "\n"));
    EXPECT_THAT(reply.fault(), HasSubstr("4 KiB"));
    EXPECT_FALSE(reply.code());
}

TEST(Words, AreKeptPrintableShortAndWithoutTheRecipient) {
    const std::vector<std::string> recipient = {"anna@example.com"};
    EXPECT_EQ(fit_to_keep("550 <Anna@Example.COM> anna@example.com?", recipient),
              "550 <<recipient>> <recipient>?");
    EXPECT_EQ(fit_to_keep(std::string("a\0b\r\n\x1b\x7f\xd0", 8), recipient),
              R"(a\x00b\x0d\x0a\x1b\x7f\xd0)");
    EXPECT_EQ(fit_to_keep(std::string(600, 'x'), recipient), std::string(500, 'x'));
    EXPECT_EQ(fit_to_keep(std::string(498, 'x') + "\n", recipient), std::string(498, 'x'));  // no half escape
    EXPECT_EQ(fit_to_keep("550 no", {""}), "550 no");
}

}  // namespace
}  // namespace waymark::smtp
