// An edition on its way: who publishes what, what stands against it, and that the book follows.
#include <gmock/gmock.h>

#include "tests/workflows/partner/editions.hpp"
#include "tests/workflows/partner/life.hpp"
#include "tests/workflows/partner/village.hpp"
#include "workflows/partner/publications.hpp"
#include "workflows/partner/reviews.hpp"

namespace waymark::partner {
namespace {

using runtime::InstancePtr;
using states::Value;
using testing::HasSubstr;
using testing::StartsWith;

const char* const nothing_against =
    "{'facts': {'edition': {'version': 'r2', 'from': '2027-01-01', 'code': null, 'text': null}}}";
const char* const seen =
    "{'seen': {'gains': 1, 'loses': 2, 'unknown': 3}, 'facts': {'edition': {'version': 'r2', "
    "'from': '2027-01-01', 'code': null, 'text': null}}}";

class EditionLife : public testing::Test {
  protected:
    void propose() {
        ASSERT_TRUE(life.as("anna").send("propose", json(nothing_against), msk("2026-11-01 10:00")));
        ASSERT_EQ(life.states(), "proposed");
    }
    Life life{"edition", json("{'file': 'r2.toml', 'text': 'version = …'}"), msk("2026-11-01 09:00")};
};

TEST_F(EditionLife, TakesASecondPerson) {
    EXPECT_EQ(life.states(), "draft");
    EXPECT_FALSE(life.as("boris").send("publish", json(seen), msk("2026-11-01 09:30"))) << "not proposed";
    propose();
    EXPECT_EQ(life.audiences("edition.proposed"), std::vector<std::string>{"lead"});
    EXPECT_FALSE(life.as("anna").send("publish", json(seen), msk("2026-11-01 11:00")));
    EXPECT_THAT(life.chance("publish", json(seen), msk("2026-11-01 11:00")), StartsWith("SAME_PERSON"));
    EXPECT_THAT(life.chance("publish", json(seen), msk("2026-11-01 11:00"), "ru"),
                HasSubstr("попросите коллегу"));

    ASSERT_TRUE(life.as("boris").send("publish", json(seen), msk("2026-11-01 12:00")));
    EXPECT_EQ(life.states(), "published");
    EXPECT_EQ(life.datum("published")["by"], Value("boris"));
    EXPECT_EQ(life.datum("published")["seen"], json("{'gains': 1, 'loses': 2, 'unknown': 3}"));
    EXPECT_EQ(life.audiences("edition.published"), std::vector<std::string>{"team"});
    EXPECT_EQ(life.timers().at("force"), msk("2027-01-01 00:00"));
    life.run_to(msk("2026-12-31 23:59"));
    EXPECT_EQ(life.states(), "published");
    life.run_to(msk("2027-01-01 00:00"));
    EXPECT_EQ(life.states(), "in_force");
    EXPECT_FALSE(life.running());
}

TEST_F(EditionLife, WhatStandsAgainstItStopsItsProposalAndItsPublication) {
    const char* const taken =
        "{'seen': {'gains': 0, 'loses': 0, 'unknown': 0}, 'facts': {'edition': {'version': 'r2', "
        "'from': '2027-01-01', 'code': 'DUPLICATE', 'text': {'en': 'is taken', 'ru': 'занято'}}}}";
    EXPECT_FALSE(life.send("propose", json(taken), msk("2026-11-01 10:00")));
    EXPECT_EQ(life.chance("propose", json(taken), msk("2026-11-01 10:00")),
              "DUPLICATE: the edition cannot be proposed; is taken");
    EXPECT_EQ(life.chance("propose", json(taken), msk("2026-11-01 10:00"), "ru"),
              "DUPLICATE: редакцию нельзя предложить; занято");
    propose();
    EXPECT_FALSE(life.as("boris").send("publish", json(taken), msk("2026-11-01 12:00")));
    EXPECT_EQ(life.chance("publish", json(taken), msk("2026-11-01 12:00")),
              "DUPLICATE: the edition cannot be published; is taken");
}

TEST_F(EditionLife, IsWithdrawnByItsProposerAndDeclinedByAnother) {
    propose();
    EXPECT_FALSE(life.as("boris").send("withdraw", msk("2026-11-01 12:00")));
    EXPECT_THAT(life.chance("withdraw", msk("2026-11-01 12:00")), StartsWith("NOT_YOURS"));
    Life other{"edition", json("{'file': 'r2.toml', 'text': 'x'}"), msk("2026-11-01 09:00")};
    ASSERT_TRUE(other.as("anna").send("propose", json(nothing_against), msk("2026-11-01 10:00")));
    ASSERT_TRUE(other.send("withdraw", msk("2026-11-01 12:00")));
    EXPECT_EQ(other.states(), "withdrawn");
    ASSERT_TRUE(life.send("decline", json("{'reason': 'subject:1'}"), msk("2026-11-01 12:00")));
    EXPECT_EQ(life.states(), "declined");
    EXPECT_EQ(life.message("edition.declined")["reason"], Value("subject:1"));
}

TEST(EditionDraft, AllThatIsWrongIsToldAtOnceWithPlaces) {
    EXPECT_TRUE(check_draft(Value::Object{{"file", "r2.toml"}, {"text", edition_text("r2.toml")}}).ok());
    const auto wrong = check_draft(
        Value::Object{{"file", "r3.toml"},
                      {"text", with(edition_text("r2.toml"), "invented = true", "invented = 7\nodd = 1")}});
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().code, "form-invalid");
    EXPECT_EQ(wrong.error().place, "/text");
    const auto& violations = wrong.error().details["violations"].array();
    ASSERT_EQ(violations.size(), 2U);
    for (const auto& each : violations) EXPECT_EQ(each["pointer"], Value("/text"));
    // Line 7 is `invented = true`; the odd entry follows it.
    EXPECT_THAT(wrong.error().message, HasSubstr("r3.toml:"));
    EXPECT_THAT(states::to_json(violations), HasSubstr("r3.toml:7:"));
    EXPECT_THAT(states::to_json(violations), HasSubstr("r3.toml:8:"));
}

class EditionFact : public testing::Test {
  protected:
    InstancePtr draft(const std::string& text) {
        auto data = states::to_json(Value::Object{{"file", "r2.toml"}, {"text", text}});
        for (auto at = data.find('\''); at != std::string::npos; at = data.find('\''))
            data.replace(at, 1, "\\u0027");  // the village reads ' as "
        return village.add("edition", data);
    }
    void propose(const InstancePtr& edition) {
        village.send(edition, "propose",
                     states::to_json(Value::Object{{"facts", Value::Object{{"edition", fact(edition)}}}}),
                     "anna");
    }
    Value fact(const InstancePtr& edition) {
        states::Event event;
        const auto find = village.find();
        return edition_fact(book.now(), shipped_rulebook().calendar,
                            {"edition", *edition, event, village.at, find});
    }
    EditionBook book{shipped_editions()};
    Village village;
};

TEST_F(EditionFact, SaysWhatTheFileSays) {
    village.at = msk("2026-12-31 23:59");
    EXPECT_EQ(fact(draft(edition_text("r2.toml"))),
              json("{'version': 'r2', 'from': '2027-01-01', 'code': null, 'text': null}"));
}

TEST_F(EditionFact, AFirstDayThatHasBegunIsRefused) {
    village.at = msk("2027-01-01 00:00");
    const auto found = fact(draft(edition_text("r2.toml")));
    EXPECT_EQ(found["code"], Value("BAD_DATE"));
    EXPECT_THAT(found["text"]["en"].string(), HasSubstr("2027-01-01"));
    EXPECT_THAT(found["text"]["ru"].string(), HasSubstr("2027-01-01"));
}

TEST_F(EditionFact, AVersionOrADayThatIsTakenIsRefused) {
    const auto r2 = edition_text("r2.toml");
    const auto other_version = with(r2, "version = \"r2\"", "version = \"r3\"");
    const auto other_day = with(r2, "from = 2027-01-01             # invented", "from = 2028-01-01");
    const auto shipped = fact(draft(with(r2, "version = \"r2\"", "version = \"r1\"")));
    EXPECT_EQ(shipped["code"], Value("DUPLICATE"));
    EXPECT_THAT(shipped["text"]["en"].string(), HasSubstr("\"r1\""));

    const auto first = draft(r2);
    propose(first);
    EXPECT_EQ(fact(first)["code"], Value(nullptr)) << "its own";
    EXPECT_THAT(fact(draft(r2))["text"]["en"].string(), HasSubstr(runtime::to_text(first->id)));
    EXPECT_EQ(fact(draft(other_version))["code"], Value("DUPLICATE")) << "the day";
    EXPECT_EQ(fact(draft(other_day))["code"], Value("DUPLICATE")) << "the version";
    EXPECT_EQ(fact(draft(with(other_day, "version = \"r2\"", "version = \"r3\"")))["code"], Value(nullptr));

    village.send(first, "withdraw", "{}", "anna");
    EXPECT_EQ(fact(draft(r2))["code"], Value(nullptr)) << "free again";
    book.add(first->id, edition(r2));
    EXPECT_EQ(fact(draft(r2))["code"], Value("DUPLICATE")) << "published";
}

TEST_F(EditionFact, TheBookFollowsTheInstance) {
    const auto edition = draft(edition_text("r2.toml"));
    keep(book, *edition);
    propose(edition);
    keep(book, *edition);
    EXPECT_EQ(book.now().all().size(), 1U) << "proposed only";
    const auto proposed = std::make_shared<const runtime::Instance>(*edition);
    village.send(edition, "publish", seen, "boris");
    keep(book, *edition);
    ASSERT_NE(book.now().version("r2"), nullptr);
    keep(book, *proposed);
    EXPECT_EQ(book.now().version("r2"), nullptr) << "its publication was undone";
}

TEST_F(EditionFact, WhoLooksAtItsConditionsLaterLooksAtThemAgain) {
    const auto edition = draft(edition_text("r2.toml"));
    const auto partner = village.add("partner", "{'name': 'subject:1'}");
    const auto specialization = [&](const std::string& technology, const std::string& review_on) {
        auto granted = village.add("specialization", "{'technology': '" + technology + "'}", partner->id);
        village.send(granted, "granted",
                     "{'late_grant': null, 'facts': {'eligibility': {'version': 'r1', 'result': 'pass', "
                     "'conditions': [], 'import': null, 'review_on': " +
                         review_on + "}}}");
        return granted;
    };
    const auto never = specialization("devops", "null");
    const auto later = specialization("ml-ai", "'2027-01-02'");
    specialization("infrastructure", "'2027-01-01'");
    specialization("data-platform", "'2026-12-24'");
    const auto find = village.find();
    propose(edition);
    EXPECT_TRUE(reviews_before(*edition, find).empty());
    village.send(edition, "publish", seen, "boris");
    const auto errands = reviews_before(*edition, find);
    ASSERT_EQ(errands.size(), 2U);
    EXPECT_EQ(errands[0].instance, never->id);
    EXPECT_EQ(errands[1].instance, later->id);
    EXPECT_EQ(errands[0].event, "conditions.review");
}

}  // namespace
}  // namespace waymark::partner
