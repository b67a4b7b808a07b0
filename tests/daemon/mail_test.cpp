#include "daemon/mail.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

#include "tests/temporary_folder.hpp"

namespace waymark::daemon {
namespace {

using testing::HasSubstr;
using Flags = std::map<std::string, std::string>;

class MailSettings : public testing::Test {
  protected:
    static Configuration configuration(const Flags& flags) {
        return *Configuration::read(
            {}, [](const char*) -> const char* { return nullptr; }, flags);
    }
    static Flags with(Flags flags) {
        flags.emplace("mail.server", "smtp://mail.example.org");
        flags.emplace("mail.from", "Partner program <partners@example.org>");
        return flags;
    }
    /// Refused, at this key.
    static void expect_wrong(const Flags& flags, const std::string& key, const std::string& words) {
        const auto settings = mail_settings(configuration(flags));
        ASSERT_FALSE(settings) << key;
        EXPECT_EQ(settings.error().code, "bad-configuration");
        EXPECT_THAT(settings.error().message, testing::StartsWith(key + " "));
        EXPECT_THAT(settings.error().message, HasSubstr(words));
        EXPECT_FALSE(settings.error().place.empty());
    }
    std::string password_file(const std::string& text, std::filesystem::perms mode) {
        auto path = folder_.file("password");
        std::ofstream(path) << text;
        std::filesystem::permissions(path, mode);
        return path;
    }

  private:
    TemporaryFolder folder_;
};

constexpr auto owner_only = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

TEST_F(MailSettings, WithoutAServerThereAreNone) {
    const auto settings = mail_settings(configuration({}));
    ASSERT_TRUE(settings);
    EXPECT_FALSE(settings->has_value());
    expect_wrong({{"mail.routes", "example.org=smtp://a"}}, "mail.routes", "mail.server");
    expect_wrong({{"mail.user", "waymark"}}, "mail.user", "mail.server");
}

TEST_F(MailSettings, AreWhatTheKeysSay) {
    const auto settings = mail_settings(configuration(with({
        {"mail.routes", "Пример.рф = smtps://mx.example.com , example.net=smtp://127.0.0.1:2525"},
        {"mail.user", "waymark"},
        {"mail.password_file", password_file("open sesame\n", owner_only)},
        {"mail.connections", "3"},
    })));
    ASSERT_TRUE(settings) << settings.error().message;
    const auto& found = settings->value();
    EXPECT_EQ(found.server.text(), "mail.example.org:587");
    EXPECT_EQ(found.from.name, "Partner program");
    EXPECT_EQ(found.from.address.text(), "partners@example.org");
    ASSERT_EQ(found.routes.size(), 2U);
    EXPECT_EQ(found.routes.at("xn--e1afmkfd.xn--p1ai").text(), "mx.example.com:465");
    EXPECT_TRUE(found.routes.at("xn--e1afmkfd.xn--p1ai").tls_at_once);
    EXPECT_EQ(found.tls, smtp::Tls::required);
    EXPECT_EQ(found.user, "waymark");
    EXPECT_EQ(found.password, "open sesame");
    EXPECT_EQ(found.connections, 3U);
}

TEST_F(MailSettings, PlainTextStaysOnThisMachine) {
    expect_wrong(with({{"mail.tls", "none"}}), "mail.tls", "this machine");
    expect_wrong(with({{"mail.tls", "none"},
                       {"mail.server", "smtp://127.0.0.1"},
                       {"mail.routes", "example.org=smtp://mx.example.org"}}),
                 "mail.tls", "this machine");
    EXPECT_TRUE(
        mail_settings(configuration(with({{"mail.tls", "none"}, {"mail.server", "smtp://localhost"}}))));
    EXPECT_TRUE(mail_settings(configuration(with({{"mail.tls", "opportunistic"}}))));
}

TEST_F(MailSettings, PasswordGoesEncryptedOrStaysHere) {
    const auto file = password_file("open sesame", owner_only);
    const Flags login = {{"mail.user", "waymark"}, {"mail.password_file", file}};
    auto flags = with(login);
    flags["mail.tls"] = "opportunistic";
    expect_wrong(flags, "mail.tls", "plain text");
    flags["mail.server"] = "smtps://mail.example.org";
    EXPECT_TRUE(mail_settings(configuration(flags)));
    flags["mail.server"] = "smtp://127.0.0.1:2525";
    EXPECT_TRUE(mail_settings(configuration(flags)));
}

TEST_F(MailSettings, PasswordFileIsItsOwnersAlone) {
    auto flags = with({{"mail.user", "waymark"}});
    expect_wrong(flags, "mail.password_file", "must name");
    flags["mail.password_file"] = "/nowhere/password";
    expect_wrong(flags, "mail.password_file", "is no file");
    for (const auto others : {std::filesystem::perms::group_read, std::filesystem::perms::others_read}) {
        flags["mail.password_file"] = password_file("open sesame\n", owner_only | others);
        expect_wrong(flags, "mail.password_file", "chmod 600");
    }
    for (const char* text : {"", "\n", "open\nsesame\n"}) {
        flags["mail.password_file"] = password_file(text, owner_only);
        expect_wrong(flags, "mail.password_file", text[0] == '\0' ? "empty" : "one line");
    }
}

TEST_F(MailSettings, SenderAndCertificatesMustBeThere) {
    expect_wrong({{"mail.server", "smtp://a"}}, "mail.from", "must be set");
    expect_wrong(with({{"mail.ca_file", "/nowhere/ca.pem"}}), "mail.ca_file", "cannot be read");
}

TEST_F(MailSettings, WhatAKeyCannotHoldIsRefusedAtOnce) {
    for (const auto& [key, text] : Flags{{"mail.server", "mail.example.org"},
                                         {"mail.from", "nobody"},
                                         {"mail.tls", "yes"},
                                         {"mail.connections", "0"},
                                         {"mail.user", "a\nb"}}) {
        const auto read =
            Configuration::read({}, [](const char*) -> const char* { return nullptr; }, {{key, text}});
        ASSERT_FALSE(read) << key;
        EXPECT_EQ(read.error().code, "bad-configuration");
    }
    for (const char* routes :
         {"example.org", "example.org=mx", "=smtp://a", "a=smtp://b,", "a=smtp://b,a=smtp://c"})
        EXPECT_FALSE(parse_routes(routes)) << routes;
}

}  // namespace
}  // namespace waymark::daemon
