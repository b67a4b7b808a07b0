// The command line against a real service: a rehearsal, and people of several roles with their token files.
#pragma once

#include <gmock/gmock.h>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::daemon {

/// A rehearsal that begins on 2 March 2026, 15:00 in Moscow, with a person and a token file for each role
/// used.
class ClientCommands : public testing::Test {
  protected:
    void SetUp() override {
        for (const char* role : {"coordinator", "support", "auditor"})
            ASSERT_EQ(
                run("admin", {"token", "create", "--name", role, "--role", role, "--save", token_file(role)})
                    .exit_code,
                0);
    }

    [[nodiscard]] std::string token_file(const std::string& role) const {
        return (folder_.path() / (role + ".token")).string();
    }

    /// As somebody of this role.
    [[nodiscard]] blackbox::Finished run(const std::string& role, std::vector<std::string> words) const {
        return blackbox::run_waymark(
            words, {{"WAYMARK_SERVER", daemon_.server()}, {"WAYMARK_TOKEN_FILE", token_file(role)}});
    }

    [[nodiscard]] boost::json::value json(const std::string& role, std::vector<std::string> words) const {
        words.insert(words.end(), {"--output", "json"});
        const auto finished = run(role, words);
        EXPECT_EQ(finished.exit_code, 0) << finished.err;
        return boost::json::parse(finished.out);
    }

    [[nodiscard]] std::string made(const std::string& role, std::vector<std::string> words) const {
        return std::string(json(role, std::move(words)).at("instance").at("id").as_string());
    }

    TemporaryFolder folder_;
    blackbox::Daemon daemon_{folder_.path(), {"--rehearsal", "--clock", "2026-03-02T12:00:00Z"}};
};

}  // namespace waymark::daemon
