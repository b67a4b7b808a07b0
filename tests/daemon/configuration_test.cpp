#include "daemon/configuration.hpp"

#include <fstream>
#include <gmock/gmock.h>

namespace waymark::daemon {
namespace {

const char* no_environment(const char*) { return nullptr; }

class ConfigurationTest : public testing::Test {
  public:
    ~ConfigurationTest() override { std::remove(path_.c_str()); }

  protected:
    /// A TOML file with this text.
    std::string file(const std::string& text) {
        std::ofstream(path_) << text;
        return path_;
    }

  private:
    std::string path_ = testing::TempDir() + "/waymark-configuration-test.toml";
};

TEST_F(ConfigurationTest, EveryKeyHasADefaultThatStands) {
    const auto configuration = Configuration::read({}, no_environment, {});
    ASSERT_TRUE(configuration);
    for (const auto& key : configuration_keys()) {
        EXPECT_EQ(configuration->text(key.name), key.otherwise);
        EXPECT_EQ(key.objection(key.otherwise), "") << key.name;
        EXPECT_EQ(configuration->settings().at(key.name).source, "default");
    }
}

TEST_F(ConfigurationTest, TheLaterSourceWinsAndIsNamed) {
    const auto toml = file("listen = \"127.0.0.1:1\"\n[log]\nlevel = \"debug\"\nformat = \"json\"\n");
    const auto environment = [](const char* name) -> const char* {
        return std::string_view(name) == "WAYMARK_LOG_LEVEL" || std::string_view(name) == "WAYMARK_LISTEN"
                   ? (std::string_view(name) == "WAYMARK_LISTEN" ? "127.0.0.1:2" : "error")
                   : nullptr;
    };
    const auto configuration = Configuration::read(toml, environment, {{"listen", "127.0.0.1:3"}});
    ASSERT_TRUE(configuration) << configuration.error().message;
    EXPECT_EQ(configuration->text("listen"), "127.0.0.1:3");
    EXPECT_EQ(configuration->settings().at("listen").source, "--listen");
    EXPECT_EQ(configuration->text("log.level"), "error");
    EXPECT_EQ(configuration->settings().at("log.level").source, "WAYMARK_LOG_LEVEL");
    EXPECT_EQ(configuration->text("log.format"), "json");
    EXPECT_EQ(configuration->settings().at("log.format").source, toml + ":4");
}

TEST_F(ConfigurationTest, NumbersAndTablesOfTheFileAreRead) {
    const auto configuration =
        Configuration::read(file("[timers]\njump_tolerance_s = 60\n"), no_environment, {});
    ASSERT_TRUE(configuration) << configuration.error().message;
    EXPECT_EQ(configuration->number("timers.jump_tolerance_s"), 60U);
}

struct Wrong {
    const char* text;
    const char* line;   // of the file, where it is wrong
    const char* cause;  // named in the message
};

TEST_F(ConfigurationTest, WhatIsWrongIsNamedWithItsLine) {
    for (const auto& wrong : {Wrong{"liste = \"127.0.0.1:1\"\n", ":1", "no key"},
                              {"\n[log]\nlevel = \"loud\"\n", ":3", "loud"},
                              {"listen = \n", ":1", ""},
                              {"listen = \"8086\"\n", ":1", "ADDRESS:PORT"},
                              {"[timers]\njump_tolerance_s = 0\n", ":2", "1 to 86400"},
                              {"[idempotency]\nmax_keys = 1.5\n", ":2", "whole number"}}) {
        const auto path = file(wrong.text);
        const auto configuration = Configuration::read(path, no_environment, {});
        ASSERT_FALSE(configuration) << wrong.text;
        EXPECT_EQ(configuration.error().code, "bad-configuration");
        EXPECT_THAT(configuration.error().place, testing::StartsWith(path + wrong.line)) << wrong.text;
        EXPECT_THAT(configuration.error().message, testing::HasSubstr(wrong.cause)) << wrong.text;
    }
    const auto flag = Configuration::read({}, no_environment, {{"listen", "nowhere"}});
    ASSERT_FALSE(flag);
    EXPECT_EQ(flag.error().place, "--listen");
    EXPECT_FALSE(Configuration::read(testing::TempDir() + "/waymark-no-such-file.toml", no_environment, {}));
}

TEST_F(ConfigurationTest, KeysHaveTheirNamesInThreeSpellings) {
    const ConfigurationKey key{"timers.jump_tolerance_s", {}, {}, {}};
    EXPECT_EQ(key.variable(), "WAYMARK_TIMERS_JUMP_TOLERANCE_S");
    EXPECT_EQ(key.flag(), "--timers-jump-tolerance-s");
}

}  // namespace
}  // namespace waymark::daemon
