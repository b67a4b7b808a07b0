#include "workflows/partner/recipients.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "tests/workflows/partner/small_town.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Recipients : public testing::Test {
  protected:
    Recipients() {
        for (const auto* who : {"olga", "anton", "sasha"}) {
            town_.tell("subject:n." + std::string(who), who);
            town_.tell("subject:e." + std::string(who), who + std::string("@romashka.example"));
        }
        town_.tell("subject:company", "Romashka LLC");
        partner_ =
            town_.add("partner", partner_data(json("[{'name': 'subject:n.olga', 'email': 'subject:e.olga', "
                                                   "'role': 'owner'}, {'name': 'subject:n.sasha', 'email': "
                                                   "'subject:e.sasha', 'role': 'signatory'}, {'name': "
                                                   "'subject:n.anton', 'email': 'subject:e.anton', 'role': "
                                                   "'admin'}]")));
        notice_ = town_.add(
            "notice", json("{'received_at': '2026-03-02T12:40:00Z', 'sender': {'role': 'owner'}}"), partner_);
    }

    static Value partner_data(const Value& contacts) {
        return Value::Object{{"name", "subject:company"}, {"locale", "en"}, {"contacts", contacts}};
    }

    /// "name <address> language" of each, or the error's message.
    std::vector<std::string> told(const std::string& audience, const Value& fields = Value::Object{}) {
        return told_of(notice_, audience, fields);
    }
    std::vector<std::string> told_of(runtime::InstanceId instance, const std::string& audience,
                                     const Value& fields = Value::Object{}) {
        const auto found =
            addressees(town_.row(instance, "quit.received", audience, fields), town_, mailboxes_);
        if (!found) return {found.error().code, found.error().message};
        std::vector<std::string> texts;
        for (const auto& each : *found)
            texts.push_back(each.name + " <" + each.address + "> " + std::string(to_text(each.language)));
        return texts;
    }

    SmallTown town_;
    Mailboxes mailboxes_;
    runtime::InstanceId partner_, notice_;
};

TEST_F(Recipients, OfAPartnerAreItsOwnersAndAdministrators) {
    EXPECT_THAT(told("partner"),
                ElementsAre("olga <olga@romashka.example> en", "anton <anton@romashka.example> en"));
    const auto found = addressees(town_.row(notice_, "quit.received", "partner", {}), town_, mailboxes_);
    EXPECT_EQ(found->front().id, "subject:e.olga");
    EXPECT_TRUE(found->front().of_partner);
    EXPECT_EQ(found->front().partner->id, partner_);
}

TEST_F(Recipients, OfAPartnerWithoutThoseAreAllContactsThenItsPeople) {
    const auto signed_only = town_.add(
        "partner",
        partner_data(json("[{'name': 'subject:n.sasha', 'email': 'subject:e.sasha', 'role': 'signatory'}]")));
    EXPECT_THAT(told_of(signed_only, "partner"), ElementsAre("sasha <sasha@romashka.example> en"));
    const auto silent = town_.add("partner", partner_data(Value::Array{}));
    EXPECT_THAT(told_of(silent, "partner"),
                ElementsAre("nobody-to-write", HasSubstr("add one to its contacts")));
    town_.tell("subject:p", "petr@romashka.example");
    town_.add("person", Value::Object{{"name", "subject:n.olga"},
                                      {"email", "subject:p"},
                                      {"roles", json("['partner-admin']")},
                                      {"partner", to_text(silent)}});
    EXPECT_THAT(told_of(silent, "partner"), ElementsAre("olga <petr@romashka.example> ru"));
}

TEST_F(Recipients, OfAnAudienceOfTheStaffAreThoseWhoHoldTheRole) {
    town_.add_person("Pavel", "pam", "pavel@provider.example");
    town_.add_person("Lena", "lead", "lena@provider.example", "en");
    town_.add_person("Kira", "coordinator", "kira@provider.example");
    town_.add_person("Mute", "coordinator", "");
    const auto gone = town_.add_person("Gone", "coordinator", "gone@provider.example");
    town_.let_go(gone);
    EXPECT_THAT(told("pam"), ElementsAre("Pavel <pavel@provider.example> ru"));
    EXPECT_THAT(told("team"),
                ElementsAre("Lena <lena@provider.example> en", "Kira <kira@provider.example> ru"));
    EXPECT_THAT(told("lead"), ElementsAre("Lena <lena@provider.example> en"));
    EXPECT_THAT(told("finance"), ElementsAre("nobody-to-write", HasSubstr("letters.mailbox.finance")));
    mailboxes_["finance"] = "finance@provider.example";
    mailboxes_["team"] = "team@provider.example";
    EXPECT_THAT(told("finance"), ElementsAre(" <finance@provider.example> ru"));
    EXPECT_THAT(told("team"), testing::SizeIs(2)) << "a mailbox stands in only where nobody can be reached";
}

TEST_F(Recipients, ThePartnersOwnManagerGoesBeforeTheOthers) {
    town_.add_person("Pavel", "pam", "pavel@provider.example");
    const auto own = town_.add_person("Polina", "pam", "polina@provider.example");
    auto data = partner_data(Value::Array{}).with("pam", to_text(own));
    const auto partner = town_.add("partner", data);
    EXPECT_THAT(told_of(partner, "pam"), ElementsAre("Polina <polina@provider.example> ru"));
    town_.let_go(own);
    EXPECT_THAT(told_of(partner, "pam"), ElementsAre("Pavel <pavel@provider.example> ru"));
}

TEST_F(Recipients, AMessageMayNameThePerson) {
    town_.add_person("Arkady", "architect", "arkady@provider.example");
    const auto named = town_.add_person("Alisa", "architect", "alisa@provider.example");
    EXPECT_THAT(told("architect"), testing::SizeIs(2));
    EXPECT_THAT(told("architect", Value::Object{{"architect", to_text(named)}}),
                ElementsAre("Alisa <alisa@provider.example> ru"));
    EXPECT_THAT(told("architect", Value::Object{{"architect", to_text(partner_)}}), testing::SizeIs(2))
        << "an id of somebody who is no person names nobody";
}

TEST_F(Recipients, EachAddressOnce) {
    town_.add_person("One", "lead", "shared@provider.example");
    town_.add_person("Two", "coordinator", "Shared@Provider.example");
    EXPECT_THAT(told("team"), ElementsAre("One <shared@provider.example> ru"));
}

TEST_F(Recipients, WhoseAddressIsErasedIsNotWrittenTo) {
    town_.forget("subject:e.olga");
    EXPECT_THAT(told("partner"), ElementsAre("anton <anton@romashka.example> en"));
    town_.forget("subject:e.anton");
    town_.forget("subject:e.sasha");
    const auto error = told("partner");
    EXPECT_EQ(error.front(), "nobody-to-write");
    for (const auto* who : {"olga", "anton", "sasha", "Romashka"})
        EXPECT_THAT(error.back(), Not(HasSubstr(who)));
}

TEST_F(Recipients, OfAnApplicationToTheProgramAreItsContacts) {
    const auto person = town_.add_person("Prokhor", "prospect", "prokhor@romashka.example");
    const auto full = town_.add("onboarding",
                                json("{'company': 'subject:company', 'locale': 'en', 'contacts': [{'name': "
                                     "'subject:n.olga', 'email': 'subject:e.olga', 'role': 'owner'}]}"),
                                person);
    EXPECT_THAT(told_of(full, "prospect"), ElementsAre("olga <olga@romashka.example> en"));
    const auto bare = town_.add("onboarding", json("{'contacts': []}"), person);
    EXPECT_THAT(told_of(bare, "prospect"), ElementsAre("Prokhor <prokhor@romashka.example> ru"));
}

TEST_F(Recipients, AnUnknownAudienceIsSaidSo) {
    EXPECT_THAT(told("everybody"), ElementsAre("nobody-to-write", HasSubstr("no audience \"everybody\"")));
}

}  // namespace
}  // namespace waymark::partner
