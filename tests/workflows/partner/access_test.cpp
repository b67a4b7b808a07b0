// Persons, their tokens, and who a token stands for.
#include "workflows/partner/access.hpp"

#include <gmock/gmock.h>

#include "adapters/clock/randomness.hpp"
#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/token.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::StartsWith;

const Instant now = msk("2026-03-02 12:00");

/// A person as the runtime would show it after the events.
class Somebody {
  public:
    explicit Somebody(std::uint64_t id, const std::string& arguments) {
        definition_.workflow = "person";
        definition_.chart = shipped_chart("person");
        instance_.id = {id};
        instance_.definition = &definition_;
        interpreter_.start(*definition_.chart, instance_.state, json(arguments), {now, "x", false}, outcome_);
    }
    bool send(const std::string& event, const Value& data = {}) {
        states::Event sent;
        sent.name = event;
        sent.data = data;
        interpreter_.dispatch(*definition_.chart, instance_.state, sent, {now, "x", false}, outcome_);
        return outcome_.matched;
    }
    [[nodiscard]] runtime::Instance& instance() { return instance_; }

  private:
    runtime::Definition definition_;
    runtime::Instance instance_;
    states::Interpreter interpreter_;
    states::Outcome outcome_;
};

class AccessTest : public testing::Test {
  protected:
    IssuedToken issue(Somebody& person, std::optional<Instant> expires_at = {}) {
        auto issued = issue_token(randomness, person.instance().id, expires_at, now);
        EXPECT_TRUE(issued.ok());
        EXPECT_EQ(issued->event.event, "token.create");
        EXPECT_TRUE(person.send("token.create", issued->event.data));
        access.take(person.instance());
        return std::move(issued).value();
    }

    clock::SeededRandomness randomness{7};
    Access access;
};

TEST_F(AccessTest, ATokenStandsForItsPerson) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['coordinator', 'pam']}");
    const IssuedToken issued = issue(anna);
    EXPECT_THAT(issued.token, testing::MatchesRegex("wm_[0-9a-z]{8}_[0-9A-Za-z]{43}"));
    const auto actor = access.find(issued.token, now);
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->person, runtime::InstanceId{1});
    EXPECT_EQ(actor->token, issued.id);
    EXPECT_THAT(actor->roles, ElementsAre("coordinator", "pam"));
    EXPECT_EQ(actor->partner.number, 0u);
}

TEST_F(AccessTest, OnlyTheDigestIsHeld) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const IssuedToken issued = issue(anna);
    const std::string secret(parse_token(issued.token)->secret);
    EXPECT_EQ(
        states::to_json(states::datum(*anna.instance().definition->chart, anna.instance().state, "tokens"))
            .find(secret),
        std::string::npos);
    EXPECT_EQ(issued.event.data["digest"], Value(digest_of(secret)));
    EXPECT_EQ(digest_of("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180
}

TEST_F(AccessTest, WhatIsNoTokenOpensNothing) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const std::string token = issue(anna).token;
    std::string other = token;
    other.back() = other.back() == 'a' ? 'b' : 'a';
    std::string stranger = token;
    stranger[3] = stranger[3] == 'a' ? 'b' : 'a';
    for (const std::string& wrong :
         {std::string(), std::string("wm_"), other, stranger, token + "a", token.substr(0, 54), "xx" + token,
          token.substr(0, 11) + "-" + token.substr(12)})
        EXPECT_FALSE(access.find(wrong, now)) << wrong;
}

TEST_F(AccessTest, TokensExpire) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const std::string token = issue(anna, now + std::chrono::hours(1)).token;
    EXPECT_TRUE(access.find(token, now + std::chrono::hours(1) - std::chrono::microseconds(1)));
    EXPECT_FALSE(access.find(token, now + std::chrono::hours(1)));
    EXPECT_EQ(issue_token(randomness, {1}, now, now).error().code, "form-invalid");
}

TEST_F(AccessTest, RevokedTokensAndLeftPersonsAreNobody) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const IssuedToken first = issue(anna), second = issue(anna);
    ASSERT_TRUE(anna.send("token.revoke", Value::Object{{"id", first.id}}));
    EXPECT_FALSE(anna.send("token.revoke", Value::Object{{"id", first.id}}));
    access.take(anna.instance());
    EXPECT_FALSE(access.find(first.token, now));
    EXPECT_TRUE(access.find(second.token, now));
    ASSERT_TRUE(anna.send("leave"));
    access.take(anna.instance());
    EXPECT_FALSE(access.find(second.token, now));
}

TEST_F(AccessTest, ChangedRolesCountAtOnce) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const std::string token = issue(anna).token;
    ASSERT_TRUE(anna.send("roles.set", json("{'roles': ['finance']}")));
    access.take(anna.instance());
    EXPECT_THAT(access.find(token, now)->roles, ElementsAre("finance"));
    EXPECT_FALSE(anna.send("roles.set", json("{'roles': ['partner-owner']}")));
}

TEST_F(AccessTest, APartnersPersonNeverHoldsTheProvidersRoles) {
    const std::string family = runtime::to_text(runtime::InstanceId{99});
    Somebody olga(2,
                  "{'name': 'subject:2', 'roles': ['partner-owner', 'admin'], 'partner': '" + family + "'}");
    const auto actor = access.find(issue(olga).token, now);
    ASSERT_TRUE(actor);
    EXPECT_EQ(actor->partner.number, 99u);
    EXPECT_THAT(actor->roles, ElementsAre("partner-owner"));
    Somebody boris(3, "{'name': 'subject:3', 'roles': ['support', 'partner-owner']}");
    EXPECT_THAT(access.find(issue(boris).token, now)->roles, ElementsAre("support"));
    Somebody broken(4, "{'name': 'subject:4', 'roles': ['partner-owner'], 'partner': 'nonsense'}");
    EXPECT_FALSE(access.find(issue(broken).token, now));
}

TEST_F(AccessTest, AProspectBecomesAnOwnerUnderTheSameToken) {
    const std::string family = runtime::to_text(runtime::InstanceId{99});
    Somebody ivan(5, "{'name': 'subject:5', 'roles': ['prospect']}");
    const std::string token = issue(ivan).token;
    EXPECT_THAT(access.find(token, now)->roles, ElementsAre("prospect"));
    ASSERT_TRUE(ivan.send("onboarding.completed", Value::Object{{"partner", family}}));
    access.take(ivan.instance());
    EXPECT_THAT(access.find(token, now)->roles, ElementsAre("partner-owner"));
    EXPECT_EQ(access.find(token, now)->partner.number, 99u);
}

TEST_F(AccessTest, AQuarantinedPersonIsNobody) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const std::string token = issue(anna).token;
    anna.instance().quarantine = "evidence";
    access.take(anna.instance());
    EXPECT_FALSE(access.find(token, now));
}

TEST(Person, HasAtMostTwentyTokens) {
    Somebody anna(1, "{'name': 'subject:1', 'roles': ['pam']}");
    const std::string digest(64, '0');
    for (char c = 'a'; c < 'a' + 20; ++c)
        EXPECT_TRUE(anna.send("token.create", Value::Object{{"id", std::string(8, c)}, {"digest", digest}}));
    EXPECT_FALSE(anna.send("token.create", Value::Object{{"id", "00000000"}, {"digest", digest}}));
    Life person("person", json("{'name': 'subject:1', 'roles': ['pam']}"), now);
    ASSERT_TRUE(person.send("token.create", Value::Object{{"id", "aaaaaaaa"}, {"digest", digest}}, now));
    EXPECT_THAT(person.chance("token.create", Value::Object{{"id", "aaaaaaaa"}, {"digest", digest}}, now),
                StartsWith("TOKEN_EXISTS"));
    EXPECT_THAT(person.chance("token.revoke", json("{'id': 'bbbbbbbb'}"), now, "ru"),
                StartsWith("TOKEN_UNKNOWN"));
    EXPECT_THAT(person.chance("roles.set", json("{'roles': ['partner-viewer']}"), now),
                StartsWith("ROLES_DO_NOT_FIT"));
}

}  // namespace
}  // namespace waymark::partner
