#include "workflows/partner/correspondence.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "tests/workflows/partner/small_town.hpp"
#include "workflows/partner/plain_text.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using states::Value;
using testing::HasSubstr;
using testing::Not;

Correspondence correspondence(LetterSettings settings = {}) {
    auto letters = read_letters({});
    EXPECT_TRUE(letters.ok()) << letters.error().place << ": " << letters.error().message;
    return {*letters, std::move(settings)};
}

class LettersToPeople : public testing::Test {
  protected:
    LettersToPeople() {
        town_.tell("subject:company", "Romashka LLC");
        town_.tell("subject:n", "Olga");
        town_.tell("subject:e", "olga@romashka.example");
        pam_ = town_.add_person("Polina Petrova", "pam", "polina@provider.example");
        partner_ = town_.add("partner", Value::Object{{"name", "subject:company"},
                                                      {"locale", "en"},
                                                      {"pam", to_text(pam_)},
                                                      {"contacts", json("[{'name': 'subject:n', 'email': "
                                                                        "'subject:e', 'role': 'owner'}]")}});
    }

    runtime::OutboxRow accepted(const std::string& audience) {
        return town_.row(partner_, "quit.accepted", audience,
                         json("{'received_date': '2026-03-02', 'exit_date': '2026-04-01', 'last_day': "
                              "'2026-03-31', 'exit_at': '2026-03-31T21:00:00.000Z', 'date_shifted': false}"));
    }

    SmallTown town_;
    runtime::InstanceId pam_, partner_;
};

TEST_F(LettersToPeople, AreWrittenInTheLanguageOfEach) {
    const auto ours = correspondence(
        {.program = "Cloud partners", .url = "https://partners.example", .contact = "", .mailboxes = {}});
    const auto to = ours.recipients(accepted("partner"), town_);
    ASSERT_TRUE(to.ok());
    ASSERT_EQ(to->size(), 1u);
    EXPECT_EQ(to->front().problem, "");
    const auto letter = ours.letter(accepted("partner"), to->front().id, town_);
    ASSERT_TRUE(letter.ok()) << letter.error().message;
    EXPECT_EQ(letter->address, "olga@romashka.example");
    EXPECT_EQ(letter->name, "Olga");
    EXPECT_EQ(letter->subject, "Romashka LLC leaves the program on 1 April 2026");
    EXPECT_THAT(letter->text, testing::StartsWith("Hello Olga,\n"));
    EXPECT_THAT(letter->text, HasSubstr("Questions: Polina Petrova, polina@provider.example\n"));
    EXPECT_THAT(letter->text, testing::EndsWith("Cloud partners\nhttps://partners.example\n"));

    const auto to_pam = ours.letter(accepted("pam"), to_text(pam_), town_);
    ASSERT_TRUE(to_pam.ok()) << to_pam.error().message;
    EXPECT_THAT(to_pam->subject, HasSubstr("выходит из программы 1 апреля 2026 г."));
    EXPECT_THAT(to_pam->text, HasSubstr("Здравствуйте, Polina Petrova!"));
}

// quit.accepted goes to the partner, its manager, the team and finance.
TEST_F(LettersToPeople, ReachSomebodyOfTwoAudiencesOnce) {
    const auto both = town_.add(
        "person",
        Value::Object{{"name", "Lev"}, {"email", "Polina@Provider.example"}, {"roles", json("['lead']")}});
    const auto lead = town_.add_person("Lena", "lead", "lena@provider.example");
    const auto ids = [&](const char* audience) {
        std::vector<std::string> all;
        const auto found = correspondence().recipients(accepted(audience), town_);
        EXPECT_TRUE(found.ok());
        for (const auto& each : *found) all.push_back(each.id);
        return all;
    };
    EXPECT_THAT(ids("pam"), testing::ElementsAre(to_text(pam_)));
    EXPECT_THAT(ids("team"), testing::ElementsAre(to_text(lead)))
        << "not again to the address of " << to_text(both);
    town_.let_go(lead);
    EXPECT_THAT(ids("team"), testing::ElementsAre(to_text(both)))
        << "an audience is never left without a letter";
}

TEST_F(LettersToPeople, NameNobodyWhoIsErased) {
    town_.forget("subject:company");
    const auto letter = correspondence().letter(accepted("partner"), "subject:e", town_);
    ASSERT_TRUE(letter.ok());
    EXPECT_THAT(letter->text, Not(HasSubstr("subject:")));
    EXPECT_THAT(letter->text, Not(HasSubstr("null")));
    const auto to = correspondence().letter(accepted("partner"), "subject:of somebody else", town_);
    ASSERT_FALSE(to.ok());
    EXPECT_EQ(to.error().code, "nobody-to-write");
}

TEST_F(LettersToPeople, SayWhichMessageHasNoTemplate) {
    const auto letter =
        correspondence().letter(town_.row(partner_, "no.such", "partner", {}), "subject:e", town_);
    ASSERT_FALSE(letter.ok());
    EXPECT_THAT(letter.error().message, HasSubstr("\"no.such\" has no template"));
}

// Every hostile text as name, company and contact's name: the letter keeps the lines that its template has.
TEST_F(LettersToPeople, KeepForeignWordsOutOfTheHead) {
    const auto* set = std::getenv("WAYMARK_SHARED");
    const auto file = std::filesystem::path(set != nullptr ? set : PROJECT_DIR "/../shared") /
                      "conformance/hostile/own/email/header-injection.jsonl";
    std::ifstream lines(file);
    if (!lines) GTEST_SKIP() << "no " << file;
    const auto ours = correspondence();
    const auto plain = ours.letter(accepted("partner"), "subject:e", town_);
    const auto count = [](const std::string& text) { return std::ranges::count(text, '\n'); };
    int tried = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto entry = *states::parse_json(line);
        const std::string value(entry["value"].string_or(""));
        if (entry["field"].string_or("") == "rcpt") {
            EXPECT_NE(address_objection(value), "") << line;
            town_.tell("subject:e", value);
            const auto to = ours.recipients(accepted("partner"), town_);
            ASSERT_TRUE(to.ok()) << line;
            EXPECT_NE(to->front().problem, "") << line;
            EXPECT_THAT(to->front().problem, Not(HasSubstr(value)));
            EXPECT_FALSE(ours.letter(accepted("partner"), "subject:e", town_).ok()) << line;
            town_.tell("subject:e", "olga@romashka.example");
        } else {
            town_.tell("subject:company", value);
            town_.tell("subject:n", value);
            const auto letter = ours.letter(accepted("partner"), "subject:e", town_);
            ASSERT_TRUE(letter.ok());
            for (const auto* head : {&letter->subject, &letter->name})
                for (const char c : *head) EXPECT_FALSE(c >= 0 && c < 0x20) << line;
            for (const auto* line_break : {"\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"})
                EXPECT_THAT(letter->subject, Not(HasSubstr(line_break)));
            EXPECT_EQ(count(letter->text), count(plain->text)) << line;
        }
        ++tried;
    }
    EXPECT_GT(tried, 70);
}

TEST_F(LettersToPeople, ArePreviewedWithoutARecipient) {
    town_.forget("subject:e");
    const auto letter = correspondence().preview(accepted("partner"), Language::ru, town_);
    ASSERT_TRUE(letter.ok());
    EXPECT_EQ(letter->address, "");
    EXPECT_THAT(letter->text, HasSubstr("Здравствуйте, коллеги!"));
}

TEST(Addresses, OfTheUsualKindAreTaken) {
    for (const auto* good :
         {"a@b.example", "first.last+tag@sub.company.example", "o'neil_1@xn--80ak6aa92e.com"})
        EXPECT_EQ(address_objection(good), "") << good;
    for (const auto* bad :
         {"", "@b.example", "a@", "a b@c.example", "a@b..example", "a@-b.example", "a@b.example\n"})
        EXPECT_NE(address_objection(bad), "") << bad;
}

}  // namespace
}  // namespace waymark::partner
