#include "adapters/smtp/address.hpp"

#include <gmock/gmock.h>

#include "adapters/smtp/settings.hpp"

namespace waymark::smtp {
namespace {

TEST(Address, IsADotStringAtADomain) {
    for (const std::string fine :
         {"a@b", "anna.p+waymark@example.com", "o'neil@example.com", "1@x-y.example"}) {
        const auto address = parse_address(fine);
        ASSERT_TRUE(address) << fine;
        EXPECT_EQ(address->text(), fine);
        EXPECT_FALSE(address->needs_utf8());
    }
    for (const std::string wrong : {"",
                                    "a",
                                    "@b",
                                    "a@",
                                    "a b@c",
                                    "a@b c",
                                    ".a@b",
                                    "a.@b",
                                    "a..b@c",
                                    "a@b..c",
                                    "\"a b\"@c",
                                    "a@[127.0.0.1]",
                                    "a@b\r\nRCPT TO:<c@d>",
                                    "a\r@b",
                                    "a@b>",
                                    "<a@b>",
                                    "a@b@c",
                                    "a,b@c",
                                    "a;b@c",
                                    "a(b)@c",
                                    "a\\@b",
                                    "a@b_c",
                                    "a@-b",
                                    "a\xff@b",
                                    "a\xe2\x80\xa8@b",
                                    "a\xe2\x80\xaeg@b",
                                    "a\xc2\x85@b"})
        EXPECT_FALSE(parse_address(wrong)) << wrong;
    EXPECT_FALSE(parse_address(std::string("a\0@b", 4)));
    EXPECT_FALSE(parse_address("a@b" + std::string(1, '\0') + ".c"));
    EXPECT_FALSE(parse_address(std::string(65, 'a') + "@b"));
    EXPECT_FALSE(parse_address("a@" + std::string(64, 'b')));
}

TEST(Address, DomainBecomesAsciiInLowerCase) {
    EXPECT_EQ(parse_address("Anna@Example.COM")->text(), "Anna@example.com");
    const auto russian = parse_address("анна@ПРИМЕР.рф");
    ASSERT_TRUE(russian);
    EXPECT_EQ(russian->domain, "xn--e1afmkfd.xn--p1ai");
    EXPECT_TRUE(russian->needs_utf8());
}

TEST(Address, MailboxMayHaveAName) {
    EXPECT_EQ(parse_mailbox("a@b")->name, "");
    const auto named = parse_mailbox("Партнёрская программа <a@b>");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->name, "Партнёрская программа");
    EXPECT_EQ(named->address.text(), "a@b");
    EXPECT_FALSE(parse_mailbox("Программа"));
    EXPECT_FALSE(parse_mailbox("<>"));
}

TEST(Server, IsAnAddressAndNothingBehindIt) {
    EXPECT_EQ(parse_server("smtp://mail.example.org")->text(), "mail.example.org:587");
    EXPECT_EQ(parse_server("smtps://mail.example.org")->text(), "mail.example.org:465");
    EXPECT_TRUE(parse_server("smtps://mail.example.org")->tls_at_once);
    EXPECT_EQ(parse_server("smtp://[::1]:25")->text(), "[::1]:25");
    for (const char* wrong : {"", "mail.example.org", "http://a", "smtp://", "smtp://a:", "smtp://a:0",
                              "smtp://a:65536", "smtp://a:1x", "smtp://a/b", "smtp://u:p@a", "smtp://a:1/b",
                              "smtp://[::1", "smtp://::1", "smtp://a b", "smtp://a\r\n"})
        EXPECT_FALSE(parse_server(wrong)) << wrong;
}

TEST(Server, LoopbackIsKnownByItsName) {
    for (const char* here : {"smtp://127.0.0.1", "smtp://127.1.2.3:25", "smtp://localhost", "smtp://[::1]"})
        EXPECT_TRUE(parse_server(here)->is_loopback()) << here;
    for (const char* there :
         {"smtp://mail.example.org", "smtp://127.example.org", "smtp://10.0.0.1", "smtp://[::2]"})
        EXPECT_FALSE(parse_server(there)->is_loopback()) << there;
}

}  // namespace
}  // namespace waymark::smtp
